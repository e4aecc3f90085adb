"""Whose date a date is, told by the words of its clause and of the paper last spoken of."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.dates.cues import (
    ABOUT_WHAT,
    ADDRESSEES,
    ARRIVAL,
    ARTICLES,
    ASKED_FOR,
    BIRTH,
    BREAKS,
    CERTIFICATE,
    CHANNEL,
    COPIES,
    COUNCIL,
    DEADLINE,
    DECIDED,
    ENVELOPE,
    EVENT,
    FORMER,
    GOT,
    LETTER,
    MAKING,
    NOT_SAID,
    PLANS,
    PRINTED,
    SAYING,
    SENT,
    SOFT_BREAKS,
    WEAK,
    WITHOUT,
    WRITING,
)
from bot.language.dates.reading import Role
from bot.language.dates.senders import (
    goes_to_another,
    is_another,
    is_anothers_paper,
    is_our_way_of_asking,
    is_sent_by_the_service,
    is_still_to_come,
    is_the_councils_one,
    writer,
)
from bot.language.dates.tokens import Tokens

_AFTER_WHAT_WAS_GOT = {"on", "at", "in", "by", "after", "before", "from", "since", "back"}
_NO_DECISION = {"diagnosis", "diagnosed", "report", "appointment"}
_POST_OF = {"the", "by", "from", "in"}
_WHAT_WENT_OUT = {"one", "it", "that", "letter", "letters", "notice", "plan"}
_BY = {"by", "via"}
_RELATIVE = {"which", "that", "who"}
_OURS = {"i", "we", "ive", "weve"}
_MADE_WITHIN = 7
_REFUSED_WITHIN = 4


@dataclass(frozen=True)
class Signs:
    """The nearest sign of each sort in one stretch of words."""

    manner: str | None = None
    topic: str | None = None
    emailed: bool = False
    to_come: bool = False
    """Whether a letter is only announced: whatever was said that day, it is not its date."""


@dataclass(frozen=True)
class Whose:
    """The role of a date, and whether it is said to be printed on the paper, or of its sending.

    `emailed`: it is the day of an email, which may only bring the letter.
    """

    role: Role = "unknown"
    printed: bool = False
    sent: bool = False
    emailed: bool = False


def whose(
    tokens: Tokens,
    left: Sequence[int],
    right: Sequence[int],
    carried: str | None,
    *,
    on_paper: bool,
    listed: bool,
) -> Whose:
    """Whose date it is that stands between the words at `left` (nearest first) and `right`.

    `on_paper`: the words just after it say that it stands on the paper. `listed`: it opens an
    entry of a list, so that only what follows tells of it.
    """
    decided = is_decided(tokens, [*left, *right])
    before = left[0] if left else -1
    own, after = clause(tokens, left), list(right) if listed else clause(tokens, right)
    around = (_signs(tokens, left, decided, -1), _signs(tokens, after, decided, -1))
    if on_paper and not any(tokens.word(k) in ENVELOPE - COPIES for k in own):
        return _on_paper(_signs(tokens, own, decided, before), around, carried)
    stretches = (own, after) if listed else (own, after, left[:8], right)
    for places in stretches:
        signs = _signs(tokens, places, decided, before)
        if not (signs.manner or signs.topic):
            continue
        if places is right and not listed and signs == Signs("printed"):
            continue
        topic = signs.topic or _antecedent(tokens, own, around[0])
        if any(s.to_come for s in around) and signs.manner != "printed":
            return Whose("event")
        topic = topic or next((s.topic for s in around if s.topic not in {None, "event"}), None)
        return _decide(signs, topic, carried)
    return Whose()


def clause(tokens: Tokens, places: Sequence[int]) -> list[int]:
    """The places up to the first mark or word that ends a clause."""
    for n, k in enumerate(places):
        if tokens.word(k) in SOFT_BREAKS or tokens.word(k) in BREAKS:
            return list(places[:n])
    return list(places)


def _antecedent(tokens: Tokens, own: Sequence[int], left: Signs) -> str | None:
    """What a clause that begins with "which" is said of."""
    return left.topic if own and tokens.word(own[-1]) in _RELATIVE else None


def _on_paper(own: Signs, around: Sequence[Signs], carried: str | None) -> Whose:
    topics = [own.topic, *(s.topic for s in around)]
    paper = next((t for t in topics if t in {"letter", "certificate"}), carried)
    if own.topic == "certificate" or (own.topic is None and paper == "certificate"):
        return Whose("certificate", printed=True)
    return Whose("letter" if paper == "letter" else "unknown", printed=True)


def _decide(signs: Signs, topic: str | None, carried: str | None) -> Whose:
    manner = signs.manner
    if manner == "birth":
        return Whose("birth")
    if manner == "arrival":
        return Whose("arrival")
    if manner == "event" or (topic == "event" and manner in {None, "printed"}):
        return Whose("event")
    paper = carried if topic in {None, "event"} else topic
    role: Role = "unknown"
    if paper == "certificate":
        role = "certificate"
    elif paper == "letter":
        role = "letter"
    emailed = signs.emailed and manner is None and role == "letter"
    return Whose(role, printed=manner == "printed", sent=manner == "sent", emailed=emailed)


def _manner(tokens: Tokens, k: int) -> str | None:
    """What the word at place `k` tells of a date: printed, arrival, sent, event or birth."""
    word, before, after = tokens.word(k), tokens.word(k - 1), tokens.word(k + 1)
    if word in GOT:
        return _manner_of_got(tokens, k)
    if word == "read" and "wrong" in {after, tokens.word(k + 2)}:
        return None
    if word in {"turned", "turns"}:
        return "birth" if tokens[k + 1].kind == "n" else "arrival" if after == "up" else None
    if word == "had":
        return "arrival" if after in {"the", "it", "this", "that", "my", "a", "an", "our"} else None
    if word == "signed":
        return "arrival" if after == "for" else "sent"
    if word in {"come", "came"} and after == "back" and writer(tokens, k):
        return "sent" if writer(tokens, k) == "council" else "event"
    if word == "it":
        return "printed" if before == "on" else None
    if word == "post":
        return "arrival" if before in _POST_OF else None
    if word == "written" and _manner_of_sending(tokens, k) == "event":
        return "event"
    if word == "printed" and writer(tokens, k) == "other":
        return "event"
    if word in {"came", "come"} and after == "off":
        return None
    if word == "went" and after == "out" and before in _WHAT_WENT_OUT:
        return "sent"
    if word in PRINTED:
        says = word in SAYING and is_another(tokens, k - 1)
        return "event" if says else _manner_of_printed(word, after)
    if word in BIRTH:
        return "birth"
    return _manner_of_sending(tokens, k) or ("arrival" if word in ARRIVAL else None)


def _manner_of_printed(word: str, after: str) -> str | None:
    return None if word in {"date", "say"} and after == "of" else "printed"


def _manner_of_sending(tokens: Tokens, k: int) -> str | None:
    """Of a verb of sending, writing or making: whether it is the council's letter that it is of."""
    word = tokens.word(k)
    if word in MAKING:
        return "sent" if _makes_a_letter(tokens, k) else None
    if word not in SENT and word not in WRITING:
        return None
    if is_sent_by_the_service(tokens, k):
        return "sent"
    if writer(tokens, k) == "other" or goes_to_another(tokens, k):
        return "event"
    return "sent" if word in SENT or writer(tokens, k) == "council" else None


