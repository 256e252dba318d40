/// A stratified random design: each of `n` equal strata of each axis holds exactly one point.
///
/// McKay, Beckman and Conover (1979), doi:10.1080/00401706.1979.10489755.
public enum LatinHypercube {
  /// The largest number of points: 2^20, so that no coordinate rounds to 1.
  public static let maximumPoints = 1 << 20

  /// Returns `count` points of the unit cube, each an array of `dimensions` coordinates in (0, 1).
  ///
  /// Axis `d` draws under process word `d`: the order of the strata at occurrence 0 and the place
  /// within the stratum of point `i` at patient `i`, occurrence 1. Adding an axis therefore leaves
  /// the other axes as they are. Complexity: O(count * dimensions).
  public static func points(count: Int, dimensions: Int, key: StreamKey) -> [[Double]] {
    precondition(
      (1...maximumPoints).contains(count),
      "LatinHypercube: \(count) points are outside 1...\(maximumPoints)")
    precondition(dimensions > 0, "LatinHypercube: \(dimensions) dimensions are not 1 or more")
    var stream = RandomStream(key: key)
    var points = [[Double]](repeating: [], count: count)
    for axis in 0..<dimensions {
      let process = UInt32(axis)
      var strata = Array(0..<UInt32(count))
      stream.point(at: StreamAddress(patient: 0, process: process, occurrence: 0))
      stream.shuffle(&strata)
      for (point, stratum) in strata.enumerated() {
        let address = StreamAddress(patient: UInt32(point), process: process, occurrence: 1)
        let place = UnitInterval.coarse(key.words(at: address).first)
        points[point].append((Double(stratum) + place) / Double(count))
      }
    }
    return points
  }
}
