/// The parameters of one community, compiled for the event loop and for drawing its people.
struct CommunityRates {
  let common: CommonRates
  /// Rows by `Medication`.
  let medications: [MedicationRates]
  let tables: PopulationTables
  let alleles: AlleleFrequencies

  init(_ parameters: Parameters) {
    common = CommonRates(parameters)
    medications = Medication.allCases.map { MedicationRates($0, parameters) }
    tables = PopulationTables(parameters)
    alleles = AlleleFrequencies(parameters)
  }
}
