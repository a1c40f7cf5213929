"""The days on which the law changed for whom it concerns, read from the parameters of the rules themselves."""

from __future__ import annotations

import datetime as dt

from doorstroom.stelsels.inburgering import system


def _starts(parameter: str) -> dict[dt.date, object]:
    """From which day each value of a parameter holds."""
    dated = system().parameters[parameter].values
    return {value.start: value.value for value in dated if value.start is not None}


_ACTS = {act: day for day, act in _starts("overgang.stelsel").items()}
#: Under the act of 2021 there are plans; who was obliged before keeps the earlier act.
ACT_OF_2021 = _ACTS["wi2021"]
ACT_OF_2013 = _ACTS["wi2013"]
#: From when on Turkish nationals are obliged.
FOR_TURKS = tuple(sorted({*_starts("plicht.turken_asiel"), *_starts("plicht.turken_regulier")}))
