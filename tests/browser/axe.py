"""What axe finds on a page, and whether a page is wider than its window."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.conftest import PHONE, WIDE

#: WCAG 2.0 to 2.2, A and AA, and what axe calls good practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Any, *, colours: bool = True) -> list[str]:
    """What axe objects to, one line per rule. ``colours``: also look at contrast, by far the slowest rule."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = {
        "runOnly": {"type": "tag", "values": TAGS},
        "resultTypes": ["violations"],
        "rules": {"color-contrast": {"enabled": colours}},
    }
    found = page.evaluate(f"axe.run(document, {json.dumps(options)}).then((result) => result.violations)")
    return [f"{one['id']}: {one['help']} ({one['nodes'][0]['html'][:200]})" for one in found]


def everywhere(page: Any) -> Iterator[str]:
    """What is wrong with a page, with everything unfolded: wide from left to right, and on a phone from right to left.

    Colours are the same in both, so they are looked at once. It must fit on a phone in either direction.
    """
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    yield from (f"breed: {told}" for told in violations(page))
    page.set_viewport_size(PHONE)
    for direction in ("rtl", "ltr"):
        page.evaluate(f"document.documentElement.dir = '{direction}'")
        if direction == "rtl":
            yield from (f"telefoon, {direction}: {told}" for told in violations(page, colours=False))
        if too_wide(page):
            yield f"telefoon, {direction}: te breed: {_widest(page)}"
    page.set_viewport_size(WIDE)


def too_wide(page: Any) -> bool:
    """Must one scroll sideways to read the page?"""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def _widest(page: Any) -> str:
    """The elements that stick out furthest and have none within them that does."""
    return str(
        page.evaluate("""() => {
          const wide = document.documentElement.clientWidth
          const out = (one) => { const box = one.getBoundingClientRect(); return Math.max(box.right - wide, -box.left) }
          const scrolls = (one) => one && (getComputedStyle(one).overflowX !== 'visible' || scrolls(one.parentElement))
          const found = [...document.body.querySelectorAll('*')]
            .filter((one) => out(one) > 1 && !scrolls(one.parentElement))
          return found.filter((one) => ![...one.children].some((child) => out(child) > 1))
            .slice(0, 3).map((one) => one.outerHTML.slice(0, 120)).join(' | ')
        }""")
    )
