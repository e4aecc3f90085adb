"""Days told from another day of the message: "the Wednesday before", "the same day"."""

from bot.language.dates.forms import Anchored, Match
from bot.language.dates.relative import counted
from bot.language.dates.tokens import Tokens
from bot.language.dates.vocabulary import CARDINALS, SHORT_DAYS, weekday, words

_NEXT = frozenset({"next", "following"})
_EARLIER = frozenset({"before", "earlier", "previous", "prior"})
_LATER = frozenset({"after", "later", "afterwards", "following"})
_GOES_ON_TO_A_DAY = words(
    "last yesterday yesterdays yday the next christmas bonfire halloween boxing easter"
)


def anchored(tokens: Tokens, i: int) -> Match | None:
    """ "The Wednesday before", "two days earlier", "the next day", "the same date"."""
    start = i + 1 if tokens.word(i) == "the" else i
    word, after = tokens.word(start), tokens.word(start + 1)
    if word == "same" and after in {"day", "date"}:
        return Match(Anchored(), start + 2)
    if after == "day" and word in _NEXT | {"previous"}:
        return Match(Anchored(1 if word in _NEXT else -1), start + 2)
    if word == "day" and start > i:
        return _beside(tokens, start + 1, days=1)
    day = weekday(word) if tokens[start].kind == "w" else None
    if day and (start > i or word not in SHORT_DAYS):
        return _beside(tokens, start + 1, weekday=day.value)
    count = counted(tokens, i)
    if count and count[1] > 0:
        return _beside(tokens, count[2], days=count[0] * count[1])
    return None


def _beside(tokens: Tokens, k: int, *, days: int = 0, weekday: int | None = None) -> Match | None:
    """The day so many days, or the next such weekday, before or after the one told of."""
    word = tokens.word(k)
    if word not in _EARLIER | _LATER or _leads_to_a_day(tokens, k + 1):
        return None
    later = word in _LATER
    if weekday is not None:
        return Match(Anchored(weekday=weekday, later=later), k + 1)
    return Match(Anchored(days if later else -days), k + 1)


def _leads_to_a_day(tokens: Tokens, k: int) -> bool:
    """Whether the day counted from is named just after: "the day before yesterday"."""
    token = tokens[k]
    if token.kind == "n" or token.text in _GOES_ON_TO_A_DAY | CARDINALS.keys():
        return True
    return token.kind == "w" and weekday(token.text) is not None
