"""The register: the event log, the person vault, the columnar mirror and the loader."""

from doorstroom.register.bsn import DEMO_BSN_RANGE, demo_bsns, is_bsn
from doorstroom.register.errors import (
    AlreadyReplaced,
    EventRefused,
    ImpossibleDate,
    InstanceExists,
    LoadCancelled,
    MirrorError,
    RegisterBusy,
    RegisterError,
    RegisterFull,
    RegisterUnusable,
    SameIdOtherEvent,
    StaleVersion,
    UnknownVersion,
    VaultError,
)
from doorstroom.register.load import Loaded, LoadRefused, load_file
from doorstroom.register.load_rows import BadRow, FileUnreadable
from doorstroom.register.log import Appended, Register
from doorstroom.register.mirror import Mirror, Synced, read_history, write_history
from doorstroom.register.mirror_check import Difference, MirrorCheck, check_mirror
from doorstroom.register.system import System
from doorstroom.register.vault import Access, Person, Processing, Vault
from doorstroom.register.verify import Finding, Seal, Verification, seal, verify

__all__ = [
    "DEMO_BSN_RANGE",
    "Access",
    "AlreadyReplaced",
    "Appended",
    "BadRow",
    "Difference",
    "EventRefused",
    "FileUnreadable",
    "Finding",
    "ImpossibleDate",
    "InstanceExists",
    "LoadCancelled",
    "LoadRefused",
    "Loaded",
    "Mirror",
    "MirrorCheck",
    "MirrorError",
    "Person",
    "Processing",
    "Register",
    "RegisterBusy",
    "RegisterError",
    "RegisterFull",
    "RegisterUnusable",
    "SameIdOtherEvent",
    "Seal",
    "StaleVersion",
    "Synced",
    "System",
    "UnknownVersion",
    "Vault",
    "VaultError",
    "Verification",
    "check_mirror",
    "demo_bsns",
    "is_bsn",
    "load_file",
    "read_history",
    "seal",
    "verify",
    "write_history",
]
