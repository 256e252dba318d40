import Experiments
import Foundation

/// What the program does when the system or a person interrupts it.
enum Signals {
  /// Set by Ctrl-C; the one thing that a signal handler can share with the rest of the program.
  static let cancellation = Cancellation()

  /// A closed pipe becomes an error of `write`, so that a run does not die half-way.
  static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

  /// Makes Ctrl-C and a polite kill ask the run to stop; the second one ends the program at once.
  static func stopRunWhenInterrupted() {
    // A handler must not be the first to touch a global, for that takes a lock.
    _ = cancellation
    // Programs started from a thread pool inherit its mask, in which these are blocked.
    var mask = sigset_t()
    sigemptyset(&mask)
    for number in [SIGINT, SIGTERM] {
      sigaddset(&mask, number)
      signal(number) { number in
        Signals.cancellation.cancel()
        signal(number, SIG_DFL)
      }
    }
    pthread_sigmask(SIG_UNBLOCK, &mask, nil)
  }
}
