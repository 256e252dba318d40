/// The rules for the weights of classes.
enum Weights {
  /// Stops the program unless the weights are 0 or more, finite, and have a positive sum.
  static func check(_ weights: [Double], in caller: StaticString) {
    for (index, weight) in weights.enumerated() {
      precondition(
        weight >= 0 && weight.isFinite,
        "\(caller): weight \(weight) of class \(index) is not 0 or more and finite")
    }
    let sum = weights.reduce(0, +)
    precondition(
      sum > 0 && sum.isFinite, "\(caller): the sum \(sum) of the weights is not positive, finite")
  }
}
