"""Which decision is taken from a message, and what it replaces."""

from __future__ import annotations

from typing import Any

import pytest

from actions.facts import facts_told
from actions.message import Message
from bot.guidance import Question
from tests.actions.test_facts import TODAY, message


def test_an_unsure_reading_does_not_change_a_decision_already_given() -> None:
    """A stray remark in the middle must not throw the case over."""
    unsure = {"entity": "decision", "value": "transport", "confidence_entity": 0.4}
    sure = {"entity": "decision", "value": "transport", "confidence_entity": 0.9}
    slots = {"decision": "refusal_to_assess"}
    for told, wanted in ((unsure, None), (sure, "transport")):
        text = "sorry it is about the taxi to his school"
        said = Message(text, "decision", "decision/transport", (), (told,), pressed=False)
        changes = facts_told(said, Question.LETTER_DATE, slots, today=TODAY)
        assert changes.get("decision") == wanted


@pytest.mark.parametrize(
    "said, asked, slots, decision",
    [
        pytest.param(
            message("refused to reassess", decision="refusal_to_reassess"),
            Question.DECISION,
            {},
            "refusal_to_reassess",
            id="a reassessment is one that is called so",
        ),
        pytest.param(
            message("they refused the assessment", decision="refusal_to_reassess"),
            Question.DECISION,
            {},
            "refusal_to_assess",
            id="else it is a first assessment",
        ),
        pytest.param(
            message("refused", decision="refusal_to_issue"),
            Question.DECISION,
            {},
            None,
            id="a bare refusal is no decision",
        ),
        pytest.param(
            message("none of those", decision="other"),
            Question.LETTER_DATE,
            {"decision": "refusal_to_assess"},
            None,
            id="none of those answers only its own question",
        ),
        pytest.param(
            message(
                "I emailed Kids and they have not come back to me",
                decision="no_decision_yet",
                certificate="contacted",
            ),
            Question.DECISION,
            {},
            None,
            id="waiting for the service is not waiting for the council",
        ),
        pytest.param(
            message("the council has not come back to me", decision="no_decision_yet"),
            Question.DECISION,
            {},
            "no_decision_yet",
            id="waiting for the council is",
        ),
        pytest.param(
            message("the school they put is wrong", decision="school_named"),
            Question.DECISION,
            {"decision": "draft_plan"},
            None,
            id="what is wrong with a draft does not make it final",
        ),
        pytest.param(
            message("the final plan has the wrong school", decision="school_named"),
            Question.LETTER_DATE,
            {"decision": "draft_plan"},
            "plan_contents",
            id="what is wrong with a plan called final does",
        ),
        pytest.param(
            message("/decision", decision="transport"),
            Question.LETTER_DATE,
            {"decision": "refusal_to_assess"},
            "transport",
            id="a choice pressed always counts",
        ),
        pytest.param(
            message("transport", decision="transport"),
            Question.LETTER_DATE,
            {"decision": "refusal_to_assess"},
            None,
            id="a word or two is no change of decision",
        ),
    ],
)
def test_a_decision_is_taken_where_it_is_told_and_plain(
    said: Message, asked: Question, slots: dict[str, Any], decision: str | None
) -> None:
    """An appeal is not thrown away by a remark."""
    assert facts_told(said, asked, slots, today=TODAY).get("decision") == decision


def test_another_decision_leaves_no_sections_of_the_one_before() -> None:
    """They are of another plan."""
    slots = {"decision": "plan_contents", "sections": ["F"], "letter_date": "2026-10-01"}
    said = message("/decision", decision="cease_to_maintain")
    changes = facts_told(said, None, slots, today=TODAY)
    assert changes["decision"] == "cease_to_maintain"
    assert changes["sections"] is None


def test_the_school_named_is_section_i_of_a_plan_already_known() -> None:
    """And does not take away sections already told."""
    said = message("it's the school", decision="school_named")
    known = {"decision": "plan_contents"}
    assert facts_told(said, None, known, today=TODAY)["sections"] == ["I"]
    told = {**known, "sections": ["F"]}
    assert facts_told(said, None, told, today=TODAY) == {}
