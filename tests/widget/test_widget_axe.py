"""Every state of the guide through axe-core, on our page and on a hostile one: no violation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .conftest import Guide
from .stand_in import StandIn

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def _closed(guide: Guide, server: StandIn) -> None:
    expect(guide.launcher).to_be_visible()


def _open(guide: Guide, server: StandIn) -> None:
    guide.open()


def _sections(guide: Guide, server: StandIn) -> None:
    guide.to_sections()


def _date(guide: Guide, server: StandIn) -> None:
    guide.to_date()


def _error(guide: Guide, server: StandIn) -> None:
    guide.to_date().type_date("41", "October", "2026")
    expect(guide.page.get_by_text("Enter the day as a number")).to_be_visible()


def _empty_message(guide: Guide, server: StandIn) -> None:
    guide.open().choose("Send")
    expect(guide.page.get_by_text("Type a message first")).to_be_visible()


def _waiting(guide: Guide, server: StandIn) -> None:
    guide.open()
    server.faults.delays.append(4)
    guide.say("hello")
    expect(guide.status).to_have_text("Checking")


def _offline(guide: Guide, server: StandIn) -> None:
    guide.open()
    guide.page.context.set_offline(True)
    guide.say("hello")
    expect(guide.button("Try again: hello")).to_be_visible()


def _answer(guide: Guide, server: StandIn) -> None:
    guide.to_answer()
    guide.panel.get_by_text("Why?").click()


def _help_and_options(guide: Guide, server: StandIn) -> None:
    guide.open()
    guide.panel.get_by_text("Talk to a person").click()
    guide.panel.get_by_text("Options and your privacy").click()
    guide.choose("Forget this conversation")


def _ended(guide: Guide, server: StandIn) -> None:
    guide.open()
    guide.panel.get_by_text("Options and your privacy").click()
    guide.choose("Forget this conversation").choose("Yes, delete it")
    expect(guide.button("Start a new conversation")).to_be_visible()


STATES = [
    _closed,
    _open,
    _sections,
    _date,
    _error,
    _empty_message,
    _waiting,
    _offline,
    _answer,
    _help_and_options,
    _ended,
]


def page_violations(page: Page) -> list[Any]:
    """What axe finds, each as its rule, the elements it names and what would mend them."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    return [
        (v["id"], [n["html"][:200] for n in v["nodes"]], v["nodes"][0]["failureSummary"])
        for v in found.response["violations"]
    ]


NAMED = [pytest.param(state, id=state.__name__.strip("_")) for state in STATES]
COLOURFUL = [pytest.param(s, id=s.__name__.strip("_")) for s in (_open, _sections, _error, _answer)]


@pytest.mark.parametrize("state", NAMED)
def test_axe_finds_nothing_in_any_state(
    state: Callable[[Guide, StandIn], None], guide: Guide, stand_in: StandIn
) -> None:
    """On our own page: each rule of WCAG 2.2 A and AA and of best practice, no exceptions."""
    state(guide, stand_in)
    assert page_violations(guide.page) == []


@pytest.mark.parametrize("state", COLOURFUL)
def test_axe_finds_nothing_in_the_dark(
    state: Callable[[Guide, StandIn], None], visit: Callable[..., Guide], stand_in: StandIn
) -> None:
    """Contrast is measured again where the colours are others."""
    guide = visit(color_scheme="dark")
    state(guide, stand_in)
    assert page_violations(guide.page) == []


@pytest.mark.parametrize("state", NAMED)
def test_axe_finds_nothing_of_ours_on_a_hostile_page(
    state: Callable[[Guide, StandIn], None], visit: Callable[..., Guide], stand_in: StandIn
) -> None:
    """The host's own faults are its own: only what axe finds inside the guide counts."""
    guide = visit(f"{stand_in.other_origin}/host/hostile", viewport={"width": 1280, "height": 800})
    state(guide, stand_in)
    found = Axe().run(
        guide.page,
        context="appeal-guide",
        options={
            "runOnly": {"type": "tag", "values": TAGS},
            "rules": {"region": {"enabled": False}},
        },
    )
    told = [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found.response["violations"]]
    assert told == []
