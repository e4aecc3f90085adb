"""Rasa's seam for the intent model: a graph component that reads each sentence of a message."""

from __future__ import annotations

from typing import Any, ClassVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import (
    ENTITIES,
    INTENT,
    INTENT_RESPONSE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language.intents import IntentModel, parts_of
from bot.language.plain import straight
from bot.language.reading import Prediction, Thresholds, read_sentences
from bot.language.several import tells_of_two
from bot.language.urgent import find_danger
from bot.language.yes_or_no import is_plain_no

INTENT_RANKING = "intent_ranking"
RESPONSE_SELECTOR = "response_selector"
QUESTIONS = "questions"
DANGER_POSSIBLE = "danger_possible"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(GraphComponent):  # type: ignore[misc]
    """Sets the intent, the decisions told as entities, and every question asked."""

    ranking_length: ClassVar[int] = 5

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model: IntentModel | None = None
        self._thresholds = Thresholds(
            understood=config["understood"],
            told=config["told"],
            told_without_appeal=config["told_without_appeal"],
            part=config["part"],
            part_asked=config["part_asked"],
            danger=config["danger"],
            danger_in_part=config["danger_in_part"],
            danger_possible=config["danger_possible"],
        )

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Thresholds were chosen on the test messages: docs/understanding.md."""
        return {
            "penalty": 0.5,
            "understood": 0.15,
            "told": 0.4,
            "told_without_appeal": 0.6,
            "part": 0.9,
            "part_asked": 0.65,
            "danger": 0.45,
            "danger_in_part": 0.85,
            "danger_possible": 0.4,
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentClassifier:
        """A component that is still to be trained."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentClassifier:
        """A trained component. Raises ValueError when the model holds none."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._model = IntentModel.load(folder)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the full intents ("faq/cost", not only "faq")."""
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        texts = [e.get(TEXT) for e in examples]
        labels = [e.get(INTENT_RESPONSE_KEY) or e.get(INTENT) for e in examples]
        with self._storage.write_to(self._resource) as folder:
            self._model = IntentModel.train(texts, labels, self._config["penalty"], folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing that comes after this component learns from its output."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message."""
        for message in messages:
            self._read(message)
        return messages

    def _read(self, message: Message) -> None:
        if self._model is None:
            raise ValueError("The intent classifier is not trained.")
        text = message.get(TEXT) or ""
        pieces = [text, *parts_of(text)]
        predictions = [
            Prediction.ranked(self._model.labels, row, self.ranking_length, of=piece)
            for piece, row in zip(pieces, self._model.predict(pieces), strict=True)
        ]
        reading = read_sentences(
            predictions,
            self._thresholds,
            danger=find_danger(text),
            several=tells_of_two(text),
            plain_no=is_plain_no(straight(text)),
        )
        message.set(
            INTENT,
            {"name": reading.intent, "confidence": reading.confidence},
            add_to_output=True,
        )
        message.set(
            INTENT_RANKING,
            [{"name": name, "confidence": p} for name, p in predictions[0].ranking],
            add_to_output=True,
        )
        message.set(QUESTIONS, list(reading.questions), add_to_output=True)
        message.set(DANGER_POSSIBLE, reading.danger_possible, add_to_output=True)
        message.set(
            ENTITIES,
            [*message.get(ENTITIES, []), *reading.entities()],
            add_to_output=True,
        )
        if reading.full_intent != reading.intent:
            message.set(RESPONSE_SELECTOR, _as_selector_output(reading), add_to_output=True)


def _as_selector_output(reading: Any) -> dict[str, Any]:
    """What Rasa's ResponseSelector would report, so that Rasa's own tools can read it."""
    chosen = {"intent_response_key": reading.full_intent, "confidence": reading.confidence}
    return {
        "all_retrieval_intents": [reading.intent],
        reading.intent: {"response": chosen, "ranking": [chosen]},
    }
