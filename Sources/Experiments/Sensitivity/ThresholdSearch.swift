/// Where a curve that is known with an interval crosses zero.
///
/// The curve is computed at equally spaced points of a range; each crossing between two neighbours is
/// narrowed by the secant rule, safeguarded by bisection. The ends of the interval are where the curve's
/// lower and upper bounds cross zero.
struct ThresholdSearch: Sendable {
  /// The curve at a point.
  struct Value: Sendable, Equatable {
    let mean: Double
    /// 95 % bounds; nil where there are none.
    let lower: Double?
    let upper: Double?
    let standardError: Double?
  }

  /// A place and the curve there.
  struct Point: Sendable, Equatable {
    let place: Double
    let value: Value
  }

  /// What was found.
  struct Answer: Sendable, Equatable {
    /// Where the mean crosses zero first, seen from the lower end; nil where it does not.
    var crossing: Double?
    /// How often the mean changes sign between neighbouring points.
    var crossings = 0
    /// Whether the mean is above zero at the lower end.
    var isPositiveBelow = false
    /// Ends of the places around the crossing at which the interval holds zero; nil where they reach the
    /// end of the range.
    ///
    /// Without a crossing, places at which zero cannot be ruled out.
    var low: Double?
    var high: Double?
    /// Whether the interval holds zero somewhere; nil where there is no interval.
    var isConceivable: Bool?
    /// Everything that was computed, by rising place.
    var points: [Point] = []
  }

  /// Points at which the search begins.
  static let points = 9
  /// Evaluations that narrow one crossing, at most.
  static let most = 40

  /// How narrow a crossing is made, as a share of the range.
  let tolerance: Double
  private var known: [Point]

  /// Begins with values at points of rising place, two or more.
  init(_ known: [Point], tolerance: Double) {
    precondition(known.count > 1, "\(known.count) points")
    self.known = known
    self.tolerance = tolerance
  }

  /// Finds the crossings.
  ///
  /// - Parameter evaluate: computes the curve at a place.
  func answer(_ evaluate: (Double) throws -> Value) throws -> Answer {
    var search = self
    return try search.find(evaluate)
  }

  private mutating func find(_ evaluate: (Double) throws -> Value) throws -> Answer {
    let begin = known
    var answer = Answer()
    answer.isPositiveBelow = begin[0].value.mean > 0
    let changes = (0..<begin.count - 1).filter { index in
      (begin[index].value.mean > 0) != (begin[index + 1].value.mean > 0)
    }
    answer.crossings = changes.count
    if let first = changes.first {
      answer.crossing = try narrow(begin[first], begin[first + 1], { $0.mean }, evaluate)
    }
    if begin.allSatisfy({ $0.value.lower != nil && $0.value.upper != nil }) {
      try addInterval(to: &answer, around: changes.first, begin, evaluate)
    }
    answer.points = known
    return answer
  }

  /// Adds the places around a change of sign, or of the whole range, at which zero cannot be ruled out.
  private mutating func addInterval(
    to answer: inout Answer, around change: Int?, _ begin: [Point],
    _ evaluate: (Double) throws -> Value
  ) throws {
    // Above zero the lower bound rules zero out, below zero the upper one.
    func bound(_ isPositive: Bool) -> (Value) -> Double? {
      isPositive ? { $0.lower } : { $0.upper }
    }
    func isRuledOut(_ index: Int, _ isPositive: Bool) -> Bool {
      let height = bound(isPositive)(begin[index].value)!
      return isPositive ? height > 0 : height < 0
    }
    let (left, right) = (answer.isPositiveBelow, answer.isPositiveBelow == (change == nil))
    let open = begin.indices.filter { !isRuledOut($0, left) }
    answer.isConceivable = change != nil || !open.isEmpty
    guard let firstInside = change.map({ $0 + 1 }) ?? open.first,
      let lastInside = change ?? open.last
    else { return }
    if let index = (0..<firstInside).last(where: { isRuledOut($0, left) }) {
      answer.low = try narrow(begin[index], begin[index + 1], bound(left), evaluate)
    }
    if let index = (lastInside + 1..<begin.count).first(where: { isRuledOut($0, right) }) {
      answer.high = try narrow(begin[index - 1], begin[index], bound(right), evaluate)
    }
  }

  /// Narrows a crossing between two points.
  private mutating func narrow(
    _ first: Point, _ second: Point, _ curve: (Value) -> Double?,
    _ evaluate: (Double) throws -> Value
  ) throws -> Double {
    var (low, high) = (first.place, second.place)
    var (below, above) = (curve(first.value)!, curve(second.value)!)
    let scale = max(abs(below), abs(above))
    let width = tolerance * (known.last!.place - known[0].place)
    for step in 0..<Self.most where high - low > width {
      // Where secants stall at one end, halving goes on.
      let isHalved = step % 3 == 2
      let secant = low - below * (high - low) / (above - below)
      let place = isHalved ? (low + high) / 2 : min(max(secant, low), high)
      let value = try self.evaluate(at: place, evaluate)
      guard let height = curve(value) else { break }
      if abs(height) <= 1e-12 * scale { return place }
      if (height > 0) == (below > 0) {
        (low, below) = (place, height)
      } else {
        (high, above) = (place, height)
      }
    }
    return low - below * (high - low) / (above - below)
  }

  private mutating func evaluate(
    at place: Double, _ evaluate: (Double) throws -> Value
  ) throws -> Value {
    if let found = known.first(where: { $0.place == place }) { return found.value }
    let value = try evaluate(place)
    let index = known.firstIndex { $0.place > place } ?? known.count
    known.insert(Point(place: place, value: value), at: index)
    return value
  }
}
