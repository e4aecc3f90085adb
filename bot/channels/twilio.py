"""Twilio: text messages, and WhatsApp through a `whatsapp:` number of the same account."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

from rasa.core.channels.channel import UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, text
from twilio.request_validator import RequestValidator

from bot.channels.text_channel import LARGEST_BODY, TextChannel, took_in
from bot.channels.text_message import Inbound, Kind
from bot.channels.text_rendering import as_numbered_whatsapp, as_sms
from bot.channels.text_sending import Sending
from bot.engine.conversations import Reply
from bot.engine.settings import TWILIO_SETTINGS, Settings, Twilio
from bot.words import SMS, WHATSAPP

logger = logging.getLogger(__name__)

OVER_WHATSAPP = "whatsapp:"
MOST_FIELDS = 200
"""Twilio sends about thirty."""
RECEIVED = {"", "received", "receiving"}


class TooManyFields(ValueError):
    """More fields than a message has."""


class Fields(dict[str, list[str]]):
    """A form's fields, as the validator reads them: in full, with those that are empty."""

    @classmethod
    def from_body(cls, body: bytes) -> Fields:
        """Read a form. Raises TooManyFields, or ValueError for what is not a form."""
        if body.count(b"&") >= MOST_FIELDS:
            raise TooManyFields
        found = cls()
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, errors="strict", encoding="utf-8"
        )
        for name, value in pairs:
            found.setdefault(name, []).append(value)
        return found

    def getlist(self, name: str) -> list[str]:
        """Every value of a field."""
        return self.get(name, [])

    def one(self, name: str) -> str:
        """The field's first value, or nothing."""
        return self.get(name, [""])[0]


class TwilioWire:
    """Twilio's API."""

    route = "twilio"
    ordered = False

    def __init__(self, account: Twilio) -> None:
        self._account = account
        self._sending = Sending(auth=(account.account_sid, account.auth_tokens[0]))
        self._address = (
            f"{account.api_base}/2010-04-01/Accounts/{account.account_sid}/Messages.json"
        )

    def render(self, replies: Sequence[Reply], channel: str) -> list[dict[str, Any]]:
        """The bodies of the messages."""
        bodies = as_sms(replies) if channel == SMS else as_numbered_whatsapp(replies)
        return [{"Body": body} for body in bodies]

    async def send(self, address: str, message: Mapping[str, Any]) -> None:
        """Send one message. Raises NotSent."""
        content = {"To": address, **self._from(address), **message}
        await self._sending.post(self._address, data=content)

    async def close(self) -> None:
        """Close the connections."""
        await self._sending.close()

    def _from(self, address: str) -> dict[str, str]:
        over_whatsapp = address.startswith(OVER_WHATSAPP)
        numbers = self._account.sends_from
        fitting = [n for n in numbers if n.startswith(OVER_WHATSAPP) == over_whatsapp]
        chosen = fitting[0] if fitting else numbers[0]
        if chosen.startswith("MG"):
            return {"MessagingServiceSid": chosen}
        if not fitting:
            bare = chosen.removeprefix(OVER_WHATSAPP)
            chosen = f"{OVER_WHATSAPP}{bare}" if over_whatsapp else bare
        return {"From": chosen}


class TwilioChannel(TextChannel):
    """POST /webhooks/twilio/webhook"""

    @classmethod
    def name(cls) -> str:
        """The part of the address after /webhooks/."""
        return "twilio"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> TwilioChannel:
        """Settings come from the environment, never from the file."""
        return cls(Settings.from_environment())

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The webhook; no address at all where a setting is missing."""
        routes = Blueprint("twilio_channel")
        account = self._settings.twilio
        if account is None:
            self.say_if_off("The Twilio channel", TWILIO_SETTINGS)
            return routes
        desk = self.open_desk(routes, TwilioWire(account))
        public_url = self._settings.public_url

        @routes.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            if len(request.body) > LARGEST_BODY:
                return text("Too large.", status=413)
            try:
                fields = Fields.from_body(request.body)
            except TooManyFields:
                return text("Too many fields.", status=413)
            except ValueError:
                return text("Not a form.", status=400)
            query = f"?{request.query_string}" if request.query_string else ""
            address = f"{public_url}{request.path}{query}"
            signature = request.headers.get("x-twilio-signature", "")
            if not is_signed(address, fields, signature, account.auth_tokens):
                return text("The signature is wrong.", status=403)
            message = read_message(fields, account.account_sid)
            if message and not await took_in(desk, [message]):
                return text("Not recorded.", status=503)
            return empty(204)

        return routes


def is_signed(address: str, fields: Fields, signature: str, tokens: Sequence[str]) -> bool:
    """Whether one of the account's tokens signed this request."""
    if not signature or not signature.isascii():
        return False
    try:
        checked = [RequestValidator(t).validate(address, fields, signature) for t in tokens]
    except ValueError:
        return False
    return any(checked)


def read_message(fields: Fields, account_sid: str) -> Inbound | None:
    """The message in a webhook of the account's own; None for a receipt or anything else."""
    id, sender = fields.one("MessageSid") or fields.one("SmsSid"), fields.one("From")
    receipt = fields.one("MessageStatus") or fields.one("SmsStatus")
    if not id or not sender or fields.one("AccountSid") not in ("", account_sid):
        return None
    if receipt.lower() not in RECEIVED:
        if receipt in ("failed", "undelivered"):
            code = fields.one("ErrorCode")
            told = {"channel": "twilio", "status": code if code.isdecimal() else "no code"}
            logger.error("reply not delivered", extra=told)
        return None
    body, media = fields.one("Body").strip(), fields.one("NumMedia")
    return Inbound(
        id=id,
        sender=sender,
        channel=WHATSAPP if sender.startswith(OVER_WHATSAPP) else SMS,
        kind=Kind.TEXT if body else Kind.MEDIA,
        text=body,
        with_picture=bool(body) and media not in ("", "0"),
        answered_already=bool(fields.one("OptOutType")),
    )
