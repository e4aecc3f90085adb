"""What the words around a date say of it: whose date it is, and how sure they are."""

from dataclasses import dataclass

from bot.language.dates.cues import (
    ABOUT,
    ADDRESSEES,
    ARRIVAL,
    ASKED_FOR,
    BIRTH,
    BREAKS,
    CERTIFICATE,
    CHANNEL,
    COPULAS,
    DEADLINE,
    DECIDED,
    ENVELOPE,
    EVENT,
    FILLERS,
    INSTEAD,
    INSTEAD_NEAR,
    JOINING,
    LETTER,
    NOT,
    PRINTED,
    SENT,
    SMALL,
    SOFT_BREAKS,
    TAKEN_BACK,
    UNSURE,
    WEAK,
    WITHOUT,
)
from bot.language.dates.numbers import SUFFIXES
from bot.language.dates.reading import Role
from bot.language.dates.tokens import Tokens
from bot.language.dates.vocabulary import month, weekday

_REACH = 14
AFTER_WHAT_WAS_GOT = {"on", "at", "in", "by", "after", "before", "from", "since", "back"}
NO_DECISION = {"diagnosis", "diagnosed", "report", "appointment"}


@dataclass(frozen=True)
class Context:
    """How a date is spoken of.

    `printed` means that the date is said to be on a paper; `negated` that the date is not the one;
    `instead` that it replaces the date before; `joined` that only "and" or a comma separates them.
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


SPANNING = {"to", "or", "-", "until", "till"}
_SPAN = 8
"""How many words may stand between the ends of a span: "between the 1st and, or until, the 5th"."""


@dataclass(frozen=True)
class _Cues:
    """The nearest sign of each sort in one stretch of words."""

    manner: str | None = None
    topic: str | None = None


def read_context(
    tokens: Tokens, first: int, end: int, *, floor: int, ceiling: int, carried: str | None
) -> Context:
    """The context of the date at tokens `first` to `end`.

    `floor` is where the date before ends, `ceiling` where the next begins, and `carried` the paper
    last spoken of in an earlier sentence.
    """
    left = _left(tokens, first, floor)
    right = _right(tokens, end, ceiling)
    role, printed, sent = _role(tokens, left, right, carried)
    near = [tokens.word(k) for k in left[:3]]
    between = [tokens.word(k) for k in range(max(floor, first - 8), first)]
    return Context(
        role=role,
        printed=printed,
        sent=sent,
        approximate=_is_approximate(tokens, near, end),
        unsure=_is_unsure(
            tokens, range(max(floor, first - 7), first), range(end, min(ceiling, end + 3))
        ),
        negated=_is_negated(tokens, first, floor) or _is_called_wrong(tokens, end),
        instead=bool(floor) and _is_instead(between),
        joined=bool(floor) and set(between) <= JOINING,
        on=tokens.word(first - 1) == "on",
        decided=_is_decided(tokens, left + right),
        span=bool(floor) and first - floor <= _SPAN and not SPANNING.isdisjoint(between[:2]),
    )


def _is_instead(between: list[str]) -> bool:
    return not (INSTEAD.isdisjoint(between) and INSTEAD_NEAR.isdisjoint(between[-4:]))


def _left(tokens: Tokens, first: int, floor: int) -> list[int]:
    places = []
    for k in range(first - 1, max(floor, first - _REACH) - 1, -1):
        if tokens.word(k) in BREAKS and not (tokens.word(k) == "." and tokens.word(k - 1) == "d"):
            break
        places.append(k)
    return places


def _right(tokens: Tokens, end: int, ceiling: int) -> list[int]:
    places = []
    for k in range(end + (tokens.word(end) == "("), min(ceiling, end + 8, tokens.length)):
        if tokens.word(k) in BREAKS:
            break
        if ceiling < tokens.length and tokens.word(k) in SOFT_BREAKS:
            break
        told = tokens.word(end) in {"is", "was", "thats"}
        nearer_next = not told and ceiling < tokens.length and ceiling - k < k - end + 1
        if nearer_next and (_manner(tokens, k) or _topic(tokens.word(k)) == "event"):
            break
        places.append(k)
    return places


def _clause(tokens: Tokens, places: list[int]) -> list[int]:
    for n, k in enumerate(places):
        if tokens.word(k) in SOFT_BREAKS or tokens.word(k) in BREAKS:
            return places[:n]
    return places


def _manner(tokens: Tokens, k: int) -> str | None:
    """What the word at place `k` tells of a date: printed, arrival, sent, event or birth."""
    word, before, after = tokens.word(k), tokens.word(k - 1), tokens.word(k + 1)
    if word == "got":
        return _manner_of_got(tokens, k)
    if word == "read" and "wrong" in {after, tokens.word(k + 2)}:
        return None
    if word in {"turned", "turns"}:
        return "birth" if tokens[k + 1].kind == "n" else "arrival" if after == "up" else None
    if word == "had":
        return "arrival" if after in {"the", "it", "this", "that", "my", "a", "our"} else None
    if word == "signed":
        return "arrival" if after == "for" else "sent"
    if word == "wrote":
        return "sent" if before in {"they", "council"} else None
    if word == "it":
        return "printed" if before == "on" else None
    if word in PRINTED:
        return None if word in {"date", "say"} and after == "of" else "printed"
    if word in BIRTH:
        return "birth"
    if word in SENT:
        ours = {before, tokens.word(k - 2)} & {"i", "we", "ive", "weve"}
        return "event" if ours else "sent"
    return "arrival" if word in ARRIVAL else None


def _manner_of_got(tokens: Tokens, k: int) -> str | None:
    if {"here", "front"} & {tokens.word(n) for n in range(k + 1, k + 5)}:
        return None
    if tokens.word(k - 1) in {"its", "has", "letters"}:
        return "printed"
    if tokens.word(k + 1) in EVENT or _got_something_else(tokens, k):
        return None
    return "arrival"


def _got_something_else(tokens: Tokens, k: int) -> bool:
    """Whether what was got is no paper of ours: "got her autism diagnosis on 3 September"."""
    got = [tokens.word(n) for n in range(k + 1, k + 5)]
    end = next((n for n, word in enumerate(got) if word in AFTER_WHAT_WAS_GOT), len(got))
    named = set(got[:end])
    return not named.isdisjoint(NO_DECISION) and named.isdisjoint(LETTER | CERTIFICATE)


def _topic(word: str) -> str | None:
    if word in LETTER:
        return "letter"
    if word in CERTIFICATE:
        return "certificate"
    if word in EVENT:
        return "event"
    return None


def _cues(tokens: Tokens, places: list[int], decided: bool, before: int) -> _Cues:
    manner = topic = weak = None
    for k in places:
        word = tokens.word(k)
        if not topic and word in ENVELOPE:
            return _Cues("arrival")
        runs_out = word not in {"run", "runs"} or tokens.word(k + 1) == "out"
        if not topic and word in DEADLINE and runs_out:
            return _Cues("event")
        manner = manner or _manner(tokens, k)
        if word in WEAK and k == before:
            return _Cues("event")
        if word in WEAK:
            weak = weak or "event"
            continue
        if word == "email" and _is_channel(tokens, k):
            continue
        found = _topic(word)
        if found == "event" and (_describes(tokens, k) or (decided and word in ASKED_FOR)):
            continue
        if found == "certificate" and not WITHOUT.isdisjoint(
            tokens.word(n) for n in range(k - 3, k)
        ):
            continue
        if found == "letter" and tokens.word(k + 1) == "to" and tokens.word(k + 2) in ADDRESSEES:
            found = "event"
        if word == "school" and "from" in {tokens.word(k - 1), tokens.word(k - 2)}:
            topic = "event"
        topic = topic or found
    return _Cues(manner or (weak if not topic or topic == "event" else None), topic)


def _is_channel(tokens: Tokens, k: int) -> bool:
    """Whether an email is the way something came, not the letter: "it came on the email"."""
    before = tokens.word(k - 1)
    return before in CHANNEL or (
        before in {"the", "an", "my", "their"} and tokens.word(k - 2) in CHANNEL
    )


def _is_decided(tokens: Tokens, places: list[int]) -> bool:
    """Whether the council's decision is told: "they rejected our request on 4 November"."""
    for k in places:
        word, before = tokens.word(k), (tokens.word(k - 1), tokens.word(k - 2))
        if word in DECIDED or (word, before[0]) == ("no", "said"):
            return True
        if word == "decision" and "made" in before:
            return True
    return False


