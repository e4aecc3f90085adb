"""A model loaded for serving is the one that was trained."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.loader import load_predict_graph_runner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.graph_components.providers.domain_provider import DomainProvider

from bot.engine.quicker import SequentialGraphRunner
from bot.engine.serving_storage import SameDomain, ServingStorage


def _loaded(model: Path, folder: Path, storage: type[LocalModelStorage]) -> tuple[Any, Any]:
    folder.mkdir()
    return load_predict_graph_runner(folder, model, storage, SequentialGraphRunner)


def _domain_of(runner: Any) -> Any:
    return next(
        node._component.provide_inference()
        for node in runner._instantiated_nodes.values()
        if isinstance(node._component, DomainProvider)
    )


def test_it_has_the_same_components_and_the_same_domain(guide_model: Path, tmp_path: Path) -> None:
    """Only where the domain is read from differs, and the graph of the training is left out."""
    rasas, rasas_runner = _loaded(guide_model, tmp_path / "rasa", LocalModelStorage)
    ours, our_runner = _loaded(guide_model, tmp_path / "ours", ServingStorage)
    assert _domain_of(our_runner).as_dict() == _domain_of(rasas_runner).as_dict()
    assert _domain_of(our_runner).fingerprint() == _domain_of(rasas_runner).fingerprint()
    assert _domain_of(our_runner) is ours.domain
    nodes, rasas_nodes = ours.predict_schema.nodes, rasas.predict_schema.nodes
    assert nodes.keys() == rasas_nodes.keys()
    for name, node in nodes.items():
        theirs = rasas_nodes[name]
        assert (node.needs, node.fn, node.config) == (theirs.needs, theirs.fn, theirs.config)
        assert node.uses is (SameDomain if theirs.uses is DomainProvider else theirs.uses)
    told = {**vars(ours), "domain": None, "predict_schema": None, "train_schema": None}
    assert told == {**vars(rasas), "domain": None, "predict_schema": None, "train_schema": None}
