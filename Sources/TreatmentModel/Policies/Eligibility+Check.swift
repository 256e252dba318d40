extension Eligibility {
  /// Whether a person meets the conditions.
  ///
  /// - Parameters:
  ///   - medication: the present medication, or the planned one before the first dose.
  ///   - community: the name of the person's community.
  func includes(
    _ person: Attributes, medication: Medication, use: UseState, community: String
  ) -> Bool {
    person.traits.isSuperset(of: required) && person.traits.isDisjoint(with: excluded)
      && (sexes.isEmpty || sexes.contains(person.sex))
      && (races.isEmpty || races.contains(person.race))
      && (insurances.isEmpty || insurances.contains(person.insurance))
      && ages.contains(person.age) && person.priorEpisodes >= minimumPriorEpisodes
      && (medications.isEmpty || medications.contains(medication))
      && (uses.isEmpty || uses.contains(use))
      && (communities.isEmpty || communities.contains(community))
  }
}
