"""What is set from outside: addresses, secrets and limits, all from the environment."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PRIVATE = ROOT / ".guide"
SHORTEST_SECRET = 32
LONGEST_TEXT_SESSION = timedelta(days=7)

TWILIO_SETTINGS = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM")
WHATSAPP_SETTINGS = (
    "WHATSAPP_APP_SECRET",
    "WHATSAPP_VERIFY_TOKEN",
    "WHATSAPP_TOKEN",
    "WHATSAPP_PHONE_NUMBER_ID",
)


class BadSetting(ValueError):
    """A setting that cannot be used; the sentence says which and what to do."""


@dataclass(frozen=True)
class Twilio:
    """A Twilio account. Several tokens are the new one and the old ones still accepted."""

    account_sid: str
    auth_tokens: tuple[str, ...]
    sends_from: tuple[str, ...]
    """Numbers, `whatsapp:` numbers or a messaging service (MG...), the first for text messages."""
    api_base: str


@dataclass(frozen=True)
class WhatsApp:
    """A number on WhatsApp's Cloud API. Several app secrets are the new one and the old ones."""

    app_secrets: tuple[str, ...]
    verify_token: str
    token: str
    phone_number_id: str
    api_base: str


@dataclass(frozen=True)
class Settings:
    """One running guide's settings."""

    secret: str
    """Signs tokens and links. At least 32 characters."""
    public_url: str
    origins: tuple[str, ...]
    database_url: str
    redis_url: str | None
    proxies: int
    """How many proxies stand before the guide and may be believed about addresses."""
    earlier_secret: str | None = None
    """The secret before this one: what it signed is still read, so that a change ends nothing."""
    metrics_token: str | None = None
    """What a collector of metrics must show; None: there are no metrics to be had."""
    twilio: Twilio | None = None
    """None where one of TWILIO_SETTINGS is missing: the channel is off."""
    whatsapp: WhatsApp | None = None
    """None where one of WHATSAPP_SETTINGS is missing: the channel is off."""
    text_session: timedelta = timedelta(hours=72)
    """How long after its last message a conversation by text ends and is erased."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the settings. Raises BadSetting."""
        given = os.environ if environment is None else environment
        origins = tuple(o.strip() for o in given.get("GUIDE_ORIGINS", "").split(",") if o.strip())
        if "*" in origins:
            raise BadSetting("GUIDE_ORIGINS must name each site; * would let any site in.")
        proxies = given.get("GUIDE_PROXIES", "0")
        if not proxies.isdecimal():
            raise BadSetting("GUIDE_PROXIES must be a number, such as 1.")
        return cls(
            secret=_secret(given),
            public_url=given.get("GUIDE_PUBLIC_URL", "http://127.0.0.1:5005").rstrip("/"),
            origins=origins,
            database_url=given.get("DATABASE_URL") or _file_database(),
            redis_url=given.get("REDIS_URL") or None,
            proxies=int(proxies),
            earlier_secret=given.get("GUIDE_EARLIER_SECRET") or None,
            metrics_token=given.get("GUIDE_METRICS_TOKEN") or None,
            twilio=_twilio(given),
            whatsapp=_whatsapp(given),
            text_session=_text_session(given),
        )


def missing(names: tuple[str, ...], given: Mapping[str, str] | None = None) -> list[str]:
    """Which of these settings are not set."""
    known = os.environ if given is None else given
    return [name for name in names if not known.get(name, "").strip()]


def _twilio(given: Mapping[str, str]) -> Twilio | None:
    if missing(TWILIO_SETTINGS, given):
        return None
    return Twilio(
        account_sid=given["TWILIO_ACCOUNT_SID"].strip(),
        auth_tokens=_several(given["TWILIO_AUTH_TOKEN"]),
        sends_from=_several(given["TWILIO_FROM"]),
        api_base=(given.get("TWILIO_API_BASE") or "https://api.twilio.com").rstrip("/"),
    )


def _whatsapp(given: Mapping[str, str]) -> WhatsApp | None:
    if missing(WHATSAPP_SETTINGS, given):
        return None
    return WhatsApp(
        app_secrets=_several(given["WHATSAPP_APP_SECRET"]),
        verify_token=given["WHATSAPP_VERIFY_TOKEN"].strip(),
        token=given["WHATSAPP_TOKEN"].strip(),
        phone_number_id=given["WHATSAPP_PHONE_NUMBER_ID"].strip(),
        api_base=(given.get("WHATSAPP_API_BASE") or "https://graph.facebook.com/v23.0").rstrip("/"),
    )


def _text_session(given: Mapping[str, str]) -> timedelta:
    hours = given.get("GUIDE_TEXT_SESSION_HOURS", "72")
    most = LONGEST_TEXT_SESSION // timedelta(hours=1)
    if not hours.isdecimal() or not 0 < int(hours) <= most:
        raise BadSetting(f"GUIDE_TEXT_SESSION_HOURS must be a number from 1 to {most}.")
    return timedelta(hours=int(hours))


def _several(value: str) -> tuple[str, ...]:
    """Values separated by commas: "new,old"."""
    return tuple(part.strip() for part in value.split(",") if part.strip())


def closed_channels(environment: Mapping[str, str] | None = None) -> frozenset[str]:
    """The channels that GUIDE_CLOSED names: they give the contact details and nothing else."""
    given = os.environ if environment is None else environment
    return frozenset(_several(given.get("GUIDE_CLOSED", "")))


def endpoints_file(environment: Mapping[str, str] | None = None) -> Path:
    """Rasa's endpoints.yml, or the file that GUIDE_ENDPOINTS names."""
    given = os.environ if environment is None else environment
    return ROOT / (given.get("GUIDE_ENDPOINTS") or "endpoints.yml")


def _secret(given: Mapping[str, str]) -> str:
    secret = given.get("GUIDE_SECRET")
    if secret is None:
        return _kept_secret(PRIVATE / "secret")
    if len(secret) < SHORTEST_SECRET:
        raise BadSetting(f"GUIDE_SECRET must have at least {SHORTEST_SECRET} characters.")
    return secret


def _kept_secret(file: Path) -> str:
    """A development machine's own secret: made on the first run and kept beside the project."""
    try:
        return file.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        file.parent.mkdir(mode=0o700, exist_ok=True)
        made = secrets.token_urlsafe(48)
        whole = file.with_name(f"secret-{secrets.token_hex(8)}")
        with os.fdopen(os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as target:
            target.write(made)
        try:
            os.link(whole, file)
        except FileExistsError:  # another process was first: its secret is everybody's
            return file.read_text(encoding="ascii").strip()
        finally:
            whole.unlink()
        return made


def _file_database() -> str:
    PRIVATE.mkdir(mode=0o700, exist_ok=True)
    return f"sqlite:///{PRIVATE / 'conversations.db'}"
