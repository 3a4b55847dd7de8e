"""The hall API, one file a subject. Routes translate: they decide nothing and hold no state."""
