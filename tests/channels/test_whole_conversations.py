"""Whole conversations over both channels, from the first message to the dates."""

from __future__ import annotations

import re
import signal
import time
from pathlib import Path

import pytest

from tests.channels.conftest import Phones, environment, sides
from tests.channels.stand_ins import Provider, Sent, new_number, request
from tests.conftest import served

TURN = tuple[str, list[str]]

CONVERSATIONS: dict[str, list[TURN]] = {
    "refused to assess, by numbers": [
        ("Hi", ["What did the council decide?", "1. They won't assess", "STOP to end"]),
        ("1", ["will not carry out an EHC needs assessment", "What date is printed"]),
        ("1st october 2026", ["Thu 1 Oct 2026", "mediation certificate?", "2. No"]),
        ("3", ["you have spoken to the mediation service", "2. No"]),
        ("2", ["Contact Kids by Tue 1 Dec 2026", "03330 062 835", "Reply WHY, NEXT or DATES"]),
        ("WHY", ["Why:", "regulation 33"]),
        ("NEXT", ["What happens next:", "The tribunal must have your appeal by Tue 1 Dec 2026"]),
        ("DATES", ["Contact Kids by Tue 1 Dec 2026", "calendar.ics?dates="]),
    ],
    "in their own words": [
        (
            "they refused to assess my son, letter dated 1st october",
            ["will not carry out", "Thu 1 Oct 2026", "mediation certificate?"],
        ),
        ("whats that", ["The tribunal asks for it", "certificate"]),
        ("no", ["Contact Kids by Tue 1 Dec 2026"]),
        ("what was my date again", ["Contact Kids by Tue 1 Dec 2026"]),
    ],
    "only the school": [
        ("i just want a different school", ["section B", "1. Only the school"]),
        ("1", ["What date is printed"]),
        ("1 October 2026", ["You can appeal straight to the tribunal by Tue 1 Dec 2026"]),
        ("DATES", ["The tribunal must have your appeal by Tue 1 Dec 2026"]),
    ],
    "a certificate in hand": [
        ("they wont issue a plan, letter dated 1 october 2026", ["mediation certificate?"]),
        ("yes", ["What date is printed on the certificate?", "reply NONE"]),
        ("16 November 2026", ["Appeal by Wed 16 Dec 2026"]),
    ],
    "a date that is not clear": [
        ("they refused to assess", ["What date is printed on the letter?"]),
        ("5", ["like 1 October 2026", "What date is printed on the letter?"]),
        ("1/10/26", ["1 Oct 2026"]),
        ("0", ["What date is printed on the letter?"]),
        ("1 October 2026", ["mediation certificate?"]),
        ("2", ["Contact Kids by Tue 1 Dec 2026"]),
    ],
    "a draft plan": [
        ("it's a draft plan", ["can't appeal yet", "15 days"]),
        ("WHY", ["Why:"]),
        ("NEXT", ["What happens next:"]),
        ("STOP", ["You won't get more texts", "START"]),
        ("START", ["What did the council decide?"]),
    ],
}


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_a_conversation_by_text_message(phones: Phones, name: str) -> None:
    """Each message gets one text, which says what it must."""
    sender = new_number()
    for count, (text, wanted) in enumerate(CONVERSATIONS[name], start=1):
        assert phones.twilio.text(sender, text) == (204, "")
        shown = phones.twilio_api.wait_for(sender, count)[-1].text
        for words in wanted:
            assert words.lower() in shown.lower(), f"{text!r} was answered {shown!r}"
    assert len(phones.twilio_api.to(sender)) == len(CONVERSATIONS[name])


THROUGH_TWILIO: list[TURN] = [
    ("Hi", ["What did the council decide?", "1. They won't assess"]),
    ("1", ["What date is printed on the letter?", "reply NONE"]),
    ("1/10/26", ["Thursday 1 October 2026. Is that the date", "1. Yes"]),
    ("1", ["mediation certificate?", "2. No"]),
    ("2", ["*Contact Kids by Tuesday 1 December 2026.*", "regulation 33", "1. My dates"]),
    ("1", ["Contact Kids by Tuesday 1 December 2026.", "calendar.ics?dates="]),
    ("STOP", ["I won't write to you again"]),
]


def test_a_conversation_on_whatsapp_through_twilio(phones: Phones) -> None:
    """The dates are written in full; choices are numbered, as by text."""
    sender = f"whatsapp:{new_number()}"
    before = 0
    for text, wanted in THROUGH_TWILIO:
        phones.twilio.text(sender, text)
        shown, before = _new(phones.twilio_api, sender, before)
        for words in wanted:
            assert words in shown, f"{text!r} was answered {shown!r}"


WHATSAPP = [
    ("hello", ["What did the council decide?"]),
    ("They won't assess", ["will not carry out", "What date is printed on the letter?"]),
    ("1/10/26", ["Thursday 1 October 2026. Is that the date"]),
    ("Yes", ["Do you already have a mediation certificate?"]),
    ("What is that?", ["you have spoken to the mediation service"]),
    ("No", ["*Contact Kids by Tuesday 1 December 2026.*", "regulation 33", "What happens next:"]),
    ("My dates", ["Contact Kids by Tuesday 1 December 2026.", "calendar.ics?dates="]),
]


