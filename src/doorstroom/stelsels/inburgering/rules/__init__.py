"""Rules: what the law makes of the facts, by subject."""
