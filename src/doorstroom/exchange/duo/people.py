"""Who a message is about: from BSN to the pseudonym of the register and back, by way of the vault, which logs it."""

from __future__ import annotations

from uuid import uuid4

import sqlalchemy as sa

from doorstroom.exchange.duo.errors import UnknownPerson
from doorstroom.exchange.duo.schema import v_number as v_numbers
from doorstroom.exchange.duo.store import Store
from doorstroom.register.errors import VaultError
from doorstroom.register.vault import Access, Person, Vault

ACTOR = "duo-koppeling"
PURPOSE = "uitvoering Wet inburgering 2021: gegevens uitwisselen met DUO (WET 33 en 34)"
ACTIVITY = "uitwisseling met DUO"
#: DUO gives no names; they come from the BRP.
NAMELESS = "Naam nog niet bekend (gemeld door DUO)"


class People:
    """The vault as the exchange uses it, on behalf of one municipality."""

    def __init__(self, vault: Vault, store: Store, gemeente: str) -> None:
        self._vault, self._store = vault, store
        self._access = Access(ACTOR, gemeente, PURPOSE, ACTIVITY)

    def by_bsn(self, bsn: str) -> str:
        """The ``person_id`` of somebody; who is new gets one. Raises VaultError when it is no BSN."""
        found = self._vault.find_bsn(bsn, self._access)
        if found is not None:
            return found.person_id
        try:
            new = Person(f"p-{uuid4().hex}", NAMELESS, bsn)
            self._vault.put([new], self._access)
        except VaultError:  # another process was just before us
            found = self._vault.find_bsn(bsn, self._access)
            if found is None:
                raise
            return found.person_id
        return new.person_id

    def by_v_number(self, v_number: str) -> str | None:
        """The person of a V-number, as far as a message or a person once told both."""
        with self._store.reading() as connection:
            query = sa.select(v_numbers.c.person_id).where(v_numbers.c.v_number == v_number)
            return connection.execute(query).scalar()

    def learn_v_number(self, v_number: str, person_id: str) -> None:
        """Remember whose V-number this is."""
        with self._store.writing() as connection:
            connection.execute(sa.delete(v_numbers).where(v_numbers.c.v_number == v_number))
            connection.execute(sa.insert(v_numbers).values(v_number=v_number, person_id=person_id))

    def bsn_of(self, person_id: str) -> str:
        """The BSN of a person, to be put in a path of DUO and nowhere else. Raises UnknownPerson."""
        found = self._vault.read([person_id], self._access).get(person_id)
        if found is None or found.bsn is None:
            raise UnknownPerson(f"van persoon '{person_id}' staat geen BSN in de kluis")
        return found.bsn
