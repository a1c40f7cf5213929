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
    """What is wrong with a page in a wide and a narrow window, in both directions, with everything unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    for size, viewport in (("breed", WIDE), ("telefoon", PHONE)):
        page.set_viewport_size(viewport)
        for direction in ("ltr", "rtl"):
            page.evaluate(f"document.documentElement.dir = '{direction}'")
            # Colours are the same in both directions and in every width.
            for told in violations(page, colours=(size, direction) == ("breed", "ltr")):
                yield f"{size}, {direction}: {told}"
            if too_wide(page):
                yield f"{size}, {direction}: te breed: {_widest(page)}"
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
