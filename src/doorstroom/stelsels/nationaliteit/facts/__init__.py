"""Columns aggregated from events of nationality, by subject."""
