"""Whether a message says that the family holds a mediation certificate."""

from __future__ import annotations

import re

from bot.language.plain import normalise

CERTIFICATE = r"(?:c[ei]r|s[eiu]r)t\w{0,4}f\w{0,10}|(?:mediation )?cert"
_BETWEEN = r"[^\w.?!;]+"
_GAP = rf"(?:{_BETWEEN}\w[\w']{{0,14}}){{0,4}}?{_BETWEEN}"
_NO = (
    r"(?:no|not|\w{2,6}n't|dont|havent|avent|hasnt|hadnt|didnt|aint|never|without|none|nor|"
    r"neither|hardly|nobody(?:'s)?|no-?one(?:'s)?|"
    r"waiting (?:for|on)|still need|lost)"
)
_NOT_HELD = re.compile(rf"\b{_NO}{_GAP}(?:{CERTIFICATE})\b|\b(?:{CERTIFICATE})\b{_GAP}{_NO}\b")
_HELD = re.compile(
    r"\b(?:got|have|has|had|hold|holding|with|received|recieved|sent me|gave me|given me|issued|"
    rf"here is|heres|here's)\W+(?:\w[\w']{{0,14}}\W+){{0,4}}?(?:{CERTIFICATE})\b"
    rf"|\b(?:{CERTIFICATE})\b\W+(?:is |was |it's |its |says )?"
    r"(?:dated|issued|came|arrived|from|on|0)"
)
_ONLY_ASKED = re.compile(
    r"\b(?:(?:do|does|did)(?! not)|must|should|can|could|would|will|how|when|why|if|once|until|"
    rf"needs?|have to|got to|before|what)\b(?:\W+\w[\w']{{0,14}}){{0,5}}?\W+(?:{CERTIFICATE})\b"
)
_SOMEBODY_ELSES = re.compile(
    r"\b(?:friend|friends|mate|mates|neighbour|neighbours|cousin|somebody|someone|everyone|everybody)"
    rf"\b{_GAP}(?:{CERTIFICATE})\b"
)
_ANOTHER_KIND = re.compile(
    r"\b(?:birth|medical|school|death|doctor\w*|gp|pa?ediatric\w*|hospital|diagnos\w*|consultant"
    r"|camhs|dbs|gcse|exam|autis\w*)\b"
)
_APPOINTMENT = re.compile(
    r"\b(?:meeting|session|appointment|booked|call|date for|waiting|asked for|requested)\b",
    re.IGNORECASE,
)
_STILL_TO_COME = re.compile(
    r"\bon (?:its|the|it's) way\b|\b(?:coming|applied|ordered|soon|should (?:get|have|be)|getting"
    r"|will (?:get|have|be)|going to|yet|tomorrow|next (?:week|month))\b",
    re.IGNORECASE,
)
_NEAR_ANOTHER_KIND = re.compile(
    rf"{_ANOTHER_KIND.pattern}{_GAP}(?:{CERTIFICATE})\b"
    rf"|\b(?:{CERTIFICATE})\b{_GAP}{_ANOTHER_KIND.pattern}"
)
_MEDIATIONS_OWN = re.compile(
    rf"\b(?:mediation|kids) (?:{CERTIFICATE})\b"
    rf"|\b(?:{CERTIFICATE})\b (?:of|for|from) (?:the )?(?:mediat\w+|kids)\b"
)
_CONTACTED = re.compile(
    r"\b(?:rang|rung|called|phoned|emailed|e-mailed|spoke|spoken|contacted|been in touch|"
    rf"talked|wrote|texted)\b{_GAP}(?:kids|mediation|mediators?|mediashun|meditation)\b"
    r"|\b(?:had|done|did)\b(?:\W+\w[\w']{0,14}){0,3}?\W+mias\b"
)
_OUR_OWN_CONTACT = re.compile(
    r"\b(?:i|we|i've|we've|ive|weve|my (?:wife|husband|partner|mum|mother|dad|father|sister))\b"
    r"(?: \w[\w']*){0,3}? (?:rang|rung|called|phoned|emailed|e-mailed|spoke|spoken|contacted"
    r"|messaged|texted|talked|wrote|been in touch)\b"
    r"|^\W*(?:(?:yes|yeah|yep|no|not yet|just|already)\W+)*"
    r"(?:rang|rung|called|phoned|emailed|spoke|spoken|contacted|messaged|texted)\b"
    r"|\b(?:had|did|done)\b(?: \w[\w']*){0,3}? (?:calls?|phone|chat|mias|session|appointment"
    r"|conversation|meeting|referral)\b|\bmias\b|\breferr?ed (?:us|me|myself|ourselves)\b"
)
_SENT_TO_US = re.compile(
    r"\b(?:they|she|he|kids|mediator|lady|man)(?: (?:have|has|'ve|just|already))* "
    r"(?:e-?mailed|sent|gave|posted|issued)(?: (?:it|me|us|one|through|over|that))+\b"
    r"|\bit (?:came|arrived|has come|has arrived)\b"
)
_NOT_REACHED = re.compile(
    r"\bmissed (?:the|their|his|her|a|it)\b|\b(?:no|without) (?:answer|reply)\b|\bvoicemail\b"
    r"|\b(?:couldn't|couldnt|can't|cant|not) (?:get through|reach|speak|get hold)\b"
)
_NEVER_CONTACTED = re.compile(
    r"(?:^|[.,;!?]\s*|\b(?:i|we|no|but|and)\s+)(?:have\s+)?"
    r"(?:not|never|haven't|havent|havn't|hadn't|hadnt|i've not|ive not|we've not|weve not)\s+"
    r"(?:\w+\s+){0,2}?(?:rang|rung|called|phoned|emailed|spoke|spoken|contacted|talked"
    rf"|been in touch)\b{_GAP}(?:(?<!my )(?<!our )(?<!the )kids|mediation|mediators?)\b"
)
_NOT_YET = re.compile(r"\b(?:\w{2,6}n't|havent|hasnt|didnt|not|never|before i|should i have)\W+$")


