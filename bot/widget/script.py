"""The widget as one file: on a bad connection fourteen small ones would each cost a journey."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

ENTRY = Path(__file__).parent / "widget.js"

_IMPORT = re.compile(r"^import \{[^}]*\} from '(\./[\w/-]+\.js)';\n", re.MULTILINE)
_DOC_COMMENT = re.compile(r"^\s*/\*\*.*?\*/\n", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
_INDENT = re.compile(r"^[ ]+", re.MULTILINE)


@lru_cache(maxsize=1)
def script() -> str:
    """Give the modules that `widget.js` imports, each once and before its users, as one module.

    Modules share one scope in it, so no two of them may declare the same name at the top: a test
    loads the result in a browser. Comments and indentation are left out.
    """
    return "".join(_source(path) for path in _in_order(ENTRY, []))


def _in_order(path: Path, done: list[Path]) -> list[Path]:
    for name in _IMPORT.findall(path.read_text(encoding="utf-8")):
        needed = (path.parent / name).resolve()
        if needed not in done:
            _in_order(needed, done)
    done.append(path)
    return done


def _source(path: Path) -> str:
    text = _IMPORT.sub("", path.read_text(encoding="utf-8"))
    for left_out in (_DOC_COMMENT, _COMMENT, _INDENT):
        text = left_out.sub("", text)
    return re.sub(r"^export ", "", text, flags=re.MULTILINE)
