import HTTPTypes
import Hummingbird
import Testing

@Suite("The page and what belongs to it")
struct PageTests {
  static let files = [
    ("/", "text/html"), ("/page.css", "text/css"), ("/page.js", "text/javascript"),
    ("/vega.js", "text/javascript"), ("/icon.svg", "image/svg+xml"),
  ]

  @Test("Files have their type, a mark, and are not sent twice", arguments: files)
  func file(path: String, type: String) async throws {
    try await Served.run { server in
      let answer = try await server.ask(path)
      #expect(answer.status == .ok)
      #expect(answer.headers[.contentType] == "\(type); charset=utf-8")
      let tag = try #require(answer.headers[.eTag])
      let again = try await server.ask(path, headers: [.ifNoneMatch: tag])
      #expect(again.status == .notModified)
      #expect(again.text.isEmpty)
    }
  }

  @Test("Every answer carries the headers that protect the page, also refusals")
  func headers() async throws {
    try await Served.run { server in
      for path in ["/", "/api/setting", "/nothing", "/api/runs/none", "/healthz"] {
        let headers = try await server.ask(path).headers
        let policy = try #require(headers[.contentSecurityPolicy])
        #expect(policy.contains("default-src 'none'"))
        #expect(policy.contains("script-src 'self';"))
        #expect(!policy.contains("unsafe"))
        #expect(headers[.xContentTypeOptions] == "nosniff")
        #expect(headers[HTTPField.Name("Referrer-Policy")!] == "no-referrer")
      }
    }
  }

  @Test("The page has no script and no style inside, and asks nobody else")
  func pageIsClean() async throws {
    try await Served.run { server in
      let page = try await server.ask("/").text
      #expect(!page.contains("<style"))
      #expect(!page.contains("style=\""))
      #expect(!page.contains("<script>"))
      #expect(!page.contains("://"))
      #expect(page.contains("Not medical advice"))
    }
  }

  @Test("The setting offers communities, places, all policies with help, and limits")
  func setting() async throws {
    try await Served.run { server in
      let setting = try await server.ask("/api/setting").object
      let communities = try #require(setting["communities"] as? [[String: Any]])
      #expect(
        communities.map { $0["name"] as? String } == [
          "all", "Harbor City", "Lakeside", "Pine Ridge",
        ])
      #expect(communities.map { $0["people"] as? Int } == [20_000, 11_000, 6000, 3000])
      let policies = try #require(setting["policies"] as? [[String: Any]])
      #expect(policies.count == 31)
      for policy in policies {
        for key in ["title", "summary", "mechanism", "caveat", "cost", "grade", "gradeWord"] {
          #expect((policy[key] as? String)?.isEmpty == false, "\(policy["name"] ?? "") \(key)")
        }
      }
      let places = try #require(setting["places"] as? [[String: Any]])
      #expect(
        places.map { $0["name"] as? String }
          == ["otpPlaces", "officePlaces", "withdrawalBeds", "inductionSlots"])
      #expect((places[0]["today"] as? [String: Int])?["all"] == 550)
    }
  }

  @Test("Evidence names findings and sources; an unknown policy gets the nearest name")
  func evidence() async throws {
    try await Served.run { server in
      let known = try await server.ask("/api/evidence/telehealth").object
      let sources = try #require(known["sources"] as? [[String: Any]])
      #expect(sources.contains { $0["key"] as? String == "hammerslag2023" })
      #expect((known["findings"] as? [String])?.isEmpty == false)
      let unknown = try await server.ask("/api/evidence/telehelth")
      #expect(unknown.status == .notFound)
      #expect(unknown.text.contains("Did you mean 'telehealth'?"))
    }
  }

  @Test("It says that it lives, and answers HEAD")
  func health() async throws {
    try await Served.run { server in
      let answer = try await server.ask("/healthz")
      #expect(answer.text == "ok\n")
      #expect(try await server.ask("/", .head).status == .ok)
    }
  }
}
