import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(Sanitizer.minutes))) struct CommandTests {
  @Test(
    "every command has an abstract and an example in its help",
    arguments: [
      [], ["run"], ["compare"], ["psa"], ["sensitivity"], ["calibrate"], ["validate"], ["check"],
      ["trace"], ["parameters"], ["evidence"], ["policies"], ["schema"], ["sweep"],
      ["sweep", "plan"], ["sweep", "run"], ["sweep", "resume"], ["sweep", "status"],
      ["sweep", "expand"], ["sweep", "merge"], ["sweep", "submit"], ["sweep", "cancel"],
    ])
  func help(command: [String]) throws {
    try Program.inFolder { program in
      let process = program.process(command + ["--help"])
      let result = try program.collect(process) { process.waitUntilExit() }
      #expect(result.status == 0)
      #expect(result.output.hasPrefix("OVERVIEW: "))
      #expect(result.output.contains("EXAMPLE:\n  moudsim \(command.first ?? "run")"))
      #expect(result.output.contains("USAGE: moudsim"))
      #expect(result.errors.isEmpty)
    }
  }

  @Test("validate tells before it works that its file cannot be written")
  func validateNowhere() throws {
    try Program.inFolder { program in
      let result = try program.run("validate", "--output", "small.yaml/table.md", "--quiet")
      #expect(result.status == 73)
      #expect(result.errors.hasPrefix("error: "))
      #expect(result.errors.contains("small.yaml: cannot be made: "))
    }
  }

  @Test("the overview lists the exit statuses and the version is printed")
  func overview() throws {
    try Program.inFolder { program in
      let help = try program.run("--help").output.split(whereSeparator: \.isWhitespace)
        .joined(separator: " ")
      #expect(
        help.contains(
          "EXIT STATUS: 0 done; 64 wrong usage; 65 wrong input; 70 internal error; "
            + "73 cannot write; 75 stopped before the end, run again."))
      let version = try program.run("--version")
      #expect(version.output == "0.1.0\n")
      #expect(version.status == 0)
    }
  }

  @Test("usage errors exit with 64 and say what is wrong")
  func usage() throws {
    try Program.inFolder { program in
      for (arguments, text) in [
        (["ruun"], "Error: Unexpected argument 'ruun'"),
        (["run", "small.yaml", "--replicatons", "1"], "Did you mean '--replications'?"),
        (["trace", "small.yaml"], "Missing expected argument '--patient <patient>'"),
        (["trace", "small.yaml", "--patient", "1", "--replication", "0"], "counts from 1."),
        (["parameters", "--key", "zzz"], "No parameter's key begins with 'zzz'."),
      ] {
        let process = program.process(arguments)
        let result = try program.collect(process) { process.waitUntilExit() }
        #expect(result.status == 64)
        #expect(result.errors.contains(text), "\(result.errors)")
        #expect(result.output.isEmpty)
      }
    }
  }

  @Test("policies lists them, explains one, and names the nearest to a name that there is not")
  func policies() throws {
    try Program.inFolder { program in
      let list = try program.run("policies").output
      #expect(list.hasPrefix("policy ") && list.contains("\ncbt "))
      let one = try program.run("policies", "cbt").output
      #expect(one.hasPrefix("Cognitive behavioural therapy beside medication\n="))
      let unknown = try program.run("policies", "cbtt")
      #expect(unknown.status == 65 && unknown.errors.contains("Did you mean 'cbt'?"))
      let both = try program.run("policies", "cbt", "--markdown")
      #expect(both.status == 64)
      let strategy = try program.run("run", "small.yaml", "--strategy", "none")
      #expect(strategy.status == 64 && strategy.errors.contains("Strategies: base."))
    }
  }

  @Test("check tells all faults of all files and exits with 65")
  func check() throws {
    try Program.inFolder { program in
      try program.write(
        Program.scenario.replacing("title:", with: "titel:").replacing("seed: 7", with: "seed: x"),
        to: "bad.yaml")
      let result = try program.run("check", "small.yaml", "bad.yaml", "absent")
      #expect(result.status == 65)
      #expect(result.output.hasPrefix("small.yaml: no fault\n  title         Two small towns\n"))
      #expect(result.errors.contains("bad.yaml:1:1: error: "))
      #expect(result.errors.contains("bad.yaml:6:"))
      #expect(result.errors.contains("absent: error: "))
      #expect(try program.run("check", "small.yaml").status == 0)
      #expect(try program.names() == ["bad.yaml", "small.yaml"])
    }
  }

  @Test("check tells faults of what is set, and the run with it")
  func checkSettings() throws {
    try Program.inFolder { program in
      let good = try program.run("check", "small.yaml", "--set", "run.replications=5")
      #expect(good.status == 0)
      #expect(good.output.contains("  replications  5 with seed 7: 10 tasks\n"))
      let bad = try program.run("check", "small.yaml", "--set", "run.replications=-5")
      #expect(bad.status == 65)
      #expect(bad.errors.hasPrefix("--set run.replications=-5: error: run.replications: "))
      #expect(try program.run("check", "small.yaml", "--set", "x").status == 64)
    }
  }

  @Test("a reference to an unknown metric is wrong input")
  func reference() throws {
    try Program.inFolder { program in
      try program.write(
        Program.scenario + "references:\n  - {metric: overdosis, value: 1, source: x}\n",
        to: "bad.yaml")
      let result = try program.run("check", "bad.yaml")
      #expect(result.status == 65)
      #expect(result.errors.contains("error: references"))
    }
  }

  @Test("trace tells a life, the same each time, as text and as JSON")
  func traceLife() throws {
    try Program.inFolder { program in
      let arguments = ["trace", "small.yaml", "--patient", "3", "--community", "Birch"]
      let text = try program.run(arguments)
      #expect(text.status == 0 && text.errors.isEmpty)
      #expect(text.output.hasPrefix("Patient 3 of Birch, replication 1: "))
      #expect(text.output.contains("is followed from here on"))
      #expect(try program.run(arguments).output == text.output)
      #expect(try program.run(arguments + ["--replication", "2"]).output != text.output)
      let json = try program.run(arguments + ["--json"])
      #expect(json.status == 0)
      let life = try #require(
        try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
      let events = try #require(life["events"] as? [[String: Any]])
      #expect(events.count == text.output.split(separator: "\n").count - 2)
      #expect(try program.names() == ["small.yaml"])
    }
  }

  @Test("trace names the communities when one does not exist")
  func trace() throws {
    try Program.inFolder { program in
      let unknown = try program.run(
        "trace", "small.yaml", "--patient", "0", "--community", "Ach")
      #expect(unknown.status == 64)
      #expect(
        unknown.errors == "error: There is no community 'Ach'. Did you mean 'Ash'? "
          + "Communities: Ash, Birch.\n")
      let nobody = try program.run("trace", "small.yaml", "--patient", "4000000")
      #expect(nobody.status == 64)
      #expect(nobody.errors.hasPrefix("error: There is no patient 4000000 in Ash: it has "))
    }
  }

  @Test("the printed dictionary is the committed one; the schema is JSON")
  func schema() throws {
    try Program.inFolder { program in
      let outputs = try program.run("schema", "--outputs").output
      let committed = try String(
        contentsOfFile: PackageRoot.path("docs/outputs.md"), encoding: .utf8)
      let isCurrent = outputs == committed
      #expect(isCurrent, "docs/outputs.md is stale")
      let schema = try program.run("schema").output
      _ = try JSONSerialization.jsonObject(with: Data(schema.utf8))
    }
  }

  @Test("evidence is printed, or written to a file in one step")
  func evidence() throws {
    try Program.inFolder { program in
      let printed = try program.run("evidence")
      #expect(printed.status == 0 && printed.output.hasPrefix("# "))
      let written = try program.run("evidence", "--output", "evidence.md")
      #expect(written.status == 0 && written.output.isEmpty)
      #expect(try program.text("evidence.md") == printed.output)
      let failed = try program.run("evidence", "--output", "absent/evidence.md")
      #expect(failed.status == 73)
      #expect(failed.errors.hasPrefix("error: absent/evidence.md: cannot be created: "))
      #expect(try program.names() == ["evidence.md", "small.yaml"])
    }
  }

  @Test("a full disk is told, a reader that has gone away is not")
  func fullAndClosed() throws {
    try Program.inFolder { program in
      let full = program.process(["schema", "--outputs"])
      full.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: "/dev/full"))
      let errors = Pipe()
      full.standardError = errors
      try full.run()
      full.waitUntilExit()
      #expect(full.terminationStatus == 73)
      let text = String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
      #expect(
        text == "error: standard output: cannot be written: No space left on device.\n")

      let closed = program.process(["schema", "--outputs"])
      let pipe = Pipe()
      closed.standardOutput = pipe
      try pipe.fileHandleForReading.close()
      try closed.run()
      closed.waitUntilExit()
      #expect(closed.terminationReason == .exit)
      #expect(closed.terminationStatus == 0)
    }
  }
}
