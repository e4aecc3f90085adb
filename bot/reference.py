"""Writes docs/rules.md and docs/flow.svg from the rules: python -m bot.reference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from bot.guidance import CALENDAR_TO, LETTERS_FROM, LETTERS_TO, RULES, Question
from bot.guidance.agreement import AGREEMENT_LIMITS
from bot.guidance.flow import Asked, End, flow
from bot.guidance.rules import CHECKED_ON

DOCS = Path(__file__).parents[1] / "docs"

WIDTH, GAP, MARGIN, HEAD = 236, 76, 24, 92
LINE, PAD, TITLE = 19, 9, 30
CHANNEL, CLEARANCE = 9, 16

RULES_PAGE = """\
# The rules

Generated from `bot/guidance/rules.py` by `python -m bot.reference`. Information, not legal advice.

The rules cover letters dated {letters_from} to {letters_to}. The calendar of bank holidays is
trusted to {calendar_to}. Outside that the answer is "I can't say". The rules were last checked on
{checked_on}.

| Rule | What it says | Provision | In force from | Checked on | Kind | Disputed |
|---|---|---|---|---|---|---|
{rows}

## After a mediation agreement

| The council must give | Within weeks of the agreement | Provision (SEND Regulations 2014) |
|---|---|---|
{agreement}
"""

DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" \
height="{height}" role="img" aria-labelledby="title desc">
<title id="title">{title}</title>
<desc id="desc">{described}</desc>
<style>
text {{ font: 14px sans-serif; fill: #0b0c0c }}
.q {{ font-weight: bold; fill: #fff }}
.end {{ font-weight: bold; fill: #00502b }}
.h {{ font-size: 22px; font-weight: bold }}
.arrow {{ fill: none; stroke: #1d4f91; stroke-width: 1.6 }}
</style>
<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" \
orient="auto"><path d="M0 0L8 4L0 8z" fill="#1d4f91"/></marker></defs>
<rect width="{width}" height="{height}" fill="#fff"/>
<text class="h" x="{margin}" y="42">{title}</text>
<text x="{margin}" y="68">Questions run from left to right. A row with an arrow leads to another \
question. A row in green is an outcome: the route, then what it says about mediation.</text>
{shapes}
</svg>
"""
FLOW_TITLE = "The questions, and where each answer leads"


def rules_table() -> str:
    """Every rule as a Markdown table."""
    rows = [
        f"| `{rule.name}` | {rule.says} | {rule.provision} | {rule.in_force_from.isoformat()} "
        f"| {rule.checked_on.isoformat()} | {rule.status.value} "
        f"| {'yes: the safer reading is given' if rule.disputed else 'no'} |"
        for rule in RULES.values()
    ]
    return RULES_PAGE.format(
        letters_from=LETTERS_FROM.isoformat(),
        letters_to=LETTERS_TO.isoformat(),
        calendar_to=CALENDAR_TO.isoformat(),
        checked_on=CHECKED_ON.isoformat(),
        rows="\n".join(rows),
        agreement="\n".join(
            f"| {_words(limit.what)} | {limit.weeks} | {limit.provision} |"
            for limit in AGREEMENT_LIMITS
        ),
    )


@dataclass
class Row:
    """Answers to a question and, where they end the questions, the outcome in words."""

    words: tuple[str, ...]
    end: End | None
    to: Asked | None

    @property
    def height(self) -> int:
        """In pixels."""
        return (len(self.words) + (2 if self.end else 0)) * LINE + PAD


@dataclass
class Box:
    """A question as drawn; `column` follows the order of asking."""

    asked: Asked
    column: int
    rows: list[Row]
    y: int = HEAD
    number: int = 0
    height: int = field(init=False)

    def __post_init__(self) -> None:
        self.height = TITLE + sum(row.height for row in self.rows) + 4

    @property
    def x(self) -> int:
        """The left edge."""
        return MARGIN + self.column * (WIDTH + GAP)

    @property
    def entry(self) -> int:
        """Where arrows arrive."""
        return self.y + TITLE // 2

    def exits(self) -> Iterator[tuple[Row, int]]:
        """Each row with the height at which its arrow leaves."""
        y = self.y + TITLE
        for row in self.rows:
            yield row, y + row.height // 2
            y += row.height


def boxes() -> dict[Asked, Box]:
    """Every question of the flow, placed so that no arrow runs through a box."""
    start = flow()
    found: dict[Asked, Box] = {}
    if isinstance(start, Asked):
        _collect(start, found)
    while _push_apart(found):
        pass
    return found


