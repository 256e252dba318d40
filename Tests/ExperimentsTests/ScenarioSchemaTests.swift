import Foundation
import Testing

@testable import Experiments

@Suite("The schema of scenario files")
struct ScenarioSchemaTests {
  private typealias Object = [String: Any]

  private func schema() throws -> Object {
    let text = ScenarioSchema.text(parameters: try SmallEvidence.load().parameters)
    let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(parsed as? Object)
  }

  private func properties(_ object: Object?) -> Object { object?["properties"] as? Object ?? [:] }

  @Test("It is JSON of draft 2020-12 and knows every key of the file")
  func keys() throws {
    let schema = try schema()
    #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    #expect(Set(properties(schema).keys) == Set(ScenarioShape.file.names))
    #expect(schema["additionalProperties"] as? Bool == false)
    let run = properties(schema)["run"] as? Object
    #expect(Set(properties(run).keys) == Set(ScenarioShape.run.names))
    let seed = properties(run)["seed"] as? Object
    #expect(seed?["maximum"] as? UInt64 == .max)
    #expect(seed?["default"] as? Int == 20_261_121)
    let horizon = properties(run)["horizonDays"] as? Object
    #expect(horizon?["exclusiveMinimum"] as? Int == 0)
    #expect(horizon?["maximum"] as? Int == 36_525)
  }

  @Test("A scenario that extends another needs no title of its own")
  func required() throws {
    let schema = try schema()
    #expect(schema["required"] == nil)
    let alternatives = (schema["anyOf"] as? [Object])?.map { $0["required"] as? [String] }
    #expect(alternatives == [["extends"], ["title", "run"]])
  }

  @Test("Parameters carry their range, unit and grade")
  func parameters() throws {
    let definitions = try #require(try schema()["$defs"] as? Object)
    let all = properties(definitions["parameters"] as? Object)
    #expect(Set(all.keys) == Set(try SmallEvidence.load().parameters.keys))
    let shape = try #require(all["dropout.shape.methadone"] as? Object)
    #expect(shape["description"] as? String == "dimensionless, grade A: calculated")
    #expect(shape["default"] as? Double == 0.7)
    let forms = try #require(shape["anyOf"] as? [Object])
    #expect(forms[0]["minimum"] as? Double == 0.1)
    #expect(forms[0]["maximum"] as? Double == 3)
    #expect(forms[1]["$ref"] as? String == "#/$defs/override")
    let value = properties(forms[1])["value"] as? Object
    #expect(value?["minimum"] as? Double == 0.1)
    let override = definitions["override"] as? Object
    #expect(Set(properties(override).keys) == Set(ScenarioShape.overrideRecord.names))
  }

  @Test("Policy files have a schema of their own")
  func policies() throws {
    let text = Data(ScenarioSchema.policyText.utf8)
    let schema = try #require(try JSONSerialization.jsonObject(with: text) as? Object)
    #expect(schema["title"] as? String == "moudsim policy")
    #expect(Set(properties(schema).keys) == Set(PolicyShape.file.names))
    #expect(
      schema["required"] as? [String] == [
        "name", "title", "summary", "mechanism", "caveat", "reach", "cost",
      ])
  }
}
