import Foundation
import Randomness
import TestSupport
import Testing

@testable import TreatmentModel

// Genes and doses of drawn people. Error rate 1e-5, fixed seeds.
@Suite("Genes and doses needed")
struct Genetics {
  /// People of one ancestry, drawn with the shipped allele frequencies and some set otherwise.
  private func draw(
    _ ancestry: Ancestry, count: Int = 40_000, _ changes: [String: Double] = [:]
  ) -> [Attributes] {
    var parameters = World.shipped
    for (key, value) in changes { parameters[key] = value }
    var world = World()
    world.parameters = parameters
    var sampler = PopulationSampler(CommunityRates(parameters))
    var member = World.person()
    member.ancestry = ancestry
    return (0..<UInt32(count)).map {
      sampler.draw(.init(seed: 7, replication: 0), community: 0, patient: $0, known: member)
    }
  }

  private func phenotypes(_ people: [Attributes]) -> [Int] {
    CYP2B6Phenotype.allCases.map { type in people.count { $0.genotypes.cyp2b6 == type } }
  }

  // Shares of PM, IM, NM, RM, UM in percent as derived in the evidence file from allele frequencies
  // (White: *6 .256, *4 .039; African American: *6 .328 alone; Han: *6 .184, *4 .091). n = 40,000:
  // 4.417 standard errors are 1.1 points in the middle; typed values are rounded to 0.05 points.
  @Test("CYP2B6 phenotypes are in Hardy-Weinberg shares")
  func hardyWeinberg() {
    let cases: [(Ancestry, [Double], [String: Double])] = [
      (.european, [6.6, 38.1, 49.7, 5.5, 0.15], [:]),
      (
        .africanAmerican, [10.8, 44.1, 45.2, 0, 0],
        ["gene.CYP2B6.noFunction.africanAmerican": 0]
      ),
      (.eastAsian, [3.4, 30.0, 52.6, 13.2, 0.8], [:]),
    ]
    for (ancestry, shares, changes) in cases {
      let counts = phenotypes(draw(ancestry, changes))
      for (count, percent) in zip(counts, shares) {
        let share = percent / 100
        let error = (max(share, 1e-4) / 40_000).squareRoot()
        let distance = abs(Double(count) / 40_000 - share)
        #expect(distance < 4.417 * error + 0.0007, "\(ancestry): \(counts)")
      }
      #expect(counts.reduce(0, +) == 40_000)
    }
    let control = phenotypes(draw(.africanAmerican))
    #expect(abs(Double(control[0]) / 40_000 - 0.108) > 0.01, "*18 adds to the poor metabolisers")
  }

  // Two alleles each: chi-square on 2 degrees of freedom, n = 40,000, catches a frequency wrong by
  // 0.9 points. Frequencies as typed in the evidence: G of OPRM1 .15, .03, .40, .20; ABCB1 .57.
  @Test("other genes: 0, 1, 2 variants in binomial shares")
  func variants() {
    let cases: [(Ancestry, Double, (Genotypes) -> Int)] = [
      (.european, 0.15, { $0.oprm1 }), (.africanAmerican, 0.03, { $0.oprm1 }),
      (.eastAsian, 0.40, { $0.oprm1 }), (.admixedAmerican, 0.20, { $0.oprm1 }),
      (.european, 0.57, { $0.abcb1 }), (.european, 0.5, { $0.oprd1 }),
      (.european, 0.05, { $0.cyp3a4Decreased }),
      (.european, 0.219, { ($0.cyp2d6.0 == .none ? 1 : 0) + ($0.cyp2d6.1 == .none ? 1 : 0) }),
      (
        .africanAmerican, 0.293,
        { ($0.cyp2d6.0 == .decreased ? 1 : 0) + ($0.cyp2d6.1 == .decreased ? 1 : 0) }
      ),
    ]
    var drawn: [Ancestry: [Attributes]] = [:]
    for ancestry in Ancestry.allCases { drawn[ancestry] = draw(ancestry) }
    for (ancestry, frequency, count) in cases {
      let people = drawn[ancestry] ?? []
      var classes = [0, 0, 0]
      for person in people { classes[count(person.genotypes)] += 1 }
      func test(_ q: Double) -> ChiSquare {
        ChiSquare(
          observed: classes, probabilities: [(1 - q) * (1 - q), 2 * q * (1 - q), q * q])
      }
      #expect(test(frequency).passes, "\(ancestry) \(frequency): \(classes)")
      #expect(!test(frequency + 0.015).passes, "control, \(ancestry) \(frequency)")
    }
  }

