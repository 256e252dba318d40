enum PlaceholderStatisticsTests {}