def test_a_conversation_on_whatsapp_by_its_buttons_and_lists(phones: Phones) -> None:
    """Every choice is pressed; the answer comes with its reasons, then what can be done next."""
    person = new_number().removeprefix("+")
    before, last = 0, None
    for text, wanted in WHATSAPP:
        if last is not None and text in dict(last.choices):
            phones.whatsapp.press(person, last, text)
        else:
            phones.whatsapp.text(person, text)
        shown, before = _new(phones.whatsapp_api, person, before)
        last = phones.whatsapp_api.to(person)[-1]
        for words in wanted:
            assert words in shown, f"{text!r} was answered {shown!r}"
    assert [text for text, _ in WHATSAPP if text in ("Yes", "No", "My dates")]


def test_the_calendar_link_opens_for_anybody_who_has_it_and_tells_only_dates(
    phones: Phones,
) -> None:
    """Signed and short-lived; changed by one character it opens nothing."""
    sender = new_number()
    for count, text in enumerate(("refused to assess, letter 1 October 2026", "no", "dates"), 1):
        phones.twilio.text(sender, text)
        shown = phones.twilio_api.wait_for(sender, count)[-1].text
    found = re.search(r"https://guide\.example\.gov\.uk(/chat/calendar\.ics\?dates=\S+)", shown)
    assert found
    status, calendar = request(phones.url, "GET", found[1])
    assert status == 200
    assert "DTSTART;TZID=Europe/London:20261201" in calendar
    assert sender not in calendar and "assess" not in calendar
    link = found[1]  # of a last character some bits may count for nothing
    changed = link[:-9] + ("A" if link[-9] != "A" else "B") + link[-8:]
    assert request(phones.url, "GET", changed)[0] == 404


@pytest.mark.usefixtures("guide_model")
def test_a_guide_killed_in_the_middle_goes_on_where_it_was(tmp_path: Path) -> None:
    """Killed while the provider is down: after the restart what was accepted is answered, the
    same id again is still known, and the numbers still pick from the list last sent."""
    with Provider() as twilio_api, Provider() as whatsapp_api:
        running = served(tmp_path, **environment(twilio_api.url, whatsapp_api.url))
        running.start()
        try:
            twilio, _ = sides(running.url)
            sender = new_number()
            form = twilio.form(sender, "they refused to assess, letter dated 1 October 2026")
            twilio.post(form)
            twilio_api.wait_for(sender, 1)
            twilio_api.then.extend([503] * 50)
            twilio.text(sender, "what is mediation")
            tried = twilio_api.tried
            _until(lambda: twilio_api.tried > tried)
            twilio.text(sender, "2")
            running.process.send_signal(signal.SIGKILL)
            running.process.wait()
            twilio_api.then.clear()
            running.start()
            assert "Contact Kids by Tue 1 Dec 2026" in twilio_api.wait_for(sender, 2, 40)[1].text
            twilio.post(form)
            twilio.text(sender, "dates")
            shown = twilio_api.wait_for(sender, 3)
            time.sleep(0.5)
            assert len(twilio_api.to(sender)) == len(shown) == 3
            assert "calendar.ics" in shown[2].text
        finally:
            running.__exit__()


@pytest.mark.usefixtures("guide_model")
def test_two_processes_with_one_database_are_one_guide(tmp_path: Path) -> None:
    """Each message goes to the other one, and to both at once: one reply each, in order."""
    with Provider() as twilio_api, Provider() as whatsapp_api:
        settings = environment(twilio_api.url, whatsapp_api.url)
        with served(tmp_path, **settings) as one, served(tmp_path, **settings) as two:
            doors = [sides(url)[0] for url in (one, two)]
            sender = new_number()
            said = ["they refused to assess", "1 October 2026", "2", "why", "next", "dates"]
            for number, text in enumerate(said):
                form = doors[0].form(sender, text)
                for door in (doors[number % 2], doors[(number + 1) % 2]):
                    assert door.post(form) == (204, "")
            texts = [sent.text for sent in twilio_api.wait_for(sender, len(said), 20)]
            time.sleep(0.7)
            assert len(twilio_api.to(sender)) == len(said)
    for shown, wanted in zip(
        texts,
        ("What date", "certificate?", "Contact Kids by", "Why:", "What happens", "calendar.ics"),
        strict=True,
    ):
        assert wanted in shown


def _new(provider: Provider, to: str, before: int) -> tuple[str, int]:
    """What came after the first `before` messages, once no more come."""
    found: list[Sent] = provider.wait_for(to, before + 1)
    while True:
        time.sleep(0.4)
        now = provider.to(to)
        if len(now) == len(found):
            return "\n".join(sent.text for sent in now[before:]), len(now)
        found = now


def _until(condition: object, seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < until
        time.sleep(0.02)
