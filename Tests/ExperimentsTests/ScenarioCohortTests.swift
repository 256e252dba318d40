import Foundation
import Testing
import TreatmentModel

@testable import Experiments

@Suite("Cohort files")
struct ScenarioCohortTests {
  private let columns = """
    title: t
    run: {horizonDays: 168}
    population:
      kind: cohort
      where: {trial: [A, "B"]}
      columns:
        id: id
        medication: {column: arm, values: {m: methadone, b: buprenorphine, n: unknown}}
        age: age
        sex: sex
        race: race
        traits:
          injects: iv
          unstablyHoused: {column: housed, values: {"1": no, "0": yes, "": unknown}}

    """

  private let header = "id,trial,arm,age,sex,race,iv,housed"

  private func members(_ rows: [String]) throws -> [CohortMember] {
    let folder = try TemporaryFolder(["c.csv": ([header] + rows).joined(separator: "\n")])
    let read = try scenario(columns, cohort: folder.path + "/c.csv")
    guard case .members(let members) = read.model.cohort else { return [] }
    return members
  }

  private func cohortFaults(_ csv: String) throws -> [String] {
    let folder = try TemporaryFolder()
    try folder.write(Data(csv.utf8), to: "c.csv")
    return faults(columns, cohort: folder.path + "/c.csv").map {
      $0.replacing(folder.path + "/", with: "")
    }
  }

  @Test("Rows become people; what is not known stays open")
  func people() throws {
    let read = try members([
      "1,A,m,30.5,female,white,1,0", "2,C,zzz,old,?,?,?,?", "\"3, a\",B,,,male,,,1",
      "4,A,n,18,,,0,",
    ])
    #expect(read.map(\.id) == ["1", "3, a", "4"])
    #expect(read.map(\.medication) == [.methadone, nil, nil])
    #expect(read.map(\.age) == [30.5, nil, 18])
    #expect(read.map(\.sex) == [.female, .male, nil])
    #expect(read.map(\.race) == [.white, nil, nil])
    #expect(read[0].traits == [.injects, .unstablyHoused])
    #expect(read[0].knownTraits == [.injects, .unstablyHoused])
    #expect(read[1].traits == [] && read[1].knownTraits == [.unstablyHoused])
    #expect(read[2].traits == [] && read[2].knownTraits == [.injects])
  }

  @Test("A cohort without communities is treated in one where nothing is scarce")
  func community() throws {
    let folder = try TemporaryFolder(["c.csv": header + "\r\n1,A,m,30,male,other,0,1\r\n"])
    let read = try scenario(columns, cohort: folder.path + "/c.csv")
    #expect(read.model.communities.map(\.name) == ["everybody"])
    #expect(read.model.communities[0].population == 1)
    #expect(read.model.communities[0].capacity.isEmpty)
  }

