"""python -m bot.channels.send_test sms | twilio-whatsapp | whatsapp "words"

Sends a message to a running guide, signed as the provider signs it, with the settings of the
environment. It shows whether a webhook is set up; the reply goes to the provider's API, as ever.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import hmac
import json
import sys
import time
import uuid

import httpx

from bot.channels.text_keywords import keyword
from bot.engine.settings import TWILIO_SETTINGS, WHATSAPP_SETTINGS, Settings, missing

SMS, TWILIO_WHATSAPP, WHATSAPP = "sms", "twilio-whatsapp", "whatsapp"
DRAMA_NUMBER = "+447700900000"
"""Set aside by Ofcom for drama: it is nobody's."""

MEANINGS = {
    200: "accepted: the reply goes out through the provider's API",
    204: "accepted: the reply goes out through the provider's API",
    403: "refused: the signature is wrong. Compare the secret and GUIDE_PUBLIC_URL of the guide",
    404: "not found: the channel is off, or the address is wrong. See what the guide says at start",
    413: "refused: too large",
    503: "not recorded: the guide's database could not be reached",
}


def twilio_request(
    settings: Settings, sender: str, text: str, *, over_whatsapp: bool
) -> httpx.Request:
    """A form as Twilio posts it. Raises ValueError where the channel has no settings."""
    account = settings.twilio
    if account is None:
        raise ValueError(f"Set {', '.join(missing(TWILIO_SETTINGS))} first.")
    prefix = "whatsapp:" if over_whatsapp else ""
    sid = f"SM{uuid.uuid4().hex}"
    form = {
        "MessageSid": sid,
        "SmsSid": sid,
        "AccountSid": account.account_sid,
        "From": prefix + sender,
        "To": prefix + account.sends_from[0].removeprefix("whatsapp:"),
        "Body": text,
        "NumMedia": "0",
        "SmsStatus": "received",
    }
    path = "/webhooks/twilio/webhook"
    told = settings.public_url + path + "".join(name + form[name] for name in sorted(form))
    mac = hmac.new(account.auth_tokens[0].encode(), told.encode(), hashlib.sha1)
    signature = base64.b64encode(mac.digest()).decode()
    return httpx.Request(
        "POST", settings.public_url + path, data=form, headers={"X-Twilio-Signature": signature}
    )


def whatsapp_request(settings: Settings, sender: str, text: str) -> httpx.Request:
    """A notification as the Cloud API posts it. Raises ValueError without settings."""
    number = settings.whatsapp
    if number is None:
        raise ValueError(f"Set {', '.join(missing(WHATSAPP_SETTINGS))} first.")
    message = {
        "from": sender.removeprefix("+"),
        "id": f"wamid.{uuid.uuid4().hex}",
        "timestamp": str(int(time.time())),
        "type": "text",
        "text": {"body": text},
    }
    metadata = {"phone_number_id": number.phone_number_id}
    value = {"messaging_product": "whatsapp", "metadata": metadata, "messages": [message]}
    entry = {"id": "0", "changes": [{"value": value, "field": "messages"}]}
    body = json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()
    signed = hmac.new(number.app_secrets[0].encode(), body, hashlib.sha256).hexdigest()
    return httpx.Request(
        "POST",
        f"{settings.public_url}/webhooks/whatsapp/webhook",
        content=body,
        headers={"X-Hub-Signature-256": f"sha256={signed}", "Content-Type": "application/json"},
    )


def main(arguments: list[str] | None = None) -> int:
    """Send one message; 0 when the guide accepted it, 1 when not, 2 without settings."""
    parser = argparse.ArgumentParser(
        prog="python -m bot.channels.send_test",
        description="Send a signed test message to a running guide.",
    )
    parser.add_argument("channel", choices=(SMS, TWILIO_WHATSAPP, WHATSAPP))
    parser.add_argument("text")
    parser.add_argument("--sender", default=DRAMA_NUMBER, help="the number it seems to come from")
    parser.add_argument("--url", help="where the guide is served, if not at GUIDE_PUBLIC_URL")
    chosen = parser.parse_args(arguments)
    settings = Settings.from_environment()
    try:
        if chosen.channel == WHATSAPP:
            request = whatsapp_request(settings, chosen.sender, chosen.text)
        else:
            request = twilio_request(
                settings,
                chosen.sender,
                chosen.text,
                over_whatsapp=chosen.channel == TWILIO_WHATSAPP,
            )
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    if chosen.url:
        request.url = httpx.URL(chosen.url.rstrip("/") + request.url.path)
        request.headers["Host"] = request.url.netloc.decode()
    try:
        with httpx.Client(timeout=20) as client:
            response = client.send(request)
    except httpx.HTTPError as error:
        print(f"The guide could not be reached: {type(error).__name__}", file=sys.stderr)
        return 1
    meaning = MEANINGS.get(response.status_code, "unexpected")
    print(f"{response.status_code}: {meaning}.")
    if (asked := keyword(chosen.text)) is not None:
        print(f"{chosen.text!r} is a keyword: {asked.value}.")
    return 0 if response.is_success else 1


if __name__ == "__main__":
    sys.exit(main())
