"""Random numbers by decision, never by order: the same person has the same luck in every decision of the same name.

Every decision has its own counter-based stream (Philox), keyed by the seed and the name of the decision. Another
decision added or left out changes nothing in the others.
"""

from __future__ import annotations

import zlib

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Words = NDArray[np.object_]


class Luck:
    """Random numbers of one seed for ``size`` people."""

    def __init__(self, seed: int, size: int) -> None:
        self.seed, self.size = seed, size

    def stream(self, decision: str) -> np.random.Generator:
        """The generator of one decision."""
        key = np.array([self.seed, zlib.crc32(decision.encode())], dtype=np.uint64)
        return np.random.Generator(np.random.Philox(key=key))

    def uniform(self, decision: str) -> Floats:
        """A number from 0 up to 1 for every person."""
        return self.stream(decision).random(self.size)

    def chance(self, decision: str, probability: float | Floats) -> Flags:
        """True with this probability, for every person."""
        return self.uniform(decision) < probability

    def choice(self, decision: str, weights: Floats) -> Ints:
        """A place in ``weights``, drawn in proportion to it, for every person."""
        edges = np.cumsum(weights / weights.sum())
        return np.minimum(np.searchsorted(edges, self.uniform(decision), side="right"), len(weights) - 1)

    def wait(self, decision: str, mean: float, least: float = 0.0) -> Ints:
        """Days of waiting, exponential with this mean above ``least``, for every person."""
        return (least + self.stream(decision).exponential(mean, self.size)).astype(np.int64)

    def between(self, decision: str, first: int | Ints, last: int | Ints) -> Ints:
        """A whole number from ``first`` to ``last`` (inclusive), for every person."""
        width = np.maximum(np.asarray(last) - np.asarray(first) + 1, 1)
        found: Ints = np.asarray(first) + (self.uniform(decision) * width).astype(np.int64)
        return found


def largest_remainder(shares: Floats, total: int) -> Ints:
    """Whole numbers in proportion to ``shares`` that add up to ``total``."""
    flat = shares.ravel()
    exact = flat * (total / flat.sum()) if flat.sum() else flat
    found = np.floor(exact).astype(np.int64)
    missing = total - int(found.sum())
    order = np.argsort(-(exact - found), kind="stable")
    found[order[:missing]] += 1
    return found.reshape(shares.shape)


def words(condition: Flags, yes: Words | float | str | bool | None, no: Words | float | str | bool | None) -> Words:
    """Texts (or nothing) by a condition, one for each."""
    found = np.empty(len(condition), dtype=object)
    for chosen, value in ((condition, yes), (~condition, no)):
        found[chosen] = value[chosen] if isinstance(value, np.ndarray) else value
    return found
