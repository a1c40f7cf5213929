"""The nouns that every system of the chain is written in. Knows no system."""
