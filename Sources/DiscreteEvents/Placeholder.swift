enum PlaceholderDiscreteEvents {}
