"""WhatsApp's Cloud API: its handshake, its signed notifications, and sending."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Any

from rasa.core.channels.channel import UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, text

from bot.channels.text_channel import LARGEST_BODY, TextChannel, took_in
from bot.channels.text_message import Inbound, Kind
from bot.channels.text_rendering import as_whatsapp
from bot.channels.text_sending import Sending
from bot.engine.conversations import Reply
from bot.engine.settings import WHATSAPP_SETTINGS, Settings, WhatsApp
from bot.words import WHATSAPP

logger = logging.getLogger(__name__)

NOT_MESSAGES = {"reaction", "system", "request_welcome"}
"""What arrives as a message but waits for no answer."""


class WhatsAppWire:
    """The Cloud API."""

    route = "whatsapp"
    ordered = True

    def __init__(self, number: WhatsApp) -> None:
        self._sending = Sending(headers={"Authorization": f"Bearer {number.token}"})
        self._address = f"{number.api_base}/{number.phone_number_id}/messages"

    def render(self, replies: Sequence[Reply], channel: str) -> list[dict[str, Any]]:
        """Texts, buttons and lists."""
        return as_whatsapp(replies)

    async def send(self, address: str, message: Mapping[str, Any]) -> None:
        """Send one message. Raises NotSent."""
        whole = {
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            "to": address,
            **message,
        }
        await self._sending.post(self._address, json=whole)

    async def close(self) -> None:
        """Close the connections."""
        await self._sending.close()


class WhatsAppChannel(TextChannel):
    """GET and POST /webhooks/whatsapp/webhook"""

    @classmethod
    def name(cls) -> str:
        """The part of the address after /webhooks/."""
        return WHATSAPP

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> WhatsAppChannel:
        """Settings come from the environment, never from the file."""
        return cls(Settings.from_environment())

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The webhook; no address at all where a setting is missing."""
        routes = Blueprint("whatsapp_channel")
        number = self._settings.whatsapp
        if number is None:
            self.say_if_off("The WhatsApp channel", WHATSAPP_SETTINGS)
            return routes
        desk = self.open_desk(routes, WhatsAppWire(number))

        @routes.get("/webhook")
        async def subscribe(request: Request) -> HTTPResponse:
            given = request.args.get("hub.verify_token", "")
            matches = hmac.compare_digest(given.encode(), number.verify_token.encode())
            if request.args.get("hub.mode") != "subscribe" or not matches:
                return text("The verify token is wrong.", status=403)
            return text(request.args.get("hub.challenge", ""))

        @routes.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            if len(request.body) > LARGEST_BODY:
                return text("Too large.", status=413)
            signature = request.headers.get("x-hub-signature-256", "")
            if not is_signed(request.body, signature, number.app_secrets):
                return text("The signature is wrong.", status=403)
            try:
                notified = json.loads(request.body)
            except (ValueError, RecursionError):
                return text("Not JSON.", status=400)
            messages = list(read_messages(notified, number.phone_number_id))
            if not await took_in(desk, messages):
                return text("Not recorded.", status=503)
            return empty(200)

        return routes


def is_signed(body: bytes, signature: str, secrets: Sequence[str]) -> bool:
    """Whether one of the app's secrets signed these bytes (HMAC-SHA256)."""
    found = [
        hmac.compare_digest(
            f"sha256={hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}".encode(),
            signature.encode(errors="replace"),
        )
        for secret in secrets
        if secret
    ]
    return any(found)


def read_messages(notified: Any, phone_number_id: str) -> Iterator[Inbound]:
    """The messages to this number, oldest first; receipts and all else are left out."""
    found = [
        message
        for value in _values(notified)
        if _get(value, "metadata", "phone_number_id") in (None, phone_number_id)
        for message in _listed(value.get("messages"))
    ]
    read = [inbound for inbound in map(_read, found) if inbound]
    yield from sorted(read, key=lambda inbound: inbound.sent_at or 0.0)


def _values(notified: Any) -> Iterator[Mapping[str, Any]]:
    for entry in _listed(_get(notified, "entry")):
        for change in _listed(entry.get("changes")):
            value = change.get("value")
            if isinstance(value, dict):
                for status in _listed(value.get("statuses")):
                    if status.get("status") == "failed":
                        code = _get((_listed(status.get("errors")) or [{}])[0], "code")
                        told = {"channel": "whatsapp", "status": _number(code)}
                        logger.error("reply not delivered", extra=told)
                yield value


def _read(message: Mapping[str, Any]) -> Inbound | None:
    id, sender, kind = message.get("id"), message.get("from"), message.get("type")
    if not isinstance(id, str) or not isinstance(sender, str) or kind in NOT_MESSAGES:
        return None
    chosen = _get(message, "interactive", "button_reply", "id") or _get(
        message, "interactive", "list_reply", "id"
    )
    caption = _get(message, str(kind), "caption")
    written = _get(message, "text", "body") or _get(message, "button", "text") or caption
    told = chosen or written
    sent_at = message.get("timestamp")
    return Inbound(
        id=id,
        sender=sender,
        channel=WHATSAPP,
        kind=Kind.CHOICE if chosen else Kind.TEXT if written else Kind.MEDIA,
        text=told if isinstance(told, str) else "",
        sent_at=float(sent_at) if isinstance(sent_at, str) and sent_at.isdecimal() else None,
        with_picture=bool(caption),
    )


def _number(code: Any) -> str:
    return str(code) if isinstance(code, int) else "no code"


def _get(value: Any, *path: str) -> Any:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _listed(value: Any) -> list[Any]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
