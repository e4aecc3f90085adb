"""The figures of the comparison are what a person would count by hand."""

from __future__ import annotations

from typing import Any

import pytest

from bench.readers import Read, full_reading
from bench.scores import score

ROWS: list[dict[str, Any]] = [
    {"intent": "faq/cost"},
    {"intent": "decision/plan_contents"},
    {"intent": "decision/refusal_to_assess", "also": "faq/cost"},
    {"intent": "deny", "any_of": ["deny", "correct"]},
    {"intent": "danger/self_harm"},
    {"intent": "chitchat/out_of_scope"},
]


def scored(*reads: Read, urgent: tuple[bool, ...] = (False,) * 6) -> Any:
    """The scores of one reading for each of ROWS."""
    return score(ROWS, reads, urgent)


ALL_RIGHT = (
    Read("faq/cost", 0.9),
    Read("decision/plan_contents", 0.9),
    Read("decision/refusal_to_assess", 0.9),
    Read("deny", 0.9),
    Read("danger/self_harm", 0.9),
    Read("chitchat/out_of_scope", 0.9),
)


def changed(place: int, read: Read) -> tuple[Read, ...]:
    """All right but one."""
    return (*ALL_RIGHT[:place], read, *ALL_RIGHT[place + 1 :])


def test_all_right_is_all_right() -> None:
    """Nothing is counted against a classifier that makes no mistake."""
    found = scored(*ALL_RIGHT)
    assert (found.right, found.asked_again, found.wrong) == (6, 0, 0)
    assert found.accuracy == found.macro_f1 == found.auroc == 1
    assert found.danger == (1, 1)
    assert found.outside == (1, 1)
    assert not found.pairs


@pytest.mark.parametrize(
    ("place", "intent"), [(2, "faq/cost"), (3, "correct")], ids=["a question too", "either"]
)
def test_another_right_reading_counts(place: int, intent: str) -> None:
    """A question beside a fact, or one of several readings that are right."""
    assert scored(*changed(place, Read(intent, 0.5))).right == 6


def test_what_else_was_read_counts() -> None:
    """The decision told beside the question that came first."""
    also = Read("faq/must_i_mediate", 0.5, also=("decision/refusal_to_assess",))
    assert scored(*changed(2, also)).right == 6


def test_asking_again_is_neither_right_nor_wrong() -> None:
    """The right first choice shows only in what would be right if it were believed."""
    found = scored(*changed(0, Read("faq/cost", 0.1, unsure=True)))
    assert (found.right, found.asked_again, found.wrong) == (5, 1, 0)
    assert found.first_choice_right == 6


def test_contents_read_as_school_only_is_counted() -> None:
    """The worst ordinary error, unless it was not believed."""
    wrong = Read("decision/school_named", 0.95)
    found = scored(*changed(1, wrong))
    assert (found.false_school_only, found.sure_when_wrong) == (1, 1)
    assert found.pairs == (("decision/plan_contents", "decision/school_named", 1),)
    assert scored(*changed(1, Read(wrong.intent, 0.2, unsure=True))).false_school_only == 0


def test_danger_missed_is_seen_by_its_words() -> None:
    """The words of danger count beside the classifier, not for it."""
    missed = changed(4, Read("chitchat/worried", 0.8))
    found = scored(*missed, urgent=(False, False, False, False, True, False))
    assert (found.danger, found.danger_with_words) == ((0, 1), 1)


def test_danger_of_another_kind_is_danger() -> None:
    """Who can help is told either way; the intent is still wrong."""
    found = scored(*changed(4, Read("danger/immediate", 0.8)))
    assert (found.danger, found.right) == ((1, 1), 5)


def test_outside_read_as_inside_spoils_the_auroc() -> None:
    """A pizza taken for a question about cost, more surely than the questions themselves."""
    found = scored(*changed(5, Read("faq/cost", 0.99)))
    assert found.outside == (0, 1)
    assert found.auroc == 0


@pytest.mark.parametrize(
    ("parsed", "wanted"),
    [
        pytest.param(
            {"intent": {"name": "faq+cost", "confidence": 0.8}},
            Read("faq/cost", 0.8),
            id="flat",
        ),
        pytest.param(
            {
                "intent": {"name": "nlu_fallback", "confidence": 0.3},
                "intent_ranking": [{"name": "deny", "confidence": 0.28}],
            },
            Read("deny", 0.28, unsure=True),
            id="fallback",
        ),
        pytest.param(
            {
                "intent": {"name": "faq", "confidence": 0.9},
                "response_selector": {
                    "all_retrieval_intents": ["faq", "chitchat"],
                    "default": {
                        "ranking": [
                            {"intent_response_key": "chitchat/greet"},
                            {"intent_response_key": "faq/cost"},
                        ]
                    },
                },
            },
            Read("faq/cost", 0.9),
            id="retrieval",
        ),
    ],
)
def test_rasas_parse_is_read_as_one_full_intent(parsed: dict[str, Any], wanted: Read) -> None:
    """Flat names, fallbacks and retrieval intents all come to the same form."""
    assert full_reading(parsed) == wanted
