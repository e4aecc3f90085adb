"""Where a date stands on the paper: "at the top", "on the front page", "printed on it"."""

from bot.language.dates.tokens import Tokens
from bot.language.dates.vocabulary import words

_PLACES = words(
    "top page corner heading header head cover letterhead letter leter paper it front inside sheet"
)
_BEFORE_A_PLACE = words("the its their my this very first front top right left hand covering")
_VERBS = words("is was its thats printed written typed stands wrote put stamped")
_NO_PAGE = words("desk door step room garden office")
_SAYS = words("says say said sez ses reads")
_NAMES_A_DATE = words("date")


def stands_on_the_paper(tokens: Tokens, end: int, ceiling: int) -> bool:
    """Whether the words just after a date say that it is on the paper."""
    k = end
    while k < min(ceiling, end + 3) and tokens.word(k) in _VERBS:
        k += 1
    if k >= ceiling:
        return False
    word = tokens.word(k)
    if word in {"on", "at", "in"}:
        return _is_place(tokens, k + 1, min(ceiling, k + 6))
    if word in {"wot", "what"} and tokens.word(k + 1) == "it":
        return k + 2 < ceiling and tokens.word(k + 2) in _SAYS
    if word == "by" and tokens.word(k + 1) == "the":
        return k + 2 < ceiling and tokens.word(k + 2) in _NAMES_A_DATE
    return word == "it" and k + 1 < ceiling and tokens.word(k + 1) in _SAYS


def _is_place(tokens: Tokens, k: int, stop: int) -> bool:
    while k < stop and tokens.word(k) in _BEFORE_A_PLACE:
        if tokens.word(k) in _PLACES and tokens.word(k + 1) not in _BEFORE_A_PLACE | _PLACES:
            break
        k += 1
    if k >= stop or tokens.word(k) not in _PLACES:
        return False
    beside = (tokens.word(k), tokens.word(k + 1))
    return beside[1] not in _NO_PAGE and beside != ("front", "of")
