"""Where the newcomer is: the steps of his integration, and a sentence about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from doorstroom.web.mijn.blik import Blik
from doorstroom.web.mijn.woorden import Said, holds


@dataclass(frozen=True)
class Step:
    """A step. ``state``: done, here, later or skipped; in words besides, since a mark alone says nothing aloud."""

    name: Said
    state: str
    in_words: str
    day: dt.date | None = None


def sentence(blik: Blik) -> Said | None:
    """Where he is in one sentence."""
    return blik.words.say(f"stand.{blik.values['stand']}", blik.values)


def steps(blik: Blik) -> list[Step]:
    """The steps in order; where he is comes after the last one that is done. None where steps say nothing."""
    if blik.values["stand"] in blik.story["without_steps"]:
        return []
    shown = [one for one in blik.story["steps"] if blik.sees(one["topic"]) and holds(one.get("if"), blik.values)]
    last = max((place for place, one in enumerate(shown) if blik.values[one["done"]] is not None), default=-1)
    found: list[Step] = []
    for place, declared in enumerate(shown):
        name, done = blik.words.say(declared["name"]), blik.values[declared["done"]]
        assert name is not None  # it names no value
        if done is not None:
            found.append(Step(name, "done", _("gedaan"), done))
        elif "skipped" in declared and blik.values[declared["skipped"]] is not None:
            found.append(Step(name, "skipped", _("niet nodig")))
        elif place < last:
            found.append(Step(name, "skipped", _("niet bekend")))
        elif all(step.state != "here" for step in found):
            found.append(Step(name, "here", _("hier bent u"), blik.values.get(declared.get("begun", ""))))
        else:
            found.append(Step(name, "later", _("komt nog")))
    return found
