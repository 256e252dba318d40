internal import Foundation

/// The daily dose that a person needs, from clearance: needed = reference x relative clearance.
struct DoseNeed {
  var methadoneReference: Double
  /// Clearance relative to a normal metaboliser, by `CYP2B6Phenotype`.
  var methadoneClearance: [Double]
  var methadoneLogSD: Double
  var buprenorphineReference: Double
  var buprenorphineLogSD: Double
  var buprenorphineCYP3A4: Double
  var buprenorphineFentanyl: Double

  init(_ parameters: Parameters) {
    methadoneReference = parameters["dose.methadone.reference"]
    methadoneClearance = CYP2B6Phenotype.allCases.map {
      parameters["clearance.methadone.\($0)"]
    }
    methadoneLogSD = parameters["clearance.methadone.logSD"]
    buprenorphineReference = parameters["dose.buprenorphine.reference"]
    buprenorphineLogSD = parameters["clearance.buprenorphine.logSD"]
    buprenorphineCYP3A4 = parameters["clearance.buprenorphine.CYP3A4decreased"]
    buprenorphineFentanyl = parameters["dose.buprenorphine.fentanylNeedRatio"]
  }

  /// The daily dose in mg that the genotype alone predicts.
  func predicted(_ medication: Medication, _ genotypes: Genotypes) -> Float {
    dose(medication, genotypes, normal: 0, usesFentanyl: false)
  }

  /// The daily dose in mg; 0 for medications of fixed dose.
  ///
  /// - Parameters:
  ///   - normal: the person's standard normal deviate of log clearance.
  ///   - usesFentanyl: whether the person's supply contains fentanyl.
  func dose(
    _ medication: Medication, _ genotypes: Genotypes, normal: Double, usesFentanyl: Bool
  ) -> Float {
    switch medication {
    case .none, .buprenorphineXR, .naltrexoneXR: return 0
    case .methadone:
      let clearance = methadoneClearance[Int(genotypes.cyp2b6.rawValue)]
      return Float(methadoneReference * clearance * exp(methadoneLogSD * normal))
    case .buprenorphine:
      let gene = pow(buprenorphineCYP3A4, genotypes.cyp3a4Decreased > 0 ? 1 : 0)
      let supply = usesFentanyl ? buprenorphineFentanyl : 1
      return Float(
        buprenorphineReference * gene * supply * exp(buprenorphineLogSD * normal))
    }
  }
}
