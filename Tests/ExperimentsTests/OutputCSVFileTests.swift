import Testing

@testable import Experiments

@Suite struct OutputCSVFileTests {
  @Test("fields with commas, quotes and line ends are quoted, others are not")
  func quoting() throws {
    try RunFixtures.withFolder { folder in
      var file = try CSVFile(path: "\(folder)/a.csv", columns: ["name", "value"])
      try file.row(["plain", .integer(-3)])
      try file.row(["Birch, east", .number(0.1)])
      try file.row([#"the "best""#, .number(2)])
      try file.row(["two\nlines", .number(nil)])
      let written = try file.close()
      let text = try RunFixtures.text("\(folder)/a.csv")
      #expect(
        text == "name,value\nplain,-3\n\"Birch, east\",0.1\n\"the \"\"best\"\"\",2\n"
          + "\"two\nlines\",\n")
      #expect(written == WrittenFile(name: "a.csv", rows: 4, sha256: SHA256.hex(of: text)))
    }
  }

  @Test("numbers read back to the same bits")
  func roundTrip() {
    for value in [
      0.1, 1.0 / 3, 1e-300, 123_456_789.125, 5e300, -0.0, 1e16, Double.leastNonzeroMagnitude,
    ] {
      #expect(Double(CSVFile.shortest(value)) == value)
    }
    #expect(CSVFile.shortest(12) == "12")
  }

  @Test("leading fields start every row until they are changed")
  func leading() throws {
    try RunFixtures.withFolder { folder in
      var file = try CSVFile(path: "\(folder)/a.csv", columns: ["a", "b", "c"])
      file.lead(["x,y", .integer(1)])
      try file.row([.integer(2)])
      try file.row([.integer(3)])
      file.lead([])
      try file.row(["p", "q", "r"])
      _ = try file.close()
      #expect(try RunFixtures.text("\(folder)/a.csv") == "a,b,c\n\"x,y\",1,2\n\"x,y\",1,3\np,q,r\n")
    }
  }

  @Test("the hash covers a file larger than the buffer")
  func large() throws {
    try RunFixtures.withFolder { folder in
      var file = try CSVFile(path: "\(folder)/a.csv", columns: ["n", "text"])
      for number in 0..<20_000 { try file.row([.integer(number), "some text of a row"]) }
      let written = try file.close()
      let text = try RunFixtures.text("\(folder)/a.csv")
      #expect(written.sha256 == SHA256.hex(of: text))
      #expect(text.split(separator: "\n").count == 20_001)
    }
  }

  @Test("parts are joined below one header, in order, and removed")
  func join() throws {
    try RunFixtures.withFolder { folder in
      for (number, count) in [5000, 0, 2].enumerated() {
        var part = try CSVFile(path: "\(folder)/part\(number)", columns: ["a", "b"])
        for row in 0..<count { try part.row([.integer(row), .text("line\nend \(number)")]) }
        _ = try part.close()
      }
      var file = try CSVFile(path: "\(folder)/a.csv", columns: ["a", "b"])
      for number in 0..<3 { try file.append(rowsOf: "\(folder)/part\(number)") }
      let written = try file.close()
      #expect(written.rows == 5002)
      let text = try RunFixtures.text("\(folder)/a.csv")
      #expect(text.hasPrefix("a,b\n0,\"line\nend 0\"\n1,"))
      #expect(text.hasSuffix("4999,\"line\nend 0\"\n0,\"line\nend 2\"\n1,\"line\nend 2\"\n"))
      #expect(try RunFixtures.names(in: folder) == ["a.csv"])
    }
  }

  @Test("an existing file is never overwritten")
  func existing() throws {
    try RunFixtures.withFolder { folder in
      _ = try CSVFile(path: "\(folder)/a.csv", columns: ["a"]).close()
      let error = #expect(throws: OutputError.self) {
        _ = try CSVFile(path: "\(folder)/a.csv", columns: ["a"]).close()
      }
      #expect(error?.description == "error: \(folder)/a.csv: cannot be created: File exists.")
    }
  }

  @Test("a full disk is an error, not a short file")
  func fullDisk() throws {
    let device = try fullDevice()
    let error = #expect(throws: OutputError.self) {
      try write([1, 2, 3], to: device, path: "x.csv")
    }
    #expect(error?.description == "error: x.csv: cannot be written: No space left on device.")
  }
}