def _makes_a_letter(tokens: Tokens, k: int) -> bool:
    """Whether what is made is a letter: "the letter they made", "the paper was done"."""
    for n in range(k - 1, max(-1, k - _MADE_WITHIN), -1):
        word = tokens.word(n)
        if word in LETTER:
            return word != "decision" and not is_anothers_paper(tokens, n)
        if word in BREAKS or (word in EVENT and not _describes(tokens, n)):
            return False
    return False


def _manner_of_got(tokens: Tokens, k: int) -> str | None:
    if {"here", "hear", "front"} & {tokens.word(n) for n in range(k + 1, k + 5)}:
        return None
    if tokens.word(k - 1) in {"its", "has", "letters"}:
        return "printed"
    if tokens.word(k + 1) == "back" and (who := writer(tokens, k)):
        answered = "event" if tokens.word(k + 2) == "to" else "arrival"
        return "sent" if who == "council" else answered
    if tokens.word(k + 1) in EVENT or _got_something_else(tokens, k):
        return None
    return "arrival"


def _got_something_else(tokens: Tokens, k: int) -> bool:
    """Whether what was got is no paper of ours: "got her autism diagnosis on 3 September"."""
    got = [tokens.word(n) for n in range(k + 1, k + 5)]
    end = next((n for n, word in enumerate(got) if word in _AFTER_WHAT_WAS_GOT), len(got))
    named = set(got[:end])
    return not named.isdisjoint(_NO_DECISION) and named.isdisjoint(LETTER | CERTIFICATE)


