"""Simulated registers and futures: the same events as the real ones, made up."""
