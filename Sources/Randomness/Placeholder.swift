enum PlaceholderRandomness {}
