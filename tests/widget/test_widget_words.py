"""The words of the widget: plain, short, all in one file and all of them used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.council import load_council
from bot.guidance import Question, Section
from bot.widget.entries import entered, is_section
from bot.widget.words import HERE, languages, load_words

MOST_WORDS = 20
HARDEST_GRADE = 6.0
"""The school year, after Flesch and Kincaid, in which most can read it: 6 is age 11 to 12."""

WORDS = load_words(load_council("hertfordshire"))


def _sentences(words: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(words, str):
        for sentence in re.split(r"(?<=[.?!])\s+|\n", words):
            yield path, sentence
    elif isinstance(words, dict):
        for key, each in words.items():
            yield from _sentences(each, f"{path}.{key}")
    else:
        for each in words:
            yield from _sentences(each, path)


def _syllables(word: str) -> int:
    found = len(re.findall(r"[aeiouy]+", word.lower()))
    return max(1, found - (word.lower().endswith("e") and found > 1))


SENTENCES = [pytest.param(s, id=f"{p}:{n}") for n, (p, s) in enumerate(_sentences(WORDS))]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_are_short_and_calm(sentence: str) -> None:
    """Under 20 words, no exclamation mark, none of the words that the guide avoids."""
    names_and_numbers = re.sub(r"https?://\S+|\S+@\S+|Monday to \w+,|\d[\d ,:]+", "x", sentence)
    assert len(names_and_numbers.split()) < MOST_WORDS + 1, sentence
    assert "!" not in sentence.replace("SOS!SEN", "")
    assert not re.search(r"\b(unfortunately|please note|great)\b", sentence, re.IGNORECASE)


def test_the_words_can_be_read_at_about_eleven() -> None:
    """Flesch and Kincaid's measure over all sentences of five words or more."""
    sentences = [s for _, s in _sentences(WORDS) if len(s.split()) >= 5]
    words = [w for s in sentences for w in re.findall(r"[A-Za-z']+", s)]
    syllables = sum(map(_syllables, words))
    grade = 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
    assert grade <= HARDEST_GRADE, round(grade, 1)


def test_acronyms_are_spelled_out_at_first_use() -> None:
    """EHC before anything else is said."""
    assert "Education, Health and Care (EHC)" in WORDS["purpose"]


def test_every_question_of_the_guide_has_its_progress() -> None:
    """Whatever the guide asks, the person sees how much is left."""
    assert set(WORDS["progress"]) == {question.value for question in Question}


def test_every_section_has_a_box() -> None:
    """H stands for H1 and H2."""
    letters = {section.value[0] for section in Section}
    assert set(WORDS["sections"]["labels"]) == letters


def test_every_word_is_used() -> None:
    """A sentence nobody sees is one nobody keeps right."""
    files = [*HERE.rglob("*.js"), *HERE.rglob("*.html"), *HERE.rglob("*.py")]
    files += [HERE.parent / "calendar_file.py", *(HERE.parent / "channels").glob("*.py")]
    source = "".join(path.read_text(encoding="utf-8") for path in files)
    computed = {"contact_note", "contact_optional_note", "appeal_note", "other_note"}
    computed |= {"letter_date", "certificate_date", "contact_elsewhere_note"}
    computed |= {"contact_by_elsewhere", "contact_first_elsewhere"}
    tables = {"progress", "labels", "decisions", "facts"}

    def unused(words: dict[str, Any]) -> Iterator[str]:
        for key, each in words.items():
            if isinstance(each, dict) and key not in tables:
                yield from unused(each)
            elif key not in computed and not re.search(rf"\b{key}\b", source):
                yield key

    assert list(unused(yaml.safe_load(_file().read_text(encoding="utf-8")))) == []


def test_no_sentence_is_in_the_script() -> None:
    """Translating the words file is translating the widget."""
    found = []
    for path in HERE.rglob("*.js"):
        if path.name == "styles.js":
            continue
        text = re.sub(r"/\*\*.*?\*/|//.*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        found += re.findall(r"'[A-Z][a-z]+ [a-z]+ [a-z ]+[.?]?'", text)
    assert [f for f in found if "appeal and mediation guide is not shown" not in f] == []


def test_there_are_english_words() -> None:
    """The language that others fall back to."""
    assert "en" in languages()


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"kind": ["sections"], "section": ["F"]}, "Section F"),
        ({"kind": ["sections"], "section": ["B", "F", "Z"]}, "Sections B, F"),
        ({"kind": ["sections"]}, "Choose at least one part of the plan."),
        ({"kind": ["date"], "day": ["1"], "month": ["10"], "year": ["2026"]}, "1 October 2026"),
        ({"kind": ["date"], "day": ["29"], "month": ["feb"], "year": ["2024"]}, "29 February 2024"),
        (
            {"kind": ["date"], "day": ["29"], "month": ["feb"], "year": ["2026"]},
            "That month does not have that many days.",
        ),
        (
            {"kind": ["date"], "day": ["1"], "month": ["ma"], "year": ["2026"]},
            "Enter the month as a number from 1 to 12, or its name.",
        ),
        (
            {"kind": ["date"], "day": ["²"], "month": ["10"], "year": ["2026"]},
            "Enter the day as a number from 1 to 31.",
        ),
        (
            {"kind": ["date"], "day": ["1"], "month": ["10"], "year": ["0000"]},
            "Enter the year with 4 numbers, such as 2026.",
        ),
        ({"kind": ["choice"], "choice": ["/affirm"]}, "/affirm"),
        ({"kind": ["text"], "text": ["  hello "]}, "hello"),
        ({"kind": ["text"], "text": [" "]}, "Type a message first, or choose an answer."),
        (
            {"kind": ["text"], "text": ["x" * 1001]},
            "Your message is too long. Take out some words. The most is 1,000 characters.",
        ),
        ({}, "Type a message first, or choose an answer."),
    ],
)
def test_what_is_entered_without_script_is_read_as_with_it(
    form: dict[str, list[str]], said: str
) -> None:
    """The message that a form stands for, or what to put right."""
    found = entered({"id": ["1"], **form}, WORDS)
    assert getattr(found, "text", None) == said or getattr(found, "sentence", None) == said


@pytest.mark.parametrize(
    ("payload", "is_one"),
    [
        ("Section B", True),
        ("sections B, F", True),
        ('/inform{"section": ["B", "F"]}', True),
        ('/inform{"choice": "sections_unknown"}', False),
        ("I don't know", False),
    ],
)
def test_choices_that_only_name_parts_give_way_to_boxes(payload: str, is_one: bool) -> None:
    """The rest, such as not being sure, stay as buttons."""
    assert is_section(payload) is is_one


def _file() -> Path:
    return HERE / "words.en.yml"
