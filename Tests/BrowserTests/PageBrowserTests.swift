import Foundation
import TestSupport
import Testing

/// The what-if page as its users meet it: in a browser, served by the program on this machine.
@Suite("The what-if page in a browser", .serialized)
struct PageBrowserTests {
  static let isWanted = ReportBrowserTests.isWanted

  static let visit: Result<PageServer.Visit, any Error> = Result { try PageServer.use() }

  @Test("it loads, streams, and draws every chart with a description", isWanted)
  func loads() throws {
    let visit = try Self.visit.get()
    #expect(
      visit.charts.map(\.id) == [
        "drawing-averted", "drawing-extra-cost", "drawing-deaths", "drawing-treatment",
        "drawing-waiting",
        "drawing-retention",
        "drawing-gap-deaths", "drawing-gap-care",
      ])
    for chart in visit.charts {
      #expect(chart.marks > 1, "\(chart.id): \(chart.marks) marks")
      #expect(chart.label.count > 30, "\(chart.id) has no description")
    }
    #expect(visit.streamed.last == 4)
    #expect(visit.streamed == visit.streamed.sorted())
    #expect(visit.headline.contains("1,000 people in 2 years") || visit.headline.hasPrefix("No "))
  }

  @Test("the time from a slider's move to the curves is measured and told", isWanted)
  func times() throws {
    let times = try PageServer.times(moves: 1)
    for move in times.everything + times.plan {
      #expect(0 < move.first && move.first <= move.all && move.all < move.last)
    }
    // How fast is told, not asserted: this program is not optimised, and the machine may be busy.
    print("20,000 people, 5 years, 2 pairs, without optimisation:\n\(times.text)")
    Attachment.record(times.text, named: "seconds-to-curves.txt")
  }

  @Test("a switch and a slider change the curve, the words and the link", isWanted)
  func changes() throws {
    let plan = try Self.visit.get().plan
    #expect(plan.linesBefore == 1)
    #expect(plan.linesAfter == 2)
    #expect(plan.headlineChanged)
    #expect(plan.curveMoved)
    #expect(plan.linkChanged)
    #expect(plan.uptake == "70 %")
  }

  @Test("the help of a programme tells its evidence and sources", isWanted)
  func help() throws {
    let help = try Self.visit.get().help
    for part in [
      "What it is", "What it does here", "Keep in mind", "How well it is known", "Sources",
    ] {
      #expect(help.contains(part))
    }
  }

  @Test("a life is told twice, with the moment where it parts", isWanted)
  func life() throws {
    let life = try Self.visit.get().life
    #expect(life.summary.contains("The lives part in year"))
    #expect(life.lists.count == 2)
    #expect(life.lists.allSatisfy { $0 > 0 })
    #expect(life.partings >= 1)
  }

  @Test("a link leads to the same page, the same run and the same words", isWanted)
  func link() throws { #expect(try Self.visit.get().linkRoundTrip) }

  @Test("a lesson sets the page step by step", isWanted)
  func lesson() throws {
    let lesson = try Self.visit.get().lesson
    #expect(lesson.moved)
    #expect(lesson.places == "2")
  }

  @Test("keys are enough, and show where they are", isWanted)
  func keyboard() throws {
    let keyboard = try Self.visit.get().keyboard
    #expect(keyboard.skips)
    #expect(keyboard.outlined)
    #expect(keyboard.switched)
  }

  @Test("no fault that axe finds: light, dark, telephone, presenter, a life", isWanted)
  func accessible() throws {
    let visit = try Self.visit.get()
    #expect(visit.violations + visit.life.violations + visit.looks.violations == [])
    #expect(!visit.looks.sideways)
  }

  @Test("text of a link that looks like markup stays text; foreign code does not run", isWanted)
  func hostile() throws {
    let hostile = try Self.visit.get().hostile
    #expect(hostile.shown)
    #expect(!hostile.injected)
    #expect(!hostile.foreign)
  }

  @Test("nothing is asked of another machine, and the console is quiet", isWanted)
  func quiet() throws {
    let visit = try Self.visit.get()
    #expect(visit.foreignRequests == [])
    #expect(visit.console == [])
  }
}
