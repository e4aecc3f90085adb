"""Builds what the guide is compared with: ordinary Rasa bots on this project's own data.

`default` has the pipeline and policies that `rasa init` gives, word for word. `floor` has the
least that works: counts of words and letters, logistic regression, two policies without
learning. Both ask by a form and answer by one custom action on a server of its own, and both
can hold the same whole conversation as the guide, up to the date.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.words import words

ROOT = Path(__file__).resolve().parent.parent
PROJECT = ("bot", "actions", "data", "config.yml", "domain.yml", "endpoints.yml", "credentials.yml")

DEFAULT_CONFIG: dict[str, Any] = {
    "recipe": "default.v1",
    "assistant_id": "default",
    "language": "en",
    "pipeline": [
        {"name": "WhitespaceTokenizer"},
        {"name": "RegexFeaturizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
        {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True},
        {"name": "EntitySynonymMapper"},
        {"name": "ResponseSelector", "epochs": 100, "constrain_similarities": True},
        {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
    ],
    "policies": [
        {"name": "MemoizationPolicy"},
        {"name": "RulePolicy"},
        {"name": "UnexpecTEDIntentPolicy", "max_history": 5, "epochs": 100},
        {"name": "TEDPolicy", "max_history": 5, "epochs": 100, "constrain_similarities": True},
    ],
}
"""rasa/engine/recipes/config_files/default_config.yml of Rasa 3.6.21, which `rasa init` uses."""

FLOOR_CONFIG: dict[str, Any] = {
    "recipe": "default.v1",
    "assistant_id": "floor",
    "language": "en",
    "pipeline": [
        {"name": "WhitespaceTokenizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
        {"name": "LogisticRegressionClassifier"},
    ],
    "policies": [{"name": "MemoizationPolicy"}, {"name": "RulePolicy"}],
}

DIET_CONFIG: dict[str, Any] = {
    **DEFAULT_CONFIG,
    "assistant_id": "diet",
    "pipeline": [p for p in DEFAULT_CONFIG["pipeline"] if p["name"] != "ResponseSelector"],
    "policies": FLOOR_CONFIG["policies"],
}
"""DIET as the default has it, to choose among all intents by itself."""

ANSWERED = ("faq", "chitchat", "danger")
ACTION = '''"""The one custom action of the rival: the date, by the guide's own rules."""

from datetime import date

from rasa_sdk import Action

from bot.guidance import Case, advise
from bot.language.dates import read_date
from bot.words import in_full


class GiveAdvice(Action):
    def name(self):
        return "action_give_advice"

    async def run(self, dispatcher, tracker, domain):
        today = date.fromisoformat(TODAY)
        case = Case(
            decision=tracker.get_slot("decision"),
            letter_date=read_date(tracker.get_slot("letter_date"), today=today).date,
            has_certificate=tracker.get_slot("has_certificate"),
        )
        advice = advise(case, today=today)
        dispatcher.utter_message(text=f"Contact Kids by {in_full(advice.contact_mediation_by)}.")
        return []
