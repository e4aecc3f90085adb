"""WhatsApp's Cloud API: the handshake, signatures over raw bytes, order, and its own choices."""

from __future__ import annotations

import json
import threading
import time
from typing import Any

import pytest

from bot.channels.whatsapp import is_signed, read_messages
from tests.channels.conftest import Phones
from tests.channels.stand_ins import new_number, request

PATH = "/webhooks/whatsapp/webhook"
VERIFY = "hub.verify_token=the-verify-token"


def _person() -> str:
    return new_number().removeprefix("+")


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        (f"hub.mode=subscribe&{VERIFY}&hub.challenge=1158201444", (200, "1158201444")),
        (f"hub.mode=subscribe&{VERIFY}x&hub.challenge=1158201444", (403, None)),
        ("hub.mode=subscribe&hub.verify_token=&hub.challenge=1", (403, None)),
        ("hub.mode=subscribe&hub.challenge=1", (403, None)),
        ("hub.mode=subscribe&hub.verify_token=%ff%00&hub.challenge=1", (403, None)),
        (f"hub.mode=other&{VERIFY}&hub.challenge=1", (403, None)),
        ("", (403, None)),
    ],
)
def test_the_handshake_answers_only_who_knows_the_verify_token(
    phones: Phones, query: str, answer: tuple[int, str | None]
) -> None:
    """The challenge comes back as it was, as plain text; anything else is refused."""
    status, text = request(phones.url, "GET", f"{PATH}?{query}")
    assert status == answer[0]
    assert answer[1] is None or text == answer[1]


BODY = '{"text": "worried \U0001f61f"}'.encode()
# Worked out apart from this project: printf ... | openssl dgst -sha256 -hmac app-secret
SIGNATURE = "sha256=19842b28edab9b31ccda8b401b2d5a243cfc6fb76594f1d2e49fe9b0bf8ef27c"


@pytest.mark.parametrize(
    ("body", "signature", "secrets", "signed"),
    [
        (BODY, SIGNATURE, ("app-secret",), True),
        (BODY, SIGNATURE, ("new", "app-secret"), True),
        (BODY, SIGNATURE, ("other",), False),
        (BODY, SIGNATURE, (), False),
        (BODY, SIGNATURE, ("",), False),
        (BODY + b" ", SIGNATURE, ("app-secret",), False),
        (BODY, SIGNATURE.removeprefix("sha256="), ("app-secret",), False),
        (BODY, SIGNATURE.replace("sha256", "sha1"), ("app-secret",), False),
        (BODY, "", ("app-secret",), False),
        (BODY, "sha256=", ("app-secret",), False),
        (BODY, "sha256=\udcff", ("app-secret",), False),
    ],
)
def test_a_signature_holds_for_these_bytes_and_one_of_our_secrets(
    body: bytes, signature: str, secrets: tuple[str, ...], signed: bool
) -> None:
    """It is closed when no secret is set."""
    assert is_signed(body, signature, secrets) is signed


def test_a_message_with_the_right_signature_is_answered_with_buttons_or_a_list(
    phones: Phones,
) -> None:
    """200 at once; the reply goes to the same number with the access token."""
    person = _person()
    assert phones.whatsapp.text(person, "hello") == (200, "")
    reply = phones.whatsapp_api.wait_for(person, 1)[0]
    assert reply.path == "/106540352242922/messages"
    assert reply.authorization == "Bearer the-access-token"
    assert reply.body["messaging_product"] == "whatsapp"
    assert reply.body["interactive"]["type"] == "list"
    assert reply.choices[0][0] == "They won't assess"


def test_a_forged_request_is_refused_and_leaves_nothing(phones: Phones) -> None:
    """403 for each way of getting the signature wrong, and no reply to anybody."""
    person, meta = _person(), phones.whatsapp
    body = meta.notification(meta.text_message(person, "hello 1/2 😟"))
    right = meta.signature(body)
    statuses = [
        meta.post(body, "")[0],
        meta.post(body, meta.signature(body, "another secret"))[0],
        meta.post(body, meta.signature(body, "\0"))[0],
        meta.post(body.replace(b"hello", b"hallo"), right)[0],
        meta.post(json.dumps(json.loads(body)).encode(), right)[0],
        meta.post(body, right.upper())[0],
    ]
    assert statuses == [403] * 6
    time.sleep(0.5)
    assert phones.whatsapp_api.to(person) == []