def _collect(asked: Asked, found: dict[Asked, Box]) -> None:
    if asked in found:
        return
    rows = [
        Row(
            words,
            following if isinstance(following, End) else None,
            following if isinstance(following, Asked) else None,
        )
        for words, following in asked.answers
    ]
    column = list(Question).index(asked.question)
    found[asked] = Box(asked, column, rows, number=len(found) + 1)
    for row in rows:
        if row.to:
            _collect(row.to, found)


def _push_apart(found: dict[Asked, Box]) -> bool:
    """Move boxes down until none overlap, none is above its first question, none is crossed."""
    moved = False
    lowest: dict[int, int] = {}
    for box in found.values():
        free = lowest.get(box.column, HEAD)
        if box.y < free:
            box.y, moved = free, True
        lowest[box.column] = box.y + box.height + 2 * CLEARANCE
    for box in found.values():
        for row, _ in box.exits():
            if row.to is None:
                continue
            target = found[row.to]
            if target.number > box.number and target.y < box.y:
                target.y, moved = box.y, True
            for other in found.values():
                between = box.column < other.column < target.column
                if between and -CLEARANCE < target.entry - other.y < other.height + CLEARANCE:
                    below = other if other.y >= target.y else target
                    upper = target.entry if below is other else other.y + other.height
                    below.y, moved = upper + 2 * CLEARANCE, True
    return moved


def flow_svg() -> str:
    """The questions as boxes, answers as rows with arrows, outcomes in the row that ends."""
    placed = list(boxes().values())
    by_asked = {box.asked: box for box in placed}
    width = MARGIN * 2 + len(Question) * WIDTH + (len(Question) - 1) * GAP
    height = max(box.y + box.height for box in placed) + MARGIN
    shapes = [*_arrows(placed, by_asked), *(line for box in placed for line in _drawn(box))]
    return DRAWING.format(
        width=width,
        height=height,
        margin=MARGIN,
        title=FLOW_TITLE,
        described=escape(_described(placed)),
        shapes="\n".join(shapes),
    )


def _arrows(placed: list[Box], by_asked: dict[Asked, Box]) -> Iterator[str]:
    used: dict[int, int] = {}
    for box in placed:
        for row, y in box.exits():
            if row.to is None:
                continue
            target = by_asked[row.to]
            lane = used[box.column] = used.get(box.column, 0) + 1
            turn = box.x + WIDTH + CHANNEL * (1 + (lane - 1) % (GAP // CHANNEL - 2))
            yield (
                f'<path class="arrow" d="M{box.x + WIDTH} {y}H{turn}V{target.entry}H{target.x}" '
                'marker-end="url(#head)"/>'
            )


def _drawn(box: Box) -> Iterator[str]:
    yield (
        f'<rect x="{box.x}" y="{box.y}" width="{WIDTH}" height="{box.height}" rx="5" '
        'fill="#fff" stroke="#1d4f91" stroke-width="1.5"/>'
    )
    yield (
        f'<path d="M{box.x} {box.y + TITLE}v-{TITLE - 5}q0 -5 5 -5h{WIDTH - 10}q5 0 5 5'
        f'v{TITLE - 5}z" fill="#1d4f91"/>'
    )
    title = f"{box.number}. {_words(box.asked.question.value)}"
    yield f'<text class="q" x="{box.x + 10}" y="{box.y + 20}">{title}</text>'
    top = box.y + TITLE
    for row in box.rows:
        if row is not box.rows[0]:
            yield f'<path d="M{box.x} {top}h{WIDTH}" stroke="#b1b4b6"/>'
        y = top + 17
        for words in row.words:
            yield f'<text x="{box.x + 10}" y="{y}">{escape(_words(words))}</text>'
            y += LINE
        if row.end:
            for part in (_words(row.end.route), f"mediation: {_words(row.end.contact)}"):
                yield f'<text class="end" x="{box.x + 22}" y="{y}">{part}</text>'
                y += LINE
        top += row.height


def _described(placed: list[Box]) -> str:
    by_asked = {box.asked: box.number for box in placed}
    sentences = []
    for box in placed:
        for row in box.rows:
            if row.to:
                goal = f"question {by_asked[row.to]}, {_words(row.to.question.value)}"
            elif row.end:
                goal = f"the outcome {_words(row.end.route)}, mediation {_words(row.end.contact)}"
            words = " or ".join(_words(words) for words in row.words)
            title = f"Question {box.number}, {_words(box.asked.question.value)}"
            sentences.append(f"{title}: {words} leads to {goal}.")
    return " ".join(sentences)


def _words(key: str) -> str:
    return key.replace("_", " ").replace("sen support", "SEN support")


def main() -> None:
    """Write both files."""
    DOCS.mkdir(exist_ok=True)
    (DOCS / "rules.md").write_text(rules_table(), encoding="utf-8")
    (DOCS / "flow.svg").write_text(flow_svg(), encoding="utf-8")


if __name__ == "__main__":
    main()
