"""Event types: what can happen in a case of inburgering, by subject."""
