import TreatmentModel

/// The yes-or-no and genetic columns of `patients.csv`.
enum PatientTraits {
  static let columns: [OutputTable.Column] =
    Traits.named.map { name, _ in
      OutputTable.Column(name: snakeCase(name), description: "1 if the person is or has so, else 0")
    } + [
      OutputTable.Column(name: "cyp2b6", description: "metaboliser phenotype of CYP2B6"),
      OutputTable.Column(name: "cyp2d6", description: "functions of the two alleles of CYP2D6"),
      OutputTable.Column(
        name: "cyp3a4_decreased", description: "alleles of CYP3A4 with decreased function, 0 to 2"),
      OutputTable.Column(name: "abcb1_variant", description: "variant alleles of ABCB1, 0 to 2"),
      OutputTable.Column(name: "oprm1_g", description: "G alleles of OPRM1 A118G, 0 to 2"),
      OutputTable.Column(name: "oprd1_c", description: "C alleles of OPRD1 rs678849, 0 to 2"),
    ]

  static func fields(_ person: Attributes) -> [CSVField] {
    let genes = person.genotypes
    return Traits.named.map { .integer(person.traits.contains($0.trait) ? 1 : 0) } + [
      .text("\(genes.cyp2b6)"), .text("\(genes.cyp2d6.0)/\(genes.cyp2d6.1)"),
      .integer(genes.cyp3a4Decreased), .integer(genes.abcb1), .integer(genes.oprm1),
      .integer(genes.oprd1),
    ]
  }
}

/// Life events and people of one task, streamed to part files of their own.
///
/// Tasks run at the same time; their parts are joined in the order of the communities, so the
/// joined files do not depend on threads.
struct LifeTables: ~Copyable {
  private var events: CSVFile?
  private var patients: CSVFile?
  private var failure: OutputError?
  private let members: [CohortMember]

  /// The part file of a table for a community.
  static func part(_ table: OutputTable, community: Int) -> String {
    "\(table.fileName).part\(community)"
  }

  init(
    plan: OutputPlan, model: Model, task: RunTask, strategy: String, file: (String) -> String
  ) throws(OutputError) {
    let lead: [CSVField] = [
      .text(strategy), .integer(0), .integer(Int(task.replication)),
      .text(model.communities[task.community].name),
    ]
    if case .members(let members) = model.cohort { self.members = members } else { members = [] }
    if plan.events { events = try Self.open(.events, task, lead, file) }
    if plan.patients { patients = try Self.open(.patients, task, lead, file) }
  }

  private static func open(
    _ table: OutputTable, _ task: RunTask, _ lead: [CSVField], _ file: (String) -> String
  ) throws(OutputError) -> CSVFile {
    var part = try CSVFile(
      path: file(Self.part(table, community: task.community)), columns: table.columnNames)
    part.lead(lead)
    return part
  }

  /// Writes one event; the first failure is kept for `finish`, for the model cannot throw it.
  mutating func record(_ record: LifeRecord) {
    guard failure == nil else { return }
    do throws(OutputError) {
      try events?.row([
        .integer(Int(record.patient)), .number(record.day), .text(record.event.name),
        .text(record.care.name), .text(record.medication.name), .text(record.use.name),
        .number(Double(record.dose.description)), .number(Double(record.adequacy.description)),
        .number(Double(record.tolerance.description)),
      ])
    } catch {
      failure = error
    }
  }

  /// Writes one person.
  mutating func add(_ person: Attributes, number: Int) throws(OutputError) {
    let id = number < members.count ? members[number].id : ""
    try patients?.row(
      [
        .integer(number), .text(id), .number(Double(person.age.description)),
        .text("\(person.sex)"), .text("\(person.race)"), .text("\(person.ancestry)"),
        .text("\(person.insurance)"), .number(Double(person.feltStigma.description)),
        .integer(Int(person.priorEpisodes)),
      ] + PatientTraits.fields(person))
  }

  /// Closes the parts.
  consuming func finish() throws(OutputError) {
    if let failure { throw failure }
    if let events = events.take() { _ = try events.close() }
    if let patients = patients.take() { _ = try patients.close() }
  }

  /// Joins the parts of all communities, in order, to one table and removes them.
  static func join(
    _ table: OutputTable, communities: Int, file: (String) -> String
  ) throws(OutputError) -> WrittenFile {
    var joined = try CSVFile(path: file(table.fileName), columns: table.columnNames)
    for community in 0..<communities {
      try joined.append(rowsOf: file(part(table, community: community)))
    }
    return try joined.close()
  }
}
