"""Doorstroom: the Dutch migration and civic-integration chain as open software."""

__version__ = "0.1.0"
