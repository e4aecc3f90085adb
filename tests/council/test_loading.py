"""A council's file loads whole or is refused with a sentence for every fault."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.council import Council, CouncilFileError, load_council

Load = Callable[[Callable[[dict[str, Any]], object]], Council]


def kids(content: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = content["contacts"]["kids"]
    return found


def put(*place: str, value: object) -> Callable[[dict[str, Any]], None]:
    """Give a change that puts a value at a place in the file."""

    def change(content: dict[str, Any]) -> None:
        for part in place[:-1]:
            content = content[part]
        content[place[-1]] = value

    return change


def take(*place: str) -> Callable[[dict[str, Any]], None]:
    """Give a change that takes a field out of the file."""

    def change(content: dict[str, Any]) -> None:
        for part in place[:-1]:
            content = content[part]
        del content[place[-1]]

    return change


def test_hertfordshire_loads(council: Council) -> None:
    assert council.name == "Hertfordshire County Council"
    assert str(council.contact("kids").phone) == "03330 062 835"
    assert "https://www.hertfordshire.gov.uk" in council.web_origins


KIDS = ("contacts", "kids")

FAULTS = [
    (take("name"), "name is missing."),
    (put("name", value=""), "name must not be empty."),
    (put("name", value=12), "name must be text in quotes."),
    (put("slogan", value="x"), "slogan is not a field that a council's file has."),
    (take("contacts", "samaritans"), "contacts.samaritans is missing."),
    (put("contacts", "oracle", value={}), "contacts.oracle is not a field"),
    (put("contacts", value="none"), "contacts must hold fields of its own."),
    (put("contacts", "kids", value=None), "contacts.kids is empty."),
    (take(*KIDS, "name"), "contacts.kids.name is missing."),
    (take(*KIDS, "phone", "source"), "contacts.kids.phone.source is missing."),
    (put(*KIDS, "phone", "source", value=" "), "contacts.kids.phone.source must say where"),
    (take(*KIDS, "phone", "checked_on"), "contacts.kids.phone.checked_on is missing."),
    (put(*KIDS, "fax", value={}), "contacts.kids.fax is not a field"),
    (put(*KIDS, "phone", "value", value=442453300), "contacts.kids.phone.value must be text"),
    (put(*KIDS, "phone", "value", value="ask us"), "contacts.kids.phone.value must be a United"),
    (put(*KIDS, "phone", "value", value="+1 202 555 0100"), "contacts.kids.phone.value must be"),
    (put(*KIDS, "email", "value", value="kids.org.uk"), "contacts.kids.email.value must be an e-"),
    (put(*KIDS, "url", "value", value="http://kids.org.uk"), "contacts.kids.url.value must be"),
    (put(*KIDS, "url", "value", value="javascript:x"), "contacts.kids.url.value must be"),
    (put(*KIDS, "url", "value", value="https://a@b.uk"), "contacts.kids.url.value must be"),
    (put(*KIDS, "referral_working_days", "value", value=0), "referral_working_days.value must be"),
    (put(*KIDS, "referral_working_days", "value", value="5"), "referral_working_days.value must"),
    (put(*KIDS, "referral_working_days", "value", value=True), "referral_working_days.value must"),
    (put(*KIDS, "phone", "checked_on", value="soon"), "phone.checked_on must be a date such as"),
    (put(*KIDS, "phone", "checked_on", value=20261121), "phone.checked_on must be a date such as"),
    (
        put(*KIDS, "phone", "checked_on", value=datetime(2026, 11, 21, 9)),
        "contacts.kids.phone.checked_on must be a date such as",
    ),
    (put(*KIDS, "phone", "check_before_launch", value="perhaps"), "check_before_launch must be"),
    (put(*KIDS, "hours", "value", value={}), "contacts.kids.hours.value must have at least one"),
    (put(*KIDS, "hours", "value", "monday", value="9-5"), "hours.value.monday must be an opening"),
    (put(*KIDS, "hours", "value", "monday", value=None), "hours.value.monday must be an opening"),
    (put(*KIDS, "hours", "value", "monday", value=[9]), "hours.value.monday must be an opening"),
    (put(*KIDS, "hours", "value", "monday", value="17:00-09:00"), "monday must close later"),
    (put(*KIDS, "hours", "value", "monday", value="09:00-09:00"), "monday must close later"),
    (put(*KIDS, "hours", "value", "monday", value="09:00-24:01"), "monday must be times of day"),
    (put(*KIDS, "hours", "value", "monday", value="09:60-17:00"), "monday must be times of day"),
    (
        put(*KIDS, "hours", "value", "monday", value=["13:00-17:00", "09:00-12:00"]),
        "contacts.kids.hours.value.monday must have its openings in order",
    ),
    (
        put(*KIDS, "hours", "value", "monday", value=["09:00-13:00", "12:00-17:00"]),
        "contacts.kids.hours.value.monday must have its openings in order",
    ),
    (put(*KIDS, "hours", "value", "mon", value="09:00-17:00"), "hours.value.mon is not a field"),
    (put("bank_holidays", value="FRA"), "bank_holidays must be one of ENG, NIR, SCT, WLS."),
    (put("time_zone", value="London"), "time_zone must be a time zone such as Europe/London."),
    (put("web_origins", value=["*"]), "web_origins.0 must be one site"),
    (put("web_origins", value=["http://a.gov.uk"]), "web_origins.0 must be one site"),
    (put("web_origins", value=["https://a.gov.uk/"]), "web_origins.0 must be one site"),
    (put("web_origins", value=["https://a.gov.uk:port"]), "web_origins.0 must be one site"),
    (put("web_origins", value=["https://*.gov.uk"]), "web_origins.0 must be one site"),
    (put("web_origins", value="https://a.gov.uk"), "web_origins must be a list."),
]


@pytest.mark.parametrize(("change", "sentence"), FAULTS)
def test_a_fault_is_told_in_one_sentence_with_its_file_and_field(
    changed: Load, change: Callable[[dict[str, Any]], object], sentence: str
) -> None:
    with pytest.raises(CouncilFileError) as raised:
        changed(change)
    assert len(raised.value.problems) == 1
    told = raised.value.problems[0]
    assert told.startswith("elsewhere.yml: ")
    assert sentence in told
    assert told.endswith(".")
    assert "\n" not in told


def test_all_faults_are_told_at_once(changed: Load) -> None:
    def break_three(content: dict[str, Any]) -> None:
        del content["name"]
        kids(content)["phone"]["value"] = "none"
        kids(content)["hours"]["value"] = {"monday": "9-5"}

    with pytest.raises(CouncilFileError) as raised:
        changed(break_three)
    fields = [problem.split(": ")[1].split(" ")[0] for problem in raised.value.problems]
    assert fields == ["name", "contacts.kids.phone.value", "contacts.kids.hours.value.monday"]
    assert str(raised.value).count("\n") == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("name: [", "bad.yml: this is not YAML: "),
        ("name: !!python/object:os.system {}", "bad.yml: this is not YAML: "),
        ("", "bad.yml: the file must hold fields of its own."),
        ("- a list", "bad.yml: the file must hold fields of its own."),
        ("name: one\nname: two", "bad.yml: name is there twice."),
        (
            "contacts:\n  kids:\n    phone: {value: '1', value: '2'}",
            "bad.yml: contacts.kids.phone.value is there twice.",
        ),
    ],
)
def test_a_file_that_is_not_a_council_is_refused_in_sentences(
    tmp_path: Path, text: str, sentence: str
) -> None:
    (tmp_path / "bad.yml").write_text(text, encoding="utf-8")
    with pytest.raises(CouncilFileError) as raised:
        load_council("bad", tmp_path)
    assert any(problem.startswith(sentence) for problem in raised.value.problems)
    assert all("\n" not in problem for problem in raised.value.problems)


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bytes.yml").write_bytes(b"name: \xff\xfe")
    with pytest.raises(CouncilFileError, match=r"^bytes\.yml: this is not YAML"):
        load_council("bytes", tmp_path)


@pytest.mark.parametrize("name", ["rutland", "../council/hertfordshire", "hertfordshire.yml", ""])
def test_an_unknown_council_is_refused_with_those_known(name: str) -> None:
    with pytest.raises(CouncilFileError, match=r"no such council file; known: .*hertfordshire"):
        load_council(name)


@pytest.mark.parametrize("field", ["name", "contacts", "slogan"])
def test_nothing_loaded_can_be_changed(council: Council, field: str) -> None:
    with pytest.raises((TypeError, ValueError)):
        setattr(council, field, "x")
    for held in (council.contact("kids"), council.contact("kids").name):
        with pytest.raises((TypeError, ValueError)):
            setattr(held, "value" if field == "slogan" else field, "x")


def test_every_fact_says_where_it_was_read_and_when_it_was_checked(council: Council) -> None:
    facts = [
        fact for key in council.contacts.__fields__ for _, fact in council.contact(key).known()
    ]
    assert len(facts) > 40
    for fact in facts:
        assert fact.source
        assert date(2026, 1, 1) <= fact.checked_on


def test_what_was_not_read_at_its_source_is_marked_to_check(council: Council) -> None:
    for key in council.contacts.__fields__:
        for field, fact in council.contact(key).known():
            if "generally known" in fact.source or "stored copy" in fact.source:
                assert f"contacts.{key}.{field}" in council.to_check()
    assert "contacts.kids.phone" not in council.to_check()


def test_another_council_works_with_no_code(changed: Load) -> None:
    def move_to_cardiff(content: dict[str, Any]) -> None:
        content["name"] = "Elsewhere Council"
        content["bank_holidays"] = "WLS"
        content["web_origins"] = ["https://www.elsewhere.gov.uk:8443"]
        kids(content)["name"]["value"] = "Bridge Mediation"
        kids(content)["phone"]["value"] = "029 2000 0000"
        kids(content)["hours"]["value"] = {
            "tuesday": ["10:00-12:00", "13:00-16:00"],
            "thursday": "12:00-19:30",
        }
        for field in ("email", "url", "information_session_minutes"):
            del kids(content)[field]

    elsewhere = changed(move_to_cardiff)
    facts = elsewhere.facts()
    assert facts["council_name"] == "Elsewhere Council"
    assert facts["kids_name"] == "Bridge Mediation"
    assert facts["kids_hours"] == (
        "Tuesday, 10am to midday and 1pm to 4pm, and Thursday, midday to 7.30pm"
    )
    assert "kids_email" not in facts
    provider = elsewhere.contact("kids")
    tuesday = datetime(2026, 11, 24, 12, 30, tzinfo=elsewhere.zone)
    assert not provider.is_open(tuesday)
    assert provider.next_opening(tuesday) == tuesday.replace(hour=13, minute=0)
