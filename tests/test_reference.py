"""The pages made from the rules are up to date, whole and readable."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from bot.guidance import RULES, Decision, Question, Route
from bot.guidance.flow import ANSWERS, Asked, End, flow
from bot.reference import DOCS, WIDTH, boxes, flow_svg, rules_table

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize(
    ("name", "made"), [("rules.md", rules_table), ("flow.svg", flow_svg)], ids=str
)
def test_the_page_in_docs_is_what_the_rules_give_now(name, made):
    written = (DOCS / name).read_text(encoding="utf-8")
    assert written == made(), f"docs/{name} is stale: run python -m bot.reference"


def test_every_rule_has_its_row():
    rows = [line for line in rules_table().splitlines() if line.startswith("| `")]
    assert len(rows) == len(RULES)
    for row, rule in zip(rows, RULES.values(), strict=True):
        assert [rule.name, rule.says, rule.provision] == [
            cell.strip(" `") for cell in row.split("|")[1:4]
        ]
        assert row.count("|") == 8


def every_step(asked):
    for words, following in asked.answers:
        yield asked, words, following
        if isinstance(following, Asked):
            yield from every_step(following)


def test_the_flow_reaches_every_route_and_asks_every_question():
    steps = list(every_step(flow()))
    assert {step.route for *_, step in steps if isinstance(step, End)} == set(Route)
    assert {asked.question for asked, *_ in steps} == set(Question) == set(ANSWERS)
    assert {words for words, _ in ANSWERS[Question.DECISION]} == set(Decision)


def test_questions_are_only_asked_in_their_order():
    order = list(Question)
    for asked, _, following in every_step(flow()):
        if isinstance(following, Asked):
            assert order.index(asked.question) < order.index(following.question)


def test_the_drawing_is_described_for_those_who_cannot_see_it():
    root = ElementTree.fromstring(flow_svg())
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    for decision in Decision:
        assert decision.value.replace("_", " ") in description.text.lower()


def test_no_two_boxes_overlap_and_no_arrow_runs_through_one():
    placed = boxes()
    columns = {}
    for box in placed.values():
        columns.setdefault(box.column, []).append(box)
    for column in columns.values():
        for upper, lower in pairwise(sorted(column, key=lambda box: box.y)):
            assert upper.y + upper.height < lower.y
    for box in placed.values():
        for row, _ in box.exits():
            target = placed.get(row.to) if row.to else None
            for other in placed.values() if target else ():
                if box.x + WIDTH < other.x < target.x:
                    assert not other.y <= target.entry <= other.y + other.height
