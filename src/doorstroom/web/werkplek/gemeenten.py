"""Municipalities by code and name, to choose from."""

from __future__ import annotations

from functools import cache

from doorstroom.simulate.demo.lives import municipalities


def municipality_name(code: str) -> str:
    """The name of a municipality; its code when it is not known."""
    return _names().get(code, code)


#: As they are called in Dutch; the list gives one in English and one without its apostrophe.
_DUTCH = {"0518": "'s-Gravenhage", "0796": "'s-Hertogenbosch"}


@cache
def _names() -> dict[str, str]:
    codes, names, _ = municipalities()
    return {**dict(zip(codes, names, strict=True)), **_DUTCH}


@cache
def municipality_choices() -> list[tuple[str, str]]:
    """Code and name of every municipality, by name; 's-Gravenhage stands under the G."""
    return [("", "—"), *sorted(_names().items(), key=lambda one: one[1].removeprefix("'s-").casefold())]
