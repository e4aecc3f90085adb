"""One browser for all, a fresh context for each test, and the guide opened in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from .stand_in import StandIn

LAUNCH = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NO_BROWSER = (
    "These tests need Chromium: on Debian, `apt-get update && apt-get install -y chromium`; "
    "elsewhere install Chromium or Chrome so that `chromium` or `google-chrome` is on the PATH."
)
PHONE = {"width": 390, "height": 844}

HOSTILE_HOST = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Host page</title>
<style>
html{font-size:10px;background:#111;color:#eee;color-scheme:dark}
*{all:unset!important;font-size:9px!important;color:lime!important;line-height:1!important}
div,p,button,section,ol,li,a{display:inline!important;transform:rotate(3deg)!important}
head,style,script,title{display:none!important}
.bar{position:fixed!important;left:0!important;right:0!important;height:90px!important;
 background:#400!important;z-index:2147483647!important;display:block!important}
.top{top:0!important}.bottom{bottom:0!important}
</style></head><body>
<div class="bar top">A bar that stays</div>
<p><a href="#before">A link before</a></p>
<appeal-guide server="SERVER"></appeal-guide>
<p><a href="#after">A link after</a></p>
<div class="bar bottom">Another bar that stays</div>
<script type="module" src="SERVER/widget.js"></script>
</body></html>"""

_PLAIN_HOST = """<!doctype html><html lang="en"><title>A host</title><a href="#a">A link</a>
<appeal-guide %s server="SERVER"></appeal-guide>
<script type="module" src="SERVER/widget.js"></script></html>"""
HOSTS = {
    "hostile": HOSTILE_HOST,
    "strict": _PLAIN_HOST % "",
    "inline": _PLAIN_HOST % "inline",
    "open": _PLAIN_HOST % "open",
    "theme": _PLAIN_HOST % 'style="--appeal-guide-accent: COLOUR"',
    "other": _PLAIN_HOST % 'council="elsewhere"',
    "framed": """<!doctype html><html lang="en"><title>A host</title>
<iframe title="Appeal and mediation guide" src="SERVER/plain" width="380" height="700"></iframe>""",
}


class Guide:
    """The widget on a page, found as people find it: by role and name."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.panel = page.get_by_role("region", name="Appeal and mediation guide")
        self.launcher = page.get_by_role("button", name="Open chatbot: appeal and mediation guide")
        self.log = page.get_by_role("log", name="Conversation")
        self.field = page.get_by_label("Your message")
        self.status = self.panel.get_by_role("status")
        self.turn = 0

    def button(self, name: str) -> Locator:
        return self.panel.get_by_role("button", name=name, exact=True)

    def link(self, name: str) -> Locator:
        return self.panel.get_by_role("link", name=name)

    def open(self) -> Guide:
        self.launcher.click()
        expect(self.log.get_by_text("What did the council decide?")).to_be_visible()
        return self

    def choose(self, name: str) -> Guide:
        self.button(name).click()
        return self

    def type_date(self, day: str, month: str, year: str) -> Guide:
        self.page.get_by_label("Day", exact=True).fill(day)
        self.page.get_by_label("Month", exact=True).fill(month)
        self.page.get_by_label("Year", exact=True).fill(year)
        return self.choose("Continue")

    def say(self, text: str) -> Guide:
        self.field.fill(text)
        return self.choose("Send")

    def heard(self, text: str) -> Guide:
        expect(self.log.get_by_text(text).last).to_be_visible()
        return self

    def to_date(self) -> Guide:
        self.open().choose("They won't assess my child")
        return self.heard("What date is printed on the letter?")

    def to_sections(self) -> Guide:
        self.open().choose("I disagree with what the plan says")
        return self.heard("Which parts of the plan do you disagree with?")

    def to_answer(self) -> Guide:
        self.to_date().type_date("1", "October", "2026").heard("Is that right?")
        self.choose("Yes, that is right").heard("Do you already have")
        return self.choose("No").heard("Contact Kids by Tuesday 1 December 2026.")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, started once. Where there is none, this says how to get it.

    It ends with this folder: while it runs, no other test can run an event loop.
    """
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for path in map(shutil.which, names) if path), None)
    if found is None:
        pytest.fail(NO_BROWSER)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=LAUNCH)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def _running() -> StandIn:
    server = StandIn()
    server.hosts = {name: page.replace("SERVER", server.url) for name, page in HOSTS.items()}
    return server


@pytest.fixture
def stand_in(_running: StandIn) -> StandIn:
    """The scripted server, without faults."""
    _running.reset()
    return _running


@pytest.fixture
def context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Make browser contexts that are closed after the test."""
    made: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(**{"viewport": PHONE, "locale": "en-GB", **options})
        context.set_default_timeout(6000)
        made.append(context)
        return context

    yield make
    for each in made:
        each.close()


@pytest.fixture
def visit(context: Callable[..., BrowserContext], stand_in: StandIn) -> Callable[..., Guide]:
    """Open the demonstration page, or another, and give the guide on it."""

    def go(address: str | None = None, **options: Any) -> Guide:
        page = context(**options).new_page()
        page.problems = []  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: page.problems.append(str(error)))  # type: ignore[attr-defined]
        page.goto(address or stand_in.url)
        guide = Guide(page)
        if options.get("java_script_enabled", True):
            guide.launcher.wait_for()
        return guide

    return go


@pytest.fixture
def guide(visit: Callable[..., Guide]) -> Guide:
    """The guide on the demonstration page, on a phone, not opened yet."""
    return visit()
