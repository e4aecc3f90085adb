"""What identifies somebody is taken out, dates never are, and no text takes long."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine.identifiers import event_without_identifiers, without_identifiers
from bot.language.dates import find_dates
from bot.words import DOMAIN

TODAY = date(2026, 11, 21)
LANGUAGE = Path(__file__).parent.parent / "language"

TAKEN_OUT = [
    ("call me on 07700 900123", "07700"),
    ("my mobile is 07700900123 thanks", "07700900123"),
    ("tel: (01632) 960 001", "960"),
    ("+44 7700 900 123", "7700"),
    ("+44 (0)7700-900-123", "900"),
    ("0044 1632 960001", "1632"),
    ("jo.bloggs+ehc@example.co.uk is my email", "bloggs"),
    ("email JO@EXAMPLE.COM", "EXAMPLE"),
    ("we live at 12 High Street", "High"),
    ("22b Acacia Avenue, Hatfield", "Acacia"),
    ("postcode SG13 8DE", "8DE"),
    ("al1 1aa", "1aa"),
    ("NHS number 943 476 5919", "476"),
    ("nhs no 9434765919", "9434765919"),
    ("NI AB 12 34 56 C", "34 56"),
    ("ab123456c", "123456"),
    ("case ref EHC-123456", "123456"),
    ("reference HCC/2026991", "2026991"),
    ("my son Jack was refused", "Jack"),
    ("my daughter, Aoibheann, is 7", "Aoibheann"),
    ("his name is jack", "jack"),
    ("her name's Siobhan Murphy", "Murphy"),
    ("my name is Tunde Adebayo and I am worried", "Adebayo"),
    ("I'm Sarah Jones", "Jones"),
    ("this is Dave", "Dave"),
    ("regards, Priyanka Sharma", "Sharma"),
    ("oliver got refused", "oliver"),
    ("they turned down muhammad's plan", "muhammad"),
    ("Mrs Patel wrote to us", "Patel"),
    ("Dr O'Brien said so", "O'Brien"),
    ("see https://example.com/?child=jo", "child"),
    ("card 4111 1111 1111 1111", "4111"),
    ("a child called Zebedee", "Zebedee"),
]

LEFT_ALONE = [
    "the letter is dated 01 09 2026",
    "01 09 2026 and 02 10 2026",
    "01/09/2026 02/10/2026",
    "01092026",
    "20260901",
    "2026-09-01",
    "on 01 09 26 a letter came",
    "1.9.26",
    "it came on 5 May 2026, not the 15th",
    "section b2 4th october",
    "my son is 7 and in year 2",
    "my son is autistic",
    "the council named a school called an academy",
    "I want to ring Kids about mediation",
    "I'm not sure",
    "I'm Worried",
    "thanks",
    "sections B, F and I",
    "33 weeks, 2 months, 14 days",
    "section 51(2)(a) of the 2014 Act",
    "phone Hertfordshire County Council",
    "will they mark it as late in august",
]

TYPED_DATES = [
    line.partition("|")[2].strip()
    for file in ("dates.txt", "dates_unseen.txt")
    for line in (LANGUAGE / file).read_text(encoding="utf-8").splitlines()
    if "|" in line and not line.startswith("#")
]


@pytest.mark.parametrize(("text", "identifier"), TAKEN_OUT)
def test_what_identifies_somebody_is_taken_out(text: str, identifier: str) -> None:
    """Names, numbers and addresses as parents write them."""
    safe = without_identifiers(text)
    assert identifier not in safe
    assert "[" in safe


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_dates_and_plain_words_are_left_alone(text: str) -> None:
    """A filter that ate a date would lose an appeal."""
    assert without_identifiers(text) == text


def test_there_are_dates_to_try() -> None:
    """The table of dates that parents type is the one of the date reader."""
    assert len(TYPED_DATES) > 400


@pytest.mark.parametrize("typed", TYPED_DATES)
def test_every_date_that_parents_type_reads_the_same_afterwards(typed: str) -> None:
    """Without any hint of where the date is, nothing of it is taken for an identifier."""
    before = [mention.date for mention in find_dates(typed, today=TODAY)]
    after = [mention.date for mention in find_dates(without_identifiers(typed), today=TODAY)]
    assert after == before


@given(
    day=st.dates(date(2014, 9, 1), date(2030, 12, 31)),
    form=st.sampled_from(
        [
            "%d/%m/%Y",
            "%d %m %Y",
            "%d-%m-%y",
            "%d.%m.%Y",
            "%d%m%Y",
            "%Y-%m-%d",
            "%d %B %Y",
            "%d-%b-%Y",
            "%d%b%Y",
            "%d/%b/%y",
            "%d/%m/%y",
            "%A %d %B",
            "%d %m %y",
        ]
    ),
    around=st.sampled_from(
        ["{}", "on {} a letter", "ref {} c", "it is {}.", "{} {}", "ON {} A LETTER"]
    ),
)
@settings(max_examples=400, deadline=None)
def test_no_way_of_writing_a_day_is_an_identifier(day: date, form: str, around: str) -> None:
    """Every day from 2014 to 2030 in every usual form, alone and among other words."""
    text = around.replace("{}", day.strftime(form))
    assert without_identifiers(text) == text


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "part",
    [
        "1",
        "0",
        "a",
        "a@",
        "@",
        "1 ",
        "01 ",
        "A1 ",
        "a.",
        "my name is ",
        "Mr ",
        "www.",
        "AB 12 ",
        "1 a ",
        "(",
        "+",
        "-",
        "son A",
        "é",
        "1-",
        "a-1",
    ],
)
def test_a_text_of_any_length_is_read_to_its_end(part: str) -> None:
    """Whatever half-matches it is made of: what stands last is taken out."""
    flood = part * (100_000 // len(part))
    assert "anna@example.org" not in without_identifiers(f"{flood}. anna@example.org")


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_text_at_all_can_be_made_safe(text: str) -> None:
    """Nothing raises, and doing it again changes nothing more."""
    safe = without_identifiers(text)
    assert without_identifiers(safe) == safe


def test_a_stored_message_has_no_identifiers_in_any_of_its_parts() -> None:
    """The text, Rasa's reading of it and what came with it."""
    event = {
        "event": "user",
        "text": "I'm Sarah, 07700 900123, letter dated 1 10 2026",
        "message_id": "1",
        "metadata": {"from": "07700 900123"},
        "parse_data": {
            "text": "I'm Sarah, 07700 900123, letter dated 1 10 2026",
            "intent": {"name": "inform"},
            "entities": [
                {"entity": "date", "value": "2026-10-01", "start": 38, "end": 47},
                {"entity": "said", "value": "sarah at 07700 900123"},
            ],
            "tokens": ["Sarah", "07700900123"],
        },
    }
    stored = event_without_identifiers(event)
    assert "Sarah" not in str(stored) and "sarah" not in str(stored)
    assert "900" not in str(stored)
    assert stored["text"].endswith("letter dated 1 10 2026")
    assert stored["parse_data"]["entities"][0]["value"] == "2026-10-01"
    assert stored["message_id"] == "1"


def test_what_buttons_stand_for_is_kept_as_it_is() -> None:
    """A choice pressed earlier is still known when the conversation is shown again."""
    domain = yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))
    payloads = {
        button["payload"]
        for variations in domain["responses"].values()
        for variation in variations
        for button in variation.get("buttons") or ()
    }
    assert len(payloads) > 20
    assert {without_identifiers(payload) for payload in payloads} == payloads
