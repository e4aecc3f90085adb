"""What the words around a date say of it: whose date it is, and how sure they are."""

from dataclasses import dataclass

from bot.language.dates.reading import Role
from bot.language.dates.tokens import Tokens
from bot.language.dates.vocabulary import words

_PRINTED = words(
    "dated date dates says say saying states stated printed written headed reads dtd datd"
    " marked typed shows showing heading titled top page front corner header"
)
_ARRIVAL = words(
    "arrived arrive arrives came come comes got get getting received recieved receive recived"
    " reveived landed opened delivered reached doormat postman picked collected found inbox"
    " postmarked read turned receipt receved recieve signed"
    " dropped showed saw noticed spotted gave given handed brought"
    " passed forwarded downloaded through arived arrivd"
)
_SENT = words("sent emailed posted issued mailed messaged")
_LETTER = words(
    "letter leter lettr letters decision notice refusal plan ehcp council councils email latter"
    " lettter lette"
)
_CERTIFICATE = words(
    "certificate certificates cert certificat certifcate certificte sertificate certficate"
    " certifikate certifcat"
)
_EVENT = words(
    "meeting review appointment hearing tribunal mediation rang phoned called spoke appeal"
    " applied requested asked request panel birthday report form assessed exclusion excluded call"
    " visit session complaint complained tuesday's until till til by since due expires starts"
    " assessment mias wrote contacted started"
)
_ENVELOPE = words("envelope postmark stamp franked")
_DEADLINE = words("deadline expires expire expired due run runs ends finishes")
_COUNCIL = words("them council the herts hertfordshire send school")
_DECIDED = words(
    "decided answer answered finalised finalized refused rejected declined turned refusing"
    " reject refuse denied refuze refuzed"
)
_ASKED_FOR = words("request requested assessment asked applied appeal assess assessed")
_WITHOUT = words("no havent without dont not any need never yet want wheres")
_HAVING = words("ive have weve has hes shes had")
_BIRTH = frozenset({"born", "dob", "birth", "birthday", "bday", "d.o.b"})
_WEAK = frozenset({"until", "till", "til", "by", "since", "due", "expires", "starts", "started"})
_BREAKS = frozenset({".", ";", "!", "?", "\n"})
_SOFT_BREAKS = frozenset({",", "(", ")", "and", "but", "then", "-", ":"})
_ABOUT = words(
    "about around approx approximately aprox roughly circa near nearly almost before after between"
    " bout abt arround than over under even good like commencing"
    " beginning ending wc"
)
_UNSURE = words(
    "think maybe mabye perhaps probably possibly might guess believe unsure reckon could perhaps"
    " presumably fairly prob probs suppose"
)
_NOT = frozenset({"not", "isnt", "wasnt", "aint", "never", "isn", "wasn"})
_FILLERS = frozenset({"was", "the", "on", "dated", "a", "from", "its", "it", "is", "date", "for"})
_TAKEN_BACK = frozenset({"said", "put", "typed", "wrote", "told", "entered", "thought"})
_INSTEAD = words("sorry meant mean actually should correction wait oops ment")
_INSTEAD_NEAR = frozenset({"no", "nope", "rather", "instead"})
_JOINING = frozenset({",", "and", "&", "the", "on", "or", "/", "-", "to", "again"})
_SMALL = words(
    "it its was is the on from i think maybe im not sure yes no yeah ok of a that and my one"
    " this date day hi hello sorry um er just about so probably definitely says dated letter"
    " sent decision council councils herts hertfordshire refusal final plan ehcp ehc needs our"
    " new gp certificate mediation cert leter notice amended actually for in at to well oh me be"
    " what way back ive letters yep typo wrong guess please thanks thank you made"
)
_REACH = 14


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
        joined=bool(floor) and set(between) <= _JOINING,
        on=tokens.word(first - 1) == "on",
        decided=_is_decided(tokens, left + right),
        span=bool(floor) and bool({"to", "or", "-", "until", "till"} & set(between[:2])),
    )


def _is_instead(between: list[str]) -> bool:
    return not (_INSTEAD.isdisjoint(between) and _INSTEAD_NEAR.isdisjoint(between[-4:]))


def _left(tokens: Tokens, first: int, floor: int) -> list[int]:
    places = []
    for k in range(first - 1, max(floor, first - _REACH) - 1, -1):
        if tokens.word(k) in _BREAKS and not (tokens.word(k) == "." and tokens.word(k - 1) == "d"):
            break
        places.append(k)
    return places


def _right(tokens: Tokens, end: int, ceiling: int) -> list[int]:
    places = []
    for k in range(end + (tokens.word(end) == "("), min(ceiling, end + 8, tokens.length)):
        if tokens.word(k) in _BREAKS:
            break
        if ceiling < tokens.length and tokens.word(k) in _SOFT_BREAKS:
            break
        nearer_next = ceiling < tokens.length and ceiling - k < k - end + 1
        if nearer_next and (_manner(tokens, k) or _topic(tokens.word(k)) == "event"):
            break
        places.append(k)
    return places


def _clause(tokens: Tokens, places: list[int]) -> list[int]:
    for n, k in enumerate(places):
        if tokens.word(k) in _SOFT_BREAKS or tokens.word(k) in _BREAKS:
            return places[:n]
    return places


