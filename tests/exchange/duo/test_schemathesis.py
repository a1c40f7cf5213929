"""F-9: requests that nobody would think of, made from DUO's own files, against the stand-in and against our endpoint.

No answer may be a server error or a status that is not documented. The examples are few and always the same, so that
this takes seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given

from doorstroom.exchange.duo.settings import Certificate
from doorstroom.exchange.duo.standin.run import DUO_OIN, oin_of_gemeente
from tests.exchange.duo.contract import needs_files, read_file
from tests.exchange.duo.test_codes import PLAN
from tests.exchange.duo.town import ASYLUM, OURS, Town, open_town
from tests.made_up_requests import bounded, checks

APIS = (
    "Inburgeringsplicht", "Leerbaarheidstoets", "Inburgeringstermijn", "Vrijstelling", "Ontheffing", "PIP",
    "Contactpersoon", "Inburgeringsaanbod", "MAP-PVT-Zroute", "GevolgdeUren", "Examen",
)  # fmt: skip
_BOUNDED = bounded(8)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """One town for all: what is asked of it must break nothing for the next."""
    with open_town(tmp_path_factory.mktemp("town")) as opened:
        yield opened


@pytest.fixture(scope="module")
def bsn(town: Town) -> str:
    made = town.script(ASYLUM + PLAN + "      - {day: 25, examennummer: true}\n")
    town.day(40)
    return made


def ask(api: str, base: str, certificate: Certificate, headers: dict[str, str], **path: str) -> int:
    """Every operation of a file: all of it made up, good headers with good bodies, and good headers with wrong ones.

    How many requests were made. A server error, or an answer that is not documented, fails.
    """
    import schemathesis
    from schemathesis import GenerationMode

    schema = schemathesis.openapi.from_dict(read_file(api))
    trust = {"cert": (str(certificate.chain), str(certificate.key)), "verify": str(certificate.authority)}
    made = 0

    def check(case: Any, good: bool) -> None:
        nonlocal made
        made += 1
        if good:
            case.headers.update(headers)
            case.path_parameters.update({name: path[name] for name in case.path_parameters if name in path})
        response = case.call(base_url=base, **trust)
        case.validate_response(response, checks=checks())

    for result in schema.get_all_operations():
        operation = result.ok()
        for mode, good in (
            (GenerationMode.POSITIVE, False), (GenerationMode.POSITIVE, True), (GenerationMode.NEGATIVE, True),
        ):  # fmt: skip
            if mode is GenerationMode.NEGATIVE and operation.definition.raw.get("requestBody") is None:
                continue
            _examples(operation.as_strategy(generation_mode=mode), check, good)
    return made


def _examples(strategy: Any, check: Callable[[Any, bool], None], good: bool) -> None:
    """A few requests of a strategy, always the same."""

    @_BOUNDED
    @given(case=strategy)
    def each(case: Any) -> None:
        check(case, good)

    each()


@needs_files
@pytest.mark.parametrize("api", APIS)
def test_F_9_no_request_breaks_the_stand_in(town: Town, bsn: str, api: str) -> None:
    headers = {"bron": oin_of_gemeente(OURS), "doel": DUO_OIN}
    base = f"https://127.0.0.1:{town.duo.server.port}/v1"
    made = ask(api, base, town.side.settings.certificate, headers, bsn=bsn, id="1", instellingsnummer="9000000001")
    assert made > 10


@needs_files
def test_F_9_no_request_breaks_our_endpoint(town: Town, bsn: str) -> None:
    headers = {"bron": DUO_OIN, "doel": oin_of_gemeente(OURS)}
    own = town.duo.authority.issue("duo", DUO_OIN)
    assert ask("Notificatie", f"https://127.0.0.1:{town.server.port}/v1", own, headers) > 10
    town.sync()
    assert {message.state for message in town.inbox()} <= {"processed", "unknown", "failed"}
