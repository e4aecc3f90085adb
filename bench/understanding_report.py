"""The tables of bench/understanding.py, its picture, and their place in docs/understanding.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bench.machine import Machine
from bench.scores import Scores
from bench.turns_report import replace_part

if TYPE_CHECKING:
    from bench.understanding import Examined

NAMES = {
    "diet": "DIETClassifier, as Rasa's default has it",
    "floor": "LogisticRegressionClassifier (Rasa)",
    "logistic_tfidf": "TF-IDF, logistic regression",
    "support_vectors": "TF-IDF, support vectors",
    "sentence_vectors": "sentence encoder, logistic regression",
    "words_and_meaning": "both, meaning where words leave doubt: the guide's classifier alone",
    "guide": "the guide: the same by sentences, with thresholds and words of danger",
}
PAIRS_SHOWN = 12
WORST_SHOWN = 15

Scored = Mapping[str, "tuple[Examined, Scores]"]


def table(scored: Scored) -> str:
    """Markdown: one column a classifier, one row a figure."""
    columns = list(scored.values())
    rows: list[tuple[str, list[str]]] = [
        ("right", [f"**{s.accuracy:.1%}** ({s.right} of {s.messages})" for _, s in columns]),
        ("asked again instead", [str(s.asked_again) for _, s in columns]),
        ("wrong", [f"{s.wrong} ({s.wrong / s.messages:.1%})" for _, s in columns]),
        (
            "right, if every first choice were believed",
            [f"{s.first_choice_right / s.messages:.1%}" for _, s in columns],
        ),
        ("F1, mean over intents", [f"{s.macro_f1:.3f}" for _, s in columns]),
        ("outside the subject, not taken for inside", [_of(s.outside) for _, s in columns]),
        ("inside the subject, taken for outside", [str(s.taken_for_outside) for _, s in columns]),
        ("AUROC, inside from outside", [f"{s.auroc:.3f}" for _, s in columns]),
        ("wrong with confidence of 0.9 or more", [str(s.sure_when_wrong) for _, s in columns]),
        ("wrongly read as “only the school”", [str(s.false_school_only) for _, s in columns]),
        ("danger seen, by the classifier", [_of(s.danger) for _, s in columns]),
        (
            "danger seen, with the words of danger",
            [_of((s.danger_with_words, s.danger[1])) for _, s in columns],
        ),
        ("danger seen where there is none", [str(s.false_danger) for _, s in columns]),
        ("training, by the clock", [f"{e.training.seconds:,.1f} s" for e, _ in columns]),
        (
            "training, processor time",
            [f"{e.training.processor_seconds:,.1f} s" for e, _ in columns],
        ),
        ("reading one message", [f"{1000 * e.reading_seconds:.1f} ms" for e, _ in columns]),
        ("memory of the process", [f"{e.memory_bytes / 2**20:,.0f} MB" for e, _ in columns]),
    ]
    return _markdown(["", *(NAMES[name] for name in scored)], [[a, *b] for a, b in rows])


def by_group(scored: Scored) -> str:
    """Markdown: what was right in each group of intents."""
    groups = sorted({g for _, s in scored.values() for g in s.by_group})
    rows = [[g, *(_of(s.by_group.get(g, (0, 0))) for _, s in scored.values())] for g in groups]
    return _markdown(["group", *(NAMES[name] for name in scored)], rows)


def worst_pairs(scores: Scores) -> str:
    """Markdown: what was most often taken for what."""
    shown = [[a, b, str(n)] for a, b, n in scores.pairs[:PAIRS_SHOWN]]
    return _markdown(["what it was", "what it was taken for", "times"], shown)


def worst_intents(scored: Scored) -> str:
    """Markdown: F1 of the intents that the last classifier reads worst, for all."""
    last = list(scored.values())[-1][1]
    names = sorted(last.f1, key=lambda name: last.f1[name])[:WORST_SHOWN]
    rows = [[name, *(f"{s.f1[name]:.2f}" for _, s in scored.values())] for name in names]
    return _markdown(["intent", *(NAMES[name] for name in scored)], rows)


def write(docs: Path, part: str, scored: Scored, machine: Machine) -> None:
    """Put the tables where docs/understanding.md has them, and draw docs/confusion.svg."""
    notes = [f"{NAMES[e.name]}: {note}" for e, _ in scored.values() for note in e.notes]
    parts = [table(scored), machine.sentence(), *notes, "By group:", by_group(scored)]
    if part == "messages":
        parts += [
            f"The {WORST_SHOWN} intents that the guide reads worst (F1):",
            worst_intents(scored),
            "What the guide most often takes for what:",
            worst_pairs(list(scored.values())[-1][1]),
        ]
        draw(docs / "confusion.svg", {name: s for name, (_, s) in scored.items()})
    replace_part(docs / "understanding.md", part, "\n\n".join(parts))


def draw(file: Path, scores: Mapping[str, Scores]) -> None:
    """What each group was taken for, for the guide and for DIET side by side."""
    import matplotlib as mpl

    mpl.use("Agg")
    mpl.rcParams.update({"svg.hashsalt": "guide", "svg.fonttype": "none", "font.size": 9})
    import matplotlib.pyplot as plt
    import numpy as np

    shown = [name for name in ("guide", "diet") if name in scores]
    truths = sorted({g for name in shown for g in scores[name].confusion})
    reads = [
        *truths,
        *sorted(
            {g for n in shown for row in scores[n].confusion.values() for g in row} - set(truths)
        ),
    ]
    figure, axes = plt.subplots(
        1, len(shown), figsize=(7.2 * len(shown), 6.4), layout="constrained", squeeze=False
    )
    for axis, name in zip(axes[0], shown, strict=True):
        counts = np.array(
            [[scores[name].confusion.get(t, {}).get(r, 0) for r in reads] for t in truths]
        )
        part = counts / counts.sum(axis=1, keepdims=True)
        axis.imshow(part, cmap="Blues", vmin=0, vmax=1, aspect="auto")
        axis.set_xticks(range(len(reads)), reads, rotation=60, ha="right")
        axis.set_yticks(range(len(truths)), truths)
        axis.set_xlabel("what it was taken for")
        axis.set_ylabel("what the message was")
        axis.set_title(NAMES[name], loc="left", fontweight="bold", fontsize=9)
        for (y, x), count in np.ndenumerate(counts):
            if count:
                dark = part[y, x] > 0.55
                axis.text(
                    x, y, str(count), ha="center", va="center", color="white" if dark else "black"
                )
    figure.savefig(file, metadata={"Date": None, "Title": "What messages were taken for"})
    plt.close(figure)


def _of(counted: Sequence[int]) -> str:
    done, whole = counted
    return f"{done} of {whole}" + (f" ({done / whole:.0%})" if whole else "")


def _markdown(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
