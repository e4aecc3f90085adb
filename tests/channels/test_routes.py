"""Every address of the server is listed here with what guards it; nothing of Rasa's is open."""

from __future__ import annotations

import re
import socket
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.engine.server import LARGEST_REQUEST

OPEN = "open"


@dataclass(frozen=True)
class Guard:
    """What stands before a route."""

    authentication: str
    limit: str


ROUTES = {
    ("POST", "/chat/sessions"): Guard("open: it makes the token", "per address"),
    ("POST", "/chat/messages"): Guard("token", "per conversation and address"),
    ("GET", "/chat/messages"): Guard("token", "per conversation"),
    ("DELETE", "/chat/sessions"): Guard("token", "per conversation"),
    ("GET", "/chat/calendar-link"): Guard("token", "per conversation"),
    ("GET", "/chat/calendar.ics"): Guard("token or signed link", "per conversation"),
    ("GET", "/chat/words.json"): Guard("open: a file of ours", "proxy"),
    ("GET", "/"): Guard("open: a page", "proxy"),
    ("GET", "/plain"): Guard("open: a page", "proxy"),
    ("POST", "/plain"): Guard("token in the form", "per conversation and address"),
    ("GET", "/widget.js"): Guard("open: a file of ours", "proxy"),
    ("GET", "/pages.css"): Guard("open: a file of ours", "proxy"),
    ("GET", "/icon.svg"): Guard("open: a file of ours", "proxy"),
    ("GET", "/healthz"): Guard("open: says only that it lives", "proxy"),
    ("GET", "/readyz"): Guard("open: says only that it can answer", "proxy"),
    ("GET", "/metrics"): Guard("token of the collector", "proxy"),
    ("POST", "/webhooks/twilio/webhook"): Guard("signature", "per sender"),
    ("GET", "/webhooks/whatsapp/webhook"): Guard("verify token", "proxy"),
    ("POST", "/webhooks/whatsapp/webhook"): Guard("signature", "per sender"),
}

OF_RASA = [
    "/version", "/status", "/domain", "/model", "/model/train", "/model/parse", "/conversations",
    "/conversations/x/tracker", "/conversations/x/messages", "/webhooks/rest/webhook",
    "/webhooks/callback/webhook", "/socket.io/", "/webhooks/rest", "/docs", "/openapi.json",
]  # fmt: skip


@pytest.fixture(scope="module")
def app(guide_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The server as it is built, not started."""
    from bot.engine.server import create_app
    from bot.engine.settings import TWILIO_SETTINGS, WHATSAPP_SETTINGS, Settings

    with pytest.MonkeyPatch.context() as patched:
        folder = tmp_path_factory.mktemp("routes")
        for setting in (*TWILIO_SETTINGS, *WHATSAPP_SETTINGS):
            patched.setenv(setting, "x")
        patched.setenv("DATABASE_URL", f"sqlite:///{folder}/conversations.db")
        return create_app(guide_model, Settings.from_environment(), name="ehc_guide_routes")


def test_every_route_is_listed_with_its_guard(app: Any) -> None:
    """A new route fails here until somebody has decided who may use it, and how often."""
    found = {
        (method, "/" + route.path.strip("/"))
        for route in app.router.routes
        for method in route.methods
        if method not in ("OPTIONS", "HEAD")
    }
    assert found == set(ROUTES)


def test_every_route_has_a_largest_body_and_times_out(app: Any) -> None:
    """One limit for all of them, in the server itself."""
    assert app.config.REQUEST_MAX_SIZE == LARGEST_REQUEST <= 64 * 1024
    assert app.config.REQUEST_TIMEOUT <= 15
    assert app.config.RESPONSE_TIMEOUT <= 60
    assert not app.debug
    assert not any(route.stream for route in app.router.routes if hasattr(route, "stream"))


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_a_route_that_needs_a_token_refuses_who_has_none(
    guide_url: str, method: str, path: str
) -> None:
    """401 with a token missing, 404 where a channel or the metrics are off."""
    needs = ROUTES[method, path].authentication
    form = {"kind": "say", "token": "x", "id": "1", "text": "a"} if path == "/plain" else None
    answer = httpx.request(method, guide_url + path, data=form, timeout=20)
    if needs.startswith("token of the collector") or "signature" in needs or "verify" in needs:
        assert answer.status_code in (403, 404)
    elif needs.startswith("token"):
        assert answer.status_code in (400, 401)
    else:
        assert answer.status_code in (200, 201)


@pytest.mark.parametrize("path", [path for method, path in ROUTES if method == "GET"])
def test_head_is_answered_as_get_without_a_body(guide_url: str, path: str) -> None:
    """So that a monitor or a proxy may ask whether a page is there."""
    asked, got = (httpx.request(m, guide_url + path, timeout=20) for m in ("HEAD", "GET"))
    assert (asked.status_code, asked.content) == (got.status_code, b"")
    for header in ("content-type", "content-length", "cache-control", "etag"):
        assert asked.headers.get(header) == got.headers.get(header)


@pytest.mark.parametrize("path", ["/chat/sessions", "/webhooks/twilio/webhook"])
def test_head_is_refused_where_there_is_no_get(guide_url: str, path: str) -> None:
    """It never does what a POST would."""
    assert httpx.head(guide_url + path, timeout=20).status_code in (404, 405)


@pytest.mark.parametrize("path", OF_RASA)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
def test_nothing_of_rasas_own_is_open(guide_url: str, method: str, path: str) -> None:
    """Neither its HTTP API nor any stock channel."""
    assert httpx.request(method, guide_url + path, timeout=20).status_code in (404, 405)


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_every_answer_has_the_security_headers(guide_url: str, method: str, path: str) -> None:
    """Whatever it is and however it ends."""
    headers = httpx.request(method, guide_url + path, timeout=20).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("path", ["/nowhere", "/chat/nowhere", "/../etc/passwd", "/%00", "/chat/"])
def test_what_does_not_exist_is_said_so_without_a_trace(guide_url: str, path: str) -> None:
    """No stack, no version, no path of the machine."""
    answer = httpx.get(guide_url + path, timeout=20)
    assert answer.status_code in (400, 404)
    assert not re.search(r"Traceback|sanic|rasa|python|/work|\.py", answer.text, re.IGNORECASE)


def test_a_stalled_sender_holds_up_nobody(guide_url: str) -> None:
    """Twenty bodies that never end; others are answered meanwhile."""
    host, _, port = guide_url.removeprefix("http://").partition(":")
    stalled = []
    for _ in range(20):
        connection = socket.create_connection((host, int(port)))
        connection.sendall(
            b"POST /chat/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 999\r\n\r\n{"
        )
        stalled.append(connection)
    assert httpx.post(f"{guide_url}/chat/sessions", timeout=20).status_code == 201
    for connection in stalled:
        connection.close()


def test_others_are_answered_during_a_flood(guide_url: str) -> None:
    """One token's flood is refused; a conversation beside it goes on."""
    token = httpx.post(f"{guide_url}/chat/sessions", timeout=20).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    codes: list[int] = []

    def flood() -> None:
        with httpx.Client(headers=headers, timeout=20) as client:
            codes.extend(client.get(f"{guide_url}/chat/messages").status_code for _ in range(40))

    threads = [threading.Thread(target=flood) for _ in range(4)]
    for thread in threads:
        thread.start()
    assert httpx.post(f"{guide_url}/chat/sessions", timeout=20).status_code == 201
    for thread in threads:
        thread.join()
    assert codes.count(200) <= 60
    assert 429 in codes
