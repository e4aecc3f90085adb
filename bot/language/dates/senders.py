"""Who wrote, and whose paper it is: only the council's letter has the date that counts."""

from bot.language.dates.tokens import Tokens
from bot.language.dates.vocabulary import words

OTHERS = words(
    "gp gps doctor doctors dr hospital hospitals clinic surgery camhs school schools skool college"
    " colleges nursery senco sencos sendco teacher teachers headteacher ht kids mediator mediators"
    " tribunal paediatrician paediatricians pediatrician consultant physio therapist salt slt ot"
    " dla dwp pip solicitor solicitors ipsea sendiass sendias landlord nhs dentist"
    " lawyer lawyers barrister advocate psych psychs psychologist psychiatrist ep tutor governors"
    " ombudsman lgsco lgo mp councillor court police"
)
_FAMILY = words(
    "mum mums dad mother father husband wife sister brother son daughter nan partner ex friend"
)
OTHER_MATTERS = words(
    "bus taxi transport appointment timetable housing benefits benefit dla dwp pip camhs badge"
    " attendance exclusion dyslexia speech"
)
_THE_COUNCIL = words(
    "they theyve council councils authority authoritys lea la county herts hertfordshire borough"
    " team caseworker officer send sen"
)
_US = words("i we ive weve me us")
_OURS = words("comments evidence form forms request application complaint reply views papers")
_POSSESSIVES = words("the his her my our their a an that this")
_SERVICE = words("kids mediator mediators mediation")
_COVERING = words("covering cover")
_BETWEEN = words("ve have has had also then just only finally back never all even s ' \"")
_TAKERS = words("them kids council school schools senco tribunal mediation mediator gp herts")
_CHILDREN = words("my our both two three all 2 3 these your")
_ABOUT = words("about re regarding for")
_ABOUT_WITHIN = 6
_ASKED_WITHIN = 7
_ON_ITS_WAY = words("coming follow follows following")
_PAPERS = words("letter letters email emails report reports note text message one paper papers")


def is_another(tokens: Tokens, k: int) -> bool:
    """Whether the word at place `k` is somebody other than the council."""
    word = tokens.word(k)
    if word == "kids" and tokens.word(k - 1) in _CHILDREN:
        return False
    return word in OTHERS or word.removesuffix("s") in OTHERS


def is_anothers_paper(tokens: Tokens, k: int) -> bool:
    """Whether the paper at place `k` is not the council's: "GP letter", "the one from school"."""
    if tokens.word(k) in {"decision", "refusal"}:
        return tokens.word(k - 1) in OTHER_MATTERS
    if tokens.word(k) not in _PAPERS:
        return False
    if tokens.word(k - 1) == "own" and tokens.word(k - 2) in {"my", "our"}:
        return True
    before = k - 1 if tokens.word(k - 1) not in _COVERING else k - 2
    if is_another(tokens, before):
        return True
    if tokens.word(before) in OTHER_MATTERS:
        return True
    link, name = tokens.word(k + 1), k + 2
    if tokens.word(name) in _POSSESSIVES:
        name += 1
    if link in {"from", "off"} and is_another(tokens, name):
        return True
    return _is_about_another_matter(tokens, k)


def _is_about_another_matter(tokens: Tokens, k: int) -> bool:
    """Whether the paper is said to be about something else: "the letter from them about a bus"."""
    for n in range(k + 1, k + _ABOUT_WITHIN):
        if tokens.word(n) in _ABOUT:
            name = n + 2 if tokens.word(n + 1) in _POSSESSIVES else n + 1
            return tokens.word(name) in OTHER_MATTERS
        if tokens[n].kind != "w":
            return False
    return False


def names_a_paper(tokens: Tokens, first: int, end: int) -> bool:
    """Whether a date only names a paper of the council's: "the 14 October letter"."""
    led = tokens.word(first) == "the" or tokens.word(first - 1) in _POSSESSIVES
    return led and tokens.word(end) in {"letter", "refusal"} and not is_anothers_paper(tokens, end)


def is_the_councils_one(tokens: Tokens, k: int) -> bool:
    """Whether "one" is the council's letter: "the council one", "the one from the council"."""
    if tokens.word(k) != "one":
        return False
    name = k + 3 if tokens.word(k + 2) in _POSSESSIVES else k + 2
    return tokens.word(k - 1) in {"council", "councils"} or (
        tokens.word(k + 1) == "from" and tokens.word(name) in _THE_COUNCIL
    )


def is_our_way_of_asking(tokens: Tokens, k: int) -> bool:
    """Whether the letter at place `k` is the parent's: "I requested it by letter of"."""
    if tokens.word(k - 1) != "by":
        return False
    for n in range(k - 2, max(-1, k - _ASKED_WITHIN), -1):
        if tokens[n].kind != "w":
            return False
        if tokens.word(n) in {"i", "we", "ive", "weve"}:
            return True
    return False


def is_still_to_come(tokens: Tokens, k: int) -> bool:
    """Whether the letter at place `k` is only announced: "a letter's coming"."""
    after = [tokens.word(n) for n in range(k + 1, k + 5)]
    on_its_way = any(after[n] in {"way", "post"} and "on" in after[:n] for n in range(1, 4))
    return on_its_way or any(
        word in _ON_ITS_WAY and not {"in", "came"} & set(after[:n]) for n, word in enumerate(after)
    )


def writer(tokens: Tokens, k: int) -> str | None:
    """Who does what the verb at place `k` says: "council", "other" or unsaid."""
    for n in range(k - 1, max(-1, k - 6), -1):
        word = tokens.word(n)
        if word in _US | _FAMILY | _OURS or is_another(tokens, n):
            return "other"
        if word in _THE_COUNCIL:
            return "council"
        if word not in _BETWEEN:
            return None
    return None


def is_sent_by_the_service(tokens: Tokens, k: int) -> bool:
    """Whether the mediation service sent "it", which can only be a certificate."""
    before = tokens.word(k - 1) if tokens.word(k - 1) not in _BETWEEN else tokens.word(k - 2)
    return before in _SERVICE and tokens.word(k + 1) == "it"


def goes_to_another(tokens: Tokens, k: int) -> bool:
    """Whether what is sent goes to somebody, or again: "emailed kids", "sent it again"."""
    n = k + 1
    if "again" in {tokens.word(n), tokens.word(n + 1)}:
        return True
    while n < k + 4 and tokens.word(n) in {"to", "the", "it", "an", "email", "letter", "a"}:
        n += 1
    return tokens.word(n) in _TAKERS
