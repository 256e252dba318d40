extension ReportInput {
  /// What every comparison assumes, whatever is compared; docs/model.md says more.
  static let standardAssumptions = [
    "Every person is simulated one by one: asking for care, waiting, starting and leaving a medication, "
      + "returning to use, overdosing. Clinics have a limited number of places.",
    "Strategies are compared with the same people and the same luck: a person's random numbers are "
      + "the same under each strategy, so that differences come from the policies.",
    "Effects of policies are taken from studies elsewhere and hold in the model as they held there.",
    "Where a policy has several effects on the same thing they combine by the scenario's rule.",
  ]

  /// What the model cannot say, whatever is compared; the README says more.
  static let standardLimits = [
    "A third of the model's numbers are assumptions, and many others come from few studies. The rate "
      + "of all overdoses, most of which nobody sees, is one.",
    "Retention is that of trials before fentanyl; treatment today holds fewer people.",
    "Tolerance to opioids is a simple gain and loss; it was not measured in people.",
    "Communities do not exchange people, and nobody is influenced by others. Use is of opioids only, "
      + "apart from sedatives as a fixed trait.",
    "Two thirds of the policies' costs are placeholders, and say so.",
  ]
}
