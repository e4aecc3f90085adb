"""The table of bench/turns.py, its plot, and their place in docs/performance.md."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.machine import Machine

if TYPE_CHECKING:
    from bench.turns import Measured

NAMES = {"guide": "the guide", "floor": "lean Rasa bot", "default": "default Rasa bot"}
COLOURS = {"guide": "#1d70b8", "floor": "#8a8d8f", "default": "#505a5f"}


@dataclass(frozen=True)
class Measure:
    """One row: where its values are, how they are shown, and the aim against the default bot."""

    name: str
    values: Callable[[Measured], Sequence[float]]
    unit: str
    digits: int
    aim: str
    reached: Callable[[float], bool]

    def middle(self, measured: Measured) -> float:
        """The median of the rounds."""
        return statistics.median(self.values(measured))

    def shown(self, measured: Measured) -> str:
        """The median with its unit, and the least and most where rounds differ."""
        values = self.values(measured)
        plain = f"{statistics.median(values):,.{self.digits}f} {self.unit}".strip()
        if len(values) < 2:
            return plain
        return f"{plain} ({min(values):,.{self.digits}f}–{max(values):,.{self.digits}f})"


def _training(measured: Measured) -> list[float]:
    return [measured.training.seconds] if measured.training else []


def _training_processor(measured: Measured) -> list[float]:
    return [measured.training.processor_seconds] if measured.training else []


def _growth(measured: Measured) -> list[float]:
    return [statistics.median(measured.late_seconds) / statistics.median(measured.early_seconds)]


MEASURES = (
    Measure(
        "a turn, one parent at a time",
        lambda m: [1000 * statistics.median(took) for took in m.turn_seconds],
        "ms",
        1,
        "at most 0.2",
        lambda ratio: ratio <= 0.2,
    ),
    Measure(
        "turns a second, 16 parents at once",
        lambda m: m.turns_per_second,
        "",
        1,
        "at least 5",
        lambda ratio: ratio >= 5,
    ),
    Measure(
        "processor time of a turn",
        lambda m: [1000 * value for value in m.processor_seconds],
        "ms",
        1,
        "",
        lambda ratio: True,
    ),
    Measure(
        "from start to first answer",
        lambda m: m.start_seconds,
        "s",
        1,
        "at most 0.15",
        lambda ratio: ratio <= 0.15,
    ),
    Measure(
        "memory of the whole service",
        lambda m: [value / 2**20 for value in m.memory_bytes],
        "MB",
        0,
        "at most 0.5",
        lambda ratio: ratio <= 0.5,
    ),
    Measure(
        "training from nothing",
        _training,
        "s",
        0,
        "at most 0.1",
        lambda ratio: ratio <= 0.1,
    ),
    Measure(
        "training, processor time",
        _training_processor,
        "s",
        0,
        "",
        lambda ratio: True,
    ),
)
GROWTH = Measure(
    "a turn after 200 messages v. after 5",
    _growth,
    "times",
    2,
    "at most 1.2 times",
    lambda growth: growth <= 1.2,
)


def table(found: Mapping[str, Measured]) -> str:
    """Markdown: each measure, each service, the guide's ratio to each rival, and the aim."""
    rivals = [name for name in ("floor", "default") if name in found]
    names = [name for name in ("guide", *rivals) if name in found]
    heads = ["", *(NAMES[n] for n in names), *(f"guide / {n}" for n in rivals), "aim"]
    lines = [_row(heads), _row(["---", *["---:"] * (len(heads) - 2), "---"])]
    for measure in MEASURES:
        ratios = [_ratio(measure, found, name) for name in rivals] if "guide" in found else []
        lines.append(
            _row([measure.name, *(measure.shown(found[n]) for n in names), *ratios, measure.aim])
        )
    blanks = [""] * len(rivals)
    lines.append(_row([GROWTH.name, *(GROWTH.shown(found[n]) for n in names), *blanks, GROWTH.aim]))
    return "\n".join(lines)


def missed(found: Mapping[str, Measured]) -> list[str]:
    """The measures whose aim was not reached, each with what was."""
    short = []
    for measure in MEASURES:
        ratio = measure.middle(found["guide"]) / measure.middle(found["default"])
        if not measure.reached(ratio):
            short.append(f"{measure.name}: {ratio:.2f} ({measure.aim})")
    growth = GROWTH.middle(found["guide"])
    if not GROWTH.reached(growth):
        short.append(f"{GROWTH.name}: {growth:.2f} ({GROWTH.aim})")
    return short


def write(docs: Path, found: Mapping[str, Measured], machine: Machine) -> None:
    """Put the table where docs/performance.md has it, and draw docs/performance.svg."""
    short = missed(found)
    verdict = (
        "Every aim was reached in this run."
        if not short
        else "Not reached in this run: " + "; ".join(short) + "."
    )
    notes = [
        f"{NAMES[name][0].upper()}{NAMES[name][1:]}: {measured.note}"
        for name, measured in found.items()
        if measured.note
    ]
    parts = [table(found), machine.sentence(), verdict, *notes]
    replace_part(docs / "performance.md", "turns", "\n\n".join(parts))
    draw(docs / "performance.svg", found)


def replace_part(file: Path, name: str, text: str) -> None:
    """Replace what stands between the file's marks of that name. Raises ValueError without them."""
    begin, end = f"<!-- {name}: made by bench -->", f"<!-- end of {name} -->"
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    page = file.read_text(encoding="utf-8")
    if not pattern.search(page):
        raise ValueError(f"{file.name} has no place for {name!r}.")
    made = f"{begin}\n\n{text}\n\n{end}"
    file.write_text(pattern.sub(lambda _: made, page), encoding="utf-8")


def draw(file: Path, found: Mapping[str, Measured]) -> None:
    """One small chart a measure, bars from zero, each with its value written on it."""
    import matplotlib as mpl

    mpl.use("Agg")
    mpl.rcParams.update({"svg.hashsalt": "guide", "svg.fonttype": "none", "font.size": 10})
    import matplotlib.pyplot as plt

    shown = [m for m in MEASURES if m.aim] + [GROWTH]
    names = [n for n in ("default", "floor", "guide") if n in found]
    figure, axes = plt.subplots(3, 2, figsize=(10, 6.5), layout="constrained")
    for axis, measure in zip(axes.flat, shown, strict=True):
        values = [measure.middle(found[n]) for n in names]
        bars = axis.barh([NAMES[n] for n in names], values, color=[COLOURS[n] for n in names])
        axis.bar_label(bars, [f"{v:,.{measure.digits}f} {measure.unit}" for v in values], padding=4)
        axis.set_title(measure.name, loc="left", fontweight="bold")
        axis.set_xlim(0, max(values) * 1.25)
        axis.xaxis.set_visible(False)
        axis.spines[["top", "right", "bottom"]].set_visible(False)
    figure.savefig(file, metadata={"Date": None, "Title": "The guide and two ordinary Rasa bots"})
    plt.close(figure)


def _ratio(measure: Measure, found: Mapping[str, Measured], name: str) -> str:
    """The guide's median over the rival's, with the least and most over rounds taken in pairs."""
    ours, theirs = measure.values(found["guide"]), measure.values(found[name])
    plain = f"{statistics.median(ours) / statistics.median(theirs):.2f}"
    pairs = [a / b for a, b in zip(ours, theirs, strict=False)]
    return plain if len(pairs) < 2 else f"{plain} ({min(pairs):.2f}–{max(pairs):.2f})"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
