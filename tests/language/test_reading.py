"""What a message of several sentences says, from what each was taken for."""

from __future__ import annotations

from dataclasses import replace

from bot.language.reading import FALLBACK, Prediction, Thresholds, read_sentences

THRESHOLDS = Thresholds(
    understood=0.15,
    told=0.4,
    told_without_appeal=0.6,
    part=0.8,
    part_asked=0.6,
    danger=0.5,
    danger_in_part=0.9,
    danger_possible=0.3,
)


def taken_for(intent: str, likelihood: float = 0.95, *, words: int = 8) -> Prediction:
    """A piece of text taken for an intent."""
    danger = likelihood if intent.startswith("danger") else 0.0
    rest = (("chitchat/thanks", (1 - likelihood) / 2), ("inform", (1 - likelihood) / 2))
    return Prediction(((intent, likelihood), *rest), danger, words)


def test_one_sentence_is_what_it_is_taken_for() -> None:
    """With its base intent for Rasa's rules."""
    reading = read_sentences([taken_for("faq/cost")], THRESHOLDS, danger=None)
    assert (reading.intent, reading.full_intent) == ("faq", "faq/cost")
    assert reading.questions == ("faq/cost",)


def test_a_fact_and_a_question_in_one_message_give_both() -> None:
    """The question decides the turn, and the decision is still told."""
    reading = read_sentences(
        [
            taken_for("decision/refusal_to_issue"),
            taken_for("decision/refusal_to_issue"),
            taken_for("faq/can_council_refuse"),
        ],
        THRESHOLDS,
        danger=None,
    )
    assert reading.intent == "faq"
    assert reading.entities()[0]["value"] == "refusal_to_issue"


def test_a_decision_that_is_barely_likely_is_asked_back() -> None:
    """Sooner where it cannot be appealed: wrongly taken, that would lose an appeal."""

    def told(intent: str, likelihood: float) -> bool:
        return bool(read_sentences([taken_for(intent, likelihood)], THRESHOLDS, danger=None).told)

    assert told("decision/cease_to_maintain", 0.5)
    assert not told("decision/cease_to_maintain", 0.3)
    assert not told("decision/sen_support", 0.5)
    assert told("decision/sen_support", 0.7)
    assert not told("certificate/not_held", 0.3)


def test_a_sentence_that_says_the_same_makes_the_whole_surer() -> None:
    """ "Sorry my English. They say no for a plan after they check him. What I do"."""
    whole, part = (taken_for("decision/refusal_to_issue", n) for n in (0.33, 0.86))
    other = taken_for("decision/refusal_to_assess", 0.7)
    assert read_sentences([whole, part], THRESHOLDS, danger=None).told
    assert not read_sentences([whole, other], THRESHOLDS, danger=None).told


def test_a_plain_no_is_one_whatever_it_resembles() -> None:
    """ "I don't have this" asks nobody to delete anything."""
    alike = [taken_for("forget_me", 0.9)]
    assert read_sentences(alike, THRESHOLDS, danger=None, plain_no=True).intent == "deny"
    assert read_sentences(alike, THRESHOLDS, danger=None).intent == "forget_me"


def test_danger_anywhere_comes_first() -> None:
    """Named in words, likely as a whole, or surely in one sentence of many."""
    fact = taken_for("decision/refusal_to_assess")
    assert read_sentences([fact], THRESHOLDS, danger="self_harm").full_intent == "danger/self_harm"
    alone = read_sentences([taken_for("danger/immediate", 0.6)], THRESHOLDS, danger=None)
    assert alone.intent == "danger"
    last = read_sentences([fact, fact, taken_for("danger/immediate")], THRESHOLDS, danger=None)
    assert last.intent == "danger"


def test_what_may_be_danger_takes_nothing_away() -> None:
    """It is said beside the reading, so that help can be named beside the answer."""
    fact = taken_for("decision/refusal_to_assess")
    for part, possible in (
        (taken_for("danger/immediate", 0.7), True),
        (taken_for("danger/immediate", 0.2), False),
        (taken_for("danger/immediate", 0.7, words=3), False),
    ):
        reading = read_sentences([fact, part], THRESHOLDS, danger=None)
        assert (reading.intent, reading.danger_possible) == ("decision", possible)
    sure = read_sentences([fact], THRESHOLDS, danger="self_harm")
    assert not sure.danger_possible


