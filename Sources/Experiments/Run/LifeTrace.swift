import TreatmentModel

/// Runs one community once to tell the life of one person.
public enum LifeTrace {
  /// A life that cannot be told, because the community or the person does not exist.
  public struct Unknown: Error, Sendable, CustomStringConvertible {
    /// What was asked for, and what there is.
    public let description: String
  }

  /// Tells a life.
  ///
  /// - Parameters:
  ///   - patient: number of the person in the community, from 0.
  ///   - community: name of the community; nil is the first.
  ///   - replication: number of the replication, from 1.
  public static func story(
    of patient: UInt32, in scenario: Scenario, community: String? = nil, replication: UInt32 = 1
  ) throws(Unknown) -> LifeStory {
    let names = scenario.model.communities.map(\.name)
    let name = community ?? names[0]
    guard let index = names.firstIndex(of: name) else {
      throw Unknown(
        description: "There is no community '\(name)'. "
          + NearestName.question(name, among: names)
          + "Communities: \(names.joined(separator: ", ")).")
    }
    var simulation = Simulation(scenario.model)
    var records: [LifeRecord] = []
    _ = simulation.run(
      community: index, replication: replication, seed: scenario.run.seed,
      recording: .patient(patient), record: { records.append($0) })
    guard patient < UInt32(simulation.patientCount) else {
      throw Unknown(
        description: "There is no patient \(patient) in \(name): it has "
          + "\(simulation.patientCount) people, numbered from 0.")
    }
    return LifeStory(
      patient: patient, community: name, replication: replication,
      person: simulation.attributes(ofPatient: patient), records: records)
  }
}
