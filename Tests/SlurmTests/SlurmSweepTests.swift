import Foundation
import TestSupport
import Testing

@Suite(
  "Slurm",
  .enabled(if: SlurmLab.isExpected, Comment(rawValue: "no Slurm: \(SlurmLab.advice)")),
  .serialized, .timeLimit(.minutes(10)))
struct SlurmSweepTests {
  /// Runs long enough to be killed on the way.
  private static let sweep = """
    title: Small sweep
    scenario: small.yaml
    replications: 60
    metrics: [overdoses, person_years]
    design: {kind: grid}
    factors:
      - {key: parameters.overdose.perYear, name: rate, values: [0.02, 0.05, 0.1, 0.2]}
      - {key: "communities[Ash].population", name: ash, values: [10, 20, 900]}

    """

  private func inFolder(_ body: (Program, String) throws -> Void) throws {
    try Program.inFolder { program in
      try program.write(Self.sweep, to: "sweep.yaml")
      for folder in ["local", "cluster"] {
        try #require(
          try program.run("sweep", "plan", "sweep.yaml", "--output", folder).status == 0)
      }
      for command in ["run", "merge"] {
        try #require(try program.run("sweep", command, "local").status == 0)
      }
      try body(program, try program.text("local/results.csv"))
    }
  }

  /// Runs the program where it finds the cluster.
  private func sweep(_ program: Program, _ lab: SlurmLab, _ words: String...) throws
    -> Program.Result
  {
    let process = program.process(["sweep"] + words)
    process.environment = lab.environment
    return try program.collect(process) { process.waitUntilExit() }
  }

  private func jobs(_ program: Program) throws -> [String] {
    try program.text("cluster/slurm/jobs").split(separator: "\n").map(String.init)
  }

  @Test("an array over two nodes, one task killed and queued again, merges to the local bytes")
  func killedTask() throws {
    try inFolder { program, expected in
      try SlurmLab.running(in: program.folder + "/lab") { lab in
        let submitted = try sweep(
          program, lab, "submit", "cluster", "--tasks", "4", "--throttle", "4", "--submit")
        #expect(submitted.status == 0, "\(submitted.errors)")
        let job = try jobs(program)
        #expect(submitted.output.contains("Submitted: array \(job[0]), merge \(job[1])"))

        let part = "\(program.folder)/cluster/parts/3-of-4.part.writing"
        try lab.wait("task 3 to begin") { try Self.size(part) > 200 }
        let status = try sweep(program, lab, "status", "cluster").output
        #expect(status.contains("job \(job[0]): running"), "\(status)")
        #expect(status.contains("job \(job[1]): pending (Dependency), 1 task"), "\(status)")
        // Queued again, and killed without a word in the middle of its rows before it can end well.
        let task = try #require(
          SlurmLab.process(endingIn: [
            "run", "\(program.folder)/cluster", "--shard", "3/4", "--threads", "1", "--progress",
            "none",
          ]))
        kill(task, SIGSTOP)
        #expect(try lab.run(["scontrol", "requeue", "\(job[0])_3"]).status == 0)
        kill(task, SIGKILL)
        // A node refuses to start a job again in the second in which it killed it; Slurm lets two minutes pass.
        sleep(2)
        try lab.wait("task 3 to queue again or end", seconds: 60) {
          try lab.run(["scontrol", "update", "jobid=\(job[0])_3", "StartTime=now"])
          let again = try lab.run(["scontrol", "show", "job", "\(job[0])_3"]).output
          let state = try lab.state("\(job[0])_3")
          return again.contains("Restarts=1") && ["RUNNING", "COMPLETED"].contains(state)
        }
        try lab.wait("the merge") { try lab.state(job[1]) == "COMPLETED" }
        let merged = try program.text("cluster/results.csv")
        #expect(merged == expected)
        #expect(try program.text("cluster/slurm/merge.log").contains("720 rows, sha256 "))

        let nodes = try String(contentsOfFile: lab.folder + "/log/jobs.txt", encoding: .utf8)
        #expect(nodes.contains("NodeList=n0") && nodes.contains("NodeList=n1"), "\(nodes)")
        let done = try sweep(program, lab, "status", "cluster").output
        #expect(done.contains("Complete. Merge: moudsim sweep merge cluster"))
      }
    }
  }

  @Test("cancel takes the jobs away; a failed task takes the merge away; resume finishes here")
  func cancelled() throws {
    try inFolder { program, expected in
      try SlurmLab.running(in: program.folder + "/lab") { lab in
        let part = "\(program.folder)/cluster/parts/1-of-2.part.writing"
        _ = try sweep(program, lab, "submit", "cluster", "--tasks", "2", "--submit")
        try lab.wait("task 1 to begin") { try Self.size(part) > 200 }
        let cancelled = try sweep(program, lab, "cancel", "cluster")
        #expect(cancelled.status == 0 && cancelled.output.contains("Cancelled 2 jobs."))
        try lab.wait("an empty queue") { try lab.run(["squeue", "-h"]).output.isEmpty }
        let status = try sweep(program, lab, "status", "cluster").output
        #expect(status.contains("no job of this sweep is queued or running"), "\(status)")
        #expect(status.contains("1-of-2.part.writing: stopped"), "\(status)")

        // A program that is not there: the tasks fail, and the merge does not wait for ever.
        _ = try sweep(
          program, lab, "submit", "cluster", "--tasks", "2", "--submit", "--program", "/absent")
        let merge = try #require(try jobs(program).last)
        try lab.wait("the merge to be cancelled") { try lab.state(merge) == "CANCELLED" }
        #expect(try sweep(program, lab, "resume", "cluster").status == 0)
        #expect(try sweep(program, lab, "merge", "cluster").status == 0)
        let merged = try program.text("cluster/results.csv")
        #expect(merged == expected)
      }
    }
  }

  @Test("without --submit the scripts are written only, and sh can read them")
  func scripts() throws {
    try Program.inFolder { program in
      try program.write(Self.sweep, to: "sweep.yaml")
      try program.run("sweep", "plan", "sweep.yaml", "--output", "my sweep")
      let result = try program.run(
        "sweep", "submit", "my sweep", "--tasks", "9", "--throttle", "3", "--time", "01:00:00",
        "--memory", "2G", "--sbatch=--partition=short")
      #expect(result.status == 0)
      let array = try program.text("my sweep/slurm/array.sh")
      for line in [
        "#SBATCH --array=1-9%3", "#SBATCH --time=01:00:00", "#SBATCH --mem=2G",
        "#SBATCH --partition=short", "#SBATCH --requeue",
      ] {
        #expect(array.contains(line + "\n"))
      }
      #expect(array.contains("--shard \"$SLURM_ARRAY_TASK_ID/9\""))
      for script in ["array", "merge"] {
        let check = Process()
        check.executableURL = URL(fileURLWithPath: "/bin/bash")
        check.arguments = ["-n", "\(program.folder)/my sweep/slurm/\(script).sh"]
        try check.run()
        check.waitUntilExit()
        #expect(check.terminationStatus == 0)
      }
      #expect(try program.run("sweep", "cancel", "my sweep").output.hasPrefix("No job"))
    }
  }

  private static func size(_ path: String) throws -> Int {
    (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
  }
}