def find_certificate(text: str) -> str | None:
    """ "held", "not_held" or "contacted" (the service, with no certificate yet); else None."""
    plain = normalise(text)[:2000]
    contacted = _CONTACTED.search(plain)
    rang = contacted is not None and not _NOT_YET.search(plain[: contacted.start()])
    if _NOT_HELD.search(plain) and rang:
        return "contacted"
    if _ONLY_ASKED.search(plain) or _SOMEBODY_ELSES.search(plain):
        return None
    if _NOT_HELD.search(plain):
        other = _NEAR_ANOTHER_KIND.search(plain) and not _MEDIATIONS_OWN.search(plain)
        return None if other else "not_held"
    if is_another_kind(text):
        return None
    if _HELD.search(plain):
        return "held"
    return "not_held" if _NEVER_CONTACTED.search(plain) else None


def contacted_in_words(text: str) -> bool:
    """Whether the family says that it got in touch itself, and was not merely called."""
    plain = normalise(text)[:2000]
    return bool(_OUR_OWN_CONTACT.search(plain)) and not _NOT_REACHED.search(plain)


def was_sent_one(text: str) -> bool:
    """ "They emailed it last week", in answer to whether there is a certificate."""
    return bool(_SENT_TO_US.search(normalise(text)[:2000]))


def is_another_kind(text: str) -> bool:
    """Whether the words are of a doctor's, a school's or a birth certificate."""
    return bool(_ANOTHER_KIND.search(normalise(text)[:2000]))


def is_not_in_hand(text: str) -> bool:
    """A yes that goes on to another kind of certificate, or to one still to come."""
    return is_another_kind(text) or bool(_APPOINTMENT.search(text) or _STILL_TO_COME.search(text))
