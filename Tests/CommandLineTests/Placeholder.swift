enum PlaceholderCommandLineTests {}
