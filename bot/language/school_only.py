"""What is said about the school against the rest of the plan: only the school, or more.

Every clause must be one of the known ways to say it: what is not known is never "only".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.language.plain import in_single_spaces, normalise

_FINE = (
    r"(?:(?:now|both|perfectly|absolutely|pretty|quite|really|actually|totally|completely|very) )*"
    r"(?:fine|ok|okay|good|great|right|correct|spot on|perfect|alright|all right|brilliant|sound"
    r"|agreed|accurate|happy|sorted|not the problem|not a problem|no problem)"
)
_IS = r"(?:(?:is|are|was|were|'s|'re|s|seems?|looks?|all|both) ?)+"
_SECTIONS = r"(?:sections? |parts? )?"
_BOTH = rf"(?:{_SECTIONS}bf|both(?: (?:of )?(?:those|them|these|sections|parts|bits))?|those two)"
_REST = (
    r"(?:(?:all )?the rest(?: of (?:it|the plan|that))?|everything else|all the others?|"
    r"the other (?:bits|parts|sections|things)|all of that|the needs and (?:the )?"
    r"(?:help|support|provision)|b to h)"
)
_LIKES = (
    r"(?:happy|fine|ok|okay|content|pleased|good|agree|agreed|alright|satisfied|no "
    r"(?:problems?|issues?|complaints?|quarrel|argument))"
)
_WE = r"(?:(?:we|i|i've|we've|i'm|we're|im|were|got|have|are|am|all|do) )*"
_REST_IS_FINE = re.compile(
    rf"(?:{_BOTH}|{_REST}) ?{_IS}{_FINE}(?: (?:now|with (?:us|me)|by (?:us|me)|actually|really))*"
    rf"|{_WE}(?:(?:very|really|quite|perfectly) )?{_LIKES} (?:with|about) "
    rf"(?:{_BOTH}|{_REST}|either(?: of (?:those|them))?)(?: (?:now|bits?|parts?|sections?))*"
    rf"|{_WE}agree with (?:{_BOTH}|{_REST})"
    rf"|(?:{_BOTH}|{_REST}) (?:we're|i'm|were|im|we are|i am) {_FINE}(?: with)?"
)
_KIND = (
    r"(?:wrong|right|special|mainstream|specialist|secondary|primary|named|new|actual|different|local"
    r"|independent|private|other|(?:choice|name|type|kind|naming) of|high|infant|junior|this|our|my"
    r"|his|her|their|the|a)"
)
_SCHOOL = (
    rf"(?:{_KIND} )*(?:schools?(?: place(?:ment)?)?|placement|place|college|nursery|setting"
    r"|sixth form|section i)"
)
_TRAILING = (
    r"(?: (?:they|they've|they have|that|we|i|i'm|named|name|have|put|in|it|the|plan|section|"
    r"disagree|don't|agree|want|with|unhappy|about|that's|thats|is|wrong|bit|part|itself|really|"
    r"that's all|that's it|thats all|thats it|honestly|please|for us|for me|for him|for her"
    r"|to be honest|tbh|now|down|he|she|changed))*"
)
_SOFT = (
    r"(?:(?:it|its|it's|is|that's|thats|that|i'm|im|we're|literally|really|honestly|actually"
    r"|about|with|the|a) )*"
)
_ONLY = (
    r"(?:just|only|purely|simply|solely|nothing but)(?: (?:unhappy|disagree\w*|upset|concerned))?"
)
_THING = r"(?:only|one|sole) (?:thing|problem|issue|bit|part|point|complaint|concern)"
_ONLY_THE_SCHOOL = re.compile(
    rf"{_SOFT}{_ONLY} {_SOFT}(?:{_SCHOOL}|that|that bit|that part|i){_TRAILING}"
    rf"|{_SOFT}{_SCHOOL} (?:bit |part )?only"
    rf"|{_SOFT}{_THING}(?: \w+){{0,4}}? (?:is|was|'s) {_SOFT}{_SCHOOL}{_TRAILING}"
    rf"|{_SOFT}{_SCHOOL} (?:is |was )?(?:the |our |my )?{_THING}{_TRAILING}"
)
_NOTHING_ELSE = re.compile(
    r"(?:and )?(?:nothing else|not anything else|no other (?:issues?|problems?|complaints?)"
    r"|that(?:'s| is|s) (?:it|all)|that alone)(?: (?:at all|really|in it|is wrong|to argue with))?"
)
_THE_SCHOOL = re.compile(rf"{_SOFT}{_SCHOOL}{_TRAILING}")
_FILLER = re.compile(
    r"^(?:(?:yes|yeah|yeh|ye|yep|yup|aye|no|nah|nope|oh|ah|ok|okay|well|um|er|erm|right|sorry|thanks"
    r"|thank you|please|definitely|honestly|really|to be honest|tbh|i think|like i said"
    r"|as i said|i see|got it|sure)(?: |$))+"
)
_FILLER_AT_THE_END = re.compile(
    r"(?: (?:yes|yeah|yeh|yep|yup|aye|thanks|thank you|mate|honestly|really|then|now))+$"
)
_LOOKED = re.compile(
    r"(?:i|we|i've|we've|ive|weve|my (?:husband|wife|partner))(?: (?:have|had|just|both|now))*"
    r" (?:read|reread|checked|looked|been through|gone through|had a (?:look|read))"
    r"(?: (?:it|them|that|the plan|through|at|over|all|again|both|now))*"
)
""" "I've read it": says nothing of what was found."""
_MORE = re.compile(
    r"\b(?:also|as well|aswell|too|both|everything|all of it|lots|plus|the whole|loads|the lot"
    r"|others?|more than)\b|\bnot (?:just|only)\b|n't (?:just|only)\b|\bisnt (?:just|only)\b"
)
_B_AND_F = re.compile(
    r"\b(?:sections? )?(?:b ?(?:,|and|&|/|or|nor|\+) ?(?:section )?f"
    r"|f ?(?:,|and|&|/|or|nor|\+) ?(?:section )?b)\b"
)
_NAMED = re.compile(r"\b(?:schools?|placement|place|college|nursery|setting|sixth form|i)\b(?!')")
_CLAUSES = re.compile(r"\s*(?:[.,;:!\n()–—]|\s-\s|\bbut\b|\band\b|\bcos\b|\bbecause\b)\s*")


@dataclass(frozen=True)
class AboutTheSchool:
    """What was said: only the school, or more than it; whether the rest was called fine, and
    whether the school was named ("just that" names nothing)."""

    only: bool
    more: bool
    rest_is_fine: bool
    names_it: bool


def about_the_school(text: str) -> AboutTheSchool:
    """Read an answer to "only the school, or also B or F?" clause by clause."""
    plain = _B_AND_F.sub("bf", in_single_spaces(text, most=600))
    only = nothing_else = the_school = fine = False
    unknown: list[str] = []
    for clause in filter(None, (c.strip(" .!'\"") for c in _CLAUSES.split(plain))):
        said = {clause, _FILLER.sub("", clause).strip()}
        said |= {_FILLER_AT_THE_END.sub("", way) for way in said}
        if "" in said or _any(_LOOKED, said):
            continue
        if _any(_REST_IS_FINE, said):
            fine = True
        elif _any(_NOTHING_ELSE, said):
            nothing_else = True
        elif _any(_ONLY_THE_SCHOOL, said):
            only = True
        elif _any(_THE_SCHOOL, said):
            the_school = True
        else:
            unknown.append(clause)
    settled = not unknown and "?" not in text
    return AboutTheSchool(
        only=settled and (only or nothing_else or (fine and the_school) or fine),
        more=any(_MORE.search(clause) for clause in unknown),
        rest_is_fine=fine,
        names_it=bool(_NAMED.search(plain)),
    )


def _any(pattern: re.Pattern[str], said: set[str]) -> bool:
    return any(pattern.fullmatch(clause) for clause in said)


_RUN = r"(?:bf|[b-h](?:[12])?(?: ?(?:,|and|&|/) ?[b-h](?:[12])?)*)"
_AGREED = re.compile(
    rf"\b{_SECTIONS}({_RUN}) {_IS}{_FINE}\b"
    rf"|\b{_LIKES} with (?:the )?{_SECTIONS}({_RUN})\b"
)

_DENIED = re.compile(
    r"(?:\b(?:not|never|neither|hardly|no longer|nt|isnt|arent)|n't)(?: \w+){0,3} $"
)


def agreed_sections(text: str) -> frozenset[str]:
    """The letters that are called fine: "B and F are ok now", "no problem with F"."""
    plain = _B_AND_F.sub("bf", in_single_spaces(text, most=2000))
    agreed = [
        run
        for found in _AGREED.finditer(plain)
        if not _DENIED.search(plain[: found.start()])
        for run in found.groups()
        if run
    ]
    letters = "".join(agreed).replace("and", "")
    return frozenset(letter.upper() for letter in re.findall(r"[b-h]", letters))


_SOMETHING_IS_FINE = re.compile(r"\b(?:fine|ok|okay|good|happy|agree|right|great)\b", re.IGNORECASE)


def calls_something_fine(text: str) -> bool:
    """Whether anything at all is called fine: then what is beside it may not be disputed."""
    return bool(_SOMETHING_IS_FINE.search(text))


_ABOUT_A_SECTION = re.compile(
    r"\bwh(?:at|ats|at's|ich|ere)\b(?: \w[\w']*){0,3}? (?:sections?|parts?|b|f|i|bf)\b"
    r"|\bsections? \w+ (?:mean|cover|about|for)\w*"
)
_DISPUTED = re.compile(
    r"\b(?:wrong|disagree|unhappy|not happy|missing|left out|problem|issue|change|rubbish|vague"
    r"|woolly|poor|don't like|not right|nothing in|isn't|doesn't|not enough)\b"
)


def only_asks_about_sections(text: str) -> bool:
    """ "What's section B?" disputes nothing."""
    plain = normalise(text)[:2000]
    return bool(_ABOUT_A_SECTION.search(plain)) and not _DISPUTED.search(plain)
