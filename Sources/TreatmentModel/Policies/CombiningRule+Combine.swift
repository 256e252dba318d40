internal import Foundation

extension CombiningRule {
  /// Several effects on one lever as one; `effects` is not empty.
  func combine(_ effects: [Double], _ scale: Lever.Scale) -> Double {
    func size(_ effect: Double) -> Double {
      switch scale {
      case .ratio: effect > 0 ? abs(log(effect)) : .infinity
      case .shift: abs(effect)
      }
    }
    let ordered = effects.sorted { size($0) > size($1) }
    switch self {
    case .strongest: return ordered[0]
    case .multiply: return merge(ordered, scale) { effect, _ in effect }
    case .attenuated(let factor):
      return merge(ordered, scale) { effect, rank in
        let weight = pow(factor, Double(rank))
        return scale == .ratio ? pow(effect, weight) : effect * weight
      }
    }
  }

  private func merge(
    _ effects: [Double], _ scale: Lever.Scale, _ weighted: (Double, Int) -> Double
  ) -> Double {
    effects.enumerated().reduce(scale == .ratio ? 1 : 0) { sum, next in
      let effect = weighted(next.element, next.offset)
      return scale == .ratio ? sum * effect : sum + effect
    }
  }
}