def test_a_few_words_that_resemble_danger_are_not_danger() -> None:
    """A part must be long enough and sure enough."""
    fact = taken_for("decision/refusal_to_assess")
    for part in (taken_for("danger/immediate", words=3), taken_for("danger/immediate", 0.7)):
        assert read_sentences([fact, part], THRESHOLDS, danger=None).intent == "decision"


def test_what_resembles_nothing_is_not_guessed() -> None:
    """The fallback asks again."""
    reading = read_sentences([taken_for("faq/cost", 0.1)], THRESHOLDS, danger=None)
    assert reading.full_intent == FALLBACK


def test_anger_does_not_swallow_the_decision_told_with_it() -> None:
    """The facts in an angry message are taken."""
    reading = read_sentences(
        [taken_for("chitchat/anger"), taken_for("decision/refusal_to_assess")],
        THRESHOLDS,
        danger=None,
    )
    assert reading.full_intent == "decision/refusal_to_assess"


def test_danger_does_not_take_away_what_was_told_beside_it() -> None:
    """The decision is still there when they come back to the letter."""
    reading = read_sentences(
        [taken_for("danger/self_harm", 0.6), taken_for("decision/refusal_to_issue")],
        THRESHOLDS,
        danger=None,
    )
    assert reading.intent == "danger"
    assert reading.entities()[0]["value"] == "refusal_to_issue"


def test_a_part_that_asks_nothing_is_no_question() -> None:
    """ "I have an EHCP", beside a decision, does not ask what a plan is."""
    told = replace(taken_for("faq/what_is_ehc_plan"), asks=False)
    decision = taken_for("decision/plan_contents")
    reading = read_sentences([decision, told, decision], THRESHOLDS, danger=None)
    assert reading.questions == ()
    assert reading.intent == "decision"


def test_a_question_beside_a_decision_is_believed_sooner_than_another_part() -> None:
    """ "They won't give him a plan. Am I even allowed to appeal?": a fact is not believed so."""
    decision = taken_for("decision/refusal_to_issue")

    def asked(part: Prediction) -> tuple[str, ...]:
        return read_sentences([decision, decision, part], THRESHOLDS, danger=None).questions

    assert asked(taken_for("faq/who_can_appeal", 0.7)) == ("faq/who_can_appeal",)
    assert asked(taken_for("faq/who_can_appeal", 0.5)) == ()
    assert asked(replace(taken_for("faq/who_can_appeal", 0.7), asks=False)) == ()
    assert asked(taken_for("faq/how_this_works", 0.7)) == ()
    assert asked(taken_for("certificate/held", 0.7)) == ()


def test_a_part_that_tells_of_a_trouble_is_answered_without_the_form_of_a_question() -> None:
    """ "I lost the letter" wants an answer as it stands."""
    lost = replace(taken_for("faq/lost_letter"), asks=False)
    decision = taken_for("decision/refusal_to_issue")
    reading = read_sentences([decision, decision, lost], THRESHOLDS, danger=None)
    assert reading.questions == ("faq/lost_letter",)


def test_a_decision_is_as_sure_as_the_surest_piece_that_tells_it() -> None:
    """A sentence that says it plainly counts more than the whole it stands in."""
    reading = read_sentences(
        [taken_for("decision/refusal_to_amend", 0.6), taken_for("decision/refusal_to_amend", 0.99)],
        THRESHOLDS,
        danger=None,
    )
    assert reading.told == (("decision/refusal_to_amend", 0.99),)


def test_two_letters_in_one_message_come_before_their_facts() -> None:
    """But not before danger."""
    decision = taken_for("decision/refusal_to_assess")
    both = read_sentences([decision], THRESHOLDS, danger=None, several=True)
    assert (both.intent, both.told) == ("another_case", ())
    assert (
        read_sentences([decision], THRESHOLDS, danger="immediate", several=True).intent == "danger"
    )