def _describes(tokens: Tokens, k: int) -> bool:
    """Whether an event only describes a paper: "annual review letter", "mediation certificate"."""
    after = {tokens.word(k + 1), tokens.word(k + 2)}
    papers = LETTER | CERTIFICATE
    return bool(after & papers) or tokens.word(k - 1) in {"to", "for"} | papers


def _role(
    tokens: Tokens, left: list[int], right: list[int], carried: str | None
) -> tuple[Role, bool, bool]:
    decided = _is_decided(tokens, left + right)
    before = left[0] if left else -1
    own, after = _clause(tokens, left), _clause(tokens, right)
    for places in (own, after, left[:8], right):
        cues = _cues(tokens, places, decided, before)
        if cues.manner or cues.topic:
            topics = (cues, _cues(tokens, left, decided, -1), _cues(tokens, after, decided, -1))
            papers = (c.topic for c in topics[1:] if c.topic != "event")
            return _decide(cues.manner, cues.topic or next(filter(None, papers), None), carried)
    return "unknown", False, False


def _decide(manner: str | None, topic: str | None, carried: str | None) -> tuple[Role, bool, bool]:
    if manner == "birth":
        return "birth", False, False
    if manner == "arrival":
        return "arrival", False, False
    if manner == "event" or (topic == "event" and manner in {None, "printed"}):
        return "event", False, False
    paper = carried if topic in {None, "event"} else topic
    role: Role = "unknown"
    if paper == "certificate":
        role = "certificate"
    elif paper == "letter":
        role = "letter"
    return role, manner == "printed", manner == "sent"


