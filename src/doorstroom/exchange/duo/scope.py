"""May this municipality ask DUO about a person (M-08)? DUO's own rule of access, as the rules of inburgering have it.

Used on both sides: before something is sent, and by the stand-in before it answers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

COLUMNS = ("regime", "gemeente", "pip_gemeente", "vorige_pip_gemeente", "toegang_vorige_gemeente_tot_en_met")


def in_scope(values: Mapping[str, Any], gemeente: str, day: dt.date) -> bool | None:
    """Resident here or linked by COA, or holder of the present PIP, or of the one before for a month; under the Wi2021.

    None when what we know does not say; then DUO does.
    """
    if values["regime"] not in (None, "wi2021"):
        return False
    if gemeente in (values["gemeente"], values["pip_gemeente"]):
        return True
    until = values["toegang_vorige_gemeente_tot_en_met"]
    if values["vorige_pip_gemeente"] == gemeente and until is not None:
        return bool(day <= until)
    return None if values["gemeente"] is None else False
