"""Rasa's seam for the facts in a message: a graph component that finds dates and sections."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot import clock
from bot.language.certificates import find_certificate
from bot.language.dates import DateMention, find_dates
from bot.language.decisions import find_decision
from bot.language.vocabulary import find_sections, sections_in_words

EXTRACTOR = "FactExtractor"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FactExtractor(GraphComponent):  # type: ignore[misc]
    """Adds an entity for each decision, date, section and certificate named in plain words."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FactExtractor:
        """A component; it has nothing to learn."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message."""
        for message in messages:
            text = message.get(TEXT) or ""
            found = [
                *_decision(text),
                *_dates(text),
                *_sections(text),
                *_certificate(text),
            ]
            message.set(ENTITIES, [*message.get(ENTITIES, []), *found], add_to_output=True)
        return messages


def _dates(text: str) -> list[dict[str, Any]]:
    return [_as_entity(mention) for mention in find_dates(text, today=clock.today())]


def _as_entity(mention: DateMention) -> dict[str, Any]:
    return {
        "entity": "date",
        "role": mention.role,
        "value": mention.date.isoformat() if mention.date else None,
        "start": mention.start,
        "end": mention.end,
        "certain": mention.certain,
        "reason": mention.reason,
        "sent": mention.sent,
        "month": mention.month.isoformat() if mention.month else None,
        "extractor": EXTRACTOR,
    }


def _decision(text: str) -> list[dict[str, Any]]:
    found = find_decision(text)
    if not found:
        return []
    return [
        {"entity": "decision", "value": found, "confidence_entity": 1.0, "extractor": EXTRACTOR}
    ]


def _certificate(text: str) -> list[dict[str, Any]]:
    found = find_certificate(text)
    return [{"entity": "certificate", "value": found, "extractor": EXTRACTOR}] if found else []


def _sections(text: str) -> list[dict[str, Any]]:
    named = find_sections(text)
    in_words = () if named else sections_in_words(text)
    return [
        {"entity": "section", "value": value, "certain": certain, "extractor": EXTRACTOR}
        for values, certain in ((named, True), (in_words, False))
        for value in values
    ]
