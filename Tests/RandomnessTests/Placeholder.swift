enum PlaceholderRandomnessTests {}
