"""From the answer: the dates, the calendar, the e-mail, the call, the form."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import icalendar
import pytest
from playwright.sync_api import expect

from bot.council import load_council
from bot.widget.answer import dates_of, links, mailto
from bot.widget.words import load_words

from .conftest import Guide
from .stand_in import ADVICE, ANSWER


def test_the_card_shows_what_by_when_and_how_long(guide: Guide) -> None:
    """The weekday, the date and the days left."""
    guide.to_answer()
    terms = guide.log.get_by_role("term")
    expect(terms).to_have_text(["Contact Kids by", "Appeal by"])
    expect(guide.log.get_by_role("definition").first).to_have_text(
        "Tuesday 1 December 2026 10 days left"
    )


def test_the_reason_stands_behind_why(guide: Guide) -> None:
    """Closed at first; opened, each provision with the day it was checked."""
    guide.to_answer()
    law = guide.log.get_by_text("SEND Regulations 2014, regulation 33")
    expect(law).to_be_hidden()
    guide.panel.get_by_text("Why?").click()
    expect(law).to_contain_text("Checked on Saturday 21 November 2026.")
    expect(guide.log.get_by_text("The law gives you 2 months")).to_be_visible()


def test_the_calendar_is_a_plain_link_to_a_file(guide: Guide) -> None:
    """One press on a phone: both dates, each with its two reminders."""
    guide.to_answer()
    link = guide.link("Add to calendar")
    expect(link).not_to_have_attribute("href", "#")
    with guide.page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == "appeal-and-mediation-dates.ics"
    calendar = icalendar.Calendar.from_ical(download.value.path().read_bytes())
    events = calendar.walk("VEVENT")
    assert [event["SUMMARY"] for event in events] == [
        "Contact Kids about mediation",
        "Appeal by today: received by 5pm",
    ]
    assert all(len(event.walk("VALARM")) == 2 for event in events)
    assert "token" not in (link.get_attribute("href") or "")


def test_the_draft_to_kids_says_what_was_told_and_no_more(guide: Guide) -> None:
    """The council, the decision, the letter's date, and blanks for the rest."""
    guide.to_answer()
    href = guide.link("Email Kids").get_attribute("href") or ""
    parts = urlsplit(href)
    assert parts.path == "senmediation@kids.org.uk"
    body = parse_qs(parts.query)["body"][0]
    assert body.split("\r\n") == [
        "Hello",
        "",
        "Please contact me about mediation and the mediation certificate. "
        "The council is Hertfordshire County Council.",
        "",
        "What the council decided: the council will not carry out an EHC needs assessment",
        "Date on the council's letter: Thursday 1 October 2026",
        "I have been told to contact you by: Tuesday 1 December 2026",
        "",
        "My name:",
        "Best phone number and time to call:",
        "",
        "Thank you",
    ]
    assert "+" not in unquote(parts.query)


@pytest.mark.parametrize("case", [ADVICE["case"], None], ids=["told", "not told"])
def test_the_draft_is_the_same_without_script(guide: Guide, case: dict[str, str] | None) -> None:
    """The templates write the letter that the script writes; what is not known is left blank."""
    words = load_words(load_council("hertfordshire"))
    advice = {**ADVICE, "case": case}
    guide.page.route(
        "**/chat/messages",
        lambda route: route.fulfill(json={"messages": [{**ANSWER, "guidance": advice}]}),
    )
    guide.open().say("x").heard("Contact Kids by Tuesday 1 December 2026.")
    href = guide.link("Email Kids").get_attribute("href") or ""
    assert unquote(href) == unquote(mailto(advice, words))
    assert ("What the council decided:\r\nDate on the" in unquote(href)) is (case is None)


def test_the_letter_of_another_council_offers_no_contact_of_ours(guide: Guide) -> None:
    """Neither a press away nor by name beside a date, with the script or without it."""
    words = load_words(load_council("hertfordshire"))
    advice = {**ADVICE, "case": {**ADVICE["case"], "other_council": "Essex"}}
    text = ANSWER["text"].replace("Kids", "your mediation advisers")
    guide.page.route(
        "**/chat/messages",
        lambda route: route.fulfill(
            json={"messages": [{**ANSWER, "text": text, "guidance": advice}]}
        ),
    )
    guide.open().say("x").heard("Contact your mediation advisers by Tuesday 1 December 2026.")
    card = guide.page.locator(".card").inner_text()
    assert "Contact your mediation advisers by" in card and "Kids" not in card
    expect(guide.link("Form to appeal (SEND35A)")).to_be_visible()
    assert guide.page.get_by_role("link", name="Email Kids").count() == 0
    assert dates_of(advice, words)[0][0] == "Contact your mediation advisers by"
    assert [name for name, _ in links(advice, words, None)] == ["Form to appeal (SEND35A)"]


def test_calling_and_the_form_are_one_press_away(guide: Guide) -> None:
    """tel: in full international form; the form by its name."""
    guide.to_answer()
    expect(guide.link("Call Kids on 03330 062 835")).to_have_attribute("href", "tel:+443330062835")
    form = guide.link("Form to appeal (SEND35A)")
    expect(form).to_have_attribute("href", "https://www.gov.uk/appeal-ehc-plan-decision")


def test_the_actions_stay_after_a_further_question(guide: Guide) -> None:
    """Asking something else does not take the calendar away."""
    guide.to_answer().say("thank you").heard("You can ask me about mediation")
    expect(guide.link("Add to calendar")).to_be_visible()


def test_a_blocked_window_is_explained(guide: Guide) -> None:
    """Where the browser opens no page to print, it says what to allow."""
    guide.to_answer()
    guide.page.evaluate("() => { window.open = () => null; }")
    guide.choose("Print or save")
    expect(guide.status).to_contain_text("Your browser stopped the page to print.")
