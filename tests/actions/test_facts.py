"""Which slots a message fills, given what the guide had just asked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.facts import facts_told
from actions.message import Message
from bot.guidance import Question

TODAY = date(2026, 11, 21)


def message(text: str = "x", intent: str = "inform", **told: Any) -> Message:
    """A parsed message; each keyword is an entity, `dates` a list of (role, day, certain),
    in which no day stands for one that could be two.

    `months` are the first days of months told without a day.
    """
    entities: list[dict[str, Any]] = []
    for role, day, certain in told.pop("dates", []):
        found = {"entity": "date", "role": role, "value": day, "certain": certain}
        entities.append(found if day else {**found, "reason": "ambiguous"})
    for month in told.pop("months", []):
        entities.append({"entity": "date", "role": "unknown", "reason": "vague", "month": month})
    for name, values in told.items():
        for value in values if isinstance(values, list) else [values]:
            entities.append({"entity": name, "value": value, "confidence_entity": 0.9})
    full, base = intent, intent.split("/")[0]
    return Message(text, base, full, (), tuple(entities), pressed=text.startswith("/"))


@pytest.mark.parametrize(
    "said, asked, slots, wanted",
    [
        pytest.param(
            message(decision="refusal_to_assess", dates=[("letter", "2026-10-01", True)]),
            Question.DECISION,
            {},
            {
                "decision": "refusal_to_assess",
                "letter_date": "2026-10-01",
                "letter_date_confirmed": True,
            },
            id="several facts in one message are all taken",
        ),
        pytest.param(
            message(
                "I am tired of this and my sister was here 10 November to help with all of it",
                dates=[("unknown", "2026-11-10", True)],
            ),
            Question.DECISION,
            {},
            {"letter_date": "2026-11-10"},
            id="a day in a story that speaks of no letter is read back",
        ),
        pytest.param(
            message("hang on, there is a second envelope and that's the final plan"),
            None,
            {"decision": "draft_plan"},
            {"decision": "plan_contents"},
            id="a draft becomes final when it is called so, whatever else was understood",
        ),
        pytest.param(
            message(decision="school_named"),
            Question.DECISION,
            {},
            {"decision": "plan_contents", "sections": ["I"]},
            id="the school named is section I, not yet confirmed",
        ),
        pytest.param(
            message(decision="school_named", section="F"),
            Question.DECISION,
            {},
            {"decision": "plan_contents", "sections": ["F", "I"]},
            id="the school and the support are both taken",
        ),
        pytest.param(
            message(section="H"),
            Question.SECTIONS,
            {"decision": "plan_contents"},
            {"sections": ["H1", "H2"]},
            id="a plain H means both",
        ),
        pytest.param(
            message(section="Z"),
            Question.SECTIONS,
            {"decision": "plan_contents"},
            {},
            id="an unknown section is not taken",
        ),
        pytest.param(
            message(decision="<script>"),
            Question.DECISION,
            {},
            {},
            id="an unknown decision is not taken",
        ),
        pytest.param(
            message("1 October 2026"),
            Question.LETTER_DATE,
            {"decision": "refusal_to_issue"},
            {"letter_date": "2026-10-01", "letter_date_confirmed": True},
            id="a date written in full needs no confirming",
        ),
        pytest.param(
            message("03/04/2026"),
            Question.LETTER_DATE,
            {"decision": "refusal_to_issue"},
            {"letter_date": "2026-04-03"},
            id="a date that could be read two ways awaits its yes",
        ),
        pytest.param(
            message(intent="affirm"),
            Question.LETTER_DATE_CONFIRMED,
            {"letter_date": "2026-04-03"},
            {"letter_date_confirmed": True},
            id="yes confirms it",
        ),
        pytest.param(
            message("no", intent="deny"),
            Question.LETTER_DATE_CONFIRMED,
            {"letter_date": "2026-04-03"},
            {"letter_date": None},
            id="no withdraws it",
        ),
        pytest.param(
            message("31 February 2026"),
            Question.LETTER_DATE,
            {},
            {"date_trouble": "impossible"},
            id="an impossible date is not taken, and why is kept",
        ),
        pytest.param(
            message(intent="affirm"),
            Question.HAS_CERTIFICATE,
            {},
            {"has_certificate": True},
            id="yes to the certificate",
        ),
        pytest.param(
            message(intent="deny"),
            Question.HAS_CERTIFICATE,
            {},
            {"has_certificate": False},
            id="no to the certificate",
        ),
        pytest.param(
            message(certificate="contacted"),
            Question.HAS_CERTIFICATE,
            {},
            {"has_certificate": False, "contacted_mediation": True},
            id="having rung the service is not holding a certificate",
        ),
        pytest.param(
            message(intent="dont_know"),
            Question.HAS_CERTIFICATE,
            {"unclear_turns": 1.0},
            {"has_certificate": False},
            id="not knowing twice counts as holding none, the safe side",
        ),
        pytest.param(
            message(intent="dont_know"),
            Question.SECTIONS,
            {"decision": "plan_contents"},
            {"sections_unknown": True},
            id="not knowing the sections takes the safe way",
        ),
        pytest.param(
            message("/inform", choice="school_only"),
            Question.SCHOOL_ONLY_CONFIRMED,
            {"decision": "plan_contents", "sections": ["I"]},
            {"school_only_confirmed": True},
            id="only the school, when it was asked",
        ),
        pytest.param(
            message("/change", intent="change", question="letter_date"),
            None,
            {"letter_date": "2026-10-01", "letter_date_confirmed": True},
            {"letter_date": None, "letter_date_confirmed": None},
            id="an answer to be changed is asked again",
        ),
        pytest.param(
            message(dates=[("arrival", "2026-10-04", True)]),
            Question.DECISION,
            {},
            {"arrival_date": "2026-10-04"},
            id="the day it arrived is never the letter's date",
        ),
        pytest.param(
            message(certificate="held", dates=[("unknown", "2026-11-10", True)]),
            None,
            {"decision": "refusal_to_issue"},
            {"has_certificate": True, "certificate_date": "2026-11-10"},
            id="a bare date beside a certificate is the certificate's, to be confirmed",
        ),
        pytest.param(
            message(dates=[("birth", "2018-11-10", True)]),
            None,
            {},
            {},
            id="a birthday is no letter's date",
        ),
    ],
)
def test_a_message_fills_what_it_tells_and_nothing_else(
    said: Message, asked: Question | None, slots: dict[str, Any], wanted: dict[str, Any]
) -> None:
    """Each case is one turn."""
    assert facts_told(said, asked, slots, today=TODAY) == wanted


def test_an_old_yes_answers_its_own_question_only() -> None:
    """A button pressed late must not confirm another date."""
    old = message("/affirm", intent="affirm", about="letter_date_confirmed")
    slots = {"certificate_date": "2026-11-10", "has_certificate": True}
    assert facts_told(old, Question.CERTIFICATE_DATE_CONFIRMED, slots, today=TODAY) == {}
    dated = {"letter_date": "2026-10-01"}
    taken = facts_told(old, Question.LETTER_DATE_CONFIRMED, dated, today=TODAY)
    assert taken == {"letter_date_confirmed": True}


@pytest.mark.parametrize(
    "text, intent, confirmed",
    [
        ("yes", "affirm", None),  # to "only the school, or also B or F?" it says neither
        ("yes just the school", "decision/school_named", True),
        ("just that", "explain", True),
        ("that's all", "affirm", True),
        ("its not only the school", "affirm", None),
        ("it isn't just the school", "decision/school_named", None),
        ("yes and other things too", "affirm", None),
        ("both", "affirm", None),
        ("that's all i can see in the letter", "inform", None),
        ("i only know that from the letter i got", "inform", None),
        ("i dont know if its only the school", "dont_know", None),
    ],
)
def test_only_the_school_is_settled_by_nothing_less_than_saying_so(
    text: str, intent: str, confirmed: bool | None
) -> None:
    """A wrong yes here would spare somebody the contact they must make."""
    slots = {"decision": "plan_contents", "sections": ["I"]}
    changes = facts_told(
        message(text, intent=intent), Question.SCHOOL_ONLY_CONFIRMED, slots, today=TODAY
    )
    assert changes.get("school_only_confirmed") is confirmed
