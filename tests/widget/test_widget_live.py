"""What the live regions receive, in order: each message once, whole, and nothing twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from .conftest import Guide
from .stand_in import StandIn

RECORD = """() => {
  const root = document.querySelector('appeal-guide').shadowRoot;
  window.announced = [];
  const isLive = (node) => {
    const near = node.closest('[aria-live], [role=status], [role=log], [role=alert]');
    return near && near.getAttribute('aria-live') !== 'off';
  };
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) for (const node of addedNodes) {
      const element = node.nodeType === 1 ? node : target;
      const text = node.textContent.trim();
      if (text && isLive(element)) window.announced.push({
        role: element.closest('[role]').getAttribute('role'), text, at: performance.now()});
    }
  }).observe(root, { childList: true, subtree: true });
}"""


def _record(guide: Guide) -> None:
    guide.page.evaluate(RECORD)


def _announced(guide: Guide, role: str) -> list[dict[str, Any]]:
    return [each for each in guide.page.evaluate("window.announced") if each["role"] == role]


def test_each_message_of_the_guide_is_announced_once_and_whole(guide: Guide) -> None:
    """In order, with how many answers there are to choose from."""
    _record(guide)
    guide.to_date().type_date("1", "10", "2026").heard("Is that right?")
    told = [each["text"] for each in _announced(guide, "log")]
    assert len(told) == 3
    assert told[0].startswith("Guide saidHello. I'm an automatic guide.")
    assert told[0].endswith("6 answers to choose from are below. You can also type.")
    assert told[1].startswith("Guide saidWhat date is printed on the letter?")
    assert told[2].startswith("Guide saidSo the letter is dated Thursday 1 October 2026.")


def test_ones_own_message_is_not_announced_as_new(guide: Guide) -> None:
    """Who typed it knows it."""
    guide.open()
    _record(guide)
    guide.say("they refused").heard("What date is printed on the letter?")
    assert not [each for each in _announced(guide, "log") if "they refused" in each["text"]]


def test_resuming_does_not_read_the_history_out(guide: Guide) -> None:
    """It is there to be read, and is not announced again."""
    guide.to_date()
    guide.page.reload()
    guide.launcher.wait_for()
    _record(guide)
    guide.launcher.click()
    guide.heard("What date is printed on the letter?")
    guide.page.wait_for_timeout(400)
    assert _announced(guide, "log") == []


def test_opening_again_does_not_read_the_history_out(guide: Guide) -> None:
    """Nor after Close."""
    guide.to_date()
    guide.choose("Close")
    _record(guide)
    guide.launcher.click()
    guide.page.wait_for_timeout(400)
    assert _announced(guide, "log") == []


def test_waiting_is_told_as_status_and_at_most_once_in_five_seconds(
    guide: Guide, stand_in: StandIn
) -> None:
    """Checking, then that it is still working; never as an alert."""
    guide.open()
    _record(guide)
    stand_in.faults.delays.append(8.6)
    guide.say("hello")
    expect(guide.log.get_by_text("What date is printed")).to_be_visible(timeout=12000)
    told = _announced(guide, "status")
    assert [each["text"] for each in told] == ["Checking", "Still working. Your message is safe."]
    assert told[1]["at"] - told[0]["at"] >= 5000
    expect(guide.status).to_have_text("")
    assert _announced(guide, "alert") == []


def test_a_failure_to_send_is_announced_and_its_retry_is_named(
    guide: Guide, stand_in: StandIn
) -> None:
    """With the message it would send again."""
    guide.open()
    _record(guide)
    guide.page.context.set_offline(True)
    guide.say("they refused")
    expect(guide.button("Try again: they refused")).to_be_visible()
    told = [each["text"] for each in _announced(guide, "status")]
    assert told == [
        "Your message was not sent. Nothing is lost. You can try again. You seem to be offline."
    ]


def test_the_limit_is_told_before_and_near_the_end(guide: Guide) -> None:
    """Politely, and not at each letter."""
    guide.open()
    expect(guide.field).to_have_accessible_description(
        "Enter sends. Shift and Enter starts a new line. Up to 1,000 characters."
    )
    _record(guide)
    guide.field.fill("x" * 905)
    expect(guide.status).to_have_text("95 characters left")
    guide.field.press_sequentially("yyy")
    assert len(_announced(guide, "status")) == 1
    expect(guide.field).to_have_accessible_description("92 characters left")
    guide.field.fill("x" * 1001)
    guide.choose("Send")
    expect(guide.field).to_be_focused()
    expect(guide.panel.get_by_text("Your message is too long.").first).to_be_visible()


def test_nothing_happens_by_itself(visit: Callable[..., Guide]) -> None:
    """A minute after loading: not opened, not moved, nothing said, no sound, no conversation."""
    guide = visit()
    posted: list[str] = []
    guide.page.on("request", lambda request: posted.append(request.url))
    guide.page.clock.install()
    before = guide.launcher.bounding_box()
    _record(guide)
    guide.page.clock.fast_forward(60_000)
    guide.page.wait_for_timeout(100)
    expect(guide.panel).to_be_hidden()
    assert guide.launcher.bounding_box() == before
    assert guide.page.evaluate("window.announced") == []
    assert posted == []
    assert guide.page.locator("audio, video").count() == 0


def test_scrolling_stops_when_the_reader_scrolled_up(guide: Guide, stand_in: StandIn) -> None:
    """A control says that there is something new, and goes there."""
    guide.open().say("many").heard("Line 11 of many.")
    scroll = "() => document.querySelector('appeal-guide').shadowRoot.querySelector('.scroll')"
    stand_in.faults.delays.append(0.4)
    guide.field.fill("hello")
    guide.page.keyboard.press("Enter")
    guide.page.evaluate(f"() => ({scroll})().scrollTop = 0")
    new = guide.button("New message. Go to it")
    expect(new).to_be_visible()
    assert guide.page.evaluate(f"() => ({scroll})().scrollTop") == 0
    new.click()
    expect(guide.log.get_by_role("list").first.locator("> li").last).to_be_in_viewport()
    expect(new).to_be_hidden()
