internal import Foundation
internal import Statistics

/// The tables of curves.
extension ValidationDocument {
  /// Retention and use by medication.
  var face: String {
    var text = """
      ## 4. Curves to look at

      Share still in treatment after a number of days since admission, induction failures included.

      | scenario | medication | \(FaceTables.days.map(String.init).joined(separator: " | ")) |
      |---|---|\(FaceTables.days.map { _ in "---|" }.joined())

      """
    for curve in validation.face.retention { text += Self.row(Self.cells(curve)) }
    let months = FaceTables.months.map(String.init).joined(separator: " | ")
    text += """

      Share of the time on a medication spent in lapse, in each 28 days of a trial. On medication people are in
      lapse or abstinent.

      | scenario | medication | \(months) |
      |---|---|\(FaceTables.months.map { _ in "---|" }.joined())

      """
    for curve in validation.face.lapse { text += Self.row(Self.cells(curve)) }
    return text
  }

  private static func cells(_ curve: FaceTables.Curve) -> [String] {
    [curve.scenario, curve.medication] + curve.shares.map { number($0) }
  }

  /// Mortality as fentanyl spreads.
  var curve: String {
    var text = """
      ## 5. Mortality off and on treatment as fentanyl spreads

      Massachusetts with other shares of fentanyl in the supply: rate of death off treatment divided by that on
      it. Pearce 2020 (`pearce2020`) found 2.1 before and 3.4 during fentanyl in British Columbia.

      | fentanyl's share | all causes | error | overdose | error |
      |---|---|---|---|---|

      """
    for point in validation.curve.points {
      text += Self.row([
        Self.number(100 * point.share) + " %", Self.number(point.allCause.mean),
        Self.number(point.allCause.standardError), Self.number(point.overdose.mean),
        Self.number(point.overdose.standardError),
      ])
    }
    text += "\nAll causes, a mark for each 0.1:\n\n```text\n"
    for point in validation.curve.points {
      let share = Self.number(100 * point.share)
      let mean = point.allCause.mean ?? 0
      let padding = String(repeating: " ", count: max(0, 3 - share.count))
      text += "\(padding)\(share) %  \(String(repeating: "#", count: Int((mean * 10).rounded())))"
      text += " \(Self.number(mean))\n"
    }
    text += "```\n\n"
    text +=
      validation.curve.rises
      ? "The ratio rises with fentanyl.\n" : "**The ratio does not rise throughout.**\n"
    return text
  }
}
