"""A text is weighed as scikit-learn weighs it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import scipy.sparse
import yaml
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.language.plain import normalise
from bot.language.weighing import Weigher
from bot.language.wording import WORD

ROOT = Path(__file__).resolve().parent.parent.parent
MESSAGES = [
    normalise(entry["text"])
    for entry in yaml.safe_load(
        (ROOT / "tests" / "understanding" / "messages.yml").read_text(encoding="utf-8")
    )
    if entry.get("text")
]
VECTORIZERS = [
    TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, token_pattern=WORD),
    TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), min_df=2, sublinear_tf=True),
]
for vectorizer in VECTORIZERS:
    vectorizer.fit(MESSAGES)
WEIGHER = Weigher(VECTORIZERS)


def _as_scikit_learn_has_it(text: str) -> np.ndarray:
    parts = [vectorizer.transform([text]) for vectorizer in VECTORIZERS]
    return np.asarray(scipy.sparse.hstack(parts).todense())[0]


def _as_a_row(text: str) -> np.ndarray:
    weighed = WEIGHER.weigh(text)
    row = np.zeros(sum(len(vectorizer.vocabulary_) for vectorizer in VECTORIZERS))
    row[weighed.features] = weighed.weights
    return row


def test_every_message_that_is_tested_weighs_the_same() -> None:
    """All features and all weights."""
    assert len(MESSAGES) > 400
    for text in MESSAGES:
        np.testing.assert_allclose(_as_a_row(text), _as_scikit_learn_has_it(text), atol=1e-12)


@given(st.text())
def test_any_text_weighs_the_same(text: str) -> None:
    """Whatever is typed, or nothing."""
    np.testing.assert_allclose(_as_a_row(text), _as_scikit_learn_has_it(text), atol=1e-12)


@pytest.mark.parametrize(
    ("text", "known"), [("mediation", True), ("zzzqqq", False), ("", False), ("12/2", False)]
)
def test_it_says_whether_any_word_is_known(text: str, known: bool) -> None:
    """Letters alone say little."""
    assert WEIGHER.weigh(text).knows_a_word is known


def test_other_ways_of_weighing_are_refused() -> None:
    """Rather than weighed wrongly."""
    plain = TfidfVectorizer(norm=None).fit(MESSAGES)
    with pytest.raises(ValueError, match="length 1"):
        Weigher([plain])
