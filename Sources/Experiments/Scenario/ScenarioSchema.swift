/// The JSON Schema of scenario files (draft 2020-12), made from the description that the reader
/// uses and from the parameter file, so that editors complete and check what the reader accepts.
public enum ScenarioSchema {
  /// The schema for the built-in parameters.
  public static var text: String { text(parameters: BuiltIn.parameters) }

  /// The schema for any parameter file.
  static func text(parameters: ParameterFile) -> String {
    var members: [JSONText.Member] = [
      .init("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      .init("title", .string("moudsim scenario")),
    ]
    members += object(ScenarioShape.file).filter { $0.key != "required" }
    // What a scenario inherits it need not repeat.
    let needed = ScenarioShape.file.fields.filter(\.isRequired).map(\.name)
    members.append(
      .init(
        "anyOf",
        .list([
          .object([.init("required", .strings(["extends"]))]),
          .object([.init("required", .strings(needed))]),
        ])))
    members.append(
      .init(
        "$defs",
        .object([
          .init("override", .object(object(ScenarioShape.overrideRecord))),
          .init("parameters", definition(of: parameters)),
        ])))
    return JSONText.object(members).text() + "\n"
  }

  /// The schema of policy files.
  public static var policyText: String { text(of: PolicyShape.file, title: "moudsim policy") }

  /// The schema of sweep files.
  public static var sweepText: String { text(of: SweepShape.file, title: "moudsim sweep") }

  private static func text(of file: Record, title: String) -> String {
    let members: [JSONText.Member] = [
      .init("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      .init("title", .string(title)),
    ]
    return JSONText.object(members + object(file)).text() + "\n"
  }

  private static func object(_ record: Record) -> [JSONText.Member] {
    var members: [JSONText.Member] = [
      .init("type", .string("object")), .init("additionalProperties", .flag(false)),
    ]
    let required = record.fields.filter(\.isRequired).map(\.name)
    if !required.isEmpty { members.append(.init("required", .strings(required))) }
    let properties = record.fields.map { field in
      var members: [JSONText.Member] = [.init("description", .string(field.about))]
      if let standard = field.standard { members.append(.init("default", value(of: standard))) }
      return JSONText.Member(field.name, .object(members + self.members(of: field.shape)))
    }
    members.append(.init("properties", .object(properties)))
    return members
  }

  private static func value(of standard: Field.Standard) -> JSONText {
    switch standard {
    case .number(let value): .number(value)
    case .integer(let value): .digits(value)
    case .text(let value): .string(value)
    case .flag(let value): .flag(value)
    }
  }

  private static func members(of shape: Shape) -> [JSONText.Member] {
    switch shape {
    // The reader takes a text as written, so 2026 and true are texts where one is expected.
    case .text: [.init("type", .strings(["string", "number", "boolean"]))]
    case .flag: [.init("type", .string("boolean"))]
    case .number(let bounds): members(of: bounds)
    case .integer(let range):
      [
        .init("type", .string("integer")), .init("minimum", .digits(range.lowerBound)),
        .init("maximum", .digits(range.upperBound)),
      ]
    case .choice(let words): [.init("enum", .strings(words))]
    case .date: [.init("type", .string("string")), .init("format", .string("date"))]
    case .record(let record): object(record)
    case .list(let element):
      [.init("type", .string("array")), .init("items", .object(members(of: element)))]
    case .mapping(let value):
      [
        .init("type", .string("object")),
        .init("additionalProperties", .object(members(of: value))),
      ]
    case .parameters: [.init("$ref", .string("#/$defs/parameters"))]
    case .either(let shapes):
      [.init("anyOf", .list(shapes.map { .object(members(of: $0)) }))]
    }
  }

  private static func members(of bounds: Bounds) -> [JSONText.Member] {
    var members: [JSONText.Member] = [
      .init("type", .string(bounds.isWhole ? "integer" : "number"))
    ]
    if let lower = bounds.lower {
      members.append(.init(bounds.excludesLower ? "exclusiveMinimum" : "minimum", .number(lower)))
    }
    if let upper = bounds.upper { members.append(.init("maximum", .number(upper))) }
    return members
  }

  private static func definition(of parameters: ParameterFile) -> JSONText {
    let properties = parameters.rows.map { row in
      let number = JSONText.object(members(of: Bounds.closed(row.range)))
      // A reference keeps the schema small: there are hundreds of parameters.
      let override = JSONText.object([
        .init("$ref", .string("#/$defs/override")),
        .init("properties", .object([.init("value", number)])),
      ])
      let about = "\(row.unitText), grade \(row.grade.rawValue): \(row.how)"
      return JSONText.Member(
        row.key,
        .object([
          .init("description", .string(about)), .init("default", .number(row.value)),
          .init("anyOf", .list([number, override])),
        ]))
    }
    return .object([
      .init("type", .string("object")), .init("additionalProperties", .flag(false)),
      .init("properties", .object(properties)),
    ])
  }
}
