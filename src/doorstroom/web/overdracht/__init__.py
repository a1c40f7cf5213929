"""Handing a case over to another municipality, on screen. What may be done stands in ``zaken.overdragen``."""
