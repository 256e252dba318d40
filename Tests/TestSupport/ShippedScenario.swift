import Foundation

/// Shipped scenarios made small enough for tests.
public enum ShippedScenario {
  /// The text of a scenario with all counts of people and places divided, rounded up.
  ///
  /// - Parameters:
  ///   - name: as in `moudsim run`.
  ///   - divisor: 1 or more.
  public static func text(_ name: String, dividedBy divisor: Int) throws -> String {
    let text = try String(
      contentsOfFile: PackageRoot.path("Scenarios/\(name).yaml"), encoding: .utf8)
    let counts = /(population|otpPlaces|officePlaces|withdrawalBeds|inductionSlots): (\d+)/
    let smaller = text.replacing(counts) { match in
      "\(match.1): \((Int(match.2)! + divisor - 1) / divisor)"
    }
    // Places that change with the calendar.
    return smaller.replacing(/(initial: |value: )(\d+)(}|\n)/) { match in
      "\(match.1)\((Int(match.2)! + divisor - 1) / divisor)\(match.3)"
    }
  }
}
