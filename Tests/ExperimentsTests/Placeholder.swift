enum PlaceholderExperimentsTests {}
