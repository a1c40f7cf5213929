"""Where letters are made: organisations with an address, and the sentences with which a letter is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.web.brieven.cases import OFFICE, PLAN, Office, Worked
from tests.web.conftest import Place

Refusal = Callable[..., str]


@pytest.fixture
def office(place: Place, settings: Any) -> Office:
    """The place of work of every test, with addresses for letters."""
    from doorstroom.web.toegang.models import Organisatie

    Organisatie.objects.update(adres=OFFICE)
    return Office(place, settings)


@pytest.fixture
def refusal(office: Office) -> Refusal:
    """The sentences with which the letter of a worked case is refused."""
    from doorstroom.web.brieven.gegevens import LetterRefused

    def why(worked: Worked, **given: Any) -> str:
        with pytest.raises(LetterRefused) as caught:
            office.context(worked, **given)
        return " ".join(caught.value.sentences)

    return why


@pytest.fixture
def case(office: Office) -> str:
    """A case with a plan of today and no letter yet."""
    office.on(PLAN.day)
    return office.case(PLAN.life)
