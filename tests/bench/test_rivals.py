"""The rivals are built from the project's data, and are ordinary Rasa bots."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import rasa
import yaml
from rasa.shared.core.domain import Domain
from rasa.shared.importers.importer import TrainingDataImporter

from bench.rivals import (
    DEFAULT_CONFIG,
    ROOT,
    build_default,
    build_diet,
    build_floor,
    copy_project,
    read_phrases,
)
from bench.training import fingerprint
from bench.understanding import thin

BUILDS = {"default": build_default, "floor": build_floor, "diet": build_diet}
TODAY = "2026-11-21"


def test_the_default_is_rasas_own_configuration() -> None:
    """Word for word what `rasa init` trains with."""
    folder = Path(rasa.__file__).parent / "engine" / "recipes" / "config_files"
    theirs = yaml.safe_load((folder / "default_config.yml").read_text(encoding="utf-8"))
    for key in ("recipe", "language", "pipeline", "policies"):
        assert DEFAULT_CONFIG[key] == theirs[key]


@pytest.mark.parametrize("build", BUILDS.values(), ids=BUILDS)
def test_a_rival_has_every_phrase_and_a_sound_domain(
    build: Callable[[Path, Path, str], Path], tmp_path: Path
) -> None:
    """Rasa's own importer reads as many phrases as the project has, each once."""
    folder = build(tmp_path / "rival", ROOT, TODAY)
    files = TrainingDataImporter.load_from_dict(
        yaml.safe_load((folder / "config.yml").read_text(encoding="utf-8")),
        str(folder / "config.yml"),
        str(folder / "domain.yml"),
        [str(folder / "data")],
    )
    phrases = {text for text, _ in read_phrases(ROOT)}
    read = {example.get("text") for example in files.get_nlu_data().intent_examples}
    assert len(read) == len(phrases)
    domain = Domain.load(str(folder / "domain.yml"))
    assert "case_form" in domain.form_names
    assert "action_give_advice" in domain.action_names_or_texts


def test_fewer_phrases_are_the_same_for_all_and_of_every_intent(tmp_path: Path) -> None:
    """A sample keeps every intent and can be drawn again."""
    first, second = (copy_project(tmp_path / name) for name in "ab")
    thin(first, 3)
    thin(second, 3)
    assert list(read_phrases(first)) == list(read_phrases(second))
    assert {i for _, i in read_phrases(first)} == {i for _, i in read_phrases(ROOT)}
    counts: dict[str, int] = {}
    for _, intent in read_phrases(first):
        counts[intent] = counts.get(intent, 0) + 1
    assert fingerprint(first) == fingerprint(second) != fingerprint(ROOT)
    assert min(counts.values()) >= 3
