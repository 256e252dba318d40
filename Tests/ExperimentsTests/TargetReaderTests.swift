import Testing
import TreatmentModel

@testable import Experiments

/// Target files: what may stand in them, and what is said of what may not.
@Suite("Target files")
struct TargetReaderTests {
  static let small = """
    title: Small
    scenario: three-counties
    set: {supply.fentanylShare: 0, run.replications: 2}
    targets:
      - name: first
        title: A share
        quantity: retention.methadone.day28
        value: 0.9
        interval: [0.85, 0.95]
        use: calibration
        source: ctn0094

    """

  private func faults(_ text: String) -> [String] {
    do throws(Faults) {
      _ = try TargetReader.read(text: text, file: "t.yaml")
      return []
    } catch {
      return error.faults.map(\.description)
    }
  }

  private func faults(replacing old: String, with new: String) -> [String] {
    precondition(Self.small.contains(old), "no \(old)")
    return faults(Self.small.replacing(old, with: new))
  }

  /// Another target at the end of the small file.
  private func with(_ lines: String...) -> String {
    Self.small + lines.map { "    \($0)\n" }.joined().replacing("    -", with: "  -")
  }

  @Test("a target takes the scenario and the settings of its file")
  func small() throws {
    let file = try TargetReader.read(text: Self.small, file: "t.yaml")
    let target = try #require(file.targets.first)
    #expect(file.title == "Small" && file.targets.count == 1)
    #expect(target.quantity == .retention(.methadone, day: 28))
    #expect(target.setting.settings == ["run.replications=2", "supply.fentanylShare=0"])
    #expect(target.use == .calibration && target.sources == ["ctn0094"])
    #expect(target.interval == 0.85...0.95)
    // 0.1 / (2 x 1.96)
    guard case .normal(let mean, let sd) = target.likelihood else {
      Issue.record("\(String(describing: target.likelihood))")
      return
    }
    #expect(mean == 0.9 && abs(sd - 0.025510674) < 1e-8)
  }

  @Test("a target's own setting takes the place of the file's")
  func ownSetting() throws {
    let text = Self.small.replacing(
      "    quantity:", with: "    set: {run.replications: 7}\n    quantity:")
    let target = try TargetReader.read(text: text, file: "t.yaml").targets[0]
    #expect(target.setting.settings == ["run.replications=7", "supply.fentanylShare=0"])
  }

  @Test("counts give interval and likelihood")
  func counts() throws {
    let text = Self.small.replacing(
      "interval: [0.85, 0.95]", with: "likelihood: {binomial: [90, 100]}")
    let target = try TargetReader.read(text: text, file: "t.yaml").targets[0]
    #expect(target.likelihood == .binomial(successes: 90, trials: 100))
    // Wilson (1927) for 90 of 100.
    let interval = try #require(target.interval)
    #expect(abs(interval.lowerBound - 0.82563) < 1e-5)
    #expect(abs(interval.upperBound - 0.94477) < 1e-5)
  }

