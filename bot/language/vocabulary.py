"""The field's own vocabulary: which sections of a plan a message names."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources

import spacy
import yaml
from spacy.language import Language

LETTERS = r"(?:h[12]|[a-k])"
_JOINER = r"(?:\s*(?:,|/|&|\+|and|or|plus|as well as|,\s*and)\s*|\s+)"
_RUN = rf"{LETTERS}(?:{_JOINER}(?:and\s+)?(?:sections?\s+)?{LETTERS}){{0,11}}"
_NAMED = re.compile(rf"\b(?:sections?|sects?|secs?|parts?)\.?\s*:?\s*({_RUN})\b")
_BARE = re.compile(rf"^(?:it'?s\s+|just\s+|only\s+|both\s+)?({_RUN})[.!]?$")
_TIE = r"\s*(?:,|/|&|\+|\band\b)\s*(?:\band\s+)?"
_TIED = re.compile(rf"(?<![\w'/.,&])([b-h][12]?{_TIE}[b-h][12]?(?:{_TIE}[b-i][12]?)*)(?![\w'/])")
_GOES_ON = re.compile(r"\s+\w")
_LETTER = re.compile(rf"\b{LETTERS}\b")
_CAPITAL = re.compile(r"(?<![\w'])[BCDFGH](?![\w'])")
FEW_WORDS = 5
_BEGINS_WITH_ONE = re.compile(r"\W*[b-h]\b(?!')", re.IGNORECASE)
_IN_A_SHORT_LIST = re.compile(
    r"(?<![\w'])(?:[b-h][12]?(?![\w'])|i(?=\s*(?:$|[,.&]|and\b|or\b)))", re.IGNORECASE
)


def find_sections(text: str) -> tuple[str, ...]:
    """The letters named outright ("section F", "we dispute B and F"), in alphabetical order."""
    plain = unicodedata.normalize("NFKC", text).lower().strip()[:2000]
    runs = [
        _without_word(match.group(1)) if _GOES_ON.match(plain, match.end()) else match.group(1)
        for match in (*_NAMED.finditer(plain), *_TIED.finditer(plain))
        if match.re is _NAMED or len(set(_LETTER.findall(match.group(1)))) > 1
    ]
    bare = _BARE.match(plain)
    if bare:
        runs.append(bare.group(1))
    return tuple(sorted({letter.upper() for run in runs for letter in _LETTER.findall(run)}))


def capital_letters(text: str) -> tuple[str, ...]:
    """ "F is wrong as well": a capital by itself, where sections are what is being asked."""
    return tuple(_CAPITAL.findall(text))


def short_list_of_letters(text: str) -> tuple[str, ...]:
    """ "b then, and I": letters of either case in an answer of a few words that begins with one."""
    if len(text.split()) > FEW_WORDS or not _BEGINS_WITH_ONE.match(text):
        return ()
    return tuple(letter.upper() for letter in _IN_A_SHORT_LIST.findall(text))


def sections_in_words(text: str) -> tuple[str, ...]:
    """The sections that plain words point to ("the school named", "speech therapy")."""
    doc = _ruler()(unicodedata.normalize("NFKC", text)[:2000])
    return tuple(sorted({ent.label_ for ent in doc.ents}))


def _without_word(run: str) -> str:
    """In "section f and a lot more" the "a" is a word, as "i" is in "b and i think"."""
    return re.sub(r"(?<=[a-k12])(?:\s*,)?(?:\s+and)?\s+[ai]$", "", run)


@cache
def _ruler() -> Language:
    source = resources.files("bot.language").joinpath("vocabulary.yml").read_text(encoding="utf-8")
    phrases = yaml.safe_load(source)["sections"]
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns(
        [
            {"label": section, "pattern": phrase}
            for section, listed in phrases.items()
            for phrase in listed
        ]
    )
    return nlp
