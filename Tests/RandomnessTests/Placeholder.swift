enum PlaceholderUntrackedRandomnessTests {}
