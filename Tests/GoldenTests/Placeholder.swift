enum PlaceholderGoldenTests {}
