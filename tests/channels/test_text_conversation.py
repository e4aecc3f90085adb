"""Conversations by text, as a phone shows them: keywords, numbers and going back."""

from __future__ import annotations

import pytest

from bot.calendar_file import read_link
from bot.channels.text_gsm7 import parts
from bot.channels.text_message import Kind
from bot.engine.conversations import Conversations
from tests.channels.phone import REFUSED, SECRET, Phone


@pytest.fixture
def phone(guide: Conversations) -> Phone:
    """A phone that has not written before."""
    return Phone(guide)


async def test_a_number_picks_from_the_list_last_sent_and_only_there(phone: Phone) -> None:
    """The second choice of the latest list, whatever came before."""
    await phone.say("hello")
    assert "will not issue an EHC plan" in await phone.say("2")
    await phone.say("1 October 2026")
    assert "don't have a mediation certificate yet" in await phone.say("2")
    assert "not sure what that number is for" in await phone.say("2")


async def test_a_number_as_an_answer_to_a_date_is_a_day(phone: Phone) -> None:
    """It never picks, and half a date is asked for again."""
    await phone.say("they refused to assess")
    for text in ("1", "5", "30"):
        said = await phone.say(text)
        assert "like 1 October 2026" in said
        assert "What date is printed on the letter?" in said
        assert phone.session is not None and phone.session.asks == "letter_date"


async def test_a_number_that_is_not_in_the_list_is_asked_for_again(phone: Phone) -> None:
    """With the list, and nothing is taken."""
    await phone.say("hello")
    said = await phone.say("9")
    assert "number from 1 to 6" in said
    assert "6. Something else" in said
    assert "will not carry out" in await phone.say("1")


async def test_none_says_that_there_is_no_date(phone: Phone) -> None:
    """It stands for the button that a screen would have."""
    assert "reply NONE" in await phone.say("they refused to assess")
    assert "mediation certificate?" in await phone.say("none")
    assert "can't give a safe date" in await phone.say("2")


async def test_none_is_only_words_elsewhere(phone: Phone) -> None:
    """ "None" to "what did they decide?" is not about a date."""
    await phone.say("hello")
    await phone.say("none")
    assert phone.session is not None and phone.session.asks == "decision"


async def test_several_numbers_pick_several_sections(phone: Phone) -> None:
    """ "1 and 4" is B and I."""
    await phone.say("I disagree with our final plan")
    said = await phone.say("1 and 4")
    assert "sections B and I" in said
    assert "What date is printed on the letter?" in said


async def test_nought_goes_back_one_question_at_a_time(phone: Phone) -> None:
    """To the first one, and no further."""
    await phone.say("hello")
    await phone.say("1")
    await phone.say("1 October 2026")
    assert "What date is printed on the letter?" in await phone.say("0")
    assert "What did the council decide?" in await phone.say("0")
    said = await phone.say("0")
    assert "no question before this one" in said
    assert "What did the council decide?" in said
    assert "will not issue" in await phone.say("2")


async def test_after_the_answer_nought_goes_back_to_the_last_question(phone: Phone) -> None:
    """And another answer gives another outcome."""
    await phone.say(REFUSED)
    assert "Contact Kids by" in await phone.say("2")
    assert "Do you already have a mediation certificate?" in await phone.say("0")
    assert "What date is printed on the certificate?" in await phone.say("1")


async def test_menu_offers_what_can_be_done(phone: Phone) -> None:
    """Its numbers pick from the menu; in the middle it leads back to the question."""
    await phone.say(REFUSED)
    said = await phone.say("MENU")
    assert said.splitlines()[1:] == ["1. Where was I?", "2. Start again", "3. Delete everything"]
    assert "Do you already have a mediation certificate?" in await phone.say("1")
    await phone.say("2")
    assert "2. Something is wrong" in await phone.say("menu")
    assert "Which answer would you like to change?" in await phone.say("2")
    assert "What date is printed on the letter?" in await phone.say("2")


async def test_why_next_and_dates_tell_the_rest_of_the_answer(phone: Phone) -> None:
    """Reasons with their provisions, the steps, and every date with a link for a calendar."""
    await phone.say(REFUSED)
    assert "Reply WHY, NEXT or DATES." in await phone.say("2")
    why = await phone.say("WHY")
    assert "SEND Regulations 2014, regulation 33" in why
    steps = await phone.say("next")
    assert "1. Contact Kids by Tue 1 Dec 2026" in steps
    assert "The tribunal must have your appeal by Tue 1 Dec 2026" in steps
    dates = await phone.say("Dates")
    assert "Contact Kids by Tue 1 Dec 2026." in dates
    assert "The tribunal must have your appeal by Tue 1 Dec 2026." in dates
    value = dates.split("https://guide.example.gov.uk/chat/calendar.ics?dates=")[1]
    told = [(d.kind, d.day.isoformat()) for d in read_link(value.strip(), SECRET)]
    assert told == [("contact", "2026-12-01"), ("appeal", "2026-12-01")]
    assert phone.conversation not in dates