def test_old_and_new_secret_are_both_accepted_while_they_are_changed(phones: Phones) -> None:
    """WHATSAPP_APP_SECRET may hold both; a third is refused."""
    meta = phones.whatsapp
    for secret, status in (("the-new-secret", 200), ("the-old-secret", 200), ("older", 403)):
        body = meta.notification(meta.text_message(_person(), "hello"))
        assert meta.post(body, meta.signature(body, secret))[0] == status


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"[" * 60_000, 400),
        (b'{"entry": ' + b"1" * 9 + b"}", 200),
        (b"not json", 400),
        (b'"text"', 200),
        (b"null", 200),
        (b'{"entry": [{"changes": [{"value": {"messages": [1, null, "x", {}]}}]}]}', 200),
        (b'{"entry": [{"changes": [{"value": {"messages": [{"id": 5, "from": []}]}}]}]}', 200),
        (b"x" * 70_000, 413),
        (b"x" * 10_000_000, 413),
        (b"\xff\xfe", 400),
    ],
    ids=["deep", "number", "not json", "text", "null", "odd", "odd ids", "70 kB", "10 MB", "bytes"],
)
def test_what_is_not_a_notification_breaks_nothing(
    phones: Phones, body: bytes, status: int
) -> None:
    """Signed or not, any bytes get an answer that is not an error of ours."""
    try:
        answered = phones.whatsapp.post(body)[0]
    except (BrokenPipeError, ConnectionResetError):
        answered = 413  # the server closed the connection before it had read it all
    assert answered == status


