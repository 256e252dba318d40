internal import Foundation

/// Turns what trials report into what the model multiplies: hazards.
///
/// A trial tells how many stay, or how many have had an event, at a horizon. If the hazard with the
/// programme is at every moment the same multiple of the hazard without, the multiple is
/// `ln S1 / ln S0`, where `S` is the share that has not had the event; then the horizon does not enter,
/// only the shares at it do (proportional hazards; Cox 1972, doi:10.1111/j.2517-6161.1972.tb00899.x).
public enum HazardConversion {
  /// The hazard ratio of two shares that have not had the event at the same horizon, each strictly
  /// between 0 and 1.
  ///
  /// 48 against 44 % still in treatment at 90 days: ln 0.48 / ln 0.44 = 0.894.
  public static func hazardRatio(staying with: Double, insteadOf without: Double) -> Double {
    requireInside(with)
    requireInside(without)
    return log(with) / log(without)
  }

  /// The hazard ratio of two shares that have had the event at the same horizon, each strictly
  /// between 0 and 1.
  public static func hazardRatio(event with: Double, insteadOf without: Double) -> Double {
    hazardRatio(staying: 1 - with, insteadOf: 1 - without)
  }

  /// The share that an odds ratio (above 0) makes of a baseline share, strictly between 0 and 1.
  public static func share(oddsRatio: Double, baseline: Double) -> Double {
    requireInside(baseline)
    precondition(oddsRatio > 0, "odds ratio \(oddsRatio)")
    let odds = baseline / (1 - baseline) * oddsRatio
    return odds / (1 + odds)
  }

  /// The odds ratio of a standardised mean difference (Cohen's d or Hedges' g), if the outcome behind
  /// it is logistic: `exp(d pi / sqrt 3)` (Chinn 2000, doi:10.1002/1097-0258).
  public static func oddsRatio(standardisedDifference: Double) -> Double {
    exp(standardisedDifference * .pi / 3.0.squareRoot())
  }

  /// The ratio of the rate of lapsing that an odds ratio (above 0) of being abstinent at a look means.
  ///
  /// Of people who lapse at rate `a` and stop at rate `b`, in the long run `b / (a + b)` are abstinent:
  /// odds of `b / a`, so the odds ratio divides the rate of lapsing, if the rate of stopping stays.
  public static func lapseRatio(abstinenceOddsRatio: Double) -> Double {
    precondition(abstinenceOddsRatio > 0, "odds ratio \(abstinenceOddsRatio)")
    return 1 / abstinenceOddsRatio
  }

  private static func requireInside(_ share: Double) {
    precondition(share > 0 && share < 1, "a share of \(share)")
  }
}
