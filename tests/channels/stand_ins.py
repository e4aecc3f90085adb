"""Small stand-ins for the providers' APIs, on this machine only, and the payloads they post.

`python -m tests.channels.stand_ins 9001` shows what a guide sends whose TWILIO_API_BASE or
WHATSAPP_API_BASE is http://127.0.0.1:9001.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import itertools
import json
import sys
import threading
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

LARGEST = 64 * 1024
MOST_KEPT = 2000


@dataclass
class Sent:
    """One request to a provider's API."""

    path: str
    authorization: str
    body: dict[str, Any]
    at: float

    @property
    def to(self) -> str:
        """The recipient, as this provider calls it."""
        return str(self.body.get("To") or self.body.get("to"))

    @property
    def text(self) -> str:
        """The words on the screen."""
        if "Body" in self.body:
            return str(self.body["Body"])
        if self.body["type"] == "text":
            return str(self.body["text"]["body"])
        return str(self.body["interactive"]["body"]["text"])

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Title and id of each button or row."""
        action = self.body.get("interactive", {}).get("action", {})
        buttons = [(b["reply"]["title"], b["reply"]["id"]) for b in action.get("buttons", [])]
        rows = [(r["title"], r["id"]) for s in action.get("sections", []) for r in s["rows"]]
        return buttons + rows


@dataclass
class Provider:
    """Takes what the guide sends. `then` says how to answer the next requests, in order."""

    then: deque[int | str] = field(default_factory=deque)
    sent: deque[Sent] = field(default_factory=lambda: deque(maxlen=MOST_KEPT))
    tried: int = 0
    port: int = 0

    def __enter__(self) -> Provider:
        self._lock, self._answers = threading.Lock(), threading.Event()
        self._answers.set()
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), _handler(self))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def to(self, recipient: str) -> list[Sent]:
        """What was sent to one recipient."""
        with self._lock:
            return [sent for sent in self.sent if sent.to == recipient]

    def wait_for(self, recipient: str, count: int, seconds: float = 10) -> list[Sent]:
        """Wait until the recipient has had so many messages. Raises AssertionError."""
        until = time.monotonic() + seconds
        while len(found := self.to(recipient)) < count:
            if time.monotonic() > until:
                texts = [sent.text for sent in found]
                raise AssertionError(f"only {len(found)} of {count} messages came: {texts}")
            time.sleep(0.02)
        return found

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Until the end of the block, requests are neither kept nor answered."""
        self._answers.clear()
        try:
            yield
        finally:
            self._answers.set()

    def take(self, sent: Sent) -> int | str:
        """Keep a request and say how to answer it."""
        self._answers.wait()
        with self._lock:
            self.tried += 1
            answer = self.then.popleft() if self.then else 201
            if answer in (200, 201, "accept and break"):
                self.sent.append(sent)
            return answer


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", 0))
            if length > LARGEST:
                self.send_error(413)
                return
            raw = self.rfile.read(length)
            if "json" in self.headers.get("content-type", ""):
                body = json.loads(raw)
            else:
                body = {k: v[0] for k, v in parse_qs(raw.decode(), strict_parsing=True).items()}
            authorization = self.headers.get("authorization", "")
            answer = provider.take(Sent(self.path, authorization, body, time.time()))
            if isinstance(answer, str):
                self.close_connection = True
                self.connection.close()
                return
            told = json.dumps(
                {"sid": f"SM{uuid.uuid4().hex}"} if answer < 400 else {"code": 20500 + answer}
            ).encode()
            self.send_response(answer)
            if answer == 429:
                self.send_header("Retry-After", "0")
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_: object) -> None:
            """Nothing is logged."""

    return Handler


Answer = tuple[int, str]
_numbers = itertools.count(1)


def new_number() -> str:
    """A UK number that is set aside for drama, so nobody's."""
    return f"+447700900{next(_numbers) % 1000:03d}"


