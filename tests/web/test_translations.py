"""Every text of the screens has an English translation, and what is committed is what is read."""

from __future__ import annotations

import ast
import gettext
import re
from pathlib import Path

import pytest
from django.utils.translation.template import templatize

WEB = Path(__file__).parents[2] / "src/doorstroom/web"
FOLDERS = sorted(path.parent.parent for path in WEB.rglob("locale/en/LC_MESSAGES"))
_NAMES = {"gettext", "gettext_lazy", "gettext_noop", "_", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
_CALL = re.compile(r"\b(n?p?gettext)\(\s*((?:u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")\s*,?\s*)+)")
_TEXT = re.compile(r"u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")", re.DOTALL)


def of_python(text: str) -> set[str]:
    """The texts that Python code marks for translation."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            place = 1 if name.startswith(("pgettext", "npgettext")) else 0
            given = node.args[place] if len(node.args) > place else None
            if name in _NAMES and isinstance(given, ast.Constant) and isinstance(given.value, str):
                found.add(given.value)
    return found


def of_template(text: str) -> set[str]:
    """The texts that a template marks for translation."""
    found = set()
    for name, given in _CALL.findall(templatize(text)):
        texts = [ast.literal_eval(one) for one in _TEXT.findall(given)]
        found.add(texts[1 if name.startswith(("pg", "npg")) else 0])
    return found


def marked() -> dict[str, str]:
    """Every text that is marked, with a file that it stands in."""
    found: dict[str, str] = {}
    for path in sorted(WEB.rglob("*")):
        text = path.read_text(encoding="utf-8") if path.suffix in (".py", ".html", ".txt") else ""
        texts = of_python(text) if path.suffix == ".py" else of_template(text) if text else set()
        found |= {one: str(path.relative_to(WEB)) for one in texts}
    return found


def translations(folder: Path, language: str = "en") -> dict[str, str]:
    """What the compiled file holds; of plural forms the first."""
    with (folder / language / "LC_MESSAGES/django.mo").open("rb") as file:
        catalog = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    found = {}
    for key, text in catalog.items():
        name, form = key if isinstance(key, tuple) else (key, 0)
        if form == 0:
            found[name.rpartition("\x04")[2]] = text
    return found


def test_what_is_marked_is_found() -> None:
    assert of_python('x = _("Een")\ny = ngettext("%(n)d dag", "%(n)d dagen", 2)\nz = f("Twee")') == {"Een", "%(n)d dag"}
    given = '{% load i18n %}{% translate "Een" %}{% blocktranslate count n=x %}{{ n }} dag{% plural %}{{ n }} dagen'
    assert of_template(given + "{% endblocktranslate %}") == {"Een", "%(n)s dag"}


def test_every_text_has_an_english_translation() -> None:
    english: dict[str, str] = {}
    for folder in FOLDERS:
        english |= translations(folder)
    lacking: dict[str, list[str]] = {}
    for text, where in marked().items():
        if not english.get(text):
            lacking.setdefault(where, []).append(text)
    assert lacking == {}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(WEB)))
def test_the_compiled_file_is_that_of_the_source(folder: Path) -> None:
    for path in folder.glob("*/LC_MESSAGES/django.po"):
        source = path.read_text(encoding="utf-8")
        assert "#, fuzzy" not in source, path
        told = set(re.findall(r'^msgstr(?:\[0\])? "(.+)"$', source, re.MULTILINE))
        read = {text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
                for text in translations(folder, path.parent.parent.name).values()}  # fmt: skip
        assert told - read == set(), path


def test_places_in_a_text_are_kept() -> None:
    for folder in FOLDERS:
        for text, english in translations(folder).items():
            if text:
                assert set(re.findall(r"%\(\w+\)[sd]", text)) == set(re.findall(r"%\(\w+\)[sd]", english)), text
