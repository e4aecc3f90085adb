"""The web channel keeps its contract: what is sent, what comes back, and what is refused."""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from itsdangerous import URLSafeTimedSerializer

OWN = "https://www.hertfordshire.gov.uk"
ROUTES = [
    ("POST", "/chat/messages"),
    ("GET", "/chat/messages"),
    ("DELETE", "/chat/sessions"),
]


@pytest.fixture
def web(guide_url: str) -> Iterator[httpx.Client]:
    """A client of the served guide."""
    with httpx.Client(base_url=guide_url, timeout=20) as client:
        yield client


@pytest.fixture
def token(web: httpx.Client) -> str:
    """A conversation's token."""
    return str(web.post("/chat/sessions").json()["token"])


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _say(web: httpx.Client, token: str, text: Any, message_id: Any = None) -> httpx.Response:
    message = {"id": message_id or str(uuid.uuid4()), "text": text}
    return web.post("/chat/messages", json=message, headers=_bearer(token))


def _is_error(answer: httpx.Response, status: int, error: str) -> bool:
    told = answer.json()
    return (
        answer.status_code == status
        and set(told) == {"error", "message"}
        and told["error"] == error
        and told["message"].endswith(".")
    )


def test_a_conversation_begins_with_a_token_and_the_guides_words(web: httpx.Client) -> None:
    """201, unguessable, with the moment it ends; never the same twice."""
    first, second = web.post("/chat/sessions"), web.post("/chat/sessions")
    assert first.status_code == second.status_code == 201
    assert set(first.json()) == {"token", "expires_at", "messages"}
    assert first.json()["token"] != second.json()["token"]
    assert first.json()["messages"][-1]["asks"] == "decision"
    assert first.headers["Cache-Control"] == "no-store"


def test_an_id_that_the_client_sends_is_never_adopted(web: httpx.Client) -> None:
    """Not from the body, the query, a header or a cookie."""
    answer = web.post(
        "/chat/sessions?sender=chosen&token=chosen",
        json={"token": "chosen", "sender": "chosen", "conversation_id": "chosen"},
        headers={"X-Session": "chosen", "Cookie": "session=chosen"},
    )
    assert "chosen" not in answer.text
    assert "set-cookie" not in answer.headers


def test_a_message_has_the_fields_of_the_contract(web: httpx.Client, token: str) -> None:
    """`asks` where something is asked, `guidance` on the answer alone."""
    messages = _say(web, token, "they refused to assess, letter dated 1 october 2026").json()
    question = messages["messages"][-1]
    assert question["asks"] == "has_certificate"
    assert "guidance" not in question
    assert all(set(button) == {"title", "payload"} for button in question["buttons"])
    answer = _say(web, token, question["buttons"][1]["payload"]).json()["messages"][-1]
    assert answer["guidance"]["contact_mediation_by"] == "2026-12-01"
    assert "asks" not in answer


def test_the_same_id_gives_the_same_reply_and_no_second_turn(web: httpx.Client, token: str) -> None:
    """Also with other words."""
    first = _say(web, token, "they refused to assess", "1").json()
    assert _say(web, token, "they refused to assess", "1").json() == first
    assert _say(web, token, "no", "1").json() == first
    said = web.get("/chat/messages", headers=_bearer(token)).json()["messages"]
    assert [m["id"] for m in said if m["from"] == "you"] == ["1"]


