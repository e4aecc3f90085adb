"""Twilio's webhook: only what Twilio signed comes in, once, and replies go out by its API."""

from __future__ import annotations

import base64
import json
import threading
import time
import uuid
from urllib.parse import urlencode

import pytest

from bot.channels.twilio import Fields, is_signed, read_message
from tests.channels.conftest import Phones
from tests.channels.stand_ins import new_number, request

PATH = "/webhooks/twilio/webhook"
EXAMPLE_URL = "https://mycompany.com/myapp.php?foo=1&bar=2"
EXAMPLE_BODY = (
    b"CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234"
    b"&From=%2B14158675309&To=%2B18005551212"
)
EXAMPLE_TOKEN, EXAMPLE_SIGNATURE = "12345", "RSOYDt4T1cUTdK1PDd93/VVr8B8="


@pytest.mark.parametrize(
    ("url", "body", "signature", "tokens", "signed"),
    [
        (EXAMPLE_URL, EXAMPLE_BODY, EXAMPLE_SIGNATURE, ("12345",), True),
        (EXAMPLE_URL, EXAMPLE_BODY, EXAMPLE_SIGNATURE, ("new", "12345"), True),
        (EXAMPLE_URL, EXAMPLE_BODY, EXAMPLE_SIGNATURE, ("54321",), False),
        (EXAMPLE_URL, EXAMPLE_BODY, EXAMPLE_SIGNATURE, (), False),
        (EXAMPLE_URL, EXAMPLE_BODY, "", ("12345",), False),
        (EXAMPLE_URL, EXAMPLE_BODY, "é" * 28, ("12345",), False),
        (EXAMPLE_URL, EXAMPLE_BODY, EXAMPLE_SIGNATURE.lower(), ("12345",), False),
        (EXAMPLE_URL, EXAMPLE_BODY + b"&X=", EXAMPLE_SIGNATURE, ("12345",), False),
        (EXAMPLE_URL, EXAMPLE_BODY[:-1] + b"3", EXAMPLE_SIGNATURE, ("12345",), False),
        (EXAMPLE_URL.replace("bar=2", "bar=3"), EXAMPLE_BODY, EXAMPLE_SIGNATURE, ("12345",), False),
        (EXAMPLE_URL.replace("https", "http"), EXAMPLE_BODY, EXAMPLE_SIGNATURE, ("12345",), False),
    ],
)
def test_the_providers_own_example_is_accepted_and_any_change_to_it_is_not(
    url: str, body: bytes, signature: str, tokens: tuple[str, ...], signed: bool
) -> None:
    """The vector is the one in Twilio's documentation."""
    assert is_signed(url, Fields.from_body(body), signature, tokens) is signed


def test_a_message_with_the_right_signature_is_acknowledged_and_answered_by_the_api(
    phones: Phones,
) -> None:
    """204 with nothing in it; the reply comes through the provider, from the guide's number."""
    sender = new_number()
    assert phones.twilio.text(sender, "hello") == (204, "")
    reply = phones.twilio_api.wait_for(sender, 1)[0]
    assert reply.body["From"] == "+441632960000"
    assert reply.path == "/2010-04-01/Accounts/AC00000000000000000000000000000000/Messages.json"
    basic = base64.b64decode(reply.authorization.removeprefix("Basic ")).decode()
    assert basic == "AC00000000000000000000000000000000:the-new-token"
    assert "What did the council decide?" in reply.text


@pytest.mark.parametrize(
    "body", ["déjà vu", "I’m “worried” 😟🏽", "a&b=c%20+", "مرحبا", "\u202e\u0000", " ", "x" * 1600]
)
def test_a_body_of_any_characters_is_verified(phones: Phones, body: str) -> None:
    """Emoji, accents, right-to-left and reserved characters do not break the signature."""
    sender = new_number()
    assert phones.twilio.text(sender, body)[0] == 204
    assert phones.twilio_api.wait_for(sender, 1)


def _forgeries(phones: Phones, sender: str) -> list[tuple[str, int]]:
    twilio = phones.twilio
    form = twilio.form(sender, "letter dated 1 October 2026")
    right = twilio.signature(form)
    changed = {**form, "Body": "letter dated 1 November 2026"}
    more = {**form, "Extra": ""}
    return [
        ("missing", twilio.post(form, "")[0]),
        ("wrong key", twilio.post(form, twilio.signature(form, "another token"))[0]),
        ("empty key", twilio.post(form, base64.b64encode(b"\0" * 20).decode())[0]),
        ("changed body", twilio.post(changed, right)[0]),
        ("field added", twilio.post(more, right)[0]),
        ("changed address", twilio.post(form, right, query="?a=1")[0]),
        ("not ASCII", twilio.post(form, "\xff" * 28)[0]),
    ]


