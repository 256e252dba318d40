import Experiments
import Hummingbird
import Testing

@Suite("Requests are checked as strictly as files")
struct RequestTests {
  @Test("All faults are told at once, with path, nearest name and range")
  func allFaults() async throws {
    try await Served.run { server in
      let answer = try await server.post(
        "/api/runs",
        """
        {"comunity": "all", "people": 7, "years": "5", "evidenceFloor": "E",
         "places": {"otpPlace": 2, "officePlaces": 9},
         "policies": [{"name": "telehelth"}, {"name": "exercise", "uptake": 1.5}]}
        """)
      #expect(answer.status == .badRequest)
      let faults = try answer.faults
      for expected in [
        "comunity: unknown key. Did you mean 'community'?", "people: 7 is outside 100...50000.",
        "years: '5' is not a whole number", "evidenceFloor: 'E' is not allowed.",
        "places.otpPlace: unknown key. Did you mean 'otpPlaces'?",
        "places.officePlaces: 9 is outside 0...5.",
        "policies[0].name: 'telehelth' is not allowed. Did you mean 'telehealth'?",
        "policies[1].uptake: 1.5 is outside 0...1.",
      ] {
        #expect(faults.contains { $0.hasPrefix(expected) }, "\(expected) in \(faults)")
      }
      #expect(faults.count == 8)
    }
  }

  static let notJSON = [
    ("", "the text ends where a value should stand"), ("{", "a key in double quotes"),
    (#"{"years": 1,}"#, "a key in double quotes"), (#"{"years": 01}"#, "'01' is no JSON value"),
    (#"{"years": NaN}"#, "'NaN' is no JSON value"), ("{'years': 1}", "a key in double quotes"),
    (#"{"years": 1} x"#, "something follows"), (#"{"a": "\x"}"#, "is no escape"),
    (#"{"a": "\ud800"}"#, "half a character"), ("{\"a\": \"\u{1}\"}", "control character"),
    (#"{"years": &a 1}"#, "cannot begin a value"), (#"{"years" 1}"#, "a colon should follow"),
    (String(repeating: "[", count: 5000), "nested too deeply"),
  ]

  @Test("What is no JSON is refused with its place", arguments: notJSON)
  func json(text: String, message: String) throws {
    let error = #expect(throws: Faults.self) { try WhatIfSetting.read(json: text) }
    let faults = try #require(error?.faults)
    #expect(faults.count == 1)
    #expect(faults[0].message.hasPrefix("not JSON: "))
    #expect(faults[0].message.contains(message), "\(faults[0])")
    #expect(faults[0].line == 1)
  }

  @Test("Keys given twice, policies given twice and too much work are faults")
  func more() throws {
    func message(_ json: String) throws -> String {
      "\(try #require(#expect(throws: Faults.self) { try WhatIfSetting.read(json: json) }))"
    }
    #expect(try message(#"{"years": 1, "years": 2}"#).contains("'years' is given twice"))
    #expect(
      try message(#"{"policies": [{"name": "cbt"}, {"name": "cbt"}]}"#)
        .contains("the policy 'cbt' is used twice"))
    #expect(
      try message(#"{"people": 50000, "years": 20, "replications": 100}"#)
        .contains("are 100000000 person-years. At most: 5000000."))
    #expect(try message("[]").contains("a list is not a mapping"))
  }

  @Test("Escapes and characters of any plane are read")
  func escapes() throws {
    let text = #"{"community": "\u0050ine\u0020Ridge"}"#
    #expect(try WhatIfSetting.read(json: text).community == "Pine Ridge")
    let error = #expect(throws: Faults.self) {
      try WhatIfSetting.read(json: #"{"community": "\ud83d\ude00"}"#)
    }
    #expect("\(try #require(error))".contains("'😀' is not allowed"))
  }

  @Test("The same wish in other words is the same run; another wish is another")
  func identity() throws {
    let plain = try WhatIfSetting.read(json: "{}")
    let written = try WhatIfSetting.read(
      json: #"{"seed": 20261121, "places": {"otpPlaces": 1.0}, "people": 20000, "policies": []}"#)
    #expect(plain == written)
    #expect(plain.id == written.id)
    let two = #"{"policies": [{"name": "cbt"}, {"name": "telehealth", "uptake": 0.4}]}"#
    let turned = #"{"policies": [{"name": "telehealth"}, {"name": "cbt"}]}"#
    #expect(try WhatIfSetting.read(json: two).id == WhatIfSetting.read(json: turned).id)
    #expect(try WhatIfSetting.read(json: two).id != plain.id)
    #expect(try WhatIfSetting.read(json: two).baseID == plain.baseID)
  }

  @Test("Other types, other pages and other names of this machine are refused")
  func guards() async throws {
    try await Served.run { server in
      let form: HTTPFields = [.contentType: "text/plain"]
      #expect(
        try await server.ask("/api/runs", .post, headers: form, body: "{}").status
          == .unsupportedMediaType)
      let foreign: HTTPFields = [.contentType: "application/json", .origin: "http://evil.example"]
      #expect(
        try await server.ask("/api/runs", .post, headers: foreign, body: "{}").status == .forbidden)
      let raw = try await Wire.exchange(
        port: server.port, "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
      #expect(raw.hasPrefix("HTTP/1.1 421 "))
      let wrong = try await server.ask("/api/runs", .get)
      #expect([.methodNotAllowed, .notFound].contains(wrong.status))
    }
  }
}
