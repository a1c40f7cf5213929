"""What came of a call to DUO, and what follows from it: by path, status and presence of a body, for there are no codes.

DUO gives no problem details. A 403 with a list is a functional refusal, in words that are shown as they are; without
one it is a missing right. Only 500, 503 and time-outs are tried again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from doorstroom.exchange.duo.errors import MessageError
from doorstroom.exchange.duo.masking import masked
from doorstroom.exchange.duo.messages.notificatie import Foutmelding
from doorstroom.exchange.duo.messages.wire import read_list
from doorstroom.exchange.duo.resources import Resource


class Consequence(StrEnum):
    """What must happen now: go on, try again later, look at the connection, or let a case worker look."""

    DONE = "klaar"
    RETRY = "opnieuw proberen"
    CONFIGURATION = "aansluiting nakijken"
    REFUSED = "taak: geweigerd door DUO"
    OUT_OF_SCOPE = "taak: buiten bereik of onbekend bij DUO"


@dataclass(frozen=True)
class Outcome:
    """What came of one call. ``texts`` are DUO's own words; ``reason`` is our sentence for who must act.

    ``value`` is a message, a list of them, or None where DUO gives nothing. ``nothing``: DUO knows the person and has
    nothing of this kind, or does not know the person (404).
    """

    consequence: Consequence
    status: int | None
    reason: str = ""
    texts: tuple[str, ...] = ()
    value: Any = None
    retry_after: int | None = None

    @property
    def done(self) -> bool:
        """Whether DUO did what was asked. Of a report that is only that it was received: the outcome comes later."""
        return self.consequence is Consequence.DONE


#: 504 is how a gateway tells a time-out.
RETRIED = (500, 503, 504)


def classify(resource: Resource, status: int, content: Any, has_body: bool) -> Outcome:
    """What an answer means. ``content`` is the JSON in it, None without a body; ``has_body`` with None is not JSON."""
    if status == resource.success:
        return _success(resource, status, content, has_body)
    if status in RETRIED:
        return Outcome(Consequence.RETRY, status, f"DUO kan nu niet antwoorden ({status}).")
    if status == 403:
        return _forbidden(resource, content, has_body)
    if status == 404 and resource.of_person:
        return Outcome(
            Consequence.OUT_OF_SCOPE,
            status,
            "DUO heeft dit niet, of kent deze persoon niet onder uw gemeente. "
            "Controleer in de BRP of de persoon (nog) bij de gemeente hoort.",
        )
    reason = {
        400: "DUO vindt dat ons bericht niet aan de specificatie voldoet; een fout in de koppeling.",
        401: "DUO herkent onze aansluiting niet.",
        404: "Dit adres bestaat niet bij DUO.",
    }.get(status, f"DUO antwoordt met een status die niet is gedocumenteerd ({status}).")
    return Outcome(Consequence.CONFIGURATION, status, reason)


def unreachable(why: str) -> Outcome:
    """Nothing came back: a time-out, or nobody there. It is unknown whether DUO received the message."""
    return Outcome(Consequence.RETRY, None, f"Geen antwoord van DUO ({why}).")


def not_trusted(why: str) -> Outcome:
    """The two sides do not accept each other's certificate."""
    return Outcome(Consequence.CONFIGURATION, None, f"De beveiligde verbinding met DUO komt niet tot stand ({why}).")


def _success(resource: Resource, status: int, content: Any, has_body: bool) -> Outcome:
    if resource.gives is None:
        return Outcome(Consequence.DONE, status)
    try:
        if content is None:
            raise MessageError("antwoord", "is geen JSON" if has_body else "is leeg")
        value = read_list(resource.gives, content) if resource.many else resource.gives.read(content)
    except MessageError as error:
        reason = f"Het antwoord van DUO is niet te lezen ({error})."
        return Outcome(Consequence.CONFIGURATION, status, reason)
    return Outcome(Consequence.DONE, status, value=value)


def _forbidden(resource: Resource, content: Any, has_body: bool) -> Outcome:
    try:
        # As they are, but for a number of a person: texts are kept, and shown to who may not see people.
        texts = tuple(masked(fault.tekst) for fault in read_list(Foutmelding, content)) if content else ()
    except MessageError:
        texts = ()
    if texts:
        return Outcome(Consequence.REFUSED, 403, "DUO weigert dit bericht.", texts)
    if has_body:
        return Outcome(Consequence.CONFIGURATION, 403, "DUO weigert, met een tekst die niet te lezen is.")
    if resource.of_person:
        return Outcome(
            Consequence.CONFIGURATION,
            403,
            "DUO geeft geen toegang. Treft het één persoon, controleer dan of die bij de gemeente hoort; "
            "treft het er meer, dan kloppen de rechten van de aansluiting niet.",
        )
    return Outcome(Consequence.CONFIGURATION, 403, "DUO geeft onze aansluiting hier geen recht op.")
