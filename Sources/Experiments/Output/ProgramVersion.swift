/// Versions that a run's manifest names.
public enum ProgramVersion {
  /// Version of moudsim.
  public static let current = "0.1.0"
  /// Version of the tables and columns in a run's folder; grows with every change of meaning.
  public static let outputSchema = 1
}
