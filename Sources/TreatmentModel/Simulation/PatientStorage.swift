internal import DiscreteEvents

/// Memory for the people of one community, kept from run to run.
struct PatientStorage: ~Copyable {
  private(set) var patients: UnsafeMutablePointer<Patient>
  private(set) var people: UnsafeMutablePointer<Attributes>
  /// People in use, those who enter later included.
  private(set) var count: UInt32 = 0
  private var capacity: Int

  /// Room for some people; grows when more are needed.
  init(capacity: Int) {
    self.capacity = capacity
    patients = RecordMemory.allocate(Patient.self, count: capacity)
    people = RecordMemory.allocate(Attributes.self, count: capacity)
  }

  deinit {
    patients.deallocate()
    people.deallocate()
  }

  /// Forgets the former people and makes room for new ones, not yet initialised.
  mutating func reset(count: Int) {
    self.count = UInt32(count)
    guard count > capacity else { return }
    patients.deallocate()
    people.deallocate()
    capacity = count
    patients = RecordMemory.allocate(Patient.self, count: count)
    people = RecordMemory.allocate(Attributes.self, count: count)
  }
}