'''


def copy_project(target: Path, root: Path = ROOT) -> Path:
    """The guide's own files as they are now, so that all train on the same data."""
    target.mkdir(parents=True, exist_ok=True)
    for name in PROJECT:
        source = root / name
        if source.is_dir():
            shutil.copytree(
                source,
                target / name,
                ignore=shutil.ignore_patterns("__pycache__"),
                dirs_exist_ok=True,
            )
        else:
            shutil.copy2(source, target / name)
    (target / "models").mkdir(exist_ok=True)
    return target


def build_default(target: Path, project: Path, today: str) -> Path:
    """A bot on Rasa's default configuration, with retrieval intents, on the project's data."""
    return _build(target, project, today, DEFAULT_CONFIG, flat=False)


def build_floor(target: Path, project: Path, today: str) -> Path:
    """The leanest ordinary bot, on the same data; it has no retrieval intents, so they are flat."""
    return _build(target, project, today, FLOOR_CONFIG, flat=True)


def build_diet(target: Path, project: Path, today: str) -> Path:
    """DIET alone on the same data, with flat intents: nothing else has a part in its reading."""
    return _build(target, project, today, DIET_CONFIG, flat=True)


def flat_name(intent: str) -> str:
    """The intent's name without Rasa's mark of a retrieval intent."""
    return intent.replace("/", "+")


def read_phrases(project: Path) -> Iterator[tuple[str, str]]:
    """Every training phrase with its full intent, in the order of the files."""
    for file in sorted((project / "data" / "nlu").glob("*.yml")):
        for entry in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            if "intent" in entry:
                for line in entry["examples"].splitlines():
                    if line.startswith("- "):
                        yield line[2:].strip(), entry["intent"]


def _build(target: Path, project: Path, today: str, config: dict[str, Any], *, flat: bool) -> Path:
    (target / "data").mkdir(parents=True, exist_ok=True)
    (target / "actions").mkdir(exist_ok=True)
    intents = list(dict.fromkeys(intent for _, intent in read_phrases(project)))
    _write(target / "config.yml", config)
    _write(target / "domain.yml", _domain(intents, flat=flat))
    _write(target / "data" / "nlu.yml", _nlu(project, flat=flat))
    _write(target / "data" / "rules.yml", _rules(intents, flat=flat))
    _write(target / "data" / "stories.yml", _stories(intents, flat=flat))
    _write(target / "credentials.yml", {"rest": None})
    (target / "actions" / "__init__.py").write_text("", encoding="utf-8")
    (target / "actions" / "actions.py").write_text(
        ACTION.replace("TODAY", repr(today)), encoding="utf-8"
    )
    return target


def _write(file: Path, content: Any) -> None:
    plain = yaml.dump(content, sort_keys=False, allow_unicode=True, width=1000)
    file.write_text(plain, encoding="utf-8")


def _nlu(project: Path, *, flat: bool) -> dict[str, Any]:
    phrases: dict[str, list[str]] = {}
    for text, intent in read_phrases(project):
        phrases.setdefault(flat_name(intent) if flat else intent, []).append(text)
    return {
        "version": "3.1",
        "nlu": [
            {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)}
            for intent, texts in phrases.items()
        ],
    }


def _names(intents: list[str], *, flat: bool) -> list[str]:
    named = [flat_name(i) if flat else i.split("/")[0] for i in intents]
    return list(dict.fromkeys([*named, "decision", "session_open"]))


def _domain(intents: list[str], *, flat: bool) -> dict[str, Any]:
    said = words()
    responses: dict[str, list[dict[str, Any]]] = {
        "utter_hello": [{"text": said.say("utter_hello")}],
        # Without its buttons: Rasa takes their braces for slots and logs an error for each.
        "utter_ask_decision": [{"text": said.say("utter_ask_decision")}],
        "utter_ask_letter_date": [{"text": "What date is printed on the letter?"}],
        "utter_ask_has_certificate": [{"text": "Do you have a mediation certificate?"}],
    }
    for intent in intents:
        if "/" in intent:
            name = flat_name(intent) if flat else intent
            responses[f"utter_{name}"] = [{"text": _answer(intent)}]
    in_form = {"active_loop": "case_form"}
    return {
        "version": "3.1",
        "session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": True},
        "intents": _names(intents, flat=flat),
        "entities": ["decision"],
        "slots": {
            "decision": {
                "type": "text",
                "influence_conversation": True,
                "mappings": [{"type": "from_entity", "entity": "decision"}],
            },
            "letter_date": {
                "type": "text",
                "influence_conversation": True,
                "mappings": [
                    {
                        "type": "from_text",
                        "not_intent": _answered(intents, flat=flat),
                        "conditions": [{**in_form, "requested_slot": "letter_date"}],
                    }
                ],
            },
            "has_certificate": {
                "type": "bool",
                "influence_conversation": True,
                "mappings": [
                    {
                        "type": "from_intent",
                        "intent": intent,
                        "value": value,
                        "conditions": [{**in_form, "requested_slot": "has_certificate"}],
                    }
                    for intent, value in (("affirm", True), ("deny", False))
                ],
            },
        },
        "forms": {"case_form": {"required_slots": ["decision", "letter_date", "has_certificate"]}},
        "responses": responses,
        "actions": ["action_give_advice"]
        + ([] if flat else [f"utter_{base}" for base in _retrieval(intents)]),
    }


def _answer(intent: str) -> str:
    said = words()
    try:
        return said.say(f"utter_{intent}")
    except KeyError:
        return "I see."


def _retrieval(intents: list[str]) -> list[str]:
    return list(dict.fromkeys(i.split("/")[0] for i in intents if "/" in i))


def _answered(intents: list[str], *, flat: bool) -> list[str]:
    if not flat:
        return [base for base in ANSWERED if base in _retrieval(intents)]
    return [flat_name(i) for i in intents if i.split("/")[0] in ANSWERED]


def _rules(intents: list[str], *, flat: bool) -> dict[str, Any]:
    form = [{"action": "case_form"}, {"active_loop": "case_form"}]
    rules: list[dict[str, Any]] = [
        {
            "rule": "open",
            "steps": [{"intent": "session_open"}, {"action": "utter_hello"}, *form],
        },
        {
            "rule": "answer once all is asked",
            "condition": [{"active_loop": "case_form"}],
            "steps": [
                {"action": "case_form"},
                {"active_loop": None},
                {"slot_was_set": [{"requested_slot": None}]},
                {"action": "action_give_advice"},
            ],
        },
    ]
    rules += [
        {"rule": f"answer {intent}", "steps": [{"intent": intent}, {"action": f"utter_{intent}"}]}
        for intent in _answered(intents, flat=flat)
    ]
    return {"version": "3.1", "rules": rules}


def _stories(intents: list[str], *, flat: bool) -> dict[str, Any]:
    """Whole conversations to learn from, as `rasa init` has; TED and UnexpecTED need some."""
    asked = _answered(intents, flat=flat)[0]
    opened = [
        {"intent": "session_open"},
        {"action": "utter_hello"},
        {"action": "case_form"},
        {"active_loop": "case_form"},
    ]
    ended = [
        {"action": "case_form"},
        {"active_loop": None},
        {"slot_was_set": [{"requested_slot": None}]},
        {"action": "action_give_advice"},
    ]
    answer = [{"intent": asked}, {"action": f"utter_{asked}"}, {"action": "case_form"}]
    return {
        "version": "3.1",
        "stories": [
            {"story": "straight to the date", "steps": [*opened, *ended]},
            {"story": "a question on the way", "steps": [*opened, *answer, *ended]},
            {"story": "a question afterwards", "steps": [*opened, *ended, *answer[:2]]},
            {"story": "a question before", "steps": [*answer[:2], *opened, *ended]},
        ],
    }
