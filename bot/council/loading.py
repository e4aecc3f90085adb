"""Read a council's file, and say everything that is wrong with it at once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from bot.council.council import Council

_HERE = Path(__file__).parent


class CouncilFileError(ValueError):
    """A council's file is wrong. Each of `problems` is a sentence with the file and the field."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@lru_cache(maxsize=8)
def load_council(name: str, folder: Path = _HERE) -> Council:
    """Load the facts of the council called `name` from `name`.yml. Raises CouncilFileError."""
    known = sorted(path.stem for path in folder.glob("*.yml"))
    if name not in known:
        there_are = ", ".join(known) or "none"
        raise CouncilFileError([f"{name}.yml: there is no such council file; known: {there_are}."])
    path = folder / f"{name}.yml"
    try:
        repeated, content = _read(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CouncilFileError([f"{path.name}: this is not YAML: {_one_line(error)}."]) from None
    problems = [f"{path.name}: {field} is there twice." for field in repeated]
    try:
        council = Council.parse_obj(content)
    except ValidationError as error:
        problems += [f"{path.name}: {_sentence(dict(found))}" for found in error.errors()]
    if problems:
        raise CouncilFileError(problems)
    return council


def _read(text: str) -> tuple[list[str], Any]:
    """Give the fields that the text has twice, which YAML would pass over, and its content."""
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        repeated: list[str] = []
        _find_repeated(node, (), repeated)
        return repeated, None if node is None else loader.construct_document(node)
    finally:
        loader.dispose()


def _find_repeated(node: yaml.Node | None, place: tuple[str, ...], found: list[str]) -> None:
    if not isinstance(node, yaml.MappingNode):
        return
    seen: set[str] = set()
    for key, value in node.value:
        here = (*place, str(key.value))
        if key.value in seen:
            found.append(".".join(here))
        seen.add(key.value)
        _find_repeated(value, here, found)


_FAULTS = {
    "value_error.missing": "is missing",
    "value_error.extra": "is not a field that a council's file has",
    "value_error.number.not_gt": "must be a whole number above nought",
    "value_error.strictbool": "must be true or false",
    "type_error.integer": "must be a whole number above nought",
    "type_error.none.not_allowed": "is empty",
    "type_error.str": "must be text in quotes",
    "type_error": "must hold fields of its own",
    "type_error.dict": "must hold fields of its own",
    "type_error.tuple": "must be a list",
}
"""What pydantic finds, in words for somebody who edits the file."""


def _sentence(found: dict[str, Any]) -> str:
    """Put one of pydantic's findings in a sentence with the field's place in the file."""
    field = ".".join(str(part) for part in found["loc"] if part != "__root__") or "the file"
    return f"{field} {_FAULTS.get(found['type'], found['msg'])}."


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
