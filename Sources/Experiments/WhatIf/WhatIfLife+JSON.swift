internal import Foundation
internal import TreatmentModel

/// Two lives as the page takes them.
extension WhatIfLife {
  /// Who it is, both lives event by event, where they part, and a drawing.
  public var json: String { WhatIfJSON.text(document) }

  private struct Event: Encodable {
    let day: Int
    let when, what, then: String
    /// Whether the lives have parted by now.
    let differs: Bool
  }

  private struct Document: Encodable {
    let person: Int
    let community, portrait, found, summary: String
    let reached: Bool
    let partsOnDay: Int?
    let today, plan: [Event]
    let chart: WhatIfJSON.Drawing
  }

  private var document: Document {
    Document(
      person: Int(today.patient), community: community, portrait: WhatIfPortrait.text(today.person),
      found: found.rawValue, summary: summary, reached: wasReached,
      partsOnDay: partingDay.map { Int(max(0, observed($0))) },
      today: events(todayRecords), plan: events(planRecords),
      chart: WhatIfJSON.Drawing(id: "life", chart: chart))
  }

  /// Days since observation started.
  private func observed(_ day: Double) -> Double { day - scenario.model.warmUpDays }

  private func events(_ records: [LifeRecord]) -> [Event] {
    records.enumerated().compactMap { index, record in
      let day = observed(record.day)
      guard day >= 0 else { return nil }
      return Event(
        day: Int(day), when: Self.when(day), what: record.event.words,
        then: LifeStory.state(record), differs: parting.map { index >= $0 } ?? false)
    }
  }

  private static func when(_ day: Double) -> String {
    let year = Int(day / Formula.daysPerYear)
    return "year \(year + 1), day \(Int(day - Double(year) * Formula.daysPerYear) + 1)"
  }

  private var summary: String {
    let ends = (Self.end(todayRecords), Self.end(planRecords))
    guard let partingDay else {
      return "The plan does not touch this life: both are the same, event by event."
    }
    let day = observed(partingDay)
    let cause =
      wasReached
      ? "A programme of the plan reaches this person."
      : "No programme reaches this person; a place that others hold or free makes the difference."
    return "The lives part in \(Self.when(max(0, day))). \(cause) Today: \(ends.0). "
      + "With the plan: \(ends.1)."
  }

  private static func end(_ records: [LifeRecord]) -> String {
    for record in records.reversed() {
      guard case .risk(let event) = record.event else { continue }
      switch event {
      case .overdoseDeath: return "dies of an overdose"
      case .otherDeath: return "dies of another cause"
      case .overdose, .overdoseSeen: continue
      }
    }
    return "alive at the end"
  }

  private var chart: TimelineChart {
    let lives = [("Today", todayRecords), ("Your plan", planRecords)]
    return TimelineChart(
      title: "Two lives of one person", lives: lives.map(\.0),
      bands: lives.flatMap { bands($0.0, $0.1) },
      moments: lives.flatMap { moments($0.0, $0.1) }, parting: partingDay.map(observed))
  }

  /// Stretches of one kind of state in the observed time.
  private func bands(_ life: String, _ records: [LifeRecord]) -> [TimelineChart.Band] {
    var bands: [TimelineChart.Band] = []
    for (index, record) in records.enumerated() {
      let from = max(0, observed(record.day))
      let next = index + 1 < records.count ? records[index + 1].day : record.day
      let to = observed(next)
      guard let state = TimelineChart.State(record.care), to > from else { continue }
      if let last = bands.last, last.state == state, last.to == from {
        bands[bands.count - 1].to = to
      } else {
        bands.append(TimelineChart.Band(life: life, from: from, to: to, state: state))
      }
    }
    return bands
  }

  private func moments(_ life: String, _ records: [LifeRecord]) -> [TimelineChart.Moment] {
    records.compactMap { record in
      guard case .risk(let event) = record.event, observed(record.day) >= 0 else { return nil }
      let isDeath = event == .overdoseDeath || event == .otherDeath
      guard isDeath || event == .overdose else { return nil }
      return TimelineChart.Moment(life: life, day: observed(record.day), isDeath: isDeath)
    }
  }
}
