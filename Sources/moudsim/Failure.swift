import ArgumentParser
import Experiments
import Foundation

/// How the program says that it failed, and the exit status of each kind of failure.
enum Failure {
  /// Exit statuses, those of BSD's sysexits.
  enum Status: Int32 {
    /// Arguments do not fit.
    case usage = 64
    /// An input file is wrong.
    case input = 65
    /// A fault of the program.
    case `internal` = 70
    /// Something cannot be written.
    case output = 73
    /// Stopped before the end; to be run again.
    case incomplete = 75
  }

  /// Says what went wrong on standard error and ends the program.
  static func exit(_ error: any Error) -> Never {
    switch error {
    case let faults as Faults: end(faults.description, .input)
    case let error as OutputError: end(error.description, .output)
    case let error as TooFewOpenFiles: end(error.description, .output)
    case let error as Stopped: end(error.description, .incomplete)
    case let error as SweepIncomplete: end(error.description, .incomplete)
    case let error as SlurmError: end(error.description, .usage)
    case let error as CalibrationImpossible: end("error: \(error.description)", .input)
    case let error as InputFault: end("error: \(error.description)", .input)
    case let error as UnknownStrategy: end("error: \(error.description)", .usage)
    case let error as NothingToCompare: end("error: \(error.description)", .usage)
    case let error as PrecisionGoal.Misfit: end("error: \(error.description)", .usage)
    case let error as ServeCommand.Missing: end(error.description, .usage)
    case let error as LifeTrace.Unknown: end("error: \(error.description)", .usage)
    default:
      guard Moudsim.exitCode(for: error) == .failure else { Moudsim.exit(withError: error) }
      end("internal error: \(error)", .internal)
    }
  }

  private static func end(_ message: String, _ status: Status) -> Never {
    Terminal.message(message)
    Foundation.exit(status.rawValue)
  }
}

/// A run that was stopped; its description says what is kept and how to run it again.
struct Stopped: Error, CustomStringConvertible {
  let description: String
}
