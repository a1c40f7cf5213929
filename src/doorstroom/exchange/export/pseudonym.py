"""Pseudonyms: the same person, case or official gets the same one under one key, and nobody can count back without it.

The ids in the register are pseudonyms already, but a case number of a municipality is known outside of it, and an actor
is a colleague. What leaves the register therefore carries an HMAC-SHA-256 of the id, cut to 96 bits, under a key that
stays behind. Without a key of one's own a new one is drawn, so that two deliveries cannot be laid side by side.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from pathlib import Path
from typing import Literal

import polars as pl

from doorstroom.exchange.refusal import Refusal

Kind = Literal["person", "case", "actor", "row"]
#: A key shorter than this can be found by trying.
SHORTEST_KEY = 16
_DIGITS = 24


class Pseudonyms:
    """Pseudonyms under one key. ``stable`` tells whether the key was given, so that a later delivery can use it too."""

    def __init__(self, key: bytes | None = None) -> None:
        self.stable = key is not None
        self._key = secrets.token_bytes(32) if key is None else key

    def one(self, kind: Kind, name: str) -> str:
        """The pseudonym of one id."""
        return hmac.new(self._key, f"{kind}\x1f{name}".encode(), hashlib.sha256).hexdigest()[:_DIGITS]

    def of(self, kind: Kind, names: pl.Series) -> pl.Series:
        """The pseudonyms of a column of ids; null stays null."""
        different = names.drop_nulls().unique()
        made = [self.one(kind, name) for name in different]
        return names.replace_strict(different, made, return_dtype=pl.String, default=None)


def read_key(path: Path) -> bytes:
    """The key in a file, without white space around it. Raises Refusal when it is not there or too short."""
    try:
        key = path.read_bytes().strip()
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refusal(f"{path}: {reason}", f"{path}: {reason}") from error
    if len(key) < SHORTEST_KEY:
        raise Refusal(
            f"{path}: a key for pseudonyms has at least {SHORTEST_KEY} bytes; this one has {len(key)}",
            f"{path}: een sleutel voor pseudoniemen heeft minstens {SHORTEST_KEY} bytes; deze heeft er {len(key)}",
        )
    return key
