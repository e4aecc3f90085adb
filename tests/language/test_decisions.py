"""Decisions told in words that can mean nothing else."""

from __future__ import annotations

import pytest

from bot.language.decisions import (
    find_decision,
    has_a_plan,
    is_bare_refusal,
    says_again,
    says_final,
    what_was_refused,
)


@pytest.mark.parametrize(
    "text, decision",
    [
        ("they've refused to assess my son", "refusal_to_assess"),
        ("we have decided not to carry out an EHC needs assessment", "refusal_to_assess"),
        ("they refused a reassessment", "refusal_to_reassess"),
        ("decided not to issue an education, health and care plan", "refusal_to_issue"),
        ("not necessary to make special educational provision", "refusal_to_issue"),
        ("the council has decided to cease to maintain the plan", "cease_to_maintain"),
        ("the letter refusing to issue was dated 30 sept", "refusal_to_issue"),
        ("they refused to issue an amended version", None),
        ("kids refused to issue a certificate", None),
        ("they wont change the plan", "refusal_to_amend"),
        ("they haven't refused to assess, they just haven't answered", None),
        ("can they refuse to assess", None),
        ("what if they refuse to assess", None),
        ("not ending it, just not changing the plan", None),
        ("nobody has told us whether they're stopping the plan", None),
        ("the admissions team offered us another school", "other"),
        ("admissions appeal for year 7, he doesn't have an ehcp", "other"),
        ("the admissions team won't follow the plan", None),
        ("she has an EHCP and the admissions team said no", None),
        ("we were refused an ehc assessment back in july", "refusal_to_assess"),
        ("council denied my son an EHC needs assessment", "refusal_to_assess"),
        ("turned down the assessment", "refusal_to_assess"),
        ("camhs refused an autism assessment", None),
        ("refused an assessment for autism", None),
        ("if they refuse the assessment", None),
        ("they refused us a plan after the assessment", "refusal_to_issue"),
        ("he hasn't got an EHCP and he didn't get a place at the school we chose", "other"),
        ("no ehcp, we were refused a place at the academy", "other"),
        ("she has no plan and they didn't get her into our local primary", "other"),
        ("he has an EHCP and didn't get a place at the school we chose", None),
        ("he didn't get a place at the school we chose", None),
        ("he has no EHCP and the school isn't helping him", None),
    ],
)
def test_a_decision_is_sure_only_in_words_that_can_mean_nothing_else(
    text: str, decision: str | None
) -> None:
    """What is denied, supposed or asked is not told."""
    assert find_decision(text) == decision


@pytest.mark.parametrize(
    "text, decision",
    [
        ("It says no plan will be issued for my grandson", "refusal_to_issue"),
        ("a plan will not be issued", "refusal_to_issue"),
        ("they've refused my son a plan", "refusal_to_issue"),
        ("refused an ehcp assessment", "refusal_to_assess"),
        ("they won't change it after the annual review", "refusal_to_amend"),
        ("we had the review and they are not going to amend anything", "refusal_to_amend"),
        ("at mediation they agreed the hours but not the therapy", "mediation_unresolved"),
        ("mediation only settled half of it", "mediation_unresolved"),
        ("at mediation they agreed the hours", None),
        ("my sister child school plan is finish by council", "cease_to_maintain"),
        ("we heard her ehcp is being stopped", "cease_to_maintain"),
        ("when the plan is ended what happens", None),
        ("shes got ehcp but no OT since easter", "provision_not_delivered"),
        ("he has a plan but hasn't had any speech therapy for months", "provision_not_delivered"),
        ("her EHCP is fine, no 1:1 all term though", "provision_not_delivered"),
        ("we got the final plan but no OT since easter", "plan_contents"),
        ("the plan has no OT in it", None),
        ("the plan doesn't say who gives the speech therapy", None),
        ("no plan and no support since september", None),
        ("he hasn't got an EHCP and no support for months", None),
    ],
)
def test_more_decisions_are_told_in_words_that_can_mean_nothing_else(
    text: str, decision: str | None
) -> None:
    """Passive, short, or about a part of it."""
    assert find_decision(text) == decision


@pytest.mark.parametrize(
    "text, bare",
    [
        ("refused", True),
        ("They said no", True),
        ("it's been rejected", True),
        ("council turned us down", True),
        ("my application was declined", True),
        ("his EHCP application was rejected", True),
        ("herts have turned down his ehcp", True),
        ("they refused my son's plan", True),
        ("they refused us a plan", False),
        ("they turned down her plan for transport", False),
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
    "text, again",
    [
        ("refused to reassess him", True),
        ("they won't do another assessment", True),
        ("a second assessment", True),
        ("we asked for a fresh one", True),
        ("they wont reasess her", True),
        ("no to re assessing", True),
        ("i never knew they could refuse to assess", False),
        ("the news is they refused to assess", False),
        ("refused to assess her", False),
        ("they said no to an assessment", False),
    ],
)
def test_another_time_is_heard(text: str, again: bool) -> None:
    """A first assessment that is refused is not a reassessment."""
    assert says_again(text) is again


@pytest.mark.parametrize(
    "text, has",
    [
        ("he does have an EHCP though", True),
        ("she's got a plan", True),
        ("there is an ehc plan", True),
        ("he hasn't got a plan", False),
        ("he doesn't have an EHCP", False),
        ("we plan to appeal", False),
        ("no ehcp", False),
    ],
)
def test_that_there_is_a_plan_is_heard(text: str, has: bool) -> None:
    """Then a refused school place is another matter."""
    assert has_a_plan(text) is has
