import Foundation
import Testing

@testable import Experiments

/// Opens the device that is always full.
func fullDevice() throws -> Int32 {
  let device = open("/dev/full", O_WRONLY)
  try #require(device >= 0)
  return device
}

@Suite struct OutputRunDirectoryTests {
  @Test("a finished run stands under its name and nothing else does")
  func finish() throws {
    try RunFixtures.withFolder { folder in
      let run = try RunDirectory(path: "\(folder)/deep/run", replaces: false)
      _ = try write("hello\n", toNewFile: run.file("a.txt"))
      #expect(!exists("\(folder)/deep/run"))
      try run.finish()
      #expect(try RunFixtures.names(in: "\(folder)/deep") == ["run"])
      #expect(try RunFixtures.text("\(folder)/deep/run/a.txt") == "hello\n")
    }
  }

  @Test("a run that is dropped half-way leaves nothing")
  func dropped() throws {
    struct Stop: Error {}
    try RunFixtures.withFolder { folder in
      #expect(throws: Stop.self) {
        let run = try RunDirectory(path: "\(folder)/run", replaces: false)
        _ = try write("hello\n", toNewFile: run.file("a.txt"))
        #expect(exists(run.workPath))
        throw Stop()
      }
      let names = try RunFixtures.names(in: folder)
      #expect(names.isEmpty)
    }
  }

  @Test("an existing run is an error unless it is to be replaced")
  func existing() throws {
    try RunFixtures.withFolder { folder in
      let path = "\(folder)/run"
      try make(path, "first")
      let error = #expect(throws: OutputError.self) { try make(path, "second") }
      #expect(
        error?.description == "error: \(path): exists already. Use --replace to overwrite it, "
          + "or --output for another folder.")
      #expect(try RunFixtures.text("\(path)/manifest.json") == "first")
      try make(path, "second", replaces: true)
      #expect(try RunFixtures.text("\(path)/manifest.json") == "second")
      #expect(try RunFixtures.names(in: folder) == ["run"])
    }
  }

  @Test("a folder that is no run is not replaced")
  func foreign() throws {
    try RunFixtures.withFolder { folder in
      _ = try write("mine\n", toNewFile: "\(folder)/letter.txt")
      let error = #expect(throws: OutputError.self) { try make(folder, "x", replaces: true) }
      #expect(
        error?.message
          == "exists and holds no manifest.json, so it is not a run and is not replaced.")
      #expect(try RunFixtures.names(in: folder) == ["letter.txt"])
    }
  }

  @Test("a folder that cannot be made is an error that says what to do")
  func unwritable() throws {
    try RunFixtures.withFolder { folder in
      _ = try write("a file\n", toNewFile: "\(folder)/file")
      let error = #expect(throws: OutputError.self) { try make("\(folder)/file/run", "x") }
      #expect(
        error?.message == "the folder \(folder)/file cannot be created. Choose another --output.")
    }
  }

  @Test("a stopped run stands beside the final name and is replaced by the next stopped run")
  func incomplete() throws {
    try RunFixtures.withFolder { folder in
      for text in ["first", "second"] {
        let run = try RunDirectory(path: "\(folder)/run/", replaces: false)
        _ = try write(text, toNewFile: run.file("manifest.json"))
        try run.finishIncomplete()
      }
      #expect(try RunFixtures.names(in: folder) == ["run.incomplete"])
      #expect(try RunFixtures.text("\(folder)/run.incomplete/manifest.json") == "second")
    }
  }

  private func make(_ path: String, _ text: String, replaces: Bool = false) throws {
    let run = try RunDirectory(path: path, replaces: replaces)
    _ = try write(text, toNewFile: run.file("manifest.json"))
    try run.finish()
  }
}
