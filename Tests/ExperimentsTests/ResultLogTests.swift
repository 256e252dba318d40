import Foundation
import Testing

@testable import Experiments

@Suite("The log of results") struct ResultLogTests {
  /// Lets a log go, so that its lock is given back.
  private func with<Result>(
    _ path: String, inputs: String = "abc", parts: [String] = [], replaces: Bool = false,
    _ body: (ResultLog) throws -> Result
  ) throws -> Result {
    try body(ResultLog(path: path, inputs: inputs, parts: parts, replaces: replaces))
  }

  private struct Asked: Error {}

  @Test("What was computed once is read back, digit by digit")
  func roundTrip() throws {
    let folder = try TemporaryFolder(["other": ""])
    let path = folder.path + "/log"
    let point = [0.1, 1.0 / 3, Double.leastNonzeroMagnitude]
    let result = [Double(2).squareRoot(), -0.0, .nan]
    try with(path) { log in
      let first = try log.result(at: point) { result }
      #expect(first[0] == result[0])
      #expect(log.counts.added == 1)
    }
    try with(path) { log in
      let back = try log.result(at: point) { throw Asked() }
      #expect(back[0] == result[0])
      #expect(back[1].sign == .minus)
      #expect(back[2].isNaN)
      #expect(log.counts.found == 1)
      #expect(log.counts.added == 0)
      #expect(throws: Asked.self) {
        try log.result(at: [0.2]) { () throws -> [Double] in throw Asked() }
      }
    }
  }

  @Test("A last line that was cut off, at any byte, is lost and nothing else")
  func torn() throws {
    let folder = try TemporaryFolder(["other": ""])
    let path = folder.path + "/log"
    try with(path) { log in
      for number in 1...3 { _ = try log.result(at: [Double(number)]) { [Double(number) / 7] } }
    }
    let whole = try String(contentsOfFile: path, encoding: .utf8)
    let last = try #require(whole.split(separator: "\n").last)
    for cut in 1...(last.utf8.count + 1) {
      try String(whole.dropLast(cut)).write(toFile: path, atomically: true, encoding: .utf8)
      try with(path) { log in
        #expect(log.size == 2)
        let third = try log.result(at: [3]) { [3.0 / 7] }
        #expect(third == [3.0 / 7])
      }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == whole)
    }
  }

  @Test("A changed digit is found; other inputs are refused, and replaced only when asked")
  func damaged() throws {
    let folder = try TemporaryFolder(["other": ""])
    let path = folder.path + "/log"
    try with(path) { log in _ = try log.result(at: [1]) { [25] } }
    #expect(throws: OutputError.self) { try with(path, inputs: "other") { _ in } }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacing(";25", with: ";26").write(toFile: path, atomically: true, encoding: .utf8)
    let error = #expect(throws: OutputError.self) { try with(path) { _ in } }
    #expect(error?.description.contains("line 2 is damaged") == true)
    try with(path, inputs: "other", replaces: true) { #expect($0.size == 0) }
    try with(path, inputs: "other") { #expect($0.size == 0) }
  }

  @Test("Two calibrations do not write one log; parts are read and left alone")
  func lockAndParts() throws {
    let folder = try TemporaryFolder(["other": ""])
    let part = folder.path + "/part"
    try with(part) { log in _ = try log.result(at: [1]) { [2] } }
    let before = try String(contentsOfFile: part, encoding: .utf8)
    try with(folder.path + "/log", parts: [part]) { log in
      let first = try log.result(at: [1]) { throw Asked() }
      #expect(first == [2])
      #expect(throws: OutputError.self) { try with(folder.path + "/log") { _ in } }
    }
    #expect(try String(contentsOfFile: part, encoding: .utf8) == before)
  }
}
