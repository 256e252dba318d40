internal import Foundation

/// Days from asking for care to the intake appointment: log-normal, by channel.
struct IntakeDelay {
  var meanLog: Double
  var sdLog: Double

  init(_ channel: String, _ parameters: Parameters) {
    meanLog = log(parameters["access.intakeDelayMedianDays.\(channel)"])
    sdLog = parameters["access.intakeDelayLogSD.\(channel)"]
  }
}
