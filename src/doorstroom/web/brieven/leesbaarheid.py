"""How easy a Dutch text reads: length of its sentences and words, and the Flesch-Douma score that follows from them.

Flesch-Douma (1960) is Flesch for Dutch: 206.84 less 0.93 for every word in a sentence and 77 for every syllable in a
word, both on average. Level B1 is read here as 60 or more with sentences of at most 12 words on average. Syllables are
counted as groups of vowels, which is right for nearly all Dutch words. Dates, amounts and what is left out on purpose
(names, addresses) count as one short word each: they do not make a sentence harder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from doorstroom.kernel.wording import MONTHS

_DATE = re.compile(rf"\d{{1,2}} (?:{'|'.join(MONTHS['nl'])}) \d{{4}}")
_AMOUNT = re.compile(r"€\s?[\d.,]*\d")
_NUMBER = re.compile(r"(?<!\w)\d[\d.,:-]*")
#: A sentence ends at a mark that is followed by white space, and with its line.
_END = re.compile(r"(?<=[.!?:])\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS = re.compile(r"aai|ooi|oei|eeu|ieu|eau|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|ai|[aeiouyáéíóúàèäëïöü]")
_VALUE = "dan"


@dataclass(frozen=True)
class Measure:
    """What was counted in a text."""

    sentences: tuple[str, ...]
    words_per_sentence: float
    longest: str
    longest_words: int
    syllables_per_word: float

    @property
    def flesch_douma(self) -> float:
        """The score: 100 is very easy, 60 is plain, 30 is hard. No sentence at all is easy."""
        return 206.84 - 0.93 * self.words_per_sentence - 77 * self.syllables_per_word


def words(sentence: str) -> list[str]:
    """The words of a sentence; numbers are no words."""
    return _WORD.findall(sentence)


def syllables(word: str) -> int:
    """How many syllables a Dutch word has, by its groups of vowels; at least one."""
    return max(1, len(_VOWELS.findall(word.lower())))


def sentences(text: str) -> list[str]:
    """The sentences of a text. A line ends a sentence too, so that headings and lists count as they are read."""
    return [part.strip() for part in _END.split(text) if words(part)]


def measure(text: str, leave_out: Iterable[str] = ()) -> Measure:
    """Count a text. ``leave_out``: names and the like, of which each counts as one short word."""
    for name in sorted(filter(None, leave_out), key=len, reverse=True):
        text = text.replace(name, _VALUE)
    for value in (_DATE, _AMOUNT, _NUMBER):
        text = value.sub(_VALUE, text)
    found = sentences(text)
    counted = [len(words(sentence)) for sentence in found]
    every = [word for sentence in found for word in words(sentence)]
    longest = max(zip(counted, found, strict=True), default=(0, ""))
    return Measure(
        tuple(found),
        sum(counted) / len(found) if found else 0.0,
        longest[1],
        longest[0],
        sum(map(syllables, every)) / len(every) if every else 0.0,
    )
