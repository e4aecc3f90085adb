"""Decisions told in words that can mean nothing else."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

import yaml

from bot.language.plain import in_single_spaces, normalise

_DENIED = re.compile(
    r"(?:n't|nt|\bnot|\bnever|\bif|\bcan|\bcould|\bwhen|\bonce|\bafter)(?: \w+){0,2} $"
    r"|\b(?:whether|nobody|waiting|wait)\b[^.]*$"
)
_KEPT = re.compile(r"\b(?:not|isn't|isnt|aren't|arent) (?:end|stop|ceas|cancel|withdraw)")

_BARE_REFUSAL = re.compile(
    r"(?:(?:i|we|it|it's|its|they|they've|the|council|la|lea|herts|hertfordshire|county|got|get|was"
    r"|were|been|being|have|has|had|just|us|me|him|her|his|my|our|son|daughter|child|application"
    r"|request|a|an|to|basically|sorry|yes|letter|says|said|answer|is|ehcp? application"
    r"|ehcp? request) ?)*"
    r"(?:refus(?:ed|al|e)|reject(?:ed|ion)|declin(?:ed|e)|denied|turned(?: \w+)? down"
    r"|knocked(?: \w+)? back|said no|says no|a no|unsuccessful)"
    r"(?: (?:his|her|our|my|the|their)(?: (?:son|daughter|child|boy|girl)'?s?)?"
    r" (?:ehc )?(?:ehcp?|plan)(?: (?:application|request))?)?(?: (?:it|us|him|her|again|me))?\W*"
)
_START = r"(?:(?:it was|it's|its|they refused|for|to|an?|the|his|her|my|our|give us|issue|do) )*"
_REFUSED = {
    "refusal_to_reassess": re.compile(rf"{_START}re-?assess\w*(?: (?:him|her|them))?"),
    "refusal_to_assess": re.compile(
        rf"{_START}(?:ehcna|(?:ehc )?(?:needs )?assess\w*)(?: (?:him|her|them))?"
    ),
    "refusal_to_amend": re.compile(
        rf"{_START}(?:change|amend\w*|update)"
        r"(?: (?:it|anything|(?:to )?(?:his|her|the) (?:plan|ehcp)))?"
    ),
    "refusal_to_issue": re.compile(rf"{_START}(?:ehc )?(?:plan|ehcp)"),
}
_ADMISSIONS = re.compile(
    r"\badmissions? (?:rounds?|team|panel|appeal|department|office|authority|system|process)\b"
    r"|\b(?:school|normal|usual|general) admissions\b|\bin-year admission"
)
_WITH_A_PLAN = re.compile(
    r"(?<!\bno )(?<!n't have an )(?<!nt have an )(?<!n't have a )(?<!nt have a )(?<!without an )"
    r"(?<!without a )(?<!not got an )(?<!n't got an )(?<!nt got an )(?<!n't got a )(?<!nt got a )"
    r"\b(?:ehc\w*|plans?|section)\b|\bspecial\b"
)
_NO_PLAN = re.compile(
    r"\b(?:no|without an?|not (?:got|have) an?|\w+(?:n't|nt) (?:got|have|had) an?|never had an?)"
    r" (?:ehcp?|plan)\b"
)
_HAS_A_PLAN = re.compile(
    r"\b(?:has|have|had|having|got|with|there's|there is|is on|on) (?:(?:already|actually|just) )?"
    r"(?:an?|the|his|her|their) (?:final |draft )?(?:ehc\w*|plan)\b"
)
_SCHOOL = r"(?:schools?|secondary|primary|academy|grammar|infants?|juniors?|sixth form)"
_NO_PLACE = re.compile(
    r"(?:\b(?:no|not|refus\w+|denied|reject\w+|turned down|missed out on|without)|n't|didnt|havent"
    r"|hasnt)(?: \w[\w']*){0,5} places?\b"
    r"|(?:n't|\bnot|didnt) (?:get|got|getting)(?: \w+)? in(?:to)?\b"
    rf"(?: \w[\w']*){{0,4}} {_SCHOOL}\b"
    rf"|\b{_SCHOOL} places? (?:was |were |has been )?(?:refused|rejected|turned down|denied)\b"
)
_NO_DRAFT = re.compile(r"(?:\bnot|n't|\bisnt) (?:a |the )?draft\b")
_FINAL = re.compile(r"\bfinal(?:ised|ized)?\b")
_NOT_FINAL_YET = re.compile(
    r"(?:\b(?:not|isnt|until|till|before|when|once|if|after|waiting|wait|expect\w*|next|due)|n't)"
    r"(?: \w[\w']*){0,4}? final"
)
_AGAIN = re.compile(
    r"\bre[- ]?(?:a+s+e|ss)\w*|\b(?:again|another|second|2nd|new|fresh|redo\w*|updat\w+)\b",
    re.IGNORECASE,
)


def find_decision(text: str) -> str | None:
    """The decision that the words name outright, or None: also where it is denied or supposed."""
    plain = normalise(text)[:4000]
    if is_about_admissions(text):
        return "other"
    for decision, patterns in _patterns():
        for pattern in patterns:
            match = pattern.search(plain)
            if match:
                before = plain[max(0, match.start() - 40) : match.start()]
                return None if _DENIED.search(before) or _KEPT.search(plain) else decision
    return None


def is_about_admissions(text: str) -> bool:
    """Whether a school place is the matter, of a child who has no plan: another appeal."""
    plain = in_single_spaces(text, most=4000)
    place = _NO_PLAN.search(plain) and _NO_PLACE.search(plain)
    return bool((_ADMISSIONS.search(plain) or place) and not _WITH_A_PLAN.search(plain))


def has_a_plan(text: str) -> bool:
    """Whether a plan is told of, and not that there is none."""
    plain = in_single_spaces(text, most=4000)
    return bool(_HAS_A_PLAN.search(plain)) and not _NO_PLAN.search(plain)


def is_bare_refusal(text: str) -> bool:
    """ "Refused", "they said no": a refusal that does not say of what."""
    return bool(_BARE_REFUSAL.fullmatch(in_single_spaces(text, most=200)))


def what_was_refused(text: str) -> str | None:
    """The decision that a word or two name after a bare refusal: "a plan", "to assess him"."""
    plain = in_single_spaces(text, most=100).strip(" .!")
    return next((d for d, words in _REFUSED.items() if words.fullmatch(plain)), None)


def says_final(text: str) -> bool:
    """Whether a plan is called final, or no draft, and not only expected to be."""
    plain = normalise(text)[:4000]
    if _NO_DRAFT.search(plain):
        return True
    return bool(_FINAL.search(plain)) and not _NOT_FINAL_YET.search(plain)


def says_again(text: str) -> bool:
    """Whether it is about another time: a reassessment, or the plan made anew."""
    return bool(_AGAIN.search(text))


@cache
def _patterns() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    source = resources.files("bot.language").joinpath("decisions.yml").read_text(encoding="utf-8")
    return tuple(
        (decision, tuple(re.compile(rf"\b(?:{phrase})") for phrase in phrases))
        for decision, phrases in yaml.safe_load(source).items()
    )
