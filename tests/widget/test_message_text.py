"""Messages as paragraphs, lists, bold and links: the same by script and without."""

from __future__ import annotations

import json

import pytest

from bot.widget.text import blocks, html, last_question

from .conftest import Guide

CASES = [
    ("One.\n\nTwo.", "<p>One.</p><p>Two.</p>"),
    ("One\ntwo", "<p>One<br>two</p>"),
    ("**Do this.** Then that.", "<p><strong>Do this.</strong> Then that.</p>"),
    ("Not **leading** bold", "<p>Not **leading** bold</p>"),
    (
        "Next:\n1. One\n2. Two\n\n- a\n- b",
        "<p>Next:</p><ol><li>One</li><li>Two</li></ol><ul><li>a</li><li>b</li></ul>",
    ),
    (
        "Call 03330 062 835 or 999.",
        '<p>Call <a href="tel:+443330062835">03330 062 835</a> or <a href="tel:999">999</a>.</p>',
    ),
    (
        "Write to a.b@c-d.org.uk, now",
        '<p>Write to <a href="mailto:a.b@c-d.org.uk">a.b@c-d.org.uk</a>, now</p>',
    ),
    (
        "See https://www.gov.uk/x_y?a=1&b=2.",
        '<p>See <a href="https://www.gov.uk/x_y?a=1&amp;b=2">gov.uk/x_y?a=1&amp;b=2</a>.</p>',
    ),
    ("http://example.org javascript:alert(1)", "<p>http://example.org javascript:alert(1)</p>"),
    ("<b>&amp;</b>", "<p>&lt;b&gt;&amp;amp;&lt;/b&gt;</p>"),
    ("01 10 2026 and 1 October 2026", "<p>01 10 2026 and 1 October 2026</p>"),
    ("   \n\n  ", ""),
    ("Rule 20(1)(c) of 2008", "<p>Rule 20(1)(c) of 2008</p>"),
]


@pytest.mark.parametrize(("text", "shown"), CASES)
def test_text_becomes_html_without_script(text: str, shown: str) -> None:
    """Three marks and links, and nothing else."""
    made = "".join(map(html, blocks(text)))
    assert made.replace(' rel="noopener noreferrer"', "") == shown


def test_text_becomes_the_same_elements_in_the_browser(guide: Guide) -> None:
    """The script draws the same as the templates."""
    source = guide.page.request.get(f"{guide.page.url}widget.js").text()
    draw = source + "\n;window.draw = (t) => blocks(t).map((b) => drawn(b).outerHTML).join('');"
    client = guide.page.context.new_page()
    client.set_content("<p></p>")
    client.add_script_tag(
        content=draw.replace("import.meta.url", "'http://127.0.0.1/'"), type="module"
    )
    client.wait_for_function("() => Boolean(window.draw)")
    for text, shown in CASES:
        made = client.evaluate(f"draw({json.dumps(text)})")
        for extra in (' target="_blank"', ' rel="noopener noreferrer"', ' class="nowrap"'):
            made = made.replace(extra, "")
        assert made == shown


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Hello. What did the council decide?", "What did the council decide?"),
        ("One? Two?\n\nIt matters.", "Two?"),
        ("**Do you?**", "Do you?"),
        ("Nothing asked.", ""),
    ],
)
def test_the_last_question_names_its_answers(text: str, question: str) -> None:
    """The group of choices has the question as its name."""
    assert last_question(text) == question
