"""Yes and no, as people begin and end with them, and what else denies."""

from __future__ import annotations

import re
from typing import Literal

YesOrNo = Literal["yes", "no"]

_YES = re.compile(
    r"(?:yes|yep|yeah|yeh|yup|ye|aye|correct|that'?s right|tak|si|haan)\b", re.IGNORECASE
)
_NO = re.compile(
    r"(?:no|nope|nah|not|nie|(?:i|we) (?:don'?t|do not|haven'?t|have not))\b"
    r"(?! (?:idea|clue|know))"
    r"|(?:well,? )?(?:i )?(?:(?:very much|really|highly|rather) )?doubt (?:it|so|that)\b"
    r"|(?:well,? )?i(?:'m afraid not| (?:do not|don'?t) (?:think|believe) so)\b"
    r"|(?:sorry,? )?(?:i |we )?(?:haven'?t|havn'?t|avent|have not|don'?t|do not|not) "
    r"(?:(?:actually|even) )?(?:got|have|had|received)"
    r"(?: (?:it|one|any|that|those|yet|1|a))*[.!]?$",
    re.IGNORECASE,
)
_PLAIN_NO = re.compile(
    r"(?:no,? )?(?:i|we) (?:don'?t|do not|haven'?t|have not)"
    r"(?: (?:have|got|had) (?:this|that|these|those|one|any))?[.!]?",
    re.IGNORECASE,
)
_NO_AT_THE_END = re.compile(
    r"(?:\?|\bso,?)\s*(?:no|nope|nah|(?:i|we) (?:don'?t|do not|haven'?t|have not))"
    r"(?:,? (?:i|we) (?:don'?t|haven'?t))?(?: (?:have|got|had))?(?: (?:it|one|any|that))?\W*$",
    re.IGNORECASE,
)
_FILLER = re.compile(r"^(?:(?:right|ok|okay|oh|well|um|er|ah|so|sorry)\b[,.!\s]+)+", re.IGNORECASE)
_FIRST_CLAUSE = re.compile(r"[^?,.;:!\n]{1,25}(?=[,.;:!\n])")
_DENIAL = re.compile(
    r"\b(?:no|nope|not|never|none|nothing|without|lost"
    r"|havent|avent|hasnt|dont|didnt|isnt|aint)\b|n't\b",
    re.IGNORECASE,
)
_HAS_NONE = re.compile(
    r"\b(?:haven'?t|don'?t|not) (?:got|have|had) (?:one|it|any)\b", re.IGNORECASE
)
_NONE_ON_IT = re.compile(
    r"(?:\bis ?n'?t|\bain'?t|\baint|\bnot|\bno)(?: \w+)? (?:one|any|dates?)\b|\bnone\b",
    re.IGNORECASE,
)


_PLAIN_NO_FIRST = re.compile(r"(?:no|nope|nah)\b(?! (?:idea|clue|one))", re.IGNORECASE)


def begins_with(words: str) -> YesOrNo | None:
    """The yes or no that the words begin with; "no idea" is neither."""
    if _YES.match(words):
        return "yes"
    return "no" if _NO.match(words) else None


def opens_with_no(text: str) -> bool:
    """ "No, I didn't know about that": a no, whatever it goes on to be unsure of."""
    return bool(_PLAIN_NO_FIRST.match(without_fillers(text)))


def without_fillers(text: str) -> str:
    """The text from its first word that says something: "oh ok, no" is "no"."""
    return _FILLER.sub("", text.strip())


def before_a_question(words: str) -> str:
    """All of the words where they ask nothing; else the first clause of "no, is it free?"."""
    if "?" not in words:
        return words
    clause = _FIRST_CLAUSE.match(words)
    return clause[0] if clause else ""


def is_plain_no(text: str) -> bool:
    """ "We haven't": a no and nothing else, without the word itself."""
    return bool(_PLAIN_NO.fullmatch(text.strip()))


def ends_with_no(text: str) -> bool:
    """A no after a question, or after the reason for it: "never heard of it, so no"."""
    return bool(_NO_AT_THE_END.search(text))


def denies(words: str) -> bool:
    """Whether anything is denied in the words."""
    return bool(_DENIAL.search(words))


def denies_without_a_yes(text: str) -> bool:
    """Whether something is denied, and no yes stands before it."""
    return denies(text) and not text.lower().startswith("ye")


def has_none(text: str) -> bool:
    """ "I haven't got one"."""
    return bool(_HAS_NONE.search(text))


def says_none_is_there(text: str) -> bool:
    """ "There isn't one", "no date": what was asked for is not on the paper."""
    return bool(_NONE_ON_IT.search(text))
