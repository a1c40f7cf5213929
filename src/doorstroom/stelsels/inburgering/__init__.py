"""Civic integration (inburgering): the Wet inburgering 2021 complete, and who falls under an earlier act."""

from doorstroom.kernel.system import System


def system() -> System:
    """The system, assembled once."""
    global _system
    if _system is None:
        _system = System.assemble("inburgering", __name__)
    return _system


_system: System | None = None