def test_a_forged_request_is_refused_and_leaves_nothing(phones: Phones) -> None:
    """403 for each way of getting the signature wrong, and no reply to anybody."""
    sender = new_number()
    assert {status for _, status in _forgeries(phones, sender)} == {403}
    time.sleep(0.5)
    assert phones.twilio_api.to(sender) == []


def test_an_address_that_a_proxy_rewrote_is_checked_against_the_public_one(phones: Phones) -> None:
    """The Host and X-Forwarded headers of a request say nothing about what was signed."""
    twilio, sender = phones.twilio, new_number()
    form = twilio.form(sender, "hello")
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Twilio-Signature": twilio.signature(form),
        "X-Forwarded-Host": "elsewhere.example",
        "Host": "10.0.0.7:5005",
    }
    assert request(phones.url, "POST", PATH, urlencode(form).encode(), headers)[0] == 204


def test_a_query_that_was_signed_is_accepted(phones: Phones) -> None:
    """An account may be set up with parameters in the webhook's address."""
    form = phones.twilio.form(new_number(), "hello")
    assert phones.twilio.post(form, query="?from=hertfordshire")[0] == 204


def test_old_and_new_token_are_both_accepted_while_they_are_changed(phones: Phones) -> None:
    """TWILIO_AUTH_TOKEN may hold both; a third is refused."""
    for token, status in (("the-new-token", 204), ("the-old-token", 204), ("older", 403)):
        form = phones.twilio.form(new_number(), "hello")
        assert phones.twilio.post(form, phones.twilio.signature(form, token))[0] == status


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"&".join(b"f%d=x" % n for n in range(10_000)), 413),
        (b"Body=" + b"x" * 60_000 * 2, 413),
        (b"Body=" + b"x" * 10_000_000, 413),
        (b"\xff\xfe\x00", 400),
        (b"Body=%ff%fe", 400),
        (b"", 403),
        (b"&&&&", 403),
        (b"{}", 403),
    ],
    ids=["10,000 fields", "120 kB", "10 MB", "bytes", "not UTF-8", "empty", "no fields", "JSON"],
)
def test_what_is_not_a_message_is_refused_before_it_is_read(
    phones: Phones, body: bytes, status: int
) -> None:
    """Large, many-fielded and malformed bodies cost nothing and break nothing."""
    headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": "x"}
    try:
        answered = request(phones.url, "POST", PATH, body, headers)[0]
    except (BrokenPipeError, ConnectionResetError):
        answered = 413  # the server closed the connection before it had read it all
    assert answered == status


def test_a_form_sent_as_a_page_is_not_a_webhook(phones: Phones) -> None:
    """Only POST is there."""
    assert request(phones.url, "GET", PATH)[0] == 405


