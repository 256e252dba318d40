internal import CGSL

/// The minimum of a function of several numbers, found by a simplex that walks downhill.
///
/// Nelder and Mead (1965), doi:10.1093/comjnl/7.4.308, in GSL's variant `nmsimplex2`. It needs no
/// derivative and forgives small steps in the function, as simulations have.
public struct NelderMead: Sendable {
  /// Where and why a search ended.
  public struct Result: Sendable, Equatable {
    /// The lowest point found.
    public var point: [Double]
    /// The function there.
    public var value: Double
    /// How often the function was asked.
    public var evaluations: Int
    /// Whether the simplex became smaller than the tolerance.
    public var isConverged: Bool
  }

  /// The edge of the first simplex, in the unit of the axes; positive.
  public var step: Double
  /// The size of a simplex that is small enough: the mean distance of its corners from their middle.
  public var tolerance: Double
  /// The search ends after the iteration that reaches this number of evaluations.
  public var maximumEvaluations: Int

  /// Describes a search; all three are positive.
  public init(step: Double, tolerance: Double, maximumEvaluations: Int) {
    precondition(step > 0 && step.isFinite, "NelderMead: step \(step) is not positive, finite")
    precondition(tolerance > 0, "NelderMead: tolerance \(tolerance) is not positive")
    precondition(maximumEvaluations > 0, "NelderMead: \(maximumEvaluations) evaluations")
    self.step = step
    self.tolerance = tolerance
    self.maximumEvaluations = maximumEvaluations
  }

  /// Searches from a point of one or more coordinates; the function is finite everywhere.
  ///
  /// - Throws: the first error of the function.
  public func minimum(from start: [Double], of function: @escaping ([Double]) throws -> Double)
    throws -> Result
  {
    precondition(!start.isEmpty, "NelderMead: a point without coordinates")
    _ = GSLErrorHandler.off
    let objective = Objective(function, dimensions: start.count)
    let search = Simplex(start, step: step, objective: objective)
    var isConverged = false
    while objective.error == nil, objective.evaluations < maximumEvaluations {
      // Any other status says that no move helps: the best corner stands.
      guard search.iterate(), objective.error == nil else { break }
      if search.size < tolerance {
        isConverged = true
        break
      }
    }
    if let error = objective.error { throw error }
    return Result(
      point: search.point, value: search.value, evaluations: objective.evaluations,
      isConverged: isConverged)
  }
}

/// The function as GSL calls it; after an error it is not asked again.
private final class Objective {
  let function: ([Double]) throws -> Double
  let dimensions: Int
  var evaluations = 0
  var error: (any Error)?

  init(_ function: @escaping ([Double]) throws -> Double, dimensions: Int) {
    self.function = function
    self.dimensions = dimensions
  }

  func value(at vector: UnsafePointer<gsl_vector>) -> Double {
    guard error == nil else { return 0 }
    evaluations += 1
    do {
      let value = try function((0..<dimensions).map { gsl_vector_get(vector, $0) })
      precondition(value.isFinite, "NelderMead: the function is \(value)")
      return value
    } catch {
      self.error = error
      return 0
    }
  }
}

/// GSL's minimiser with all that it points to.
private final class Simplex {
  private let minimiser: UnsafeMutablePointer<gsl_multimin_fminimizer>
  private let function: UnsafeMutablePointer<gsl_multimin_function>
  private let start: UnsafeMutablePointer<gsl_vector>
  private let steps: UnsafeMutablePointer<gsl_vector>
  private let objective: Objective

  init(_ point: [Double], step: Double, objective: Objective) {
    guard
      let minimiser = gsl_multimin_fminimizer_alloc(cgsl_fminimizer_nmsimplex2(), point.count),
      let start = gsl_vector_alloc(point.count), let steps = gsl_vector_alloc(point.count)
    else { preconditionFailure("NelderMead: no memory for \(point.count) dimensions") }
    for (index, coordinate) in point.enumerated() { gsl_vector_set(start, index, coordinate) }
    gsl_vector_set_all(steps, step)
    self.minimiser = minimiser
    self.start = start
    self.steps = steps
    self.objective = objective
    function = .allocate(capacity: 1)
    function.initialize(
      to: gsl_multimin_function(
        f: { vector, context in
          Unmanaged<Objective>.fromOpaque(context!).takeUnretainedValue().value(at: vector!)
        }, n: point.count, params: Unmanaged.passUnretained(objective).toOpaque()))
    gsl_multimin_fminimizer_set(minimiser, function, start, steps)
  }

  deinit {
    gsl_multimin_fminimizer_free(minimiser)
    gsl_vector_free(start)
    gsl_vector_free(steps)
    function.deallocate()
  }

  /// Moves a corner; false where no move helps.
  ///
  /// GSL answers 0 for success.
  func iterate() -> Bool { gsl_multimin_fminimizer_iterate(minimiser) == 0 }

  var size: Double { gsl_multimin_fminimizer_size(minimiser) }

  var value: Double { gsl_multimin_fminimizer_minimum(minimiser) }

  var point: [Double] {
    let vector = gsl_multimin_fminimizer_x(minimiser)
    return (0..<objective.dimensions).map { gsl_vector_get(vector, $0) }
  }
}
