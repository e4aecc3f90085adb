"""Names, roles and structure: what a screen reader is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from .conftest import Guide
from .stand_in import StandIn


def test_the_launcher_is_a_button_whose_name_holds_its_visible_words(guide: Guide) -> None:
    """People who speak to their computer say what they see."""
    expect(guide.launcher).to_have_js_property("tagName", "BUTTON")
    name = guide.launcher.get_attribute("aria-label") or ""
    assert guide.launcher.inner_text().lower() in name.lower()


def test_the_launcher_says_whether_the_panel_is_open(guide: Guide) -> None:
    """aria-expanded follows the panel."""
    expect(guide.launcher).to_have_attribute("aria-expanded", "false")
    guide.open()
    everything = guide.page.locator("appeal-guide .launcher")
    expect(everything).to_have_attribute("aria-expanded", "true")
    guide.choose("Close")
    expect(guide.launcher).to_have_attribute("aria-expanded", "false")


def test_the_panel_is_a_named_region_and_not_a_modal_dialog(guide: Guide) -> None:
    """The page stays reachable, so it does not claim to be modal."""
    guide.open()
    expect(guide.panel).to_be_visible()
    assert guide.panel.get_attribute("aria-modal") is None
    expect(guide.panel.get_by_role("heading", name="Appeal and mediation guide")).to_be_visible()


def test_the_log_is_there_and_empty_before_the_first_message(
    visit: Callable[..., Guide], stand_in: StandIn
) -> None:
    """A live region must exist before what it announces."""
    guide = visit()
    guide.page.route("**/chat/sessions", lambda route: None)
    guide.launcher.click()
    expect(guide.log).to_be_attached()
    expect(guide.log.get_by_role("listitem")).to_have_count(0)
    expect(guide.log).to_have_attribute("aria-live", "polite")


def test_each_message_says_who_spoke_in_words(guide: Guide) -> None:
    """Not by side or colour alone."""
    guide.to_date()
    items = guide.log.get_by_role("list").first.locator("> li")
    speakers = [item.get_by_role("heading").first.inner_text() for item in items.all()]
    assert speakers == ["Guide said", "You said", "Guide said"]


def test_messages_have_real_lists_links_and_bold_and_no_markup_left_over(guide: Guide) -> None:
    """**Bold** and "1." are drawn as elements, not read out as signs."""
    guide.to_answer()
    answer = guide.log.get_by_role("list").first.locator("> li").last
    expect(answer.get_by_role("list").first.get_by_role("listitem")).to_have_count(5)
    expect(answer.locator("strong")).to_have_text("Contact Kids by Tuesday 1 December 2026.")
    expect(answer.get_by_role("link", name="03330 062 835")).to_have_attribute(
        "href", "tel:+443330062835"
    )
    assert "**" not in answer.inner_text()


def test_choices_are_buttons_in_a_group_named_by_the_question(guide: Guide) -> None:
    """Each group is named by the question it answers."""
    guide.open()
    group = guide.panel.get_by_role("group", name="What did the council decide?")
    expect(group.get_by_role("button")).to_have_count(6)


def test_parts_of_the_plan_are_checkboxes_in_a_named_fieldset(guide: Guide) -> None:
    """Several can be chosen, each with plain words beside its letter."""
    guide.to_sections()
    group = guide.panel.get_by_role("group", name="Which parts of the plan do you disagree with?")
    expect(group.get_by_role("checkbox")).to_have_count(11)
    expect(group.get_by_role("checkbox", name="F: the help my child gets")).to_be_visible()


def test_choosing_a_box_sends_nothing_until_continue(guide: Guide, stand_in: StandIn) -> None:
    """Nothing is sent by ticking."""
    guide.to_sections()
    turns = stand_in.faults.turns
    for part in ("B: what my child's needs are", "F: the help my child gets"):
        guide.panel.get_by_role("checkbox", name=part).check()
    assert stand_in.faults.turns == turns
    guide.choose("Continue").heard("What date is printed").heard("Sections B, F")
    assert stand_in.faults.turns == turns + 1


def test_the_chosen_answer_stays_and_old_choices_go(guide: Guide) -> None:
    """What was chosen can be read; what can no longer be chosen is no stop on the way."""
    guide.to_date()
    expect(guide.log.get_by_text("They won't assess my child")).to_be_visible()
    expect(guide.button("They won't issue a plan")).to_have_count(0)


def test_the_date_has_three_labelled_fields_in_a_fieldset(guide: Guide) -> None:
    """Day, month and year, each with its own label."""
    guide.to_date()
    group = guide.panel.get_by_role("group", name="What date is on the letter?")
    for label in ("Day", "Month", "Year"):
        expect(group.get_by_label(label, exact=True)).to_be_visible()


@pytest.mark.parametrize(
    ("day", "month", "year", "wrong", "field"),
    [
        ("", "10", "2026", "Enter the day as a number from 1 to 31.", "Day"),
        ("32", "10", "2026", "Enter the day as a number from 1 to 31.", "Day"),
        ("1", "13", "2026", "Enter the month as a number from 1 to 12, or its name.", "Month"),
        (
            "1",
            "Octember",
            "2026",
            "Enter the month as a number from 1 to 12, or its name.",
            "Month",
        ),
        ("1", "10", "26", "Enter the year with 4 numbers, such as 2026.", "Year"),
        ("31", "9", "2026", "That month does not have that many days.", "Day"),
        ("29", "feb", "2026", "That month does not have that many days.", "Day"),
    ],
)
def test_a_date_that_cannot_be_is_explained_beside_its_field(
    guide: Guide, day: str, month: str, year: str, wrong: str, field: str
) -> None:
    """The words say what to do, the field points to them, and has the focus."""
    guide.to_date().type_date(day, month, year)
    box = guide.page.get_by_label(field, exact=True)
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_have_accessible_description(wrong)


@pytest.mark.parametrize(
    ("day", "month", "said"),
    [
        ("1", "10", "1 October 2026"),
        ("01", "oct", "1 October 2026"),
        ("1", "Sept", "1 September 2026"),
        ("29", "FEBRUARY ", "29 February 2024"),
    ],
)
def test_months_are_read_by_number_or_name(guide: Guide, day: str, month: str, said: str) -> None:
    """Month names are accepted, whole or begun, and sent in words."""
    guide.to_date().type_date(day, month, said[-4:])
    guide.heard(said)


def test_fields_do_not_move_the_focus_on(guide: Guide) -> None:
    """Typing two figures of a day does not jump to the month."""
    guide.to_date()
    day = guide.page.get_by_label("Day", exact=True)
    day.press_sequentially("12")
    expect(day).to_be_focused()


def test_the_date_is_read_back_in_words_before_it_is_used(guide: Guide) -> None:
    """The guide asks whether it read the date rightly."""
    guide.to_date().type_date("1", "10", "2026")
    guide.heard("So the letter is dated Thursday 1 October 2026. Is that right?")


def test_the_message_field_has_a_lasting_label_and_its_keys_are_explained(guide: Guide) -> None:
    """A label that stays, no placeholder, and how to send in words."""
    guide.open()
    assert guide.field.get_attribute("placeholder") is None
    expect(guide.field).to_have_accessible_description(
        "Enter sends. Shift and Enter starts a new line. Up to 1,000 characters."
    )


def test_an_empty_message_is_explained_at_the_field(guide: Guide) -> None:
    """The error is text, tied to the field, which has the focus."""
    guide.open().choose("Send")
    expect(guide.field).to_be_focused()
    expect(guide.field).to_have_attribute("aria-invalid", "true")
    expect(guide.field).to_have_accessible_description(
        "Type a message first, or choose an answer. "
        "Enter sends. Shift and Enter starts a new line. Up to 1,000 characters."
    )


def test_help_from_a_person_is_named_with_hours_in_every_state(guide: Guide) -> None:
    """The same place each time: open, at a question, at the answer, and after the end."""

    def place() -> tuple[float, str]:
        guide.panel.get_by_text("Talk to a person").click()
        told = guide.panel.get_by_text("Kids, the mediation service:").inner_text()
        box = guide.panel.get_by_text("Talk to a person").bounding_box()
        guide.page.keyboard.press("Escape")
        assert box is not None
        return box["y"], told

    guide.open()
    first = place()
    assert "03330 062 835, Monday to Friday, 9am to 5pm" in first[1]
    guide.choose("They won't assess my child").heard("What date is printed")
    assert place() == first
    guide.panel.get_by_text("Options and your privacy").click()
    guide.choose("Forget this conversation").choose("Yes, delete it")
    expect(guide.button("Start a new conversation")).to_be_visible()
    assert place() == first


def test_it_says_that_it_is_a_bot_and_how_many_questions_are_left(guide: Guide) -> None:
    """What it is, what for, how long it takes, and what is left at each question."""
    guide.open()
    expect(guide.panel.get_by_text("This is a chatbot, not a person.")).to_be_visible()
    expect(guide.panel.get_by_text("Question 1 of up to 5")).to_be_visible()
    guide.choose("They won't assess my child")
    expect(guide.panel.get_by_text("Up to 3 questions left")).to_be_visible()


def test_the_panel_says_its_language(guide: Guide) -> None:
    """So that it is read aloud as English on a page in another language."""
    expect(guide.page.locator("appeal-guide .guide")).to_have_attribute("lang", "en-GB")


def test_changing_an_answer_is_a_named_control(guide: Guide) -> None:
    """It is there from the first answer on, and leads back to the question."""
    guide.to_date().choose("Change an answer")
    guide.heard("What did the council decide?")
    expect(guide.button("They won't assess my child")).to_be_visible()