def test_a_message_delivered_again_is_one_turn(phones: Phones) -> None:
    """Later, and twenty times at the same moment: one reply."""
    sender = new_number()
    form = phones.twilio.form(sender, "they refused to assess my son")
    gate = threading.Barrier(20)
    statuses: list[int] = []

    def deliver() -> None:
        gate.wait()
        statuses.append(phones.twilio.post(form)[0])

    threads = [threading.Thread(target=deliver) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [204] * 20
    phones.twilio_api.wait_for(sender, 1)
    assert phones.twilio.post(form)[0] == 204
    time.sleep(0.7)
    assert len(phones.twilio_api.to(sender)) == 1


def test_the_same_words_in_a_new_message_are_a_new_turn(phones: Phones) -> None:
    """Messages are told apart by their ids, never by what they say."""
    sender = new_number()
    for count in (1, 2):
        phones.twilio.text(sender, "what is mediation")
        phones.twilio_api.wait_for(sender, count)


def test_messages_of_one_sender_are_answered_in_order(phones: Phones) -> None:
    """Three in a row without waiting: each answer belongs to its question."""
    sender = new_number()
    for body in ("they refused to assess my son", "1 October 2026", "2"):
        phones.twilio.text(sender, body)
    texts = [sent.text for sent in phones.twilio_api.wait_for(sender, 3)]
    assert "What date is printed on the letter?" in texts[0]
    assert "mediation certificate?" in texts[1]
    assert "Contact Kids by Tue 1 Dec 2026" in texts[2]


def test_a_webhook_is_acknowledged_before_anything_is_sent(phones: Phones) -> None:
    """However slow the provider: the reply is sent after the acknowledgement."""
    numbers = [new_number() for _ in range(5)]
    with phones.twilio_api.silent():
        for number in numbers:
            assert phones.twilio.post(phones.twilio.form(number, "hello"))[0] == 204
        assert not any(phones.twilio_api.to(number) for number in numbers)
    for number in numbers:
        phones.twilio_api.wait_for(number, 1)


@pytest.mark.parametrize("status", ["sent", "delivered", "failed", "undelivered", "nonsense"])
def test_a_delivery_receipt_is_ignored_safely(phones: Phones, status: str) -> None:
    """Receipts come unordered and for messages nobody knows; none of them is a turn."""
    sender = new_number()
    form = phones.twilio.form(sender, "", MessageStatus=status, SmsStatus=status)
    assert phones.twilio.post(form)[0] == 204
    time.sleep(0.2)
    assert phones.twilio_api.to(sender) == []


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        ({}, ("text", "sms")),
        ({"From": "whatsapp:+447700900123"}, ("text", "whatsapp")),
        ({"Body": "", "NumMedia": "1", "MediaContentType0": "image/jpeg"}, ("media", "sms")),
        ({"Body": "  "}, ("media", "sms")),
        ({"MessageSid": "", "SmsSid": ""}, None),
        ({"From": ""}, None),
        ({"AccountSid": "AC99999999999999999999999999999999"}, None),
    ],
)
def test_a_form_is_read_as_the_message_it_is(
    changed: dict[str, str], wanted: tuple[str, str] | None
) -> None:
    """Words, pictures, WhatsApp, and what is no message of this account."""
    account = "AC00000000000000000000000000000000"
    form = {"MessageSid": "SM1", "From": "+447700900123", "Body": "hello", "NumMedia": "0"}
    fields = Fields({k: [v] for k, v in {**form, "AccountSid": account, **changed}.items()})
    read = read_message(fields, account)
    assert (None if read is None else (read.kind.value, read.channel)) == wanted


def test_whatsapp_through_twilio_is_numbered_and_sent_from_a_whatsapp_number(
    phones: Phones,
) -> None:
    """The same account serves both; the choices are numbered, as buttons need templates."""
    sender = f"whatsapp:{new_number()}"
    phones.twilio.text(sender, "hello", To="whatsapp:+441632960000")
    reply = phones.twilio_api.wait_for(sender, 1)[0]
    assert reply.body["From"] == "whatsapp:+441632960000"
    assert "1. They won't assess" in reply.text


def test_a_number_is_nowhere_in_the_clear(phones: Phones) -> None:
    """Neither in the database, nor in any of its files, nor in the log."""
    sender = "+447700900987"
    phones.twilio.text(sender, "they refused to assess my son")
    phones.twilio_api.wait_for(sender, 1)
    time.sleep(0.3)
    for file in phones.log.parent.iterdir():
        assert b"7700900987" not in file.read_bytes(), file.name


def test_a_flood_from_one_sender_is_answered_once_with_when_to_go_on(phones: Phones) -> None:
    """Thirty messages a minute are answered, then one notice; others are not affected."""
    sender, other = new_number(), new_number()
    for _ in range(45):
        assert phones.twilio.text(sender, "menu")[0] == 204
    phones.twilio_api.wait_for(sender, 31, seconds=20)
    phones.twilio.text(other, "hello")
    phones.twilio_api.wait_for(other, 1)
    texts = [sent.text for sent in phones.twilio_api.to(sender)]
    assert len(texts) == 31
    assert "That was a lot of messages at once" in texts[-1]
    phones.twilio.text(sender, "STOP", sid=f"SM{uuid.uuid4().hex}")
    assert "deleted" in phones.twilio_api.wait_for(sender, 32)[-1].text


def test_the_log_says_nothing_that_anybody_wrote(phones: Phones) -> None:
    """Neither message texts nor replies are logged."""
    sender = new_number()
    phones.twilio.text(sender, "xyzzyquux refused to assess")
    phones.twilio_api.wait_for(sender, 1)
    log = phones.log.read_text()
    assert "xyzzyquux" not in log
    assert json.dumps("What did the council decide?")[1:-1] not in log