  @Test("faults are told with line and column")
  func places() {
    #expect(
      faults(replacing: "use: calibration", with: "use: fun") == [
        "t.yaml:10:10: error: targets[0].use: 'fun' is not allowed. "
          + "Allowed here: calibration, validation, prediction."
      ])
    #expect(
      faults(replacing: "    title: A share\n", with: "    titel: A share\n").first
        == "t.yaml:5:5: error: targets[0]: the key 'title' is missing. It is: one line for people")
    #expect(
      faults(replacing: "source: ctn0094", with: "source: nobody").first?.hasPrefix(
        "t.yaml:11:13: error: targets[0].source: 'nobody' is not in the bibliography.") == true)
    #expect(
      faults(replacing: "source: ctn0094", with: "source: assumption") == [
        "t.yaml:11:13: error: targets[0].source: a target needs a source. An assumption is none."
      ])
    #expect(
      faults(replacing: "[0.85, 0.95]", with: "[0.91, 0.95]") == [
        "t.yaml:9:15: error: targets[0].interval: the interval does not hold the value 0.9."
      ])
  }

  @Test("unknown quantities and scenarios are refused, the nearest name is asked for")
  func names() {
    let quantity = faults(
      replacing: "retention.methadone.day28", with: "overdose_death")
    #expect(quantity.count == 1)
    #expect(
      quantity[0].contains("'overdose_death' is no quantity. Did you mean 'overdose_deaths'?"))
    let scenario = faults(replacing: "scenario: three-counties", with: "scenario: three-countis")
    #expect(scenario.count == 1)
    #expect(scenario[0].contains("there is no scenario 'three-countis'. Did you mean"))
  }

  @Test("all faults are told at once")
  func together() {
    let text = Self.small.replacing("value: 0.9", with: "value: much").replacing(
      "use: calibration", with: "use: fun")
    #expect(faults(text).count >= 2)
  }

  @Test("a calibration target needs an interval or a likelihood")
  func calibrationNeedsSpread() {
    let text = Self.small.replacing("    interval: [0.85, 0.95]\n", with: "")
    #expect(faults(text).map { $0.contains("needs an interval or a likelihood") } == [true])
    #expect(faults(text.replacing("calibration", with: "validation")) == [])
  }

  @Test("the same quantity of the same run has one use, and names differ")
  func duplicates() {
    func second(_ name: String, _ use: String) -> String {
      Self.small + """
          - name: \(name)
            title: Again
            quantity: retention.methadone.day28
            value: 0.88
            interval: [0.8, 0.95]
            use: \(use)
            source: hser2014

        """
    }
    #expect(faults(second("second", "calibration")) == [])
    #expect(
      faults(second("second", "validation")) == [
        "t.yaml:12:5: error: targets[1]: 'second' is a validation target, and 'first', the same "
          + "quantity of the same run, is a calibration target. Use it for one."
      ])
    #expect(
      faults(second("first", "calibration")) == [
        "t.yaml:12:5: error: targets[1]: 'first' is the name of an earlier target. Give another."
      ])
  }

  @Test("a duration needs the gap that its study used")
  func gap() {
    let text = Self.small.replacing("retention.methadone.day28", with: "duration.methadone.median")
      .replacing("value: 0.9", with: "value: 100").replacing("[0.85, 0.95]", with: "[90, 110]")
    #expect(faults(text).map { $0.contains("depends on the gap") } == [true])
    #expect(
      faults(
        text.replacing("run.replications: 2", with: "parameters.dropout.interruptionGapDays: 6"))
        == [])
  }

  @Test("a likelihood must be about the value and possible")
  func likelihoods() {
    func fault(_ likelihood: String) -> String {
      faults(replacing: "interval: [0.85, 0.95]", with: "likelihood: {\(likelihood)}").first ?? ""
    }
    #expect(fault("binomial: [50, 100]").contains("it is about 0.5, not about the value 0.9."))
    #expect(fault("binomial: [101, 100]").contains("no more successes than trials"))
    #expect(fault("normal: [0.9, 0]").contains("deviations and exposures are above 0"))
    #expect(fault("poisson: [9]").contains("expected 2 numbers and found 1."))
    #expect(fault("normal: [0.9, 1], binomial: [9, 10]").contains("give one likelihood"))
    #expect(fault("logNormal: [-0.10536, 0.1]") == "")
  }

  @Test(
    "names of quantities read back",
    arguments: [
      "overdose_deaths", "retention.naltrexoneXR.day7", "duration.buprenorphine.median",
      "inductionFailed.methadone", "relapsed.buprenorphine.day168.randomised",
      "relapsed.naltrexoneXR.day168.inducted", "weeklyLapse.methadone", "weeklyReturn.methadone",
      "overdoses.methadone.day100", "overdoseRatio.naltrexoneXR.buprenorphine.day168",
      "relapsedAfterWithdrawal.day30",
    ])
  func quantities(name: String) throws {
    #expect(TargetQuantity(name)?.name == name)
    for wrong in [name + ".x", name + "x", name.replacing("day", with: "day0")] where wrong != name
    {
      #expect(TargetQuantity(wrong) == nil, "\(wrong)")
    }
  }

  @Test("the shipped targets are read together; X:BOT is held back but for its induction failure")
  func shipped() throws {
    let files = try TargetReader.read(paths: BuiltIn.targetNames)
    let targets = files.flatMap(\.targets)
    #expect(BuiltIn.targetNames.count == 6 && targets.count > 50)
    for target in targets where target.scenario == "trials/xbot" {
      if case .retention = target.quantity { #expect(target.use == .validation) }
      if case .inductionFailed = target.quantity { #expect(target.use == .calibration) }
    }
    _ = try TargetEvaluation(targets)
  }
}
