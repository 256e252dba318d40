enum PlaceholderUntrackedStatisticsTests {}