def _is_approximate(tokens: Tokens, near: list[str], end: int) -> bool:
    if near[:1] == ["or"] or near[:2] in (["of", "week"], ["c", "/"]):
        return True
    for word in near:
        if word in ABOUT:
            return True
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


def _is_called_wrong(tokens: Tokens, end: int) -> bool:
    """Whether a date is said to be wrong just after it: "5 November is wrong"."""
    k = end + 1 if tokens.word(end) in {"is", "was", "thats", "its"} else end
    return tokens.word(k) in {"wrong", "incorrect"}


def _is_negated(tokens: Tokens, first: int, floor: int) -> bool:
    for k in range(first - 1, max(floor, first - 5) - 1, -1):
        word = tokens.word(k)
        if word in NOT:
            return True
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
    before = _clause(tokens, list(range(first - 1, max(0, first - 12) - 1, -1)))
    after = _clause(tokens, list(range(end, min(tokens.length, end + 12))))
    return _content_words(tokens, before + after) > 1


def _content_words(tokens: Tokens, places: list[int]) -> int:
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
    return _content_words(tokens, around) > 0


def told_of(tokens: Tokens, first: int, floor: int) -> bool:
    """Whether a sentence leads up to the date without saying that it is one."""
    if tokens.word(first - 1) in COPULAS or tokens.word(first - 2) in COPULAS:
        return False
    before = _clause(tokens, list(range(first - 1, max(floor, first - 12) - 1, -1)))
    return _content_words(tokens, before) > 1
