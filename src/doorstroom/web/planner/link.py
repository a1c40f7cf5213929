"""The link that holds the answers: readable parameters with a version, and nothing that is not a code, number or day.

v=1&verblijf=asiel&sinds=2023-01-10&plan=ja&plan_datum=2023-07&route=B1&lezen=onb
"""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import parse_qsl, urlencode

from django.utils.translation import gettext as _

from doorstroom.web.planner.answers import Answers, Refused, Value, read_value, write_value
from doorstroom.web.planner.questions import QUESTIONS
from doorstroom.web.planner.steps import checked, pruned

VERSION = "1"
#: Longer than a link with an answer to every question.
LONGEST = 1500
#: What programs for messages hang onto a link when people share it: left aside, never kept.
_OF_MESSENGERS = re.compile(r"fbclid|gclid|msclkid|igshid|mc_[a-z]+|utm_[a-z]+")


def write_link(answers: Answers) -> str:
    """The answers as a query string, always the same for the same answers."""
    given = [(key, write_value(value)) for key, value in pruned(answers)]
    return urlencode([("v", VERSION), *given])


def read_link(query: str, today: dt.date) -> Answers:
    """The answers of a link. Raises Refused with a sentence when it is not one of ours."""
    if len(query) > LONGEST:
        raise Refused(_("Deze link is te lang. Begin opnieuw met de vragen."))
    try:
        pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query), errors="strict")
    except ValueError:
        raise Refused(_("Deze link is niet compleet. Begin opnieuw met de vragen.")) from None
    pairs = [pair for pair in pairs if not _OF_MESSENGERS.fullmatch(pair[0])]
    if not pairs:
        return Answers({})
    names = [name for name, _value in pairs]
    if len(set(names)) != len(names):
        raise Refused(_("In deze link staat een antwoord twee keer. Begin opnieuw met de vragen."))
    given = dict(pairs)
    if given.pop("v", None) != VERSION:
        raise Refused(_("Deze link is van een andere versie van de planner. Begin opnieuw met de vragen."))
    found: dict[str, Value] = {}
    for key, text in given.items():
        if key not in QUESTIONS:
            raise Refused(_("In deze link staat iets dat de planner niet kent. Begin opnieuw met de vragen."))
        found[key] = read_value(QUESTIONS[key], text)
    return checked(Answers(found), today)