def _manner(tokens: Tokens, k: int) -> str | None:
    word = tokens.word(k)
    if word == "got" and tokens.word(k - 1) in {"its", "has", "letters"}:
        return "printed"
    if word == "it" and tokens.word(k - 1) == "on":
        return "printed"
    if word in _PRINTED:
        return None if word in {"date", "say"} and tokens.word(k + 1) == "of" else "printed"
    if word in {"turned", "turns"} and tokens[k + 1].kind == "n":
        return "birth"
    if word == "got" and tokens.word(k + 1) in _EVENT:
        return None
    if word in _BIRTH:
        return "birth"
    if word == "wrote" and tokens.word(k - 1) in {"they", "council"}:
        return "sent"
    if word in _SENT:
        ours = {tokens.word(k - 1), tokens.word(k - 2)} & {"i", "we", "ive", "weve"}
        return "event" if ours else "sent"
    if word in _ARRIVAL:
        if word == "read":
            return None
        follows = {"signed": "for", "turned": "up", "showed": "up"}.get(word)
        if follows and tokens.word(k + 1) != follows:
            return None
        return "arrival"
    return None


def _topic(word: str) -> str | None:
    if word in _LETTER:
        return "letter"
    if word in _CERTIFICATE:
        return "certificate"
    if word in _EVENT:
        return "event"
    return None


def _cues(tokens: Tokens, places: list[int], decided: bool, before: int) -> _Cues:
    manner = topic = weak = None
    for k in places:
        word = tokens.word(k)
        if not topic and word in _ENVELOPE:
            return _Cues("arrival")
        runs_out = word not in {"run", "runs"} or tokens.word(k + 1) == "out"
        if not topic and word in _DEADLINE and runs_out:
            return _Cues("event")
        manner = manner or _manner(tokens, k)
        if word in _WEAK and k == before:
            return _Cues("event")
        if word in _WEAK:
            weak = weak or "event"
            continue
        found = _topic(word)
        if found == "event" and (_describes(tokens, k) or (decided and word in _ASKED_FOR)):
            continue
        if found == "certificate" and not _WITHOUT.isdisjoint(
            tokens.word(n) for n in range(k - 3, k)
        ):
            continue
        if found == "letter" and tokens.word(k + 1) == "to" and tokens.word(k + 2) in _COUNCIL:
            found = "event"
        if word == "school" and "from" in {tokens.word(k - 1), tokens.word(k - 2)}:
            topic = "event"
        topic = topic or found
    return _Cues(manner or (weak if not topic or topic == "event" else None), topic)


def _is_decided(tokens: Tokens, places: list[int]) -> bool:
    """Whether the council's decision is told: "they rejected our request on 4 November"."""
    return any(
        tokens.word(k) in _DECIDED or (tokens.word(k) == "said" and tokens.word(k + 1) == "no")
        for k in places
    )


def _describes(tokens: Tokens, k: int) -> bool:
    """Whether an event only describes a paper: "annual review letter", "mediation certificate"."""
    after = {tokens.word(k + 1), tokens.word(k + 2)}
    papers = _LETTER | _CERTIFICATE
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
        if word in _ABOUT:
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
    if not _UNSURE.isdisjoint(near):
        return True
    return any(near[n : n + 2] == ["not", "sure"] for n in range(len(near)))


def _is_called_wrong(tokens: Tokens, end: int) -> bool:
    """Whether a date is said to be wrong just after it: "5 November is wrong"."""
    k = end + 1 if tokens.word(end) in {"is", "was", "thats", "its"} else end
    return tokens.word(k) in {"wrong", "incorrect"}


def _is_negated(tokens: Tokens, first: int, floor: int) -> bool:
    for k in range(first - 1, max(floor, first - 5) - 1, -1):
        word = tokens.word(k)
        if word in _NOT:
            return True
        if word in _TAKEN_BACK and tokens.word(k - 1) in {"i", "have", "ive"}:
            return True
        if word not in _FILLERS:
            return False
    return False


def topic_before(tokens: Tokens, start: int, stop: int, topic: str | None) -> str | None:
    """The paper last spoken of before token `stop`, looking from token `start`."""
    for k in range(start, stop):
        word = tokens.word(k)
        if word in _CERTIFICATE:
            topic = "certificate"
        elif word in _LETTER:
            topic = "letter"
    return topic


def is_aside(tokens: Tokens, first: int, end: int, *, beside_paper: bool = False) -> bool:
    """Whether more is said in the clause around a date than that it is the date.

    A day just after the name of a paper is no aside, unless `beside_paper`.
    """
    near_paper = range(max(0, first - 4), first)
    if not beside_paper and any(tokens.word(k) in _LETTER | _CERTIFICATE for k in near_paper):
        return False
    before = _clause(tokens, list(range(first - 1, max(0, first - 12) - 1, -1)))
    after = _clause(tokens, list(range(end, min(tokens.length, end + 12))))
    return _content_words(tokens, before + after) > 1


def _content_words(tokens: Tokens, places: list[int]) -> int:
    return sum(tokens[k].kind == "w" and tokens.word(k) not in _SMALL for k in places)


def happened_on(tokens: Tokens, first: int, end: int) -> bool:
    """Whether the date is the day of something told: "I read the letter on 5 November"."""
    if tokens.word(first - 1) != "on":
        return False
    around = [*range(max(0, first - 12), first), *range(end, min(tokens.length, end + 12))]
    told = [k for k in around if tokens.word(k) not in _LETTER | _CERTIFICATE]
    near_paper = any(tokens.word(k) in _LETTER | _CERTIFICATE for k in around)
    return _content_words(tokens, told) > (0 if near_paper else 1)
