"""The keyboard: whole conversations by key, where the focus goes, and where it stays."""
# ruff: noqa: E501 - the lines that run in the browser are kept whole

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import Guide
from .stand_in import StandIn

SMALL = {"width": 320, "height": 256}
DESKTOP = {"width": 1280, "height": 800}

FOCUSED = """() => {
  let node = document.activeElement;
  while (node && node.shadowRoot && node.shadowRoot.activeElement) node = node.shadowRoot.activeElement;
  if (!node || node === document.body) return '';
  return (node.getAttribute('aria-label') || node.labels?.[0]?.textContent || node.textContent || '').trim();
}"""
COVERED = """() => {
  let node = document.activeElement, root = document;
  while (node && node.shadowRoot && node.shadowRoot.activeElement) {
    root = node.shadowRoot;
    node = root.activeElement;
  }
  let box = node.getBoundingClientRect();
  if (node.getAttribute('role') === 'log') {
    // longer than what it scrolls in: the part in sight must be uncovered, and be there
    const frame = node.closest('.scroll').getBoundingClientRect();
    const top = Math.max(box.top, frame.top, 0), bottom = Math.min(box.bottom, frame.bottom, innerHeight);
    if (bottom - top < 24) return ['the log is out of sight'];
    box = new DOMRect(box.left, top, box.width, bottom - top);
  }
  const inset = Math.min(5, box.width / 4, box.height / 4);
  const points = [[box.left + box.width / 2, box.top + box.height / 2]];
  for (const x of [box.left + inset, box.right - inset])
    for (const y of [box.top + inset, box.bottom - inset]) points.push([x, y]);
  return points.flatMap(([x, y]) => {
    const hit = root.elementFromPoint(x, y);
    if (hit && (hit === node || node.contains(hit))) return [];
    return [`${node.textContent.slice(0, 30)} at ${Math.round(x)},${Math.round(y)}: ${hit && hit.outerHTML.slice(0, 60)}`];
  });
}"""


def focused(page: Page) -> str:
    """The words of what has the focus."""
    return str(page.evaluate(FOCUSED))


def tab_to(page: Page, name: str, most: int = 40) -> None:
    """Press Tab until something of that name has the focus."""
    for _ in range(most):
        if focused(page) == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"No Tab stop named {name!r}; the last one is {focused(page)!r}.")


def test_opening_moves_to_the_heading_and_closing_moves_back(guide: Guide) -> None:
    """The focus follows what the person did."""
    guide.launcher.focus()
    guide.page.keyboard.press("Enter")
    expect(guide.panel.get_by_role("heading").first).to_be_focused()
    tab_to(guide.page, "Close")
    guide.page.keyboard.press("Enter")
    expect(guide.launcher).to_be_focused()


def test_escape_closes_an_open_part_first_and_then_the_panel_and_loses_nothing(
    guide: Guide,
) -> None:
    """Reopened, the conversation is where it was."""
    guide.to_date()
    guide.panel.get_by_text("Talk to a person").click()
    guide.page.keyboard.press("Escape")
    expect(guide.panel).to_be_visible()
    expect(guide.panel.get_by_text("Kids, the mediation service")).to_be_hidden()
    guide.page.keyboard.press("Escape")
    expect(guide.launcher).to_be_focused()
    guide.page.keyboard.press("Enter")
    guide.heard("What date is printed on the letter?")
    expect(guide.log.get_by_role("list").first.locator("> li")).to_have_count(3)


@pytest.mark.parametrize(
    "viewport", [DESKTOP, {"width": 390, "height": 844}], ids=["wide", "phone"]
)
def test_tab_leaves_the_panel_both_ways(
    visit: Callable[..., Guide], viewport: dict[str, int]
) -> None:
    """No trap: forwards to the links below, backwards to those above, and neither one hidden."""
    guide = visit(viewport=viewport)
    guide.open()
    guide.field.focus()
    for _ in range(4):
        guide.page.keyboard.press("Tab")
        if guide.page.evaluate("document.activeElement.localName") == "a":
            break
    assert guide.page.evaluate("document.activeElement.localName") == "a"
    if viewport is not DESKTOP:
        expect(guide.panel).to_be_hidden()
    guide.launcher.focus()
    guide.page.keyboard.press("Shift+Tab")
    assert guide.page.evaluate("document.activeElement.localName") in ("a", "main", "body")


