"""Facts: what the events of a case say, by subject."""