  @Test("Bad cells are told with line, column and what is allowed")
  func badCells() throws {
    let rows = "\n1,A,m,x,female,white,1,0\n1,A,q,200,Female,,2,3\n,A,,,,,,\n"
    let found = try cohortFaults(header + rows)
    #expect(
      found == [
        "c.csv:2:7: error: age: 'x' is not an age in years.",
        "c.csv:3:1: error: id: '1' is also the name in line 2.",
        "c.csv:3:5: error: arm: 'q' has no meaning in the scenario. It gives meanings "
          + "to: b, m, n.",
        "c.csv:3:7: error: age: 200 is outside 0...120.",
        "c.csv:3:11: error: sex: 'Female' is not allowed. Did you mean 'female'? Allowed here: "
          + "female, male; or say with 'values' what it means.",
        "c.csv:3:19: error: iv: '2' is neither 1 nor 0. Leave it empty where it is not known, or say "
          + "with 'values' what it means.",
        "c.csv:3:21: error: housed: '3' has no meaning in the scenario. It gives meanings to: 0, 1.",
        "c.csv:4:1: error: id: the person has no name. Give every row its own.",
      ])
  }

  @Test(
    "Broken tables are told with their place",
    arguments: [
      ("", "c.csv:1:1: error: the file has no header row."),
      ("id;trial\n1;A\n", "c.csv:1:1: error: the header is one cell. Separate cells by commas."),
      ("id,trial\n", "c.csv:1:1: error: there are no rows below the header."),
      ("id,id\n1,2\n", "c.csv:1:4: error: the column 'id' is given twice. Rename one."),
      ("id,\n1,2\n", "c.csv:1:4: error: a column has no name."),
      ("id,a\n1\n", "c.csv:2:1: error: 1 cell. Expected 2 cells, as in the header."),
      ("id,a\n1,2,3\n", "c.csv:2:1: error: 3 cells. Expected 2 cells, as in the header."),
      ("id,a\n\n1,2\n", "c.csv:2:1: error: an empty line. Expected 2 cells, as in the header."),
      ("id,a\n1,\"2\n3,4\n", "c.csv:2:3: error: a quote is opened here and never closed."),
      (
        "id,a\n1,\"2\"x\n",
        "c.csv:2:6: error: text after a closing quote. Double quotes that belong to the cell."
      ),
      (
        "id,a\n1,2\"\n",
        "c.csv:2:4: error: a quote within a cell. Put the whole cell in quotes and double this one."
      ),
      ("id,a\n1\r,2\n", "c.csv:2:2: error: a carriage return that ends no line."),
    ])
  func brokenTables(csv: String, expected: String) throws {
    #expect(try cohortFaults(csv) == [expected])
  }

  @Test("Quotes, doubled quotes and ends of line within quotes are read")
  func quoting() throws {
    let collector = FaultCollector()
    let text = "a,b\r\n\"x, \"\"y\"\"\",\"1\n2\"\r\n,\n"
    let table = try #require(CSVTable.read(text, file: "c.csv", collector: collector))
    #expect(table.rows.map { $0.map(\.text) } == [["x, \"y\"", "1\n2"], ["", ""]])
    #expect(table.rows[1][0].line == 4)
  }

  @Test("A column that is not in the file is told where the scenario names it")
  func missingColumn() throws {
    let found = try cohortFaults("id,trial,arm,age,sx,race,iv,housed\n1,A,m,1,male,white,0,0\n")
    #expect(
      found == [
        "s.yaml:10:10: error: population.columns.sex: c.csv has no column 'sex'. Did you mean 'sx'? "
          + "Its columns: id, trial, arm, age, sx, race, iv, housed."
      ])
  }

  @Test("Keeping no row is a fault, and so is a file that is not there")
  func nothingKept() throws {
    #expect(
      try cohortFaults(header + "\n1,Z,m,1,male,white,0,0\n") == [
        "s.yaml:5:18: error: population.where: no row of c.csv is kept. Rows in the file: 1."
      ])
    #expect(
      faults(columns, cohort: "/nowhere/c.csv") == [
        "--cohort /nowhere/c.csv: error: there is no file '/nowhere/c.csv'."
      ])
    #expect(
      faults(columns) == [
        "s.yaml:4:3: error: population: kind: cohort needs a file. Give 'cohort', or --cohort FILE."
      ])
    #expect(
      faults(smallScenario, cohort: "c.csv") == [
        "--cohort c.csv: error: the scenario's population is synthetic. Leave the cohort file out, "
          + "or set population.kind to cohort."
      ])
  }

  @Test("More than twenty faults of a file are counted, not listed")
  func manyFaults() throws {
    let rows = (1...30).map { "\($0),A,m,x,male,white,0,0" }.joined(separator: "\n")
    let found = try cohortFaults(header + "\n" + rows)
    #expect(found.count == 21)
    #expect(found.contains("c.csv: error: 10 more faults in this file."))
  }

  @Test("A person whose name is a formula is told with the place")
  func formula() throws {
    #expect(
      try cohortFaults(header + "\n1,A,m,30,male,white,0,0\n=1+1,A,m,30,male,white,0,0") == [
        "c.csv:3:1: error: id: '=1+1' begins with '=', which spreadsheets take for a formula. Begin "
          + "with a letter or a digit."
      ])
  }

  @Test("A cohort file that is not UTF-8 is told with the place")
  func encoding() throws {
    let folder = try TemporaryFolder()
    try folder.write(Data((header + "\n1,").utf8) + Data([0xC3, 0x28]), to: "c.csv")
    #expect(
      faults(columns, cohort: folder.path + "/c.csv").map {
        $0.replacing(folder.path + "/", with: "")
      } == ["c.csv:2:3: error: the text is not UTF-8. Save the file as UTF-8."])
  }
}