@pytest.mark.parametrize(
    "viewport", [DESKTOP, {"width": 390, "height": 844}, SMALL], ids=["wide", "phone", "zoomed"]
)
def test_a_whole_conversation_by_keys_alone(
    visit: Callable[..., Guide], viewport: dict[str, int]
) -> None:
    """From the page to the answer: Tab, Space and Enter only, with boxes, a date and choices."""
    guide = visit(viewport=viewport)
    press = guide.page.keyboard.press
    guide.launcher.focus()
    press("Enter")
    guide.heard("What did the council decide?")
    tab_to(guide.page, "I disagree with what the plan says")
    press("Enter")
    guide.heard("Which parts of the plan do you disagree with?")
    tab_to(guide.page, "F: the help my child gets")
    press("Space")
    tab_to(guide.page, "Continue")
    press("Enter")
    guide.heard("What date is printed on the letter?")
    tab_to(guide.page, "Day")
    guide.page.keyboard.type("1")
    press("Tab")
    guide.page.keyboard.type("Oct")
    press("Tab")
    guide.page.keyboard.type("2026")
    press("Enter")
    guide.heard("Is that right?")
    tab_to(guide.page, "Yes, that is right")
    press("Space")
    guide.heard("Do you already have a mediation certificate?")
    tab_to(guide.page, "No")
    press("Enter")
    guide.heard("Contact Kids by Tuesday 1 December 2026.")
    for name in ("Why?", "Add to calendar", "Print or save", "Something is wrong"):
        tab_to(guide.page, name)


def test_the_focus_order_is_the_reading_order(guide: Guide) -> None:
    """No positive tabindex anywhere; stops go down the panel."""
    guide.open()
    positive = "() => [...document.querySelector('appeal-guide').shadowRoot.querySelectorAll('*')].filter(n => n.tabIndex > 0).length"
    assert guide.page.evaluate(positive) == 0
    names = []
    for _ in range(14):
        guide.page.keyboard.press("Tab")
        names.append(focused(guide.page))
    wanted = [
        "Close",
        "Talk to a person",
        "Options and your privacy",
        "Conversation",
        "They won't assess my child",
        "Something else",
        "Your message",
        "Send",
    ]
    places = [names.index(name) for name in wanted]
    assert places == sorted(places)


def test_one_step_back_from_the_field_reaches_the_choices(guide: Guide) -> None:
    """The newest question is one Shift+Tab away from where people type."""
    guide.open()
    guide.field.focus()
    guide.page.keyboard.press("Shift+Tab")
    assert focused(guide.page) == "Something else"


def test_the_link_to_the_latest_question_moves_to_it(guide: Guide) -> None:
    """One press, and the next Tab is among its answers."""
    guide.to_date()
    guide.link("Go to the latest question").click()
    last = guide.log.get_by_role("list").first.locator("> li").last
    expect(last).to_be_focused()
    expect(last).to_be_in_viewport()


@pytest.mark.parametrize(
    "viewport",
    [SMALL, {"width": 320, "height": 568}, DESKTOP],
    ids=["400 percent", "small phone", "wide"],
)
def test_what_has_the_focus_is_never_covered(
    visit: Callable[..., Guide], stand_in: StandIn, viewport: dict[str, int]
) -> None:
    """Centre and corners of every stop, under a host's bars with the greatest z-index there is."""
    guide = visit(f"{stand_in.other_origin}/host/hostile", viewport=viewport)
    for to in (guide.open, lambda: guide.choose("I disagree with what the plan says")):
        to()
        guide.page.wait_for_timeout(150)
        guide.panel.get_by_role("heading", name="Appeal and mediation guide").focus()
        for _ in range(30):
            guide.page.keyboard.press("Tab")
            if not guide.page.evaluate("document.activeElement.localName === 'appeal-guide'"):
                break
            assert guide.page.evaluate(COVERED) == []
        if guide.panel.is_hidden():
            guide.launcher.click()


def test_the_caret_stays_while_a_reply_arrives(guide: Guide, stand_in: StandIn) -> None:
    """Someone typing on is not interrupted."""
    guide.open()
    stand_in.faults.delays.append(0.8)
    guide.field.fill("hello")
    guide.page.keyboard.press("Enter")
    guide.field.press_sequentially("and another thing")
    guide.page.evaluate(
        "() => document.querySelector('appeal-guide').shadowRoot.querySelector('textarea').setSelectionRange(3, 3)"
    )
    guide.heard("What date is printed on the letter?")
    expect(guide.field).to_be_focused()
    expect(guide.field).to_have_value("and another thing")
    caret = "() => document.querySelector('appeal-guide').shadowRoot.querySelector('textarea').selectionStart"
    assert guide.page.evaluate(caret) == 3


