"""What is wrong with somebody's own file: told to who made the file, so in Dutch as well."""

from __future__ import annotations

from doorstroom.kernel.errors import DoorstroomError
from doorstroom.kernel.wording import Language


class Refusal(DoorstroomError):
    """One sentence in English, and the same in Dutch."""

    def __init__(self, en: str, nl: str) -> None:
        super().__init__(en)
        self.en, self.nl = en, nl

    def told(self, language: Language) -> str:
        """The sentence in this language."""
        return self.nl if language == "nl" else self.en
