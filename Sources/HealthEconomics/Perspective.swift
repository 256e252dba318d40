/// Whose costs count in an analysis.
///
/// Sanders et al. (2016), doi:10.1001/jama.2016.12195, recommend the health sector and society side by
/// side. Every cost says itself to which perspectives it belongs.
public enum Perspective: String, CaseIterable, Hashable, Sendable {
  /// Medical costs, whoever pays them.
  case healthSector
  /// What the payer in question pays, such as Medicaid.
  case payer
  /// All costs to society: medical, criminal justice, lost production, patients' time.
  case societal
}
