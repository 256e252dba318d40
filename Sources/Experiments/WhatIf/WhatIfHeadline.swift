internal import Statistics

/// The result in words.
struct WhatIfHeadline: Encodable {
  /// One sentence.
  let text: String
  /// What the numbers rest on.
  let basis: String
  /// What each part adds; empty before it is known, or for a plan of one part.
  let parts: [String]

  init(_ result: WhatIfResult) {
    let setting = result.setting
    let people = NumberFormat.number(decimals: 0).text(Double(setting.people))
    let place = "among \(people) people in \(Self.years(setting.years))"
    let deaths = result.comparison("overdose_deaths")
    text =
      Self.sentence(deaths, place: place, changes: setting.changesAnything)
      + Self.mainPart(result, deaths)
    basis = Self.basis(result)
    parts = result.attributions
      .sorted { ($0.deathsAverted.mean ?? 0) > ($1.deathsAverted.mean ?? 0) }
      .map(Self.sentence)
  }

  static func years(_ count: Int) -> String { count == 1 ? "1 year" : "\(count) years" }

  private static let count = NumberFormat.number(decimals: 0)

  private static func sentence(
    _ deaths: WhatIfResult.Comparison, place: String, changes: Bool
  ) -> String {
    guard let today = deaths.today.mean else { return "Nothing is known yet." }
    let now = "about \(count.text(today)) deaths from overdose \(place)"
    guard changes else { return "Today's practice: \(now)." }
    guard let mean = deaths.difference.mean else { return "Nothing is known yet." }
    let size = count.text(abs(mean))
    let fewer = mean < 0 ? "fewer" : "more"
    guard let interval = deaths.difference.confidenceInterval() else {
      return "First look: \(size) \(fewer) deaths from overdose \(place). Chance is not told yet."
    }
    if interval.lower == 0, interval.upper == 0 {
      return "No difference: \(now), with the plan as without it."
    }
    if interval.contains(0) {
      return "No clear difference in deaths: between \(count.text(max(0, -interval.lower))) fewer "
        + "and \(count.text(max(0, interval.upper))) more than \(now)."
    }
    let ends = [abs(interval.lower), abs(interval.upper)].sorted().map(count.text)
    return "About \(size) \(fewer) deaths from overdose \(place): range \(ends[0]) to \(ends[1]), "
      + "of \(count.text(today)) today."
  }

  private static func basis(_ result: WhatIfResult) -> String {
    let done = result.replications
    let runs = done == 1 ? "1 pair" : "\(done) pairs"
    return "From \(runs) of simulated futures that share their chance events. The range is the "
      + "95 % interval of what chance leaves open; it does not cover doubts about the numbers that "
      + "go in."
  }

  /// The part without which more than half of the deaths averted would not be, where there is no
  /// doubt about it.
  private static func mainPart(
    _ result: WhatIfResult, _ deaths: WhatIfResult.Comparison
  ) -> String {
    guard result.isAttributed, let mean = deaths.difference.mean,
      let interval = deaths.difference.confidenceInterval(), interval.upper < 0,
      let main = result.attributions.max(by: {
        ($0.deathsAverted.mean ?? 0) < ($1.deathsAverted.mean ?? 0)
      }), let lost = main.deathsAverted.mean, lost > -mean / 2,
      let range = main.deathsAverted.confidenceInterval(), range.lower > 0
    else { return "" }
    return " Most of it hangs on \(name(main.part))."
  }

  private static func name(_ part: WhatIfSetting.Part) -> String {
    switch part {
    case .places: "the change of places"
    case .policy(let policy): "\u{2018}\(BuiltIn.policy(policy)?.title ?? policy)\u{2019}"
    }
  }

  private static func sentence(_ attribution: WhatIfResult.Attribution) -> String {
    let name = name(attribution.part)
    guard let mean = attribution.deathsAverted.mean,
      let interval = attribution.deathsAverted.confidenceInterval()
    else { return "Without \(name): not known." }
    if interval.contains(0) {
      return "Without \(name): no clear difference in deaths."
    }
    let ends = [abs(interval.lower), abs(interval.upper)].sorted().map(count.text)
    return "Without \(name): \(count.text(abs(mean))) \(mean > 0 ? "more" : "fewer") deaths "
      + "(\(ends[0]) to \(ends[1]))."
  }
}
