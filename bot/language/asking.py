"""Whether words ask something, or only tell."""

from __future__ import annotations

import re

from bot.language.plain import normalise

_OPENERS = (
    r"(?:what|which|who|whose|when|where|why|how|do|does|did|is|are|am|was|were|can|could|will"
    r"|would|should|must|shall|has|have|may|might)(?:'?s|'?re|n'?t)?"
)
_CLAUSE = (
    r"(?:^|[.,;:!?\n]\s*|\b(?:and|but|so|or|also|then|please|sorry|hi|hello|ok|okay|yes|no)\s+)"
)
_SO_IS_THE_OTHER = re.compile(rf"\b(?:and|but) so {_OPENERS}\b")
""" "The needs bit is wrong and so is the help bit" asks nothing."""
_AS_A_QUESTION = re.compile(
    rf"\?|{_CLAUSE}{_OPENERS}\b"
    r"|\b(?:whats|what's|whos|who's|wheres|where's|hows|how's)\b"
    r"|\b(?:dunno|no idea) (?:what|how|who)\b"
    r"|\b(?:wonder\w*|not sure|unsure|know|understand|tell me|explain|ask\w*|confused|see|advise"
    r"|find out|help)\s+(?:me\s+)?(?:if|whether|what|how|when|where|who|why|about|which|with)\b"
    r"|\b(?:do|can|should|must) (?:i|we|you|they)\b"
    r"|\b(?:is|are|will|would|could|does|did) (?:it|there|this|that|you|they|we|he|she)\b"
    r"|\bhow (?:long|much|many|soon|do|does|can|to)\b|\bwhat (?:if|about|happens|is|do|does|now)\b"
)

_WHAT_IS_IT = re.compile(
    r"\bwhat(?:'?s| is| are)? (?:it|that|they|this)\b|\bwhat for\b", re.IGNORECASE
)
_WHAT_IS_IT_AT_THE_END = re.compile(
    r"\bwhat(?:'?s| is| are) (?:it|that|they|this|one)(?: (?:for|then|anyway|mean))?\W*$",
    re.IGNORECASE,
)
_TO_TRIBUNAL = (
    r"(?:appeal|go to (?:the )?(?:tribunal|court)"
    r"|take (?:them|it|this|that|the council|the la|herts) to (?:the )?(?:tribunal|court))"
)
_WHETHER_TO_APPEAL = re.compile(
    r"(?:(?:so|and|but|ok|okay|then|well|right|sorry|please|wait|oh) )*(?:can|could|may) (?:i|we) "
    rf"(?:(?:still|actually|just|not|even) )?{_TO_TRIBUNAL}"
    r"(?: (?:(?:about|for|over|on|against) )?(?:this|that|it|them))?"
    r"(?: (?:then|now|or not|though|anyway|at all|please))*"
)


def asks_whether_to_appeal(text: str) -> bool:
    """ "Can I take them to tribunal for that?": of the case itself, with no more said of it."""
    bare = " ".join(re.sub(r"[^\w']+", " ", normalise(text)[:300]).split())
    return bool(_WHETHER_TO_APPEAL.fullmatch(bare))


def is_asking(text: str) -> bool:
    """Whether anything in the text has the form of a question, with or without its mark."""
    plain = _SO_IS_THE_OTHER.sub(" ", normalise(text))
    return bool(_AS_A_QUESTION.search(plain))


def asks_what_it_is(text: str) -> bool:
    """ "No, what is it for?"; many leave the mark out: "no whats that"."""
    with_mark = "?" in text and _WHAT_IS_IT.search(text)
    return bool(with_mark or _WHAT_IS_IT_AT_THE_END.search(text))