def test_send_waits_but_can_still_be_reached(guide: Guide, stand_in: StandIn) -> None:
    """aria-disabled, not disabled: it keeps its place and nothing is sent twice."""
    guide.open()
    stand_in.faults.delays.append(1.0)
    guide.say("hello")
    send = guide.button("Send")
    expect(send).to_have_attribute("aria-disabled", "true")
    send.focus()
    expect(send).to_be_focused()
    guide.field.fill("again")
    guide.page.keyboard.press("Enter")
    guide.heard("What date is printed on the letter?")
    expect(guide.field).to_have_value("again")
    assert stand_in.faults.turns == 1
    expect(send).to_have_attribute("aria-disabled", "false")


def test_shift_and_enter_start_a_new_line(guide: Guide) -> None:
    """As the hint says."""
    guide.open()
    guide.field.press_sequentially("one")
    guide.page.keyboard.press("Shift+Enter")
    guide.field.press_sequentially("two")
    expect(guide.field).to_have_value("one\ntwo")


def test_no_key_of_the_alphabet_does_anything_outside_a_field(guide: Guide) -> None:
    """No single-letter shortcuts, so dictation does not set them off."""
    guide.open()
    before = guide.panel.inner_text()
    guide.log.focus()
    for key in "abcdefghijklmnopqrstuvwxyz0123456789?/":
        guide.page.keyboard.press(key)
    assert guide.panel.inner_text() == before


def test_nothing_answers_to_pressing_down_hovering_or_dragging(guide: Guide) -> None:
    """Only click, so a press can be taken back by moving away."""
    guide.open()
    source = guide.page.request.get(f"{guide.page.url}widget.js").text()
    assert not re.search(
        r"on(mouse|pointer|touch|drag)\w*|addEventListener\('(mouse|pointer|touch|drag)", source
    )
    box = guide.button("They won't issue a plan").bounding_box()
    assert box is not None
    guide.page.mouse.move(box["x"] + 5, box["y"] + 5)
    guide.page.mouse.down()
    guide.page.mouse.move(5, 5)
    guide.page.mouse.up()
    expect(guide.button("They won't issue a plan")).to_be_visible()
    expect(guide.log.get_by_role("list").first.locator("> li")).to_have_count(1)


def test_the_history_can_be_read_and_scrolled_by_keys(guide: Guide) -> None:
    """The log is a stop with a name, and arrow keys scroll it."""
    guide.to_answer()
    guide.log.focus()
    expect(guide.log).to_be_focused()
    where = (
        "() => document.querySelector('appeal-guide').shadowRoot.querySelector('.scroll').scrollTop"
    )
    guide.page.keyboard.press("Home")
    guide.page.wait_for_timeout(250)
    top = guide.page.evaluate(where)
    guide.page.keyboard.press("PageDown")
    guide.page.wait_for_timeout(400)
    assert guide.page.evaluate(where) > top


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_can_be_seen_at_every_stop(visit: Callable[..., Guide], scheme: str) -> None:
    """At least two pixels all round change, in a colour of 3:1 with what was there before."""
    guide = visit(viewport=DESKTOP, color_scheme=scheme)
    guide.open()
    rings = """() => {
      let node = document.activeElement;
      while (node.shadowRoot && node.shadowRoot.activeElement) node = node.shadowRoot.activeElement;
      const style = getComputedStyle(node);
      return [style.outlineStyle, parseFloat(style.outlineWidth), style.outlineColor, style.boxShadow];
    }"""
    seen = set()
    for _ in range(13):
        guide.page.keyboard.press("Tab")
        kind, width, colour, shadow = guide.page.evaluate(rings)
        assert kind == "solid" and width >= 2, focused(guide.page)
        assert colour == "rgb(255, 221, 0)" and "rgb(" in shadow
        seen.add(shadow)
    edge = "rgb(11, 12, 12)" if scheme == "light" else "rgb(255, 255, 255)"
    assert all(edge in shadow for shadow in seen)
