"""Which passwords are too easy to guess, beside those that are short, common or like the user's own name.

Long passwords are rarely on lists of common ones, but people make them long in ways that guessers know: a common word
with a year behind it, the same word twice, digits alone. What is left when that is taken away must not be common.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

#: Fewer different characters than this is a pattern.
_DIFFERENT = 5
#: What people write for letters.
_LETTERS = str.maketrans("013457@$!", "oleastasi")
#: Words that are common here, and not on the list that comes with Django, which is English.
_WORDS = (
    "wachtwoord welkom geheim gemeente inburgering inburgeren inburgeraar doorstroom klantmanager beheerder nederland "
    "rotterdam utrecht eindhoven groningen goedemorgen hallo vakantie voetbal feyenoord lente zomer herfst winter "
    "januari februari maart april juni juli augustus september oktober november december "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag toegang inloggen"
)


class PredictableValidator:
    """Refuses what is a common word with something before or behind it, a repetition, or digits alone."""

    def validate(self, password: str, user: Any = None) -> None:
        """Nothing, for a password that will do. Raises ValidationError."""
        if predictable(password):
            raise ValidationError(_("Dit wachtwoord is te makkelijk te raden. Neem liever een zin."), "predictable")

    def get_help_text(self) -> str:
        """What is asked."""
        return _("Niet één bekend woord met cijfers erachter, en niet steeds hetzelfde.")


def predictable(password: str) -> bool:
    """Whether a guesser would come upon it soon."""
    lower = password.lower()
    if len(set(lower)) < _DIFFERENT or not any(character.isalpha() for character in lower):
        return True
    core = _core(lower)
    return any(_common(form) for form in (core, core.translate(_LETTERS), _core(lower.translate(_LETTERS))))


def _core(text: str) -> str:
    """The text from its first letter to its last."""
    letters = [place for place, character in enumerate(text) if "a" <= character <= "z"]
    return text[letters[0] : letters[-1] + 1] if letters else ""


def _common(core: str) -> bool:
    """Whether it is a common word, or one that is repeated: where a text first recurs in itself doubled, it repeats."""
    once = core[: (core + core).find(core, 1)]
    return not {core, once}.isdisjoint(_listed())


@cache
def _listed() -> frozenset[str]:
    return frozenset({*CommonPasswordValidator().passwords, *_WORDS.split()})
