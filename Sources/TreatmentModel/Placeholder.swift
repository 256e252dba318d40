enum PlaceholderTreatmentModel {}
