"""What the guide never uses is not loaded, and comes when something does use it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
import rasa.core.policies.rule_policy
import rasa.nlu.extractors.extractor

from bot.engine import late_imports

ROOT = Path(__file__).resolve().parent.parent.parent

CONVERSATION = """
import asyncio, sys
import bot.engine.server
from bot.engine.agent import load_agent
from bot.engine.conversations import Conversations
from bot.engine.model import model_path

async def hold():
    guide = Conversations(load_agent(model_path()))
    await guide.open("c", "web")
    for number, text in enumerate(
        ["they refused to assess my son", "what is mediation", "1 October 2026", "no"]
    ):
        replies = await guide.take_turn("c", text, message_id=str(number), channel="web")
    return replies

print(asyncio.run(hold())[-1].text)
print("loaded:", sorted({"tensorflow", "keras", "matplotlib"} & sys.modules.keys()))
"""


def _printed(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_a_whole_conversation_needs_no_tensorflow(
    guide_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the server holds it, up to the date."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/conversations.db")
    printed = _printed(CONVERSATION)
    assert "1 December 2026" in printed
    assert printed.splitlines()[-1] == "loaded: []"


@pytest.mark.parametrize(
    ("module", "use", "brings"),
    [
        ("rasa.utils.train_utils", "rank_and_mask", "tensorflow"),
        ("rasa.core.test", "emulate_loop_rejection", "matplotlib"),
    ],
)
def test_what_was_left_is_there_once_used(module: str, use: str, brings: str) -> None:
    """The real module, with all that it needs."""
    code = (
        "import sys, bot.engine, rasa.core.policies.rule_policy as rules\n"
        f"print({brings!r} in sys.modules)\n"
        f"import {module}\n"
        f"print(callable({module}.{use}), {brings!r} in sys.modules)"
    )
    assert _printed(code).splitlines() == ["False", "True True"]


def test_spacy_does_without_tensorflow_and_others_find_it() -> None:
    """Only while spaCy looks is it as if TensorFlow were not installed."""
    code = (
        "import bot.engine, importlib.util, thinc.compat\n"
        "print(thinc.compat.has_tensorflow, importlib.util.find_spec('tensorflow') is not None)"
    )
    assert _printed(code).strip() == "False True"


def test_rasas_own_commands_have_tensorflow() -> None:
    """Training, and a neural component in config.yml, get the real thing."""
    code = (
        "import bot.engine\n"
        "from rasa.nlu.classifiers.diet_classifier import DIETClassifier\n"
        "import rasa.model_training, tensorflow as tf\n"
        "print(tf.constant([1]).shape)"
    )
    assert _printed(code).strip() == "(1,)"


def test_rasa_names_the_modules_where_they_are_not_used() -> None:
    """An import that nothing in the extractors uses, and in the rules one use, in training."""
    assert _uses(rasa.nlu.extractors.extractor, "train_utils") == []
    assert _uses(rasa.core.policies.rule_policy, "rasa.core.test") == [
        "rasa.core.test.emulate_loop_rejection"
    ]
    assert {"rasa.utils.train_utils", "rasa.core.test"} == late_imports.WHEN_USED


def _uses(module: object, name: str) -> list[str]:
    """Every expression of a module's code that goes through the name, the longest alone."""
    source = Path(str(module.__file__)).read_text(encoding="utf-8")  # type: ignore[attr-defined]
    found = {
        ast.unparse(node) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute)
    }
    return sorted(use for use in found if f"{name}." in f"{use}" or use.endswith(f".{name}"))
