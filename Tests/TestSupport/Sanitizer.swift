import Foundation

/// What a sanitizer (`scripts/sanitize`) changes for tests that look at a clock or at memory.
public enum Sanitizer {
  private static let name = ProcessInfo.processInfo.environment["MOUDSIM_SANITIZER"]

  /// Whether the tests and the programs that they start were built with one.
  public static let isOn = name != nil

  /// By how much limits of time grow: a build with ThreadSanitizer takes ten times as long and more.
  public static let patience =
    switch name {
    case "thread": 30
    case "address": 6
    default: 1
    }

  /// One in how many of thousands of requests is sent.
  public static let divisor = name == "thread" ? 10 : 1

  /// How long a test may take that runs much or starts programs: it waits for others of its target too.
  public static let minutes = 15 * patience
}
