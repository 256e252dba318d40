enum PlaceholderStatistics {}
