"""Who people are stands apart from the log; every look at it is written down."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import sqlalchemy as sa
from tests.register.samples import NOW, SYSTEM, event

from doorstroom.clock import utc_now
from doorstroom.register import (
    DEMO_BSN_RANGE,
    Access,
    Person,
    Processing,
    Register,
    Vault,
    VaultError,
    demo_bsns,
    is_bsn,
    verify,
)

ACCESS = Access("a.de.vries", "gemeente Utrecht", "Wet inburgering 2021, artikel 15", "PIP opstellen")
BSN = next(iter(demo_bsns()))
PERSON = Person(
    "p-c1", "Testpersoon Een", BSN, "Proefstraat 1, 3511 AA Utrecht", dt.date(1990, 2, 28), "+31600000000", "ti"
)


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("999990019", True),
        ("123456782", True),
        ("999990018", False),
        ("12345678", False),
        ("0123456782", False),
        ("12345678a", False),
        ("000000000", False),
        ("١٢٣٤٥٦٧٨٢", False),
    ],
)
def test_the_eleven_test(text: str, good: bool) -> None:
    assert is_bsn(text) is good


def test_people_are_kept_changed_and_found(vault: Vault) -> None:
    other = Person("p-2", "Testpersoon Twee")
    assert vault.put([PERSON, other], ACCESS) == 2
    assert vault.read(["p-c1", "p-2", "p-3"], ACCESS) == {"p-c1": PERSON, "p-2": other}
    assert vault.find_bsn(BSN, ACCESS) == PERSON
    assert vault.find_bsn(demo_bsns()[1], ACCESS) is None
    moved = Person("p-c1", "Testpersoon Een", BSN, "Elders 2")
    vault.put([moved], ACCESS)
    assert vault.read(["p-c1"], ACCESS)["p-c1"] == moved


def test_what_is_processed_elsewhere_is_noted_too(vault: Vault) -> None:
    vault.note("case read", ["p-1", "p-2", "p-1"], ACCESS)
    (line,) = vault.processings("p-1")
    assert (line.operation, line.actor, line.found) == ("case read", "a.de.vries", True)
    vault.note("case read", [], ACCESS)
    assert len(vault.processings("p-2")) == 1


def test_a_wrong_bsn_is_refused_without_repeating_it(vault: Vault) -> None:
    with pytest.raises(VaultError, match=r"person 'p': '99…18' is not a BSN \(11-test\)"):
        vault.put([Person("p", "X", "999990018")], ACCESS)
    with pytest.raises(VaultError, match="is not a BSN"):
        vault.find_bsn("999990018", ACCESS)


def test_two_people_cannot_have_one_bsn(vault: Vault) -> None:
    with pytest.raises(VaultError, match="stands in the vault, or in this batch, twice"):
        vault.put([PERSON, Person("p-2", "Dubbel", BSN)], ACCESS)
    assert vault.read(["p-c1"], ACCESS) == {}


def test_demo_people_come_from_the_reserved_range_only(vault: Vault) -> None:
    assert vault.load_demo([PERSON], ACCESS) == 1
    for bsn in ("123456782", None, str(DEMO_BSN_RANGE.start - 1)):
        with pytest.raises(
            VaultError, match=r"'p-2' is not a demo person: .* 999000000 to 999999999; nothing was loaded"
        ):
            vault.load_demo([Person("p-3", "Goed", demo_bsns()[5]), Person("p-2", "Fout", bsn)], ACCESS)
    assert vault.read(["p-3"], ACCESS) == {}
    assert all(int(bsn) in DEMO_BSN_RANGE for bsn in demo_bsns())


def test_every_processing_is_logged_with_who_why_and_when(vault: Vault) -> None:
    vault.put([PERSON], ACCESS)
    vault.read(["p-c1"], ACCESS)
    vault.find_bsn(BSN, ACCESS)
    vault.erase("p-c1", ACCESS)
    vault.read(["p-c1"], ACCESS)
    lines = vault.processings("p-c1")
    assert [(line.operation, line.found) for line in lines] == [
        ("write", True),
        ("read", True),
        ("search", True),
        ("erase", True),
        ("read", False),
    ]
    assert lines[0] == Processing(
        NOW, ACCESS.actor, ACCESS.organisation, ACCESS.purpose, ACCESS.processing_activity, "write", "p-c1", True
    )


@pytest.mark.parametrize("field", ["actor", "organisation", "purpose", "processing_activity"])
def test_the_vault_does_not_open_without_a_reason(field: str) -> None:
    values = {"actor": "a", "organisation": "o", "purpose": "p", "processing_activity": "v", field: " "}
    with pytest.raises(VaultError, match=f"only with a stated {field}"):
        Access(**values)


@pytest.mark.parametrize("statement", ["UPDATE processing SET actor = 'x'", "DELETE FROM processing"])
def test_the_log_of_processing_cannot_be_changed(vault: Vault, statement: str) -> None:
    vault.put([PERSON], ACCESS)
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), vault.engine.begin() as connection:
        connection.exec_driver_sql(statement)


def test_erasing_a_person_leaves_the_log_whole(url: str) -> None:
    with Register.open(url, clock=utc_now) as register, Vault.open(url, clock=utc_now) as vault:
        register.append(SYSTEM, [event("c1")])
        vault.put([PERSON], ACCESS)
        assert vault.erase("p-c1", ACCESS) is True
        assert vault.erase("p-c1", ACCESS) is False
        assert vault.read(["p-c1"], ACCESS) == {}
        assert verify(register).ok
        assert register.cases_of_person("p-c1") == [("proef", "c1")]


def test_what_is_erased_is_gone_from_the_file(tmp_path: Path) -> None:
    with Vault.open(tmp_path / "vault.db", clock=utc_now) as vault:
        vault.put([PERSON], ACCESS)
        assert b"Testpersoon" in b"".join(path.read_bytes() for path in tmp_path.iterdir())
        vault.erase("p-c1", ACCESS)
        assert b"Testpersoon" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