def test_a_notification_delivered_again_is_one_turn(phones: Phones) -> None:
    """Later, and twenty times at the same moment: one reply."""
    person, meta = _person(), phones.whatsapp
    body = meta.notification(meta.text_message(person, "they refused to assess my son"))
    gate = threading.Barrier(20)

    def deliver() -> None:
        gate.wait()
        assert meta.post(body)[0] == 200

    threads = [threading.Thread(target=deliver) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    phones.whatsapp_api.wait_for(person, 1)
    meta.post(body)
    time.sleep(0.8)
    assert len(phones.whatsapp_api.to(person)) == 1


def _at(message: dict[str, Any], second: int) -> dict[str, Any]:
    return {**message, "timestamp": str(1_795_000_000 + second)}


def test_messages_that_arrive_in_the_wrong_order_are_answered_in_the_right_one(
    phones: Phones,
) -> None:
    """Within one notification and across two that come close together."""
    person, meta = _person(), phones.whatsapp
    first = _at(meta.text_message(person, "they refused to assess my son"), 1)
    second = _at(meta.text_message(person, "1 October 2026"), 2)
    third = _at(meta.text_message(person, "no"), 3)
    meta.post(meta.notification(third, second))
    meta.post(meta.notification(first))
    texts = [sent.text for sent in phones.whatsapp_api.wait_for(person, 4)]
    assert "What date is printed on the letter?" in texts[0]
    assert "Do you already have a mediation certificate?" in texts[1]
    assert "Contact Kids by Tuesday 1 December 2026" in texts[2]


def test_a_message_that_comes_far_too_late_is_not_taken_as_an_answer(phones: Phones) -> None:
    """It is older than one already answered: it is not used, and the question comes again."""
    person, meta = _person(), phones.whatsapp
    meta.post(meta.notification(_at(meta.text_message(person, "refused to assess"), 10)))
    phones.whatsapp_api.wait_for(person, 1)
    meta.post(meta.notification(_at(meta.text_message(person, "1 October 2026"), 5)))
    late = phones.whatsapp_api.wait_for(person, 2)[1]
    assert "reached me late" in late.text
    assert "What date is printed on the letter?" in late.text


def test_a_button_pressed_answers_its_question(phones: Phones) -> None:
    """Pressing "No" under the certificate's question is that answer."""
    person, meta = _person(), phones.whatsapp
    meta.text(person, "they refused to assess, letter dated 1 October 2026")
    asked = phones.whatsapp_api.wait_for(person, 1)[0]
    assert [title for title, _ in asked.choices] == ["Yes", "No", "What is that?"]
    meta.press(person, asked, "No")
    answer = phones.whatsapp_api.wait_for(person, 2)[1]
    assert "Contact Kids by Tuesday 1 December 2026" in answer.text


def test_an_old_yes_is_never_taken_for_another_question(phones: Phones) -> None:
    """A "Yes" to "is that the date?" pressed later does not mean "I have a certificate"."""
    person, meta = _person(), phones.whatsapp
    meta.text(person, "they refused to assess")
    meta.text(person, "1/10/26")
    confirm = next(s for s in phones.whatsapp_api.wait_for(person, 2) if "Yes" in dict(s.choices))
    meta.press(person, confirm, "Yes")
    asked = phones.whatsapp_api.wait_for(person, 3)[2]
    assert "certificate" in asked.text
    meta.press(person, confirm, "Yes")
    again = phones.whatsapp_api.wait_for(person, 4)[3]
    assert "earlier question" in again.text
    assert "Do you already have a mediation certificate?" in again.text


def test_an_old_choice_that_says_what_it_means_changes_that_answer(phones: Phones) -> None:
    """Choosing another decision in the first list changes the decision, and says so."""
    person, meta = _person(), phones.whatsapp
    meta.text(person, "hello")
    opening = phones.whatsapp_api.wait_for(person, 1)[0]
    meta.press(person, opening, "They won't assess")
    phones.whatsapp_api.wait_for(person, 2)
    meta.press(person, opening, "They're ending the plan")
    assert "decided to end the EHC plan" in phones.whatsapp_api.wait_for(person, 3)[2].text


@pytest.mark.parametrize("kind", ["image", "audio", "video", "document", "sticker", "location"])
def test_anything_without_words_gets_a_kind_reply(phones: Phones, kind: str) -> None:
    """A photo of a letter is asked for as its date; nothing is downloaded."""
    person, meta = _person(), phones.whatsapp
    meta.text(person, "they refused to assess my son")
    phones.whatsapp_api.wait_for(person, 1)
    meta.post(meta.notification(meta.message(person, type=kind, **{kind: {"id": "12345"}})))
    reply = phones.whatsapp_api.wait_for(person, 2)[1].text
    assert "I can only read words" in reply
    assert "type the date printed on it" in reply


@pytest.mark.parametrize(
    "kinds",
    [
        {"type": "reaction", "reaction": {"message_id": "wamid.1", "emoji": "\U0001f44d"}},
        {"type": "system", "system": {"body": "A changed from 447700900001 to 447700900002"}},
    ],
)
def test_what_waits_for_no_answer_gets_none(phones: Phones, kinds: dict[str, Any]) -> None:
    """A thumbs up, or a changed number, is not a message."""
    person, meta = _person(), phones.whatsapp
    assert meta.post(meta.notification(meta.message(person, **kinds)))[0] == 200
    time.sleep(0.6)
    assert phones.whatsapp_api.to(person) == []


@pytest.mark.parametrize("status", ["sent", "delivered", "read", "failed", "unknown"])
def test_a_delivery_receipt_is_ignored_safely(phones: Phones, status: str) -> None:
    """Receipts come unordered and for messages nobody knows; none of them is a turn."""
    person = _person()
    told = {"id": "wamid.none", "recipient_id": person, "status": status}
    if status == "failed":
        told["errors"] = [{"code": 131047}]  # type: ignore[assignment]
    body = phones.whatsapp.notification(statuses=[told])
    assert phones.whatsapp.post(body)[0] == 200
    time.sleep(0.4)
    assert phones.whatsapp_api.to(person) == []


def test_a_notification_for_another_number_is_left_alone(phones: Phones) -> None:
    """One app may serve several numbers; only ours is answered."""
    meta = phones.whatsapp
    body = meta.notification(meta.text_message("447700900555", "hello"))
    other = json.loads(body.replace(meta.phone_number_id.encode(), b"999"))
    assert list(read_messages(other, meta.phone_number_id)) == []
    assert len(list(read_messages(json.loads(body), meta.phone_number_id))) == 1


def test_a_webhook_is_acknowledged_before_anything_is_sent(phones: Phones) -> None:
    """However slow the provider: the reply is sent after the acknowledgement."""
    meta, people = phones.whatsapp, [_person() for _ in range(5)]
    with phones.whatsapp_api.silent():
        for person in people:
            body = meta.notification(meta.text_message(person, "hello"))
            assert meta.post(body)[0] == 200
        assert not any(phones.whatsapp_api.to(person) for person in people)
    for person in people:
        phones.whatsapp_api.wait_for(person, 1)
