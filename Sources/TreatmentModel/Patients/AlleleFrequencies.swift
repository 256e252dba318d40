internal import Randomness

/// How often the alleles occur, by ancestry; diplotypes are drawn in Hardy-Weinberg proportions.
struct AlleleFrequencies {
  /// Shares of decreased, non-functional and increased alleles.
  private struct Enzyme {
    var decreased = 0.0
    var none = 0.0
    var increased = 0.0

    func allele(_ uniform: Double) -> AlleleFunction {
      if uniform < decreased { return .decreased }
      if uniform < decreased + none { return .none }
      if uniform < decreased + none + increased { return .increased }
      return .normal
    }
  }

  private struct Row {
    var cyp2b6: Enzyme
    var cyp2d6: Enzyme
    var cyp3a4: Enzyme
    var abcb1: Double
    var oprm1: Double
    var oprd1: Double
  }

  private var rows: [Row]

  init(_ parameters: Parameters) {
    rows = Ancestry.allCases.map { ancestry in
      func value(_ key: String) -> Double { parameters["gene.\(key).\(ancestry)"] }
      return Row(
        cyp2b6: Enzyme(
          decreased: value("CYP2B6.decreased"), none: value("CYP2B6.noFunction"),
          increased: value("CYP2B6.increased")),
        cyp2d6: Enzyme(decreased: value("CYP2D6.decreased"), none: value("CYP2D6.noFunction")),
        cyp3a4: Enzyme(decreased: value("CYP3A4.decreased")),
        abcb1: value("ABCB1.variant"), oprm1: value("OPRM1.G"), oprd1: value("OPRD1.C"))
    }
  }

  /// Draws a person's diplotypes from variates 0 to 11 of `Process.genotype`.
  func draw(_ ancestry: Ancestry, _ uniforms: inout CompactUniforms) -> Genotypes {
    let row = rows[Int(ancestry.rawValue)]
    func pair(_ enzyme: Enzyme, _ first: UInt32) -> (AlleleFunction, AlleleFunction) {
      (enzyme.allele(uniforms.variate(first)), enzyme.allele(uniforms.variate(first + 1)))
    }
    func variants(_ frequency: Double, _ first: UInt32) -> Int {
      (uniforms.variate(first) < frequency ? 1 : 0)
        + (uniforms.variate(first + 1) < frequency ? 1 : 0)
    }
    return Genotypes(
      cyp2b6: pair(row.cyp2b6, 0), cyp2d6: pair(row.cyp2d6, 2), cyp3a4: pair(row.cyp3a4, 4),
      abcb1: variants(row.abcb1, 6), oprm1: variants(row.oprm1, 8),
      oprd1: variants(row.oprd1, 10))
  }
}
