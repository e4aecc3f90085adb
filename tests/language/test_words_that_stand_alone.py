"""What plain words settle by themselves: a question, two letters, a bare refusal, a council."""

from __future__ import annotations

import pytest

from bot.language.asking import is_asking
from bot.language.councils import find_other_council
from bot.language.decisions import (
    find_decision,
    is_bare_refusal,
    says_final,
    what_was_refused,
)
from bot.language.several import tells_of_two


@pytest.mark.parametrize(
    "text, asks",
    [
        ("yes it came in the post yesterday", False),
        ("i have an ehcp", False),
        ("its the wrong school in section I", False),
        ("yesterday, its an email so it was the same day", False),
        ("how long do we have", True),
        ("no not yet, whats it for", True),
        ("can i appeal", True),
        ("I don't know if I need to ring them", True),
        ("tell me about mediation", True),
        ("is it free?", True),
        ("5 November 2026 is it too late", True),
        ("5 November 2026 how long do we have", True),
    ],
)
def test_a_question_is_told_from_a_statement(text: str, asks: bool) -> None:
    """With or without its mark."""
    assert is_asking(text) is asks


@pytest.mark.parametrize(
    "text, two",
    [
        ("I have twins, one got refused an assessment and the other has a plan I hate", True),
        ("two letters here, one is from may and the other is from october", True),
        ("my boys, one has a draft but my other son was turned down", True),
        ("theres two letters here, one from may and one from october", True),
        ("two dates, one on the letter and one on the plan", False),
        ("one thing I want to know is the date and the other is the cost", False),
        ("one of my children was refused an assessment", False),
        ("on the one hand they say yes and on the other no", False),
        ("the children like one school and the other is too far", False),
    ],
)
def test_two_letters_in_one_message_are_seen(text: str, two: bool) -> None:
    """So that their facts are never mixed."""
    assert tells_of_two(text) is two


@pytest.mark.parametrize(
    "text, bare",
    [
        ("refused", True),
        ("They said no", True),
        ("it's been rejected", True),
        ("council turned us down", True),
        ("my application was declined", True),
        ("refused an assessment", False),
        ("they refused transport", False),
        ("no", False),
        ("they refused to issue a plan", False),
    ],
)
def test_a_refusal_that_does_not_say_of_what_is_seen(text: str, bare: bool) -> None:
    """It names no decision."""
    assert is_bare_refusal(text) is bare


@pytest.mark.parametrize(
    "text, decision",
    [
        ("a plan", "refusal_to_issue"),
        ("assessment", "refusal_to_assess"),
        ("to assess him", "refusal_to_assess"),
        ("re-assessment", "refusal_to_reassess"),
        ("to change the plan", "refusal_to_amend"),
        ("transport", None),
        ("no idea", None),
    ],
)
def test_a_word_says_what_was_refused(text: str, decision: str | None) -> None:
    """After "refused", when asked what."""
    assert what_was_refused(text) == decision


@pytest.mark.parametrize(
    "text, final",
    [
        ("oh it does say final plan on it", True),
        ("they finalised it", True),
        ("its not a draft", True),
        ("not a draft its the final one", True),
        ("it isn't final yet", False),
        ("what happens when the final plan comes", False),
        ("what if we don't like the school they've put", False),
    ],
)
def test_a_plan_called_final_is_heard(text: str, final: bool) -> None:
    """Only those words turn a draft into a plan with a right of appeal."""
    assert says_final(text) is final


@pytest.mark.parametrize(
    "text, decision",
    [
        ("It says no plan will be issued for my grandson", "refusal_to_issue"),
        ("a plan will not be issued", "refusal_to_issue"),
        ("they've refused my son a plan", "refusal_to_issue"),
        ("refused an ehcp assessment", None),
        ("they won't change it after the annual review", "refusal_to_amend"),
        ("we had the review and they are not going to amend anything", "refusal_to_amend"),
        ("at mediation they agreed the hours but not the therapy", "mediation_unresolved"),
        ("mediation only settled half of it", "mediation_unresolved"),
        ("at mediation they agreed the hours", None),
        ("my sister child school plan is finish by council", "cease_to_maintain"),
        ("we heard her ehcp is being stopped", "cease_to_maintain"),
        ("when the plan is ended what happens", None),
    ],
)
def test_more_decisions_are_told_in_words_that_can_mean_nothing_else(
    text: str, decision: str | None
) -> None:
    """Passive, short, or about a part of it."""
    assert find_decision(text) == decision


@pytest.mark.parametrize(
    "text, council",
    [
        ("my letter is from Essex County Council, they refused to assess", "Essex"),
        ("luton council won't assess him", "Luton"),
        ("the decision came by email from Barnet", "Barnet"),
        ("we live in Central Bedfordshire", "Central Bedfordshire"),
        ("we moved from Essex and Herts refused", None),
        ("I was reading the letter from the council", None),
        ("letter from Kent Brown, SEND officer, hertfordshire", None),
        ("Hertfordshire County Council refused", None),
        ("St Albans district council", None),
        ("we moved here from Luton council", None),
    ],
)
def test_a_letter_of_another_council_is_noticed(text: str, council: str | None) -> None:
    """It has another mediation service; a name by itself is not enough."""
    assert find_other_council(text, ours="Hertfordshire County Council") == council
