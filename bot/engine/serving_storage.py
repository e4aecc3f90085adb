"""A trained model as a server needs it: nothing of its training, and its domain read once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.local_model_storage import (
    MODEL_ARCHIVE_METADATA_FILE,
    LocalModelStorage,
)
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelMetadata, ModelStorage
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain
from rasa.shared.utils.io import read_json_file

RASAS_PROVIDER = f"{DomainProvider.__module__}.{DomainProvider.__name__}"


class ServingStorage(LocalModelStorage):  # type: ignore[misc]
    """Leaves the graph that the model was trained with unread.

    Reading it imports every component that it names, and through Rasa's validators DIET and TED
    as well.
    """

    domain: Domain

    @classmethod
    def from_model_archive(
        cls, storage_path: Path, model_archive_path: str | Path
    ) -> tuple[ServingStorage, ModelMetadata]:
        """The storage and what the archive says of its model."""
        storage, metadata = super().from_model_archive(storage_path, model_archive_path)
        storage.domain = metadata.domain
        return storage, metadata

    @staticmethod
    def _load_metadata(directory: Path) -> ModelMetadata:
        serialized = read_json_file(directory / MODEL_ARCHIVE_METADATA_FILE)
        for node in serialized["predict_schema"]["nodes"].values():
            if node["uses"] == RASAS_PROVIDER:
                node["uses"] = f"{SameDomain.__module__}.{SameDomain.__name__}"
        return ModelMetadata.from_dict({**serialized, "train_schema": {"nodes": {}}})


class SameDomain(DomainProvider):  # type: ignore[misc]
    """The domain that the archive's metadata holds, where Rasa reads it again from YAML."""

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SameDomain:
        """The provider, of the domain that the processor has as well."""
        if isinstance(model_storage, ServingStorage):
            return cls(model_storage, resource, model_storage.domain)
        provider: SameDomain = super().load(config, model_storage, resource, execution_context)
        return provider
