"""The road to Dutch nationality: naturalisation and option (Rijkswet op het Nederlanderschap), and its papers."""

from doorstroom.kernel.system import System


def system() -> System:
    """The system, assembled once."""
    global _system
    if _system is None:
        _system = System.assemble("nationaliteit", __name__)
    return _system


_system: System | None = None
