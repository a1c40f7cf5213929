"""One folder per system of the chain, every one with the same files."""
