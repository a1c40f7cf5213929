"""What people do with a case of inburgering: clocks that run, actions that may be taken, tasks without a date."""

from doorstroom.stelsels.inburgering.process.clocks import CLOCKS

__all__ = ["CLOCKS"]
