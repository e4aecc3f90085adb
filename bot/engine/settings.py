"""What is set from outside: addresses, secrets and limits, all from the environment."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PRIVATE = ROOT / ".guide"
SHORTEST_SECRET = 32


class BadSetting(ValueError):
    """A setting that cannot be used; the sentence says which and what to do."""


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
        )


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
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as target:
            target.write(made)
        return made


def _file_database() -> str:
    PRIVATE.mkdir(mode=0o700, exist_ok=True)
    return f"sqlite:///{PRIVATE / 'conversations.db'}"