  @Test("genotypes are packed and unpacked without loss")
  func packing() {
    for first in AlleleFunction.allCases {
      for second in AlleleFunction.allCases {
        for variants in 0...2 {
          let genes = Genotypes(
            cyp2b6: (first, second), cyp2d6: (second, first), cyp3a4: (first, .normal),
            abcb1: variants, oprm1: 2 - variants, oprd1: variants)
          #expect(genes.cyp2b6 == CYP2B6Phenotype(first, second))
          #expect(genes.cyp2d6 == (second, first))
          #expect(genes.cyp3a4Decreased == (first == .normal ? 0 : 1))
          #expect(genes.abcb1 == variants && genes.oprm1 == 2 - variants && genes.oprd1 == variants)
        }
      }
    }
  }

  /// The terms of the Clinical Pharmacogenetics Implementation Consortium, typed in.
  @Test("pairs of CYP2B6 alleles and their phenotypes")
  func terms() {
    let table: [(AlleleFunction, AlleleFunction, CYP2B6Phenotype)] = [
      (.normal, .normal, .normal), (.normal, .decreased, .intermediate),
      (.normal, .none, .intermediate), (.decreased, .decreased, .poor),
      (.decreased, .none, .poor), (.none, .none, .poor), (.normal, .increased, .rapid),
      (.increased, .increased, .ultrarapid), (.decreased, .increased, .intermediate),
      (.none, .increased, .intermediate),
    ]
    for (first, second, phenotype) in table {
      #expect(CYP2B6Phenotype(first, second) == phenotype)
      #expect(CYP2B6Phenotype(second, first) == phenotype)
    }
  }

  // n = 20,000 people on 80 mg: adequacy = 80 / needed. Needed is log-normal round 80 mg x clearance
  // with log-sd 0.36; Kolmogorov's distance catches 0.017, so a median wrong by 1.6 %.
  @Test("the dose needed is log-normal round the reference times the clearance of the phenotype")
  func doseNeed() {
    for (increased, clearance) in [(0.0, 1.0), (1.0, 2.0)] {
      var world = World()
      world.cohort = World.people(20_000, World.person(.methadone))
      world.startsAtInduction = true
      world["induction.days.methadone"] = 0
      world["gene.CYP2B6.increased.european"] = increased
      world["clearance.methadone.logSD"] = 0.36
      world["dose.methadone.start"] = 80
      world.horizon = 5
      let last = world.run().records.filter { $0.event == .end }
      func cdf(_ needed: Double, median: Double) -> Double {
        0.5 * erfc(-log(needed / median) / 0.36 / 2.0.squareRoot())
      }
      func test(_ median: Double) -> KolmogorovSmirnov {
        KolmogorovSmirnov(count: last.count, cdf: { cdf($0, median: median) }) {
          80 / Double(last[$0].adequacy)
        }
      }
      #expect(test(80 * clearance).passes, "\(test(80 * clearance))")
      #expect(!test(80 * clearance * 1.05).passes)
    }
  }

  @Test("buprenorphine: CYP3A4 lowers the need once, fentanyl raises it, other forms have none")
  func buprenorphineNeed() {
    let need = DoseNeed(World.shipped)
    let plain = Genotypes()
    let one = Genotypes(cyp3a4: (.decreased, .normal))
    let two = Genotypes(cyp3a4: (.decreased, .decreased))
    func dose(_ medication: Medication, _ genes: Genotypes, _ fentanyl: Bool) -> Float {
      need.dose(medication, genes, normal: 0, usesFentanyl: fentanyl)
    }
    #expect(dose(.buprenorphine, plain, false) == 16)
    #expect(dose(.buprenorphine, plain, true) == 24)
    #expect(abs(dose(.buprenorphine, one, false) - 14.4) < 1e-5)
    #expect(dose(.buprenorphine, two, false) == dose(.buprenorphine, one, false))
    for medication in [Medication.none, .buprenorphineXR, .naltrexoneXR] {
      #expect(dose(medication, plain, true) == 0)
    }
    #expect(dose(.methadone, plain, true) == 80)
  }
}