def _topic(tokens: Tokens, k: int) -> str | None:
    word = tokens.word(k)
    if word in SENT and is_sent_by_the_service(tokens, k):
        return "certificate"
    if is_anothers_paper(tokens, k) or (word in PLANS and tokens.word(k - 1) in FORMER):
        return "event"
    if word in LETTER and is_our_way_of_asking(tokens, k):
        return "event"
    if word in LETTER or is_the_councils_one(tokens, k):
        return "event" if is_still_to_come(tokens, k) else "letter"
    if word in CERTIFICATE:
        return "certificate"
    return "event" if word in EVENT else None


def tells_of_something(tokens: Tokens, k: int) -> bool:
    """Whether the word at place `k` says whose date a date near it is."""
    return bool(_manner(tokens, k)) or _topic(tokens, k) == "event"


def _signs(tokens: Tokens, places: Sequence[int], decided: bool, before: int) -> Signs:
    manner = topic = weak = None
    emailed = named = to_come = by_email = False
    for k in places:
        word = tokens.word(k)
        if not topic and word in ENVELOPE and not (word in COPIES and manner == "printed"):
            return Signs("arrival")
        runs_out = word not in {"run", "runs"} or tokens.word(k + 1) == "out"
        if not topic and word in DEADLINE and runs_out:
            return Signs("event")
        manner = manner or _manner(tokens, k)
        if word in WEAK and k == before:
            return Signs("event")
        if word in WEAK:
            weak = weak or "event"
            continue
        if word == "email" and _is_channel(tokens, k):
            by_email = by_email or tokens.word(k - 1) in _BY
            continue
        found = _topic_said(tokens, k, decided)
        to_come = to_come or (word in LETTER and is_still_to_come(tokens, k))
        if not named and found and word not in COUNCIL:
            named = True
            emailed = word == "email" and tokens.word(k + 1) not in _OURS
        topic = "event" if is_anothers_paper(tokens, k) else topic or found
    if by_email and topic != "event":
        manner = manner or "sent"
    if not topic or topic == "event":
        manner = manner or weak
    return Signs(manner, topic, emailed, to_come)


def _topic_said(tokens: Tokens, k: int, decided: bool) -> str | None:
    word, found = tokens.word(k), _topic(tokens, k)
    if found == "event" and word in ASKED_FOR and tokens.word(k + 1) == "of":
        return "event"
    if found == "event" and (_describes(tokens, k) or (decided and word in ASKED_FOR)):
        return None
    if found == "certificate" and not WITHOUT.isdisjoint(tokens.word(n) for n in range(k - 3, k)):
        return None
    if found == "letter" and tokens.word(k + 1) == "to" and tokens.word(k + 2) in ADDRESSEES:
        return "event"
    return found


def _is_channel(tokens: Tokens, k: int) -> bool:
    """Whether an email is the way something came, not the letter: "it came on the email"."""
    before = tokens.word(k - 1)
    return before in CHANNEL or (
        before in {"the", "an", "my", "their"} and tokens.word(k - 2) in CHANNEL
    )


def is_decided(tokens: Tokens, places: Sequence[int]) -> bool:
    """Whether the council's decision is told: "they rejected our request on 4 November"."""
    for k in places:
        word, before = tokens.word(k), (tokens.word(k - 1), tokens.word(k - 2))
        said_no = before[0] in NOT_SAID or tokens.word(k + 1) == "to"
        if word in DECIDED or (word == "no" and said_no):
            return True
        if word == "decision" and "made" in before:
            return True
    return False


def _describes(tokens: Tokens, k: int) -> bool:
    """Whether an event only describes a paper: "annual review letter", "a no to assessment"."""
    after = {tokens.word(k + 1), tokens.word(k + 2)}
    papers = LETTER | CERTIFICATE
    if after & papers and tokens.word(k + 1) not in _BY:
        return not any(is_anothers_paper(tokens, n) for n in (k + 1, k + 2))
    if tokens.word(k) not in EVENT:
        return False
    before = tokens.word(k - 1)
    if before in {"to", "for"} | (papers - PLANS - COUNCIL):
        return True
    link = tokens.word(k - 2) if before in ARTICLES else before
    if tokens.word(k) in ASKED_FOR and link == "to":
        return True
    if tokens.word(k) in ASKED_FOR:
        return not ABOUT_WHAT.isdisjoint(tokens.word(n) for n in range(k - _REFUSED_WITHIN, k))
    return link in ABOUT_WHAT and _is_of_a_paper(tokens, k)


def _is_of_a_paper(tokens: Tokens, k: int) -> bool:
    """Whether a letter is named shortly before: "the letter saying no assessment"."""
    return any(tokens.word(n) in LETTER for n in range(max(0, k - _MADE_WITHIN), k))
