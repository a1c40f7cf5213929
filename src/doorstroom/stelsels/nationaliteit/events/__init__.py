"""Event types: what decides whether and when somebody can become Dutch, by subject."""