@dataclass
class TwilioSide:
    """Posts as Twilio does, to a guide known by `public_url` and served at `url`."""

    url: str
    public_url: str
    token: str
    account: str
    path: str = "/webhooks/twilio/webhook"

    def form(self, sender: str, body: str, **changed: str) -> dict[str, str]:
        """A captured inbound message, with invented numbers."""
        sid = changed.pop("sid", None) or f"SM{uuid.uuid4().hex}"
        return {
            "ToCountry": "GB",
            "ToState": "",
            "SmsMessageSid": sid,
            "NumMedia": "0",
            "ToCity": "",
            "FromZip": "",
            "SmsSid": sid,
            "FromState": "",
            "SmsStatus": "received",
            "FromCity": "",
            "Body": body,
            "FromCountry": "GB",
            "To": "+441632960000",
            "MessagingServiceSid": "",
            "ToZip": "",
            "NumSegments": "1",
            "MessageSid": sid,
            "AccountSid": self.account,
            "From": sender,
            "ApiVersion": "2010-04-01",
            **changed,
        }

    def signature(self, form: Mapping[str, str], token: str | None = None, query: str = "") -> str:
        """HMAC-SHA1 over the public address and the sorted fields, in base64."""
        told = self.public_url + self.path + query + "".join(k + form[k] for k in sorted(form))
        mac = hmac.new((token or self.token).encode(), told.encode(), hashlib.sha1)
        return base64.b64encode(mac.digest()).decode()

    def post(
        self, form: Mapping[str, str], signature: str | None = None, query: str = ""
    ) -> Answer:
        """Deliver a form; signed rightly unless a signature is given."""
        headers = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
        given = self.signature(form, query=query) if signature is None else signature
        if given:
            headers["X-Twilio-Signature"] = given
        return request(self.url, "POST", self.path + query, urlencode(form).encode(), headers)

    def text(self, sender: str, body: str, **changed: str) -> Answer:
        """Deliver a new message."""
        return self.post(self.form(sender, body, **changed))


@dataclass
class MetaSide:
    """Posts as WhatsApp's Cloud API does."""

    url: str
    secret: str
    phone_number_id: str
    path: str = "/webhooks/whatsapp/webhook"
    clock: Callable[[], float] = time.time

    def message(self, sender: str, **parts: Any) -> dict[str, Any]:
        """One captured message, with an invented number."""
        return {
            "from": sender,
            "id": f"wamid.{uuid.uuid4().hex}",
            "timestamp": str(int(self.clock())),
            **parts,
        }

    def text_message(self, sender: str, body: str, **changed: Any) -> dict[str, Any]:
        """Words."""
        return self.message(sender, type="text", text={"body": body}, **changed)

    def choice(self, sender: str, title: str, id: str, kind: str = "button") -> dict[str, Any]:
        """A button or row that was pressed."""
        told = {"type": f"{kind}_reply", f"{kind}_reply": {"id": id, "title": title}}
        return self.message(sender, type="interactive", interactive=told)

    def notification(self, *messages: Mapping[str, Any], **value: Any) -> bytes:
        """The whole notification as it is sent."""
        metadata = {
            "display_phone_number": "441632960001",
            "phone_number_id": self.phone_number_id,
        }
        contacts = [{"profile": {"name": "A"}, "wa_id": m["from"]} for m in messages]
        told = {"messaging_product": "whatsapp", "metadata": metadata, "contacts": contacts}
        told |= {"messages": list(messages)} if messages else {}
        change = {"value": {**told, **value}, "field": "messages"}
        whole = {
            "object": "whatsapp_business_account",
            "entry": [{"id": "102290129340398", "changes": [change]}],
        }
        return json.dumps(whole, ensure_ascii=True).replace("/", "\\/").encode()

    def signature(self, body: bytes, secret: str | None = None) -> str:
        """HMAC-SHA256 over the raw body."""
        mac = hmac.new((secret or self.secret).encode(), body, hashlib.sha256)
        return f"sha256={mac.hexdigest()}"

    def post(self, body: bytes, signature: str | None = None) -> Answer:
        """Deliver bytes; signed rightly unless a signature is given."""
        headers = {"Content-Type": "application/json"}
        given = self.signature(body) if signature is None else signature
        if given:
            headers["X-Hub-Signature-256"] = given
        return request(self.url, "POST", self.path, body, headers)

    def text(self, sender: str, body: str) -> Answer:
        """Deliver new words."""
        return self.post(self.notification(self.text_message(sender, body)))

    def press(self, sender: str, sent: Sent, title: str) -> Answer:
        """Press a choice of a message."""
        ids = dict(sent.choices)
        assert title in ids, f"{title!r} is not one of {list(ids)}"
        return self.post(self.notification(self.choice(sender, title, ids[title])))


def request(
    url: str, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
) -> Answer:
    """One request: the status and the text."""
    at = urlsplit(url)
    connection = http.client.HTTPConnection(str(at.hostname), at.port, timeout=20)
    try:
        connection.request(method, path, body or None, dict(headers or {}))
        response = connection.getresponse()
        return response.status, response.read().decode(errors="replace")
    finally:
        connection.close()


def main(port: int) -> None:
    """Show each message as it comes, until interrupted."""
    with Provider(port=port) as provider:
        print(f"Waiting for messages at {provider.url}", flush=True)
        shown = 0
        while True:
            for sent in list(provider.sent)[shown:]:
                shown += 1
                print(f"\nTo {sent.to}:\n{sent.text}", flush=True)
                for title, _ in sent.choices:
                    print(f"  [{title}]", flush=True)
            time.sleep(0.1)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9001)
