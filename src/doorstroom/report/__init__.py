"""Publications: indicators computed, rounded, compared with what was published, and written to files."""
