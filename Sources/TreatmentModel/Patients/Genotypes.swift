/// Function of an allele of a drug-metabolising enzyme.
public enum AlleleFunction: UInt8, CaseIterable, Sendable {
  case normal, decreased, none, increased
}

/// Metaboliser phenotype of CYP2B6.
public enum CYP2B6Phenotype: UInt8, CaseIterable, Sendable {
  case poor, intermediate, normal, rapid, ultrarapid

  /// The phenotype of a pair of alleles (Clinical Pharmacogenetics Implementation Consortium terms):
  /// two reduced alleles are poor, one is intermediate, one increased is rapid, two are ultrarapid;
  /// a reduced and an increased allele together are intermediate.
  public init(_ first: AlleleFunction, _ second: AlleleFunction) {
    func isReduced(_ allele: AlleleFunction) -> Bool { allele == .decreased || allele == .none }
    let reduced = (isReduced(first) ? 1 : 0) + (isReduced(second) ? 1 : 0)
    let increased = (first == .increased ? 1 : 0) + (second == .increased ? 1 : 0)
    self =
      switch (reduced, increased) {
      case (2, _): .poor
      case (1, _): .intermediate
      case (_, 2): .ultrarapid
      case (_, 1): .rapid
      default: .normal
      }
  }
}

/// Diplotypes of the genes that the policies may look at, packed in 32 bits.
///
/// Two bits per allele of CYP2B6, CYP2D6 and CYP3A4 (`AlleleFunction`), two bits with the number
/// of variant alleles (0 to 2) of ABCB1, OPRM1 and OPRD1.
public struct Genotypes: Sendable, Hashable {
  @usableFromInline var bits: UInt32

  /// Packs alleles and counts of variants; counts are 0, 1 or 2.
  public init(
    cyp2b6: (AlleleFunction, AlleleFunction) = (.normal, .normal),
    cyp2d6: (AlleleFunction, AlleleFunction) = (.normal, .normal),
    cyp3a4: (AlleleFunction, AlleleFunction) = (.normal, .normal),
    abcb1: Int = 0, oprm1: Int = 0, oprd1: Int = 0
  ) {
    for count in [abcb1, oprm1, oprd1] {
      precondition((0...2).contains(count), "allele count \(count) is outside 0...2")
    }
    bits = UInt32(cyp2b6.0.rawValue) | UInt32(cyp2b6.1.rawValue) << 2
    bits |= UInt32(cyp2d6.0.rawValue) << 4 | UInt32(cyp2d6.1.rawValue) << 6
    bits |= UInt32(cyp3a4.0.rawValue) << 8 | UInt32(cyp3a4.1.rawValue) << 10
    bits |= UInt32(abcb1) << 12 | UInt32(oprm1) << 14 | UInt32(oprd1) << 16
  }

  private func allele(at shift: UInt32) -> AlleleFunction {
    switch (bits >> shift) & 3 {
    case 0: .normal
    case 1: .decreased
    case 2: .none
    default: .increased
    }
  }

  /// Metaboliser phenotype for methadone.
  public var cyp2b6: CYP2B6Phenotype { CYP2B6Phenotype(allele(at: 0), allele(at: 2)) }
  /// Alleles of CYP2D6 (codeine, tramadol).
  public var cyp2d6: (AlleleFunction, AlleleFunction) { (allele(at: 4), allele(at: 6)) }
  /// Number of decreased CYP3A4 alleles, 0 to 2 (buprenorphine).
  public var cyp3a4Decreased: Int {
    (allele(at: 8) == .normal ? 0 : 1) + (allele(at: 10) == .normal ? 0 : 1)
  }
  /// Variant alleles of ABCB1, 0 to 2.
  public var abcb1: Int { Int((bits >> 12) & 3) }
  /// G alleles of OPRM1 A118G, 0 to 2.
  public var oprm1: Int { Int((bits >> 14) & 3) }
  /// C alleles of OPRD1 rs678849, 0 to 2.
  public var oprd1: Int { Int((bits >> 16) & 3) }
}
