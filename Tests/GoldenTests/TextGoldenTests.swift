import TestSupport
import Testing

/// What the program says: help, and answers to wrong use and wrong input.
@Suite("Golden texts", .timeLimit(.minutes(Sanitizer.minutes))) struct TextGoldenTests {
  @Test("help of every command")
  func help() throws {
    try Program.inFolder { program in
      let commands = [
        [], ["run"], ["compare"], ["psa"], ["sensitivity"], ["calibrate"], ["validate"], ["check"],
        ["trace"], ["parameters"], ["evidence"], ["policies"], ["schema"], ["sweep"],
        ["sweep", "plan"], ["sweep", "run"], ["sweep", "resume"], ["sweep", "status"],
        ["sweep", "expand"], ["sweep", "merge"], ["sweep", "submit"], ["sweep", "cancel"],
        ["serve"],
      ]
      let texts = try commands.map { try transcript(program, $0 + ["--help"]) }
      try Golden.expect(texts.joined(separator: "\n"), is: "help.txt")
    }
  }

  /// A scenario with one fault of each kind that people make.
  private static let bad = """
    title: A scenario with faults
    comunities: []
    communities:
      - {name: Ash, population: 1.5}
      - {name: Ash, population: -3}
      - name: all
        population: 10
        resources: {otpPlaces: many, beds: 4}
        parameters: {population.male: 1.4, population.mail: 0.5}
    run: {horizonDays: 0, horizonYears: 2, seed: 010, replications: ten}
    outputs: {strata: [sex, height], events: maybe}
    references:
      - {metric: retention.methadon.day28, value: 1, source: nobody1900}

    """

  @Test("answers to wrong use and wrong input")
  func errors() throws {
    try Program.inFolder { program in
      try program.write(Self.bad, to: "bad.yaml")
      try program.write("title: [open\n", to: "broken.yaml")
      try program.write("extends: circle.yaml\ntitle: x\n", to: "circle.yaml")
      try program.write(
        "patient_id,trial,arm\n1,START,methadone\n1,START,heroin\n", to: "short.csv")
      let cases = [
        ["runn"], ["run", "small.yaml", "--replications", "0"],
        ["run", "small.yaml", "--set", "x"], ["run", "nonsense"],
        ["run", "small.yaml", "--set", "run.seed=x", "--set", "run.seeds=1"],
        ["run", "small.yaml", "--cohort", "absent.csv"], ["check", "bad.yaml"],
        ["check", "broken.yaml", "circle.yaml", "absent.yaml"],
        ["check", "small.yaml", "--set", "run.horizonDays=-1"],
        ["run", "trials/start"], ["run", "trials/start", "--cohort", "short.csv"],
        ["run", "small.yaml", "--output", "small.yaml"],
        ["run", "small.yaml", "--output", "small.yaml", "--replace"],
        ["trace", "small.yaml", "--patient", "0", "--community", "Ach"],
        ["trace", "small.yaml", "--patient", "4000"], ["parameters", "--key", "zzz"],
      ]
      let texts = try cases.map { try transcript(program, $0) }
      try Golden.expect(texts.joined(separator: "\n"), is: "errors.txt")
    }
  }

  private func transcript(_ program: Program, _ arguments: [String]) throws -> String {
    let result = try program.run(arguments)
    let text = (result.output + result.errors).replacing(program.folder, with: "")
    return "$ moudsim \(arguments.joined(separator: " "))\n\(text)[status \(result.status)]\n"
  }
}
