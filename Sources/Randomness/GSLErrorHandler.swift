internal import CGSL

/// The switch for GSL's default error handler, which would end the process.
///
/// Arguments are checked in Swift before a call; the handler stays off for what is left, such as an
/// underflow that GSL reports and answers with zero.
enum GSLErrorHandler {
  /// Reading this value turns the handler off, once per process.
  static let off: Void = cgsl_turn_off_error_handler()
}
