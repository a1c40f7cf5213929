"""Who the people are in the person vault: names that nobody has, with a mark, and addresses that do not exist."""

from __future__ import annotations

import numpy as np
import polars as pl

from doorstroom.simulate.demo.kinds import UNKNOWN_BIRTH
from doorstroom.simulate.demo.lives import Lives
from doorstroom.simulate.demo.luck import Luck

#: Names are things, not names of a people: they tell no origin, and nobody takes them for somebody.
_FIRST = (
    "Appel", "Beuk", "Citroen", "Distel", "Eik", "Framboos", "Gember", "Hazel", "Iris", "Jasmijn", "Kers", "Linde",
    "Munt", "Narcis", "Olijf", "Peer", "Quinoa", "Roos", "Salie", "Tijm", "Uitje", "Vlier", "Wilg", "Zuring",
)  # fmt: skip
_LAST = (
    "Voorbeeld", "Proefzaak", "Verzonnen", "Oefening", "Bedacht", "Nagemaakt", "Toonzaal", "Specimen", "Schets",
    "Modelzaak", "Oefenaar", "Fictie", "Proefstuk", "Niemand", "Denkbeeld", "Uitprobeersel",
)  # fmt: skip
#: In front of every name.
MARK = "DEMO"


def identities(live: Lives, luck: Luck, person_ids: pl.Series, places: list[str]) -> pl.DataFrame:
    """``person_id``, ``name``, ``address``, ``birth_date``, ``language`` and ``family_of`` of everybody.

    ``family_of``: the person whom somebody of the asylum group came to join; they live at one address.
    """
    first = luck.choice("first name", np.ones(len(_FIRST)))
    last = luck.choice("last name", np.ones(len(_LAST)))
    number = np.arange(1, len(first) + 1)
    birth = pl.Series(live.birth.astype(np.int32)).cast(pl.Date)
    house = luck.between("house", 1, 240)
    known = pl.Series(live.people.kind != UNKNOWN_BIRTH)
    frame = pl.DataFrame(
        {
            "person_id": person_ids,
            "first": pl.Series(_FIRST).gather(first),
            "last": pl.Series(_LAST).gather(last),
            "number": number,
            "house": np.where(live.referent >= 0, house[live.referent], house),
            "family_of": person_ids.gather(np.where(live.referent >= 0, live.referent, 0)),
            "joined": pl.Series(live.referent >= 0),
            "place": pl.Series(places).gather(live.home),
            "birth": birth,
            "known": known,
            "english": luck.chance("english", 0.45),
        }
    )
    return frame.select(
        "person_id",
        name=pl.format(f"{MARK} {{}} {{}}-{{}}", "first", "last", "number"),
        address=pl.format("Demostraat {}, {}", "house", "place"),
        birth_date=pl.when("known").then("birth"),
        language=pl.when("english").then(pl.lit("en")).otherwise(pl.lit("nl")),
        family_of=pl.when("joined").then("family_of"),
    )
