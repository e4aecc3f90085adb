"""What the words around a date say of it: whose date it is, and how sure they are."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.dates.cues import (
    ABOUT,
    ALOUD,
    BREAKS,
    CERTIFICATE,
    COPULAS,
    EVENT,
    FILLERS,
    HESITATION,
    INSTEAD,
    INSTEAD_NEAR,
    JOINING,
    LETTER,
    MISTAKES,
    NOT,
    SMALL,
    SOFT_BREAKS,
    TAKEN_BACK,
    UNSURE,
)
from bot.language.dates.numbers import SUFFIXES
from bot.language.dates.places import told_on_the_paper
from bot.language.dates.reading import Role
from bot.language.dates.roles import Whose, clause, is_decided, tells_of_something, whose
from bot.language.dates.senders import names_a_paper
from bot.language.dates.tokens import Tokens
from bot.language.dates.vocabulary import month, weekday

_REACH = 14


@dataclass(frozen=True)
class Context:
    """How a date is spoken of.

    `printed` means that the date is said to be on a paper; `negated` that the date is not the one;
    `instead` that it replaces the date before; `joined` that only "and" or a comma separates them.
    `end` is the token where the words end that belong to it alone: "5 November on the front".
    """

    role: Role = "unknown"
    printed: bool = False
    sent: bool = False
    approximate: bool = False
    unsure: bool = False
    negated: bool = False
    instead: bool = False
    joined: bool = False
    span: bool = False
    on: bool = False
    decided: bool = False
    told_aloud: bool = False
    emailed: bool = False
    end: int = 0


SPANNING = {"to", "or", "-", "until", "till"}
_BEFORE_AN_ENTRY = {"on", "the", "then", "and"}
_ALOUD_WITHIN = 8
_CORRECTED_WITHIN = 8
_NO_WITHIN = 4
_THE_DATE = {"it", "its", "that", "thats", "year", "date", "this"}
_SPAN = 8
"""How many words may stand between the ends of a span: "between the 1st and, or until, the 5th"."""


def read_context(
    tokens: Tokens,
    first: int,
    end: int,
    *,
    floor: int,
    ceiling: int,
    carried: str | None,
    listed: bool = False,
) -> Context:
    """The context of the date at tokens `first` to `end`.

    `floor` is where the date before ends, `ceiling` where the next begins, and `carried` the paper
    last spoken of in an earlier sentence.
    """
    left = _left(tokens, first, floor)
    right = _right(tokens, end, ceiling, listed)
    on_paper = told_on_the_paper(tokens, end, ceiling)
    of = whose(tokens, left, right, carried, on_paper=bool(on_paper), listed=listed)
    if names_a_paper(tokens, first, end):
        of = Whose("letter")
    near = [tokens.word(k) for k in left[:3]]
    between = [tokens.word(k) for k in range(max(floor, first - 8), first)]
    return Context(
        role=of.role,
        printed=of.printed,
        sent=of.sent,
        emailed=of.emailed,
        approximate=_is_approximate(tokens, near, end),
        unsure=_is_unsure(
            tokens, range(max(floor, first - 7), first), range(end, min(ceiling, end + 3))
        ),
        negated=_is_negated(tokens, first, floor) or _is_called_wrong(tokens, end, ceiling),
        instead=bool(floor) and _is_instead(tokens, floor, first),
        joined=bool(floor) and set(between) <= JOINING,
        on=tokens.word(first - 1) == "on",
        decided=is_decided(tokens, left + right),
        told_aloud=not ALOUD.isdisjoint(tokens.word(k) for k in left[:_ALOUD_WITHIN]),
        end=max(end, on_paper),
        span=bool(floor) and _is_span(tokens, floor, first),
    )


def _is_span(tokens: Tokens, floor: int, first: int) -> bool:
    """Whether two dates are ends of a span or a choice, nothing else being said of the second."""
    if first - floor > _SPAN or SPANNING.isdisjoint({tokens.word(floor), tokens.word(floor + 1)}):
        return False
    return not any(
        tokens.word(k) in LETTER
        or (tokens.word(k) not in SPANNING and tells_of_something(tokens, k))
        for k in range(floor, first)
    )


def _is_instead(tokens: Tokens, floor: int, first: int) -> bool:
    """Whether a word of correction leads up to the date and not to more than the date."""
    content = 0
    for k in range(first - 1, max(floor, first - _CORRECTED_WITHIN) - 1, -1):
        word = tokens.word(k)
        if word in INSTEAD or (first - k <= _NO_WITHIN and _is_no(tokens, k, floor)):
            return True
        if word in BREAKS and content:
            return False
        content += _is_content(tokens, k)
    return False


def _is_no(tokens: Tokens, k: int, floor: int) -> bool:
    """Whether a no takes something back, and is no answer that the council gave."""
    if tokens.word(k) not in INSTEAD_NEAR:
        return False
    before = tokens.word(k - 1)
    if tokens.word(k + 1) in LETTER | CERTIFICATE | EVENT:
        return False
    return k == floor or before in BREAKS | SOFT_BREAKS | HESITATION


def _left(tokens: Tokens, first: int, floor: int) -> list[int]:
    places = []
    for k in range(first - 1, max(floor, first - _REACH) - 1, -1):
        if tokens.word(k) in BREAKS and not (tokens.word(k) == "." and tokens.word(k - 1) == "d"):
            break
        places.append(k)
    return places


def _right(tokens: Tokens, end: int, ceiling: int, listed: bool) -> list[int]:
    if listed:
        return _entry(tokens, end, ceiling)
    places = []
    for k in range(end + (tokens.word(end) == "("), min(ceiling, end + 8, tokens.length)):
        if tokens.word(k) in BREAKS:
            break
        if ceiling < tokens.length and tokens.word(k) in SOFT_BREAKS:
            break
        told = tokens.word(end) in {"is", "was", "thats"}
        nearer_next = not told and ceiling < tokens.length and ceiling - k < k - end + 1
        if nearer_next and tells_of_something(tokens, k):
            break
        places.append(k)
    return places


def _entry(tokens: Tokens, end: int, ceiling: int) -> list[int]:
    """What an entry of a list says after its date: up to its full stop, or the last comma."""
    places: list[int] = []
    for k in range(end, min(ceiling, end + _REACH, tokens.length)):
        if tokens.word(k) in BREAKS:
            return places
        places.append(k)
    if ceiling < tokens.length:
        last = max((n for n, k in enumerate(places) if tokens.word(k) in SOFT_BREAKS), default=0)
        return places[:last] or places
    return places


def opens_an_entry(tokens: Tokens, first: int, end: int, *, at_commas: bool) -> bool:
    """Whether a date comes before what is told of it: "13 October, letter saying no"."""
    if tokens.word(end) in BREAKS or end >= tokens.length:
        return False
    k = first - 1
    while k >= 0 and tokens.word(k) in _BEFORE_AN_ENTRY:
        k -= 1
    return k < 0 or tokens.word(k) in BREAKS or (at_commas and tokens.word(k) in {",", ":"})


def _is_approximate(tokens: Tokens, near: list[str], end: int) -> bool:
    if near[:1] == ["or"] or near[:2] in (["of", "week"], ["c", "/"]):
        return True
    for word in near:
        if word in ABOUT:
            return not (word == "about" and tokens.word(end) in LETTER)
        if word not in {"the", "on", "a"}:
            break
    after = (tokens.word(end), tokens.word(end + 1))
    return after[0] in {"ish", "onwards"} or after == ("-", "ish") or after in {
        ("or", "so"), ("or", "thereabouts"), ("or", "around"),
    }  # fmt: skip


def _is_unsure(tokens: Tokens, before: range, after: range) -> bool:
    if tokens.word(after.start) == "?":
        return True
    near = [tokens.word(k) for k in (*before, *after)]
    if not UNSURE.isdisjoint(near):
        return True
    return any(near[n : n + 2] == ["not", "sure"] for n in range(len(near)))


def _is_called_wrong(tokens: Tokens, end: int, ceiling: int) -> bool:
    """Whether a date is taken back after it: "5 November is wrong", "no, that's the GP's"."""
    k = end + 1 if tokens.word(end) in {"is", "was", "thats", "its"} else end
    if tokens.word(k) in {"wrong", "incorrect"}:
        return True
    return _is_taken_back(tokens, end, ceiling) or _is_a_mistake(tokens, end, ceiling)


def _is_taken_back(tokens: Tokens, end: int, ceiling: int) -> bool:
    """ "No wait, that's the covering email": no more is said of the date before."""
    k, corrected = end, False
    while k < min(ceiling, end + _NO_WITHIN + 2):
        word = tokens.word(k)
        if word in INSTEAD | INSTEAD_NEAR:
            corrected = True
        elif word not in BREAKS | SOFT_BREAKS | HESITATION:
            break
        k += 1
    return corrected and k < ceiling and tokens.word(k) in {"thats", "that"}


def _is_a_mistake(tokens: Tokens, end: int, ceiling: int) -> bool:
    """Whether the sentence goes on to call the date a mistake: "but I think it's a misprint"."""
    for k in range(end, min(ceiling, end + _REACH)):
        word = tokens.word(k)
        if word in BREAKS:
            return False
        after = tokens.word(k + 1)
        if after in {"in", "with", "about"} or (word == "wrong" and tokens[k + 1].kind == "w"):
            continue
        if word in MISTAKES and _THE_DATE & {tokens.word(n) for n in range(max(end, k - 4), k)}:
            return True
    return False


def _is_negated(tokens: Tokens, first: int, floor: int) -> bool:
    for k in range(first - 1, max(floor, first - 5) - 1, -1):
        word = tokens.word(k)
        if word in NOT:
            return tokens.word(k - 1) not in {"dont", "never", "not"}
        if word in TAKEN_BACK and tokens.word(k - 1) in {"i", "have", "ive"}:
            return True
        if word not in FILLERS:
            return False
    return False


def topic_before(tokens: Tokens, start: int, stop: int, topic: str | None) -> str | None:
    """The paper last spoken of before token `stop`, looking from token `start`."""
    for k in range(start, stop):
        word = tokens.word(k)
        if word in CERTIFICATE:
            topic = "certificate"
        elif word in LETTER:
            topic = "letter"
    return topic


def is_aside(tokens: Tokens, first: int, end: int, *, beside_paper: bool = False) -> bool:
    """Whether more is said in the clause around a date than that it is the date.

    A day just after the name of a paper is no aside, unless `beside_paper`.
    """
    near_paper = range(max(0, first - 4), first)
    if not beside_paper and any(tokens.word(k) in LETTER | CERTIFICATE for k in near_paper):
        return False
    before = clause(tokens, list(range(first - 1, max(0, first - 12) - 1, -1)))
    after = clause(tokens, list(range(end, min(tokens.length, end + 12))))
    return content_words(tokens, before + after) > 1


def content_words(tokens: Tokens, places: Sequence[int]) -> int:
    """How many words at these places tell something."""
    return sum(_is_content(tokens, k) for k in places)


def _is_content(tokens: Tokens, k: int) -> bool:
    word = tokens.word(k)
    if tokens[k].kind != "w" or word in SMALL or word in SUFFIXES:
        return False
    return month(word) is None and weekday(word) is None


def happened_on(tokens: Tokens, first: int, end: int) -> bool:
    """Whether the date is the day of something told: "I read the letter on 5 November"."""
    if tokens.word(first - 1) != "on":
        return False
    around = [*range(max(0, first - 12), first), *range(end, min(tokens.length, end + 12))]
    return content_words(tokens, around) > 0


def told_of(tokens: Tokens, first: int, floor: int) -> bool:
    """Whether a sentence leads up to the date without saying that it is one."""
    if tokens.word(first - 1) in COPULAS or tokens.word(first - 2) in COPULAS:
        return False
    before = clause(tokens, list(range(first - 1, max(floor, first - 12) - 1, -1)))
    return content_words(tokens, before) > 1
