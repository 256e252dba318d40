enum PlaceholderTreatmentModelTests {}
