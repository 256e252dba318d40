import Foundation
import Testing

@testable import Experiments

@Suite struct OutputWorkFolderTests {
  private func make(_ name: String, in folder: String) throws {
    try FileManager.default.createDirectory(
      atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
    _ = try write("half\n", toNewFile: "\(folder)/\(name)/outcomes.csv")
  }

  @Test("a folder that nobody holds is removed, though a process with its number is alive")
  func leftOver() throws {
    try RunFixtures.withFolder { folder in
      let name = ".run.writing-1.\(WorkFolder.host)"
      try make(name, in: folder)
      let run = try RunDirectory(path: "\(folder)/run", replaces: false)
      #expect(run.leftovers == ["\(folder)/\(name)"])
      #expect(try RunFixtures.names(in: folder).count == 1)
      try run.finish()
      #expect(try RunFixtures.names(in: folder) == ["run"])
    }
  }

  @Test("a folder that is being written is left alone")
  func live() throws {
    try RunFixtures.withFolder { folder in
      let work = try WorkFolder(of: "run", in: folder)
      #expect(WorkFolder.removeLeftovers(of: "run", in: folder) == [])
      #expect(exists(work.path))
      _ = consume work
      #expect(WorkFolder.removeLeftovers(of: "run", in: folder).count == 1)
    }
  }

  @Test("folders of other runs and hosts, files and other names are left alone")
  func others() throws {
    try RunFixtures.withFolder { folder in
      for name in [
        ".run2.writing-1.\(WorkFolder.host)", ".run.writing-1.\(WorkFolder.host)x",
        ".run.writing-x.\(WorkFolder.host)", ".run.writing-1",
        ".run.writing-1.\(WorkFolder.host).old",
        "run.writing-1.\(WorkFolder.host)",
      ] { try make(name, in: folder) }
      _ = try write("mine\n", toNewFile: "\(folder)/.run.writing-2.\(WorkFolder.host)")
      #expect(WorkFolder.removeLeftovers(of: "run", in: folder) == [])
      #expect(try RunFixtures.names(in: folder).count == 7)
    }
  }
}
