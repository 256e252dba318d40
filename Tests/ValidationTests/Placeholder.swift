enum PlaceholderValidationTests {}
