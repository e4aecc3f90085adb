"""What a classifier got right: overall, by group, by intent, outside the subject, and in danger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score

from bench.readers import FALLBACK, Read

OUTSIDE = ("chitchat/out_of_scope", "chitchat/other_council", "chitchat/manipulate")
SCHOOL_ONLY = ("decision/school_named", "faq/school_only")
"""What may be read as "only the school" without sparing anybody mediation wrongly."""


SURE = 0.9


@dataclass(frozen=True)
class Scores:
    """One classifier on one file of messages. Readings it is unsure of are not believed."""

    messages: int
    right: int
    asked_again: int
    first_choice_right: int
    """Right readings if it believed every one."""
    by_group: Mapping[str, tuple[int, int]]
    """Right and all, by the intent's first part."""
    f1: Mapping[str, float]
    """By intent, of those that the file has."""
    outside: tuple[int, int]
    """Messages outside the subject that were not read as inside it, and all of them."""
    taken_for_outside: int
    """Messages inside the subject that were read as outside it."""
    auroc: float
    """How well confidence in a reading inside the subject tells messages inside from outside."""
    sure_when_wrong: int
    """Wrong readings with a confidence of 0.9 or more."""
    false_school_only: int
    danger: tuple[int, int]
    """Messages of danger read as danger, of any kind, and all of them."""
    danger_with_words: int
    """The same where the words of danger in bot/language/urgent.yml count too."""
    false_danger: int
    pairs: tuple[tuple[str, str, int], ...]
    """What was taken for what, and how often, most often first."""
    confusion: Mapping[str, Mapping[str, int]]
    """By group: what it was, what it was taken for."""

    @property
    def wrong(self) -> int:
        return self.messages - self.right - self.asked_again

    @property
    def accuracy(self) -> float:
        return self.right / self.messages

    @property
    def macro_f1(self) -> float:
        return float(np.mean(list(self.f1.values())))


def wanted(row: Mapping[str, Any]) -> set[str]:
    """The intents that are right for a message; a question beside a fact may be the main one."""
    also = [row["also"]] if row.get("also") else []
    return {*(row.get("any_of") or [row["intent"]]), *also}


def group(intent: str) -> str:
    """The first part of an intent."""
    return intent.split("/")[0]


def score(
    rows: Sequence[Mapping[str, Any]], reads: Sequence[Read], urgent: Sequence[bool]
) -> Scores:
    """Compare readings with what the rows want; `urgent` says where words of danger stand."""
    both = list(zip(rows, reads, strict=True))
    believed = [FALLBACK if read.unsure else read.intent for read in reads]
    first_right = [bool({read.intent, *read.also} & wanted(row)) for row, read in both]
    right = [ok and not read.unsure for ok, read in zip(first_right, reads, strict=True)]
    # Where another reading is right too, it counts as what the message was.
    truths = [
        said if ok else row["intent"] for row, said, ok in zip(rows, believed, right, strict=True)
    ]
    by_group: dict[str, tuple[int, int]] = {}
    confusion: dict[str, Counter[str]] = {}
    wrong: Counter[tuple[str, str]] = Counter()
    for truth, said, ok in zip(truths, believed, right, strict=True):
        done, whole = by_group.get(group(truth), (0, 0))
        by_group[group(truth)] = (done + ok, whole + 1)
        confusion.setdefault(group(truth), Counter())[group(said)] += 1
        if not ok:
            wrong[truth, said] += 1
    is_outside = [row["intent"] in OUTSIDE for row in rows]
    in_danger = [group(row["intent"]) == "danger" for row in rows]
    read_danger = [group(said) == "danger" for said in believed]
    inside = [said not in (*OUTSIDE, FALLBACK) for said in believed]
    return Scores(
        messages=len(rows),
        right=sum(right),
        asked_again=sum(read.unsure for read in reads),
        first_choice_right=sum(first_right),
        by_group=by_group,
        f1=_f1(truths, believed),
        outside=(
            sum(out and not within for out, within in zip(is_outside, inside, strict=True)),
            sum(is_outside),
        ),
        taken_for_outside=sum(
            not out and said in OUTSIDE for out, said in zip(is_outside, believed, strict=True)
        ),
        auroc=_auroc(is_outside, [0.0 if r.intent in OUTSIDE else r.confidence for r in reads]),
        sure_when_wrong=sum(
            not ok and read.confidence >= SURE for ok, read in zip(right, reads, strict=True)
        ),
        false_school_only=sum(
            said == SCHOOL_ONLY[0] and not wanted(row) & set(SCHOOL_ONLY)
            for row, said in zip(rows, believed, strict=True)
        ),
        danger=(sum(a and b for a, b in zip(in_danger, read_danger, strict=True)), sum(in_danger)),
        danger_with_words=sum(
            a and (b or c) for a, b, c in zip(in_danger, read_danger, urgent, strict=True)
        ),
        false_danger=sum(b and not a for a, b in zip(in_danger, read_danger, strict=True)),
        pairs=tuple((a, b, n) for (a, b), n in wrong.most_common()),
        confusion={name: dict(row) for name, row in confusion.items()},
    )


def _f1(truths: Sequence[str], reads: Sequence[str]) -> dict[str, float]:
    hits = Counter(t for t, r in zip(truths, reads, strict=True) if t == r)
    said, meant = Counter(reads), Counter(truths)
    return {intent: 2 * hits[intent] / (said[intent] + meant[intent]) for intent in meant}


def _auroc(is_outside: Sequence[bool], inside_score: Sequence[float]) -> float:
    if len(set(is_outside)) < 2:
        return float("nan")
    return float(roc_auc_score([not outside for outside in is_outside], inside_score))
