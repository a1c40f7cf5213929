"""A real browser: Debian's Chromium without a window, on a server of this process.

Where there is no Chromium these tests are left out; ``./doorstroom test`` installs it when it may.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import PASSWORD, Place, day, empty_databases, place, signed_in

__all__ = ["day", "empty_databases", "place", "signed_in"]  # fixtures of the tests of the screens

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser is driven from an event loop in this thread
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


_BROKE_OFF = pytest.StashKey[bool]()


class Chromium:
    """The browser: windows of it, and a new one in the place of one that may hang."""

    def __init__(self, playwright: Any) -> None:
        self._playwright = playwright
        self._start()

    def _start(self) -> None:
        arguments = ["--no-sandbox", "--disable-dev-shm-usage"]
        self._browser = self._playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)

    def renew(self) -> None:
        """Close it and start another."""
        self.close()
        self._start()

    def close(self) -> None:
        """End it, with all its windows."""
        self._browser.close()

    def new_context(self, **options: Any) -> Any:
        """Somebody's windows, with cookies of their own."""
        return self._browser.new_context(**options)

    def new_page(self, **options: Any) -> Any:
        """One window of somebody new."""
        return self._browser.new_page(**options)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser that does not answer in time is asked once more, and the report says so; a wrong answer never is."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=["TimeoutError"]))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember that a test failed, for the browser that it leaves behind."""
    report = yield
    item.stash[_BROKE_OFF] = item.stash.get(_BROKE_OFF, False) or report.failed
    return report


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    """The browser, started once per module: while it is driven, no other part of this process can drive one."""
    if not CHROMIUM:
        pytest.skip("there is no Chromium here")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = Chromium(playwright)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _another_browser_after_a_failure(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if request.node.stash.get(_BROKE_OFF, False) and "chromium" in request.fixturenames:
        request.getfixturevalue("chromium").renew()


@pytest.fixture
def open_page(chromium: Chromium, place: Place, live_server: Any, settings: Any) -> Iterator[Callable[..., Any]]:
    """A window of its own, with nobody signed in or with the user of this name (who has a second factor)."""
    settings.MFA_TOTP_TOLERANCE = 1  # a code that is typed as the half minute ends is good too
    # The database of a test is in memory, where a second writer is refused at once instead of waiting: the check beside
    # a form, on its way when the next page is asked, must not write the session too. tests/web holds when one ends.
    settings.SESSION_SAVE_EVERY_REQUEST = False
    contexts = []

    def open_one(username: str = "", *, viewport: dict[str, int] = WIDE, script: bool = True, **more: Any) -> Any:
        context = chromium.new_context(
            base_url=live_server.url, viewport=viewport, locale="nl-NL", java_script_enabled=script, **more
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        if username:
            sign_in(page, place, username)
        return page

    yield open_one
    for context in contexts:
        context.close()


def sign_in(page: Any, place: Place, username: str) -> None:
    """Password and code, as somebody does it."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal import auth as totp

    user = place.users[username]
    secret = ""
    if user.organisatie:
        secret = totp.generate_totp_secret()
        user.authenticator_set.all().delete()
        totp.TOTP.activate(user, secret)
        RecoveryCodes.activate(user)
    page.goto("/inloggen/")
    page.get_by_label("Gebruikersnaam").fill(username)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Inloggen").click()
    if secret:
        _before, counter, _after = totp.yield_hotp_counters_from_time()
        page.locator("#id_code").fill(totp.format_hotp_value(totp.hotp_value(secret, counter)))
        page.get_by_role("main").get_by_role("button", name="Inloggen").click()
    page.wait_for_url(lambda url: "/inloggen/" not in url)


def fill(page: Any, **given: str) -> None:
    """Fill in fields by their name: text, a choice out of a list, or a button."""
    for name, value in given.items():
        found = page.locator(f"form.ds-form [name={name}]")
        kind = found.first.evaluate("(one) => one.type")
        if kind == "radio":
            page.locator(f"form.ds-form [name={name}][value={value}]").check()
        elif kind.startswith("select"):
            found.select_option(value)
        else:
            found.fill(value)


def take(page: Any, action: str, *, proposed: bool = False, **given: str) -> None:
    """From the page of a case: open the form of an action, fill it in and send it."""
    more = page.get_by_text("Meer handelingen")
    link = page.get_by_role("link", name=action, exact=True)
    if not link.first.is_visible() and more.count():
        more.click()
    link.first.click()
    page.get_by_role("heading", name=action).first.wait_for()
    fill(page, **given)
    page.get_by_role("button", name="Stel voor" if proposed else "Leg vast").click()
    page.get_by_text("Uw voorstel wacht op akkoord" if proposed else "Vastgelegd: ").wait_for()
