"""What Rasa 3.6.21 and spaCy import and the guide never uses, left until something does.

TensorFlow most of all: importing it takes longer than all else together, and 300 MB. Nothing is
put in the place of what is left: whoever uses it gets it, then.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from types import ModuleType

WHEN_USED = {
    # needs TensorFlow; rasa.nlu.extractors.extractor imports it and does not use it
    "rasa.utils.train_utils",
    # needs Matplotlib; rasa.core.policies.rule_policy uses it in training alone
    "rasa.core.test",
}
TENSORFLOW = "tensorflow"


class _WhenUsed(MetaPathFinder):
    """Finds these modules as they are, each to be run when it is first used."""

    def __init__(self) -> None:
        self._awaited = WHEN_USED - sys.modules.keys()

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in self._awaited:
            return None
        self._awaited.discard(fullname)
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = LazyLoader(spec.loader)
        return spec


def apply() -> None:
    """To be called before anything of Rasa is imported; afterwards it changes nothing."""
    sys.meta_path.insert(0, _WhenUsed())
    with _not_found(TENSORFLOW):
        import thinc.compat  # noqa: F401 - it looks once what there is


@contextmanager
def _not_found(library: str) -> Iterator[None]:
    """Importing the library fails as if it were not installed, unless it is loaded already."""
    if library in sys.modules:
        yield
        return
    sys.modules[library] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[library]
