"""The domain, the rules, the words and the code agree with each other."""

from __future__ import annotations

import json
import re
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml
from rasa_sdk.executor import ActionExecutor

from bot.guidance import RULES, Decision, Question
from bot.guidance.keys import NOTE_KEYS, STEP_KEYS
from bot.words import council

ROOT = Path(__file__).resolve().parents[2]
DOMAIN: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
RESPONSES: dict[str, list[dict[str, Any]]] = DOMAIN["responses"]
NLU: dict[str, list[str]] = {
    item["intent"]: [line[2:] for line in item["examples"].splitlines() if line.startswith("- ")]
    for file in sorted((ROOT / "data" / "nlu").glob("*.yml"))
    for item in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]
}
CODE = "\n".join(
    file.read_text(encoding="utf-8")
    for folder in ("actions", "bot")
    for file in sorted((ROOT / folder).rglob("*.py"))
)
RULE_FILES = [
    yaml.safe_load(file.read_text(encoding="utf-8"))
    for file in sorted((ROOT / "data" / "rules").glob("*.yml"))
]
ANSWERED = ("faq", "chitchat", "danger")
LONGEST_SENTENCE = 25


def payloads() -> list[tuple[str, str]]:
    """Every button's payload with the response that offers it."""
    return [
        (name, button["payload"])
        for name, variations in RESPONSES.items()
        for variation in variations
        for button in variation.get("buttons", [])
    ]


def intents_in_rules() -> set[str]:
    """Every intent that some rule or story starts from."""
    text = json.dumps(RULE_FILES)
    return set(re.findall(r'"intent": "(\w+)', text))


def test_every_intent_has_a_rule_or_is_an_answer_inside_the_form() -> None:
    """An intent that nothing acts on would end in silence."""
    assert set(DOMAIN["intents"]) - intents_in_rules() == set()


def test_every_intent_can_be_said_or_pressed() -> None:
    """Each has training phrases, a button, or is given by a channel."""
    said = {name.split("/")[0] for name in NLU}
    pressed = {match.group(1) for _, p in payloads() if (match := re.match(r"/(\w+)", p))}
    given_by_channels = {"session_open", "tell_more"}
    assert set(DOMAIN["intents"]) - said - pressed - given_by_channels == set()


def test_every_phrase_is_for_an_intent_of_the_domain() -> None:
    """And no phrase stands under two intents."""
    assert {name.split("/")[0] for name in NLU} <= set(DOMAIN["intents"])
    seen: dict[str, str] = {}
    for intent, phrases in NLU.items():
        for phrase in phrases:
            plain = " ".join(re.sub(r"[^\w']+", " ", phrase.lower()).split())
            if plain:
                assert seen.setdefault(plain, intent) == intent, (phrase, intent, seen[plain])


@pytest.mark.parametrize("response, payload", payloads())
def test_every_button_says_something_the_guide_knows(response: str, payload: str) -> None:
    """Its intent, entities and values are all in the domain."""
    match = re.fullmatch(r"/(\w+)(\{.*\})?", payload)
    assert match and match.group(1) in DOMAIN["intents"]
    known = {next(iter(e)) if isinstance(e, dict) else e for e in DOMAIN["entities"]}
    told = json.loads(match.group(2) or "{}")
    assert set(told) <= known
    if "decision" in told:
        assert told["decision"] in {*map(str, Decision)}
    if "question" in told:
        assert told["question"] in {q.value for q in Question}


def test_every_action_of_the_domain_is_written_and_every_action_written_is_named() -> None:
    """Rasa fails silently where the two differ."""
    executor = ActionExecutor()
    executor.register_package("actions")
    assert set(executor.actions) == set(DOMAIN["actions"])


def test_every_question_has_a_slot_an_action_and_words() -> None:
    """The question itself, and help with it."""
    for question in Question:
        assert question.value in DOMAIN["slots"]
        assert question.value in DOMAIN["forms"]["case_form"]["required_slots"]
        assert f"action_ask_{question.value}" in DOMAIN["actions"]
        assert f"utter_ask_{question.value}" in RESPONSES
        assert f"utter_help_{question.value}" in RESPONSES


def test_every_decision_is_said_back_in_words() -> None:
    """So that a mistake is seen at once."""
    for decision in Decision:
        assert f"utter_decision/{decision.value}" in RESPONSES


def test_everything_that_can_be_asked_or_felt_has_an_answer() -> None:
    """Each training intent of these kinds has a response of its name, and the other way round."""
    trained = {name for name in NLU if name.split("/")[0] in ANSWERED}
    worded = {
        name.removeprefix("utter_")
        for name in RESPONSES
        if name.removeprefix("utter_").split("/")[0] in ANSWERED
    }
    assert trained == worded


def test_every_step_note_and_rule_of_the_guidance_has_words() -> None:
    """An answer that could not be worded would be no answer."""
    for key in STEP_KEYS:
        assert f"utter_step_{key}" in RESPONSES
    for key in NOTE_KEYS:
        assert f"utter_note_{key}" in RESPONSES
    for rule in RULES:
        assert f"utter_reason_{rule if isinstance(rule, str) else rule.name}" in RESPONSES


def test_what_is_said_in_place_of_a_contact_is_named_after_a_fact_of_the_council() -> None:
    """Another name would leave this council's number where another's letter is meant."""
    named = [r.removeprefix("utter_elsewhere_") for r in RESPONSES if "utter_elsewhere_" in r]
    assert named and not set(named) - set(council().facts())


def test_no_words_stand_unused() -> None:
    """Every response is named in the code, belongs to a key of the rules, or answers an intent."""
    made_of_keys = (
        "utter_step_",
        "utter_note_",
        "utter_reason_",
        "utter_answer_",
        "utter_ask_",
        "utter_help_",
        "utter_date_",
        "utter_heard_",
        "utter_decision/",
        "utter_certificate/",
        "utter_refusal_",
        "utter_elsewhere_",
        "utter_faq/",
        "utter_chitchat/",
        "utter_danger/",
        "utter_text_",
    )
    unused = [name for name in RESPONSES if not name.startswith(made_of_keys) and name not in CODE]
    assert not unused


def texts() -> list[tuple[str, str]]:
    """Every text the guide can say."""
    return [
        (f"{name} ({variation.get('channel', 'any channel')})", variation["text"])
        for name, variations in RESPONSES.items()
        for variation in variations
    ]


@pytest.mark.parametrize("name, text", texts())
def test_no_sentence_is_over_long_and_none_shouts(name: str, text: str) -> None:
    """A tired reader on a phone gets short sentences, and no exclamation marks."""
    assert "!" not in text
    for sentence in re.split(r"(?<=[.?:])\s+|\n+", text):
        words = [w for w in re.sub(r"\{[a-z_0-9]+\}", "x", sentence).split() if w != "-"]
        assert len(words) <= LONGEST_SENTENCE, f"{len(words)} words: {sentence}"


@pytest.mark.parametrize("name, text", texts())
def test_no_text_names_a_fact_of_the_council_by_itself(name: str, text: str) -> None:
    """Numbers, addresses and hours stand in the council's file alone."""
    facts = council().facts()
    fields = {field for _, field, _, _ in Formatter().parse(text) if field}
    literal = Formatter().vformat(text, (), dict.fromkeys(fields, ""))
    for fact, value in facts.items():
        if fact.endswith(("_phone", "_email", "_url", "_hours")) and value not in ("999", "111"):
            assert value not in literal, f"{fact} is written out"
    assert not re.search(r"\b0\d{3,4} ?\d{3} ?\d{3}\b|https?://|@", literal)
