"""Whole journeys of a parent with the real guide, on a phone and without script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import httpx
import icalendar
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .conftest import Guide

Start = Callable[..., Guide]


@pytest.fixture
def real(context: Callable[..., BrowserContext], guide_url: str) -> Iterator[Start]:
    """The served guide, opened on a phone."""

    def go(**options: object) -> Guide:
        page = context(**options).new_page()
        page.goto(guide_url)
        guide = Guide(page)
        guide.launcher.wait_for()
        return guide.open()

    yield go


def test_from_the_page_to_a_saved_calendar_entry_and_a_printed_page(real: Start) -> None:
    """A parent on a phone: the letter of 1 October, no certificate, today 21 November."""
    guide = real()
    guide.choose("They won't assess my child")
    guide.type_date("1", "October", "2026")
    expect(guide.button("No")).to_be_visible()
    guide.choose("No").heard("Contact Kids by Tuesday 1 December 2026.")
    expect(guide.log.get_by_role("definition").first).to_contain_text("10 days left")
    with guide.page.expect_download() as download:
        guide.link("Add to calendar").click()
    events = icalendar.Calendar.from_ical(download.value.path().read_bytes()).walk("VEVENT")
    assert [event.decoded("dtstart").date().isoformat() for event in events] == ["2026-12-01"] * 2
    with guide.page.expect_popup() as opened:
        guide.choose("Print or save")
    printed = opened.value
    expect(printed.get_by_text("Contact Kids by Tuesday 1 December 2026.")).to_be_visible()
    assert printed.pdf(format="A4").count(b"/Type /Page\n") <= 2


def test_the_way_ahead_of_the_real_answer_is_drawn_with_its_days(real: Start) -> None:
    """From today, over contacting Kids, to the appeal; the days are those of the Advice."""
    guide = real()
    guide.say("they refused to assess my son, letter dated 12 october 2026")
    expect(guide.button("No")).to_be_visible()
    with guide.page.expect_response("**/chat/messages") as answered:
        guide.choose("No")
    message = answered.value.json()["messages"][-1]
    steps = guide.log.locator("ol.timeline > li")
    expect(guide.log.get_by_text("Today, Sat 21 Nov")).to_be_visible()
    expect(steps.first).to_have_text("By Fri 11 Dec Contact Kids.")
    expect(steps.filter(has_text="By Sat 12 Dec")).to_contain_text("tribunal")
    numbered = [line for line in message["text"].split("\n") if line[:1].isdigit()]
    expect(steps).to_have_count(len(numbered) + 1)
    guide.panel.get_by_text("Why?").click()
    for reason in message["guidance"]["reasons"]:
        expect(guide.log.get_by_text(f"{reason['provision']}. Checked on").first).to_be_visible()


def test_dates_that_are_over_are_said_to_be_and_not_put_in_a_calendar(real: Start) -> None:
    """A letter of last February: what to do now, no reminder for a day gone by."""
    guide = real()
    guide.say("they refused to assess my son, letter dated 2 february 2026, no certificate yet")
    guide.heard("The 2 months ended on")
    expect(guide.log.get_by_text("this date has passed").first).to_be_visible()
    expect(guide.link("Add to calendar")).to_have_count(0)
    expect(guide.button("Print or save")).to_be_visible()


def test_parts_of_the_plan_by_boxes_with_the_real_guide(real: Start) -> None:
    """What the boxes send is understood, and the date in fields too."""
    guide = real().choose("I disagree with what the plan says")
    for part in ("B: what my child's needs are", "F: the help my child gets"):
        guide.panel.get_by_role("checkbox", name=part).check()
    guide.choose("Continue")
    guide.type_date("1", "10", "2026")
    expect(guide.button("What is that?")).to_be_visible()
    guide.choose("What is that?")
    expect(guide.button("No")).to_be_visible()
    guide.choose("No").heard("Contact Kids by Tuesday 1 December 2026.")


def test_a_date_in_figures_is_read_back_before_it_is_used(real: Start) -> None:
    """Typed as 01/10/2026, it is said in words and asked about."""
    guide = real().choose("They won't issue a plan")
    guide.say("01/10/2026")
    guide.heard("Thursday 1 October 2026")
    expect(guide.button("Yes")).to_be_visible()
    assert guide.log.get_by_text("Contact Kids by").count() == 0


def test_changing_an_answer_leads_back_and_gives_a_new_answer(real: Start) -> None:
    """From the answer to the letter's date, and on to another answer."""
    guide = real().say("they refused to assess, letter dated 1 october 2026, no certificate yet")
    guide.heard("Contact Kids by Tuesday 1 December 2026.")
    guide.choose("Something is wrong").choose("The date on the letter")
    guide.type_date("12", "October", "2026")
    guide.heard("Contact Kids by Friday 11 December 2026.")
    guide.page.reload()
    guide.launcher.click()
    guide.heard("Contact Kids by Friday 11 December 2026.")


def test_the_conversation_is_kept_for_at_least_twenty_hours(guide_url: str) -> None:
    """Long enough that nobody has to hurry."""
    begun = httpx.post(f"{guide_url}/chat/sessions").json()
    left = datetime.fromisoformat(begun["expires_at"]) - datetime.now().astimezone()
    assert left >= timedelta(hours=20)


def test_forgetting_leaves_nothing_at_the_real_guide(real: Start, guide_url: str) -> None:
    """The token then opens nothing."""
    guide = real().choose("They won't assess my child").heard("What date is printed")
    key = "() => JSON.parse(Object.values(localStorage)[0]).token"
    token = guide.page.evaluate(key)
    guide.panel.get_by_text("Options and your privacy").click()
    guide.choose("Forget this conversation").choose("Yes, delete it")
    expect(guide.button("Start a new conversation")).to_be_visible()
    mine = {"Authorization": f"Bearer {token}"}
    assert httpx.get(f"{guide_url}/chat/messages", headers=mine).status_code == 401


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_the_same_without_script_with_the_real_guide(
    context: Callable[..., BrowserContext], guide_url: str
) -> None:
    """Forms and posts alone, to the dates and the calendar file."""
    page = context(java_script_enabled=False).new_page()
    page.goto(guide_url)
    _press(page, "Start the guide")
    _press(page, "They won't assess my child")
    for label, value in (("Day", "1"), ("Month", "Oct"), ("Year", "2026")):
        page.get_by_label(label, exact=True).fill(value)
    _press(page, "Continue")
    _press(page, "No")
    expect(page.get_by_text("Contact Kids by Tuesday 1 December 2026.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Add to calendar").click()
    assert download.value.path().read_bytes().count(b"BEGIN:VALARM") == 4


def test_the_real_guide_admits_allowed_sites_alone(guide_url: str) -> None:
    """Words and conversations can be read by scripts of the council's site, and of no other."""
    for origin, allowed in (
        ("https://www.hertfordshire.gov.uk", True),
        ("https://elsewhere.example", False),
    ):
        for address in ("/chat/words.json", "/chat/calendar-link"):
            answer = httpx.get(guide_url + address, headers={"Origin": origin})
            assert (answer.headers.get("access-control-allow-origin") == origin) is allowed
