"""Municipalities by code and name, to choose from."""

from __future__ import annotations

from functools import cache

from doorstroom.simulate.demo.lives import municipalities


@cache
def municipality_choices() -> list[tuple[str, str]]:
    """Code and name of every municipality, by name."""
    codes, names, _ = municipalities()
    return [("", "—"), *sorted(zip(codes, names, strict=True), key=lambda one: one[1].casefold())]
