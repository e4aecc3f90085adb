"""The guide without script: whole conversations by forms and posts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .conftest import PHONE
from .stand_in import HOSTILE, StandIn
from .test_widget_axe import page_violations

Visit = Callable[..., Page]


@pytest.fixture
def bare(context: Callable[..., BrowserContext], stand_in: StandIn) -> Visit:
    """The demonstration page without script, and the guide started there."""

    def go(**options: object) -> Page:
        page = context(java_script_enabled=False, **options).new_page()
        page.goto(stand_in.url)
        page.get_by_role("button", name="Start the guide").click()
        return page

    return go


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def _date(page: Page, day: str, month: str, year: str) -> None:
    for label, value in (("Day", day), ("Month", month), ("Year", year)):
        page.get_by_label(label, exact=True).fill(value)
    _press(page, "Continue")


def _to_answer(page: Page) -> None:
    _press(page, "They won't assess my child")
    _date(page, "1", "Oct", "2026")
    _press(page, "Yes, that is right")
    _press(page, "No")


def test_a_whole_conversation_without_script(bare: Visit) -> None:
    """The same address, the same words, the same answer."""
    page = bare()
    _press(page, "I disagree with what the plan says")
    page.get_by_label("F: the help my child gets").check()
    page.get_by_label("B: what my child's needs are").check()
    _press(page, "Continue")
    expect(page.get_by_text("Sections B, F")).to_be_visible()
    _date(page, "1", "10", "2026")
    expect(page.get_by_text("So the letter is dated Thursday 1 October 2026.")).to_be_visible()
    _press(page, "Yes, that is right")
    _press(page, "What is that?")
    _press(page, "No")
    expect(page.locator("strong").last).to_have_text("Contact Kids by Tuesday 1 December 2026.")
    expect(page.get_by_role("definition").first).to_contain_text("10 days left")
    expect(page.locator("ol.timeline > li")).to_have_count(5)
    expect(page.get_by_role("link", name="Call Kids on 03330 062 835")).to_be_visible()


def test_words_of_ones_own_can_be_sent(bare: Visit) -> None:
    """The free text field is there at each question."""
    page = bare()
    page.get_by_label("Or say it in your own words").fill("they refused")
    _press(page, "Send")
    expect(page.get_by_text("What date is printed on the letter?")).to_be_visible()


def test_the_calendar_needs_no_script(bare: Visit) -> None:
    """A plain link that gives the file."""
    page = bare()
    _to_answer(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Add to calendar").click()
    assert b"BEGIN:VALARM" in download.value.path().read_bytes()


def test_mistakes_are_listed_first_and_marked_at_the_field(bare: Visit) -> None:
    """What was typed is kept."""
    page = bare()
    _press(page, "They won't assess my child")
    _date(page, "31", "Sept", "2026")
    assert page.title().startswith("Error: ")
    day = page.get_by_label("Day", exact=True)
    expect(page.get_by_role("alert")).to_contain_text("That month does not have that many days.")
    expect(day).to_have_attribute("aria-invalid", "true")
    expect(day).to_have_accessible_description("That month does not have that many days.")
    expect(day).to_have_value("31")
    expect(page.get_by_label("Month", exact=True)).to_have_value("Sept")


def test_sending_a_form_twice_is_one_turn(bare: Visit, stand_in: StandIn) -> None:
    """Going back and sending the same page again gives the same reply."""
    page = bare()
    _press(page, "They won't assess my child")
    expect(page.locator("li.you")).to_have_count(1)
    page.wait_for_load_state()
    page.reload()
    assert stand_in.faults.turns == 1
    expect(page.locator("li.you")).to_have_count(1)


def test_hostile_text_is_shown_as_text_without_script(bare: Visit) -> None:
    """Escaped by the templates in every field."""
    page = bare()
    page.get_by_label("Or say it in your own words").fill("hostile")
    _press(page, "Send")
    expect(page.locator("strong").last).to_have_text(HOSTILE)
    assert page.locator("img, script").count() == 0
    expect(page.get_by_role("button", name=HOSTILE)).to_be_visible()


def test_forgetting_and_coming_back_to_a_forgotten_one(bare: Visit) -> None:
    """Deleted at once; an old page then says that it is no longer kept."""
    page = bare()
    token = page.locator("input[name=token]").first.get_attribute("value")
    _press(page, "Forget this conversation")
    expect(page.get_by_role("status")).to_contain_text("has been deleted")
    old = f'<form method="post" action="{page.url}"><input name="token" value="{token}">'
    page.set_content(f"{old}<input name='text' value='hello'><button>Send</button></form>")
    _press(page, "Send")
    expect(page.get_by_text("That conversation is no longer kept.")).to_be_visible()
    expect(page.get_by_role("button", name="Start the guide")).to_be_visible()


def test_no_token_in_any_address_and_no_cookie(bare: Visit, stand_in: StandIn) -> None:
    """It travels in the body of a form alone."""
    page = bare()
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    _press(page, "They won't assess my child")
    token = page.locator("input[name=token]").first.get_attribute("value")
    assert token in stand_in.script.held
    assert not [url for url in seen if str(token) in url]
    assert page.context.cookies() == []


@pytest.mark.parametrize(
    "viewport", [PHONE, {"width": 320, "height": 256}], ids=["phone", "zoomed"]
)
def test_plain_pages_fit_without_scrolling_sideways(bare: Visit, viewport: dict[str, int]) -> None:
    """At 320 pixels too, from the first question to the answer."""
    page = bare(viewport=viewport)
    wide = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
    assert page.evaluate(wide) <= 0
    _press(page, "I disagree with what the plan says")
    assert page.evaluate(wide) <= 0
    page.get_by_label("F: the help my child gets").check()
    _press(page, "Continue")
    _date(page, "1", "10", "2026")
    _press(page, "Yes, that is right")
    _press(page, "No")
    assert page.evaluate(wide) <= 0


def test_plain_pages_print_the_answer_and_when_it_was_made(bare: Visit) -> None:
    """Without the forms, on at most two pages of A4."""
    page = bare()
    _to_answer(page)
    page.emulate_media(media="print")
    expect(page.get_by_text("Made on Saturday 21 November 2026")).to_be_visible()
    expect(page.get_by_role("button", name="Send")).to_be_hidden()
    assert page.pdf(format="A4").count(b"/Type /Page\n") <= 2


def test_it_can_be_used_without_styles(bare: Visit) -> None:
    """Order and names do not come from the style sheet."""
    page = bare()
    page.route("**/pages.css", lambda route: route.abort())
    _to_answer(page)
    text = page.locator("main").inner_text()
    assert text.index("What did the council decide?") < text.index("Contact Kids by Tuesday")
    assert text.index("Contact Kids by Tuesday") < text.index("Talk to a person")


@pytest.mark.parametrize("state", ["start", "sections", "mistake", "answer"])
def test_axe_finds_nothing_on_the_pages_without_script(
    context: Callable[..., BrowserContext], stand_in: StandIn, state: str
) -> None:
    """Held to the same rules. (axe is itself a script, so here the page's own is kept away.)"""
    page = context().new_page()
    page.route("**/widget.js", lambda route: route.abort())
    page.goto(f"{stand_in.url}/plain")
    if state != "start":
        page.get_by_role("button", name="Start the guide").click()
    if state == "sections":
        _press(page, "I disagree with what the plan says")
    if state == "mistake":
        _press(page, "Send")
    if state == "answer":
        _to_answer(page)
    assert page_violations(page) == []
