internal import Foundation

/// The people of the two trials: those who were randomised, or as many drawn by the model.
public enum TrialCohort: Sendable, Equatable {
  /// The released rows.
  case released(path: String)
  /// Arms of the same size, in which nothing is recorded but the medication.
  case drawn

  /// Randomised people by trial and arm (CTN-0027 and CTN-0051, `ctn0094` in the bibliography).
  static let arms: [(trial: String, arm: String, people: Int)] = [
    ("START", "methadone", 529), ("START", "buprenorphine", 740),
    ("X:BOT", "buprenorphine", 287), ("X:BOT", "naltrexone_xr", 283),
  ]

  /// The arms as a cohort file in the columns of the trial scenarios.
  static var armsText: String {
    var text = "patient_id,trial,arm,age_years,sex,race_ethnicity,injects,homeless,"
    text += "history_depression,history_anxiety,employment\n"
    var id = 0
    for (trial, arm, people) in arms {
      for _ in 0..<people {
        id += 1
        text += "\(id),\(trial),\(arm),,,,,,,,\n"
      }
    }
    return text
  }

  /// Calls a function with the path of a cohort file.
  func withFile<Result>(
    _ body: (String) throws(Faults) -> Result
  ) throws(Faults) -> Result {
    guard case .drawn = self else {
      guard case .released(let path) = self else { preconditionFailure("no cohort") }
      return try body(path)
    }
    let path = NSTemporaryDirectory() + "arms-\(UUID().uuidString).csv"
    guard FileManager.default.createFile(atPath: path, contents: Data(Self.armsText.utf8)) else {
      throw Faults([Fault(file: path, path: "", message: "the file cannot be written.")])
    }
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
  }
}
