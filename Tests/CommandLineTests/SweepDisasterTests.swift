import Foundation
import TestSupport
import Testing

@Suite("Sweep disasters", .timeLimit(.minutes(Sanitizer.minutes))) struct SweepDisasterTests {
  /// Enough runs that a kill finds some of them.
  private static let many = SweepFixture.sweep.replacing(
    "replications: 3", with: "replications: 40")

  @Test("killed at fifty moments and resumed each time, it ends in the same bytes")
  func killed() throws {
    try SweepFixture.inFolder { program in
      try program.write(Self.many, to: "sweep.yaml")
      let expected = try SweepFixture.whole(program)
      var random = SystemRandomNumberGenerator()
      var kills = 0
      var round = 0
      while kills < 50 {
        round += 1
        let folder = "killed\(round)"
        try SweepFixture.plan(program, folder)
        var isDone = false
        while !isDone {
          let process = program.process(["sweep", "resume", folder, "--threads", "2", "--quiet"])
          process.standardOutput = FileHandle.nullDevice
          process.standardError = FileHandle.nullDevice
          let wait = kills < 50 ? Double.random(in: 0.01...0.4, using: &random) : 100
          try process.run()
          let end = ContinuousClock.now + .seconds(wait)
          while process.isRunning, ContinuousClock.now < end { usleep(1000) }
          if process.isRunning {
            kill(process.processIdentifier, SIGKILL)
            kills += 1
          }
          process.waitUntilExit()
          isDone = process.terminationReason == .exit
          if isDone { #expect(process.terminationStatus == 0) }
        }
        let merged = try program.run("sweep", "merge", folder)
        #expect(merged.status == 0, "\(merged.errors)")
        let isSame = try program.text("\(folder)/results.csv") == expected
        #expect(isSame, "round \(round), after \(kills) kills")
      }
    }
  }

  @Test("a polite stop keeps what is finished and exits with 75")
  func stopped() throws {
    try SweepFixture.inFolder { program in
      try program.write(
        Self.many.replacing("replications: 40", with: "replications: 4000"), to: "sweep.yaml")
      try SweepFixture.plan(program, "long")
      let process = program.process(["sweep", "run", "long"])
      let part = "long/parts/1-of-1.part.writing"
      let result = try program.collect(process) {
        while program.size(part) < 5000 { usleep(10_000) }
        process.terminate()
        process.waitUntilExit()
      }
      #expect(result.status == 75)
      #expect(result.errors.contains(" of 96000 runs of the sweep; they are kept. Run again: "))
      let status = try program.run("sweep", "status", "long")
      #expect(status.output.contains("1-of-1.part.writing: stopped, "))
    }
  }

  @Test("two processes on one shard: the second is refused, nothing is damaged")
  func twice() throws {
    try SweepFixture.inFolder { program in
      try program.write(Self.many, to: "sweep.yaml")
      let expected = try SweepFixture.whole(program)
      try SweepFixture.plan(program, "shared")
      let first = program.process(["sweep", "run", "shared", "--threads", "1"])
      let part = "shared/parts/1-of-1.part.writing"
      let result = try program.collect(first) {
        while program.size(part) < 500 { usleep(1000) }
        kill(first.processIdentifier, SIGSTOP)
        let second = try program.run("sweep", "run", "shared")
        #expect(second.status == 73)
        #expect(
          second.errors.contains("another process works on shard 1/1."), "\(second.errors)")
        #expect(
          try program.run("sweep", "status", "shared").output.contains("being written"))
        kill(first.processIdentifier, SIGCONT)
        first.waitUntilExit()
      }
      #expect(result.status == 0)
      #expect(try program.run("sweep", "merge", "shared").status == 0)
      let isSame = try program.text("shared/results.csv") == expected
      #expect(isSame)
    }
  }

  @Test("a full disk is told, and what was finished goes on elsewhere to the same bytes")
  func full() throws {
    try SweepFixture.inFolder { program in
      try program.write(Self.many, to: "sweep.yaml")
      let expected = try SweepFixture.whole(program)
      try Disk.mounted(at: program.folder + "/disk", options: "size=64k") {
        try SweepFixture.plan(program, "disk/sweep")
        let result = try program.run("sweep", "run", "disk/sweep", "--threads", "2")
        #expect(result.status == 73)
        #expect(result.errors.contains("No space left on device. What is finished is kept"))
        let status = try program.run("sweep", "status", "disk/sweep")
        #expect(status.status == 0 && !status.output.contains("finished 0"))
        try FileManager.default.copyItem(
          atPath: program.folder + "/disk/sweep", toPath: program.folder + "/rescued")
      }
      #expect(try program.run("sweep", "resume", "rescued").status == 0)
      #expect(try program.run("sweep", "merge", "rescued").status == 0)
      let isSame = try program.text("rescued/results.csv") == expected
      #expect(isSame)
    }
  }

  @Test("a folder that cannot be written is told at once")
  func readOnly() throws {
    try SweepFixture.inFolder { program in
      try Disk.mounted(at: program.folder + "/disk", options: "size=1m") {
        try SweepFixture.plan(program, "disk/sweep")
        try Disk.remountReadOnly(program.folder + "/disk")
        for command in [["run", "disk/sweep"], ["expand", "disk/sweep", "--replications", "9"]] {
          let result = try program.run(["sweep"] + command)
          #expect(result.status == 73)
          #expect(result.errors.contains("Read-only file system."), "\(result.errors)")
        }
        #expect(try program.names("disk/sweep/parts") == [])
      }
    }
  }

  @Test("damage is told with file and line, and resume makes the lost runs again")
  func damaged() throws {
    try SweepFixture.inFolder { program in
      let expected = try SweepFixture.whole(program)
      let path = "whole/parts/1-of-1.part"
      let part = try program.text(path)
      let lines = part.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      var changed = lines
      changed[9] = changed[9].replacing(",base,", with: ",bask,")
      try program.write(changed.joined(separator: "\n"), to: path)
      let refused = try program.run("sweep", "merge", "whole")
      #expect(refused.status == 65)
      #expect(refused.errors.contains("\(path): error: the file is damaged at line 10."))
      // A record taken out leaves sound lines, but not the file's own hash.
      try program.write(
        (lines[..<9] + lines[10...]).joined(separator: "\n"), to: path)
      #expect(try program.run("sweep", "merge", "whole").status == 65)
      try FileManager.default.removeItem(atPath: program.folder + "/" + path)
      #expect(try program.run("sweep", "merge", "whole").status == 75)
      #expect(try program.run("sweep", "resume", "whole").status == 0)
      #expect(try program.run("sweep", "merge", "whole").status == 0)
      #expect(try program.text("whole/results.csv") == expected)
    }
  }
}
