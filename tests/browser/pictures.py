"""The pictures of the documentation, of the demonstration: ``.venv/bin/python -m tests.browser.pictures``.

Everybody on them is invented. The demonstration is the same every time, so a picture changes only when a page does.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browser.conftest import CHROMIUM, PHONE
from tests.web.planner_samples import ASYLUM, query

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs/images"
#: No picture may weigh more, in bytes.
HEAVIEST = 300_000
SIZE = {"width": 1200, "height": 800}
#: An asylum status holder with a plan of half a year ago, on the day of the demonstration.
ANSWERS = {**ASYLUM, "sinds": "2022-06-10", "plan_datum": "2022-11-01", "les_sinds": "2023-01-09"}
_BUILD = """
import pathlib, sys
from doorstroom.commands.serve import prepare
prepare(pathlib.Path(sys.argv[1]), demo=True)
from doorstroom.web import demo
demo.build(print)
print(demo.PASSWORD)
"""


@contextmanager
def demonstration(folder: Path) -> Iterator[tuple[str, str]]:
    """A demonstration that is served on this machine: its address, and the password of every account."""
    os.environ |= {"DOORSTROOM_DEMO": "1", "DOORSTROOM_DEMO_DAY": "2023-05-01", "DOORSTROOM_DATA": str(folder)}
    os.environ.pop("DATABASE_URL", None)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    built = subprocess.run(
        [sys.executable, "-c", _BUILD, str(folder)], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    command = [sys.executable, "-m", "doorstroom.web.serving", "127.0.0.1", str(port), "1"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "doorstroom.web.settings"}
    with subprocess.Popen(command, cwd=ROOT, env=environment) as process:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}", built.stdout.splitlines()[-1]
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError("the demonstration does not answer")


def keep(shown: Any, name: str) -> None:
    """Write what a window shows, or one part of a page."""
    place = IMAGES / f"{name}.png"
    shown.screenshot(path=place, animations="disabled")
    weight = place.stat().st_size
    print(f"{place.relative_to(ROOT)}: {weight:,} bytes")
    if weight > HEAVIEST:
        raise ValueError(f"{place.name} is too heavy: {weight:,} bytes, at most {HEAVIEST:,}")


def of_staff(page: Any, password: str) -> None:
    """The work list, a case on it, and why its term is what it is."""
    page.goto("/inloggen/")
    page.get_by_label("Gebruikersnaam").fill("klantmanager1.gemeente1")
    page.get_by_label("Wachtwoord").fill(password)
    page.get_by_role("main").get_by_role("button", name="Inloggen").click()
    page.goto("/werklijst/?van=team")
    keep(page, "werklijst")
    page.goto("/werklijst/?van=team&soort=pip&wanneer=week")
    page.locator(".ds-list__case").first.click()
    page.set_viewport_size({**SIZE, "height": 1020})  # the terms are on it too
    keep(page, "zaak")
    page.locator(".ds-clock").first.get_by_role("link", name="Waarom?").click()
    why = page.locator("#waarom")
    why.locator("summary").filter(has_text="zonder uitstel").first.click()  # one level deeper than opens by itself
    keep(why, "waarom")


def of_newcomer(page: Any) -> None:
    """The page of somebody himself, on his phone."""
    page.goto("/")
    page.locator(".mijn-keuze__taal[value=nl]").click()
    page.locator(".mijn .utrecht-button--primary-action").click()
    page.locator("button[name=person_id]").first.click()
    page.wait_for_url("**/mijn/")
    keep(page, "mijn")


def main() -> None:
    """All pictures."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory(prefix="doorstroom-pictures-") as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        with demonstration(Path(folder)) as (address, password):

            def window(size: dict[str, int]) -> Any:
                return browser.new_context(base_url=address, viewport=size, locale="nl-NL").new_page()

            of_staff(window(SIZE), password)
            of_newcomer(window(PHONE))
            planner = window(SIZE)
            planner.goto(f"/planner/nl/tijdlijn/?{query(ANSWERS)}")
            keep(planner, "planner")
        browser.close()


if __name__ == "__main__":
    main()
