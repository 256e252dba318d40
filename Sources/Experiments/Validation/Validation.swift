/// Everything that `moudsim validate` finds out.
public struct Validation: Sendable {
  /// Theory, and other programs.
  public let checks: [ValidationCheck]
  /// Published figures, in the order of the target files.
  public let results: [TargetResult]
  /// Curves to look at.
  public let face: FaceTables
  /// Mortality as fentanyl spreads.
  public let curve: FentanylCurve
  /// Where the people of the trials came from.
  public let cohort: TrialCohort

  /// Runs everything.
  ///
  /// - Parameters:
  ///   - files: targets; the shipped ones are those of `BuiltIn.targetNames`.
  ///   - replications: of every target's run; nil: as the target or its scenario says.
  ///   - progress: told the name of each part before it starts.
  /// - Throws: `Faults` of scenarios.
  public init(
    files: [TargetFile], cohort: TrialCohort, replications: Int? = nil, threads: Int,
    cancellation: Cancellation = Cancellation(), progress: (String) -> Void = { _ in }
  ) throws {
    self.cohort = cohort
    progress("theory")
    var checks = try TheoryChecks.all(threads: threads)
    progress("other programs")
    checks += CrossModelChecks.all()
    self.checks = checks
    progress("published figures")
    let evaluation = try TargetEvaluation(files.flatMap(\.targets), cohort: cohort)
    results = try evaluation.run(
      replications: replications, threads: threads, cancellation: cancellation)
    progress("curves")
    face = try FaceTables(cohort: cohort, threads: threads, cancellation: cancellation)
    curve = try FentanylCurve(
      replications: replications ?? 5, threads: threads, cancellation: cancellation)
  }

  /// Results by use.
  public func results(_ use: TargetUse) -> [TargetResult] {
    results.filter { $0.target.use == use }
  }
}