async def test_the_dates_name_both_days_where_the_law_gives_a_later_one(phone: Phone) -> None:
    """The appeal's day falls on a Sunday: the safe day first, then the law's last."""
    await phone.say("they refused to assess, letter dated 6 October 2026")
    await phone.say("2")
    dates = await phone.say("dates")
    assert "Contact Kids by Fri 4 Dec 2026. The last day is Sun 6 Dec 2026" in dates
    assert "appeal by Sun 6 Dec 2026." in dates
    assert "may allow until Mon 7 Dec 2026" in dates


@pytest.mark.parametrize(
    ("told", "keyword", "wanted"),
    [
        ("it is a draft plan", "dates", "There is no date I can work out for this."),
        ("it is a draft plan", "why", "Why:"),
        ("it is a draft plan", "next", "What happens next:"),
        ("the council refused school transport", "next", "What happens next:"),
    ],
)
async def test_every_outcome_has_its_why_next_and_dates(
    phone: Phone, told: str, keyword: str, wanted: str
) -> None:
    """Also where there is nothing to appeal."""
    await phone.say(told)
    if phone.session is not None and phone.session.asks == "letter_date":
        await phone.say("1 November 2026")
    assert wanted in await phone.say(keyword) or "by" in "".join(r.text for r in phone.replies)


@pytest.mark.parametrize("keyword", ["NEXT", "DATES"])
async def test_more_of_an_answer_is_not_given_before_there_is_one(
    phone: Phone, keyword: str
) -> None:
    """The question comes again instead."""
    await phone.say(REFUSED)
    said = await phone.say(keyword)
    assert "I don't have your answer yet" in said
    assert "Do you already have a mediation certificate?" in said


async def test_why_at_a_question_explains_the_question(phone: Phone) -> None:
    """Before there is an answer, "why?" is about what was asked."""
    await phone.say(REFUSED)
    said = await phone.say("why?")
    assert "Do you already have a mediation certificate?" in said
    assert "don't have your answer" not in said


@pytest.mark.parametrize("text", ["", "my letter is here"])
async def test_a_picture_is_not_looked_at_and_its_date_asked_for(phone: Phone, text: str) -> None:
    """Words beside it are read."""
    await phone.say("they refused to assess")
    kind = Kind.TEXT if text else Kind.MEDIA
    said = await phone.say(text, kind=kind, with_picture=bool(text))
    assert "I can only read words" in said
    assert "type the date printed on it" in said
    assert ("What date is printed" in said) is bool(text)
    assert "certificate?" in await phone.say("1 October 2026")


async def test_a_picture_first_is_answered_with_the_opening(phone: Phone) -> None:
    """Nobody is left without a next step."""
    said = await phone.say("", kind=Kind.MEDIA)
    assert "I'm an automatic guide" in said
    assert "I can only read words" in said
    assert "What did the council decide?" in said


async def test_a_first_message_that_tells_something_is_heard(phone: Phone) -> None:
    """The greeting comes with the reply, and says how to stop."""
    said = await phone.say(REFUSED)
    for wanted in ("automatic guide", "STOP to end", "Thu 1 Oct 2026", "mediation certificate?"):
        assert wanted in said


async def test_danger_in_a_first_message_comes_before_any_greeting(phone: Phone) -> None:
    """999 first, and no question about a date."""
    said = await phone.say("my partner is hitting my child right now")
    assert "999" in said.split(".")[0]
    assert "automatic guide" not in said
    assert "What did the council decide?" not in said


async def test_a_message_that_is_too_long_is_answered_politely(phone: Phone) -> None:
    """It is not read, and nothing changes."""
    await phone.say("they refused to assess")
    said = await phone.say("word " * 500)
    assert "too long" in said
    assert "certificate?" in await phone.say("1 October 2026")


async def test_a_whole_conversation_stays_within_three_parts_a_message(phone: Phone) -> None:
    """All but the answer and what is asked for after it."""
    for text in ("hello", "5", "1 and 2", "what is mediation", "1/10/26", "yes", "what's that"):
        said = await phone.say(text)
        assert parts(said) <= 3, said
