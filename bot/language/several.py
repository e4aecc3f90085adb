"""Whether one message tells of two letters, or of two children."""

from __future__ import annotations

import re

from bot.language.plain import in_single_spaces

_TWO = re.compile(
    r"\b(?:twins|triplets|children|kids|sons|daughters|boys|girls|lads|siblings|letters"
    r"|decisions|both of (?:mine|them))\b"
)
_ONE_AND_THE_OTHER = re.compile(
    r"\bone\b(?! (?:school|teacher|ta|report|college|thing|reason|hour|hand|day|panel)\b)"
    r"(?: \w[\w']*|,){1,20}?,? (?:and |but |while |then )?(?:the |my |her |his )?other"
    r"(?: (?:one|child|son|daughter|boy|girl|twin|letter|lad))?(?:'?s)? "
    r"(?:has|had|got|gets|is|was|says|said|have|hasn't|hasnt|about|they|refus\w+|from|dated|for)\b"
)
_ONE_AND_ONE = re.compile(
    r"\bone (?:is |was )?(?:from|for|about|dated|of|in)\b(?: \w[\w']*){1,8},? (?:and )?"
    r"(?:one|another) (?:is |was )?(?:from|for|about|dated|of|in)\b"
)


def tells_of_two(text: str) -> bool:
    """ "One was refused an assessment and the other has a plan": their facts must not be mixed."""
    plain = in_single_spaces(text, most=2000)
    tell_apart = _ONE_AND_THE_OTHER.search(plain) or _ONE_AND_ONE.search(plain)
    return bool(_TWO.search(plain) and tell_apart)
