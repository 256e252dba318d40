enum PlaceholderDiscreteEventsTests {}
