"""Where a date stands on the paper: "at the top", "on the front page", "printed on it"."""

from bot.language.dates.tokens import Tokens
from bot.language.dates.vocabulary import words

_PLACES = words(
    "top page corner heading header head cover letterhead letter leter paper it front inside sheet"
)
_BEFORE_A_PLACE = words("the its their my this very first front top right left hand covering")
_AT = words("on at in across along above inside")
_VERBS = words("is was its thats printed written typed stands wrote put stamped")
_NO_PAGE = words("desk door step room garden office")
_SAYS = words("says say said sez ses reads")
_NAMES_A_DATE = words("date")


def told_on_the_paper(tokens: Tokens, end: int, ceiling: int) -> int:
    """Where the words just after a date end that say that it is on the paper; 0 if none do."""
    k = end
    while k < min(ceiling, end + 3) and tokens.word(k) in _VERBS:
        k += 1
    if k >= ceiling:
        return 0
    word = tokens.word(k)
    if word in _AT:
        return _place(tokens, k + 1, min(ceiling, k + 6))
    if word in {"wot", "what"} and tokens.word(k + 1) == "it":
        last, wanted = k + 2, _SAYS
    elif word == "by" and tokens.word(k + 1) == "the":
        last, wanted = k + 2, _NAMES_A_DATE
    elif word == "it":
        last, wanted = k + 1, _SAYS
    else:
        return 0
    return last + 1 if last < ceiling and tokens.word(last) in wanted else 0


def _place(tokens: Tokens, k: int, stop: int) -> int:
    while k < stop and tokens.word(k) in _BEFORE_A_PLACE:
        if tokens.word(k) in _PLACES and tokens.word(k + 1) not in _BEFORE_A_PLACE | _PLACES:
            break
        k += 1
    if k >= stop or tokens.word(k) not in _PLACES:
        return 0
    beside = (tokens.word(k), tokens.word(k + 1))
    return 0 if beside[1] in _NO_PAGE or beside == ("front", "of") else k + 1