def test_twenty_at_once_with_the_same_id_are_one_turn(web: httpx.Client, token: str) -> None:
    """Behind a barrier, over twenty connections."""
    barrier, replies = threading.Barrier(20), []

    def send() -> None:
        barrier.wait()
        replies.append(_say(web, token, "they refused to assess", "1").json())

    threads = [threading.Thread(target=send) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(replies) == 20
    assert all(reply == replies[0] for reply in replies)
    said = web.get("/chat/messages", headers=_bearer(token)).json()["messages"]
    assert [m["id"] for m in said if m["from"] == "you"] == ["1"]


def test_the_conversation_so_far_can_be_had_again(web: httpx.Client, token: str) -> None:
    """In order, each with who said it."""
    _say(web, token, "they refused to assess", "a")
    said = web.get("/chat/messages", headers=_bearer(token)).json()["messages"]
    assert {m["from"] for m in said} == {"you", "guide"}
    assert said[-1]["asks"] == "letter_date"


def test_forgetting_erases_it_and_ends_the_token(web: httpx.Client, token: str) -> None:
    """204, then 401 everywhere."""
    assert web.delete("/chat/sessions", headers=_bearer(token)).status_code == 204
    for method, path in ROUTES:
        answer = web.request(
            method,
            path,
            headers=_bearer(token),
            content=json.dumps({"id": "1", "text": "hello"}) if method == "POST" else None,
        )
        assert _is_error(answer, 401, "unauthorised"), (method, path)


def test_nobody_can_reach_anothers_conversation(web: httpx.Client) -> None:
    """What one was told the other never sees."""
    one, other = (str(web.post("/chat/sessions").json()["token"]) for _ in range(2))
    _say(web, one, "they refused to assess", "a")
    said = web.get("/chat/messages", headers=_bearer(other)).json()["messages"]
    assert not [m for m in said if m["from"] == "you"]


FORGED = str(URLSafeTimedSerializer("another secret", salt="web conversation").dumps("c"))
WRONG_TOKENS = ["", "x", "a.b.c", FORGED, "null", "é".encode().decode("latin-1"), "A" * 5000]


@pytest.mark.parametrize("wrong", WRONG_TOKENS, ids=range(len(WRONG_TOKENS)))
@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_a_wrong_token_is_refused_and_says_nothing_else(
    web: httpx.Client, wrong: str, method: str, path: str
) -> None:
    """The same answer whether it was never made or has ended: no oracle."""
    headers = {b"Authorization": b"Bearer x" + wrong.encode()} if wrong else {}
    body = {"id": "1", "text": "hello"} if method == "POST" else None
    answer = web.request(method, path, headers=headers, json=body)  # type: ignore[arg-type]
    assert _is_error(answer, 401, "unauthorised")


def test_a_changed_or_cut_token_is_refused(web: httpx.Client, token: str) -> None:
    """Every place of it counts."""
    for place in range(0, len(token), 7):
        other = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        assert web.get("/chat/messages", headers=_bearer(other)).status_code == 401
    assert web.get("/chat/messages", headers=_bearer(token[:-1])).status_code == 401


MALFORMED = [
    b"", b"{", b"[]", b"null", b"7", b'"text"', b'{"id": "1"}', b'{"text": "a"}',
    b'{"id": 1, "text": "a"}', b'{"id": "1", "text": 1}', b'{"id": "1", "text": ["a"]}',
    b'{"id": "1", "text": null}', b'{"id": "1", "text": {"a": 1}}',
    b'{"id": "", "text": "a"}', b'{"id": "1", "text": ""}', b'{"id": "1", "text": "  "}',
    b'{"id": "1", "text": "a", "sender": "b"}', b'{"id": "' + b"x" * 101 + b'", "text": "a"}',
    b'{"id": "1\\u0000", "text": "a"}', b'{"id": "\\ud800", "text": "a"}',
    b'{"id": "1", "text": "\\u0000"}', b'{"id": "1", "text": "\\ud800"}',
    b'\xff\xfe', b'{"id": "1", "text": "\xff"}', b"[" * 20000, b'{"a":' * 5000 + b"1" + b"}" * 5000,
    b'{"id": "1", "text": NaN}', b"id=1&text=a",
]  # fmt: skip


@pytest.mark.parametrize("body", MALFORMED, ids=range(len(MALFORMED)))
def test_what_is_not_a_message_is_refused_with_a_sentence(
    web: httpx.Client, token: str, body: bytes
) -> None:
    """Whatever it is, 400 and what to do."""
    answer = web.post("/chat/messages", content=body, headers=_bearer(token))
    assert _is_error(answer, 400, "malformed"), answer.text


@pytest.mark.parametrize("length", [2001, 10_000, 60_000, 10_000_000])
def test_what_is_too_long_is_refused(web: httpx.Client, token: str, length: int) -> None:
    """A text over 2,000 characters, a body over the limit: 413 before any of it is read."""
    answer = _say(web, token, "a" * length)
    assert _is_error(answer, 413, "too_long")


def test_two_thousand_characters_are_taken(web: httpx.Client, token: str) -> None:
    """And answered."""
    assert _say(web, token, "mediation " * 200).status_code == 200


@given(text=st.text(max_size=200), message_id=st.text(max_size=120))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_gets_a_reply_or_a_clear_error(
    web: httpx.Client, text: str, message_id: str
) -> None:
    """Any Unicode at all, as text and as id."""
    token = web.post("/chat/sessions").json()["token"]
    body = json.dumps({"id": message_id, "text": text}).encode()
    answer = web.post("/chat/messages", content=body, headers=_bearer(token))
    assert answer.status_code in (200, 400)
    if answer.status_code == 200:
        assert answer.json()["messages"]
        assert web.get("/chat/messages", headers=_bearer(token)).status_code == 200
    else:
        assert _is_error(answer, 400, "malformed")


DANGEROUS = [
    "<script>alert(1)</script>", "[a](javascript:alert(1))", "=HYPERLINK(1)", "a\r\nSet-Cookie: b",
    "\u202eabc", "a\u200bb", "\U000e0041\U000e0042", "e" + "\u0301" * 500, "\x00\x01",
    "١ أكتوبر ٢٠٢٦", "👩‍👧‍👦", "%s%n{0}{text}", "' OR 1=1; --", "utter_greet", "__import__('os')",
]  # fmt: skip


@pytest.mark.parametrize("text", DANGEROUS, ids=range(len(DANGEROUS)))
def test_dangerous_text_is_a_message_like_any_other(
    web: httpx.Client, token: str, text: str
) -> None:
    """Shown as text, never obeyed, never echoed into the guide's own words."""
    answer = _say(web, token, text)
    assert answer.status_code in (200, 400)
    if answer.status_code == 200:
        assert not any(text in message["text"] for message in answer.json()["messages"])


def test_too_many_messages_are_told_when_to_come_back(web: httpx.Client, token: str) -> None:
    """429 with Retry-After in seconds; another conversation is not slowed."""
    limited = None
    for _ in range(70):
        answer = web.get("/chat/messages", headers=_bearer(token))
        if answer.status_code == 429:
            limited = answer
            break
    assert limited is not None
    assert _is_error(limited, 429, "too_many")
    assert 1 <= int(limited.headers["Retry-After"]) <= 60
    other = web.post("/chat/sessions").json()["token"]
    assert _say(web, other, "hello").status_code == 200


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        (OWN, True),
        ("https://www.hertssendiass.org.uk", True),
        ("http://www.hertfordshire.gov.uk", False),
        ("https://www.hertfordshire.gov.uk.evil.example", False),
        ("https://wwwxhertfordshire.gov.uk", False),
        ("https://evil.example", False),
        ("https://www.hertfordshire.gov.uk:8443", False),
        ("null", False),
        ("file://", False),
        ("*", False),
    ],
)
def test_only_listed_sites_may_call(web: httpx.Client, origin: str, allowed: bool) -> None:
    """Exact origins; never * with credentials; the null origin refused; preflight the same."""
    asked = web.options(
        "/chat/messages",
        headers={
            "Origin": origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization, content-type",
        },
    )
    called = web.post("/chat/sessions", headers={"Origin": origin})
    for answer in (asked, called):
        given = answer.headers.get("access-control-allow-origin")
        assert given == (origin if allowed else None)
        assert "access-control-allow-credentials" not in answer.headers
    assert called.status_code == (201 if allowed else 403)
    if not allowed:
        assert _is_error(called, 403, "other_site")
    else:
        assert asked.status_code in (200, 204)


def test_our_own_page_may_call(web: httpx.Client, guide_url: str) -> None:
    """At whatever address it was opened."""
    assert web.post("/chat/sessions", headers={"Origin": guide_url}).status_code == 201


def test_a_cookie_is_no_authority(web: httpx.Client, token: str) -> None:
    """A page on another site can make a browser send cookies; here that is worth nothing."""
    answer = web.get("/chat/messages", headers={"Cookie": f"token={token}; Authorization={token}"})
    assert answer.status_code == 401
