"""A guide being served with both text channels on, and stand-ins for the providers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.channels.stand_ins import MetaSide, Provider, TwilioSide
from tests.conftest import TODAY, served
from tests.conversations.conftest import guide  # noqa: F401 - a fixture

PUBLIC_URL = "https://guide.example.gov.uk"


@dataclass
class Phones:
    """A served guide with the providers around it."""

    url: str
    twilio_api: Provider
    whatsapp_api: Provider
    twilio: TwilioSide
    whatsapp: MetaSide
    log: Path


def environment(twilio_api: str, whatsapp_api: str) -> dict[str, str]:
    """Every setting of both channels; the second token and secret are the ones being retired."""
    return {
        "GUIDE_TODAY": TODAY,
        "GUIDE_PUBLIC_URL": PUBLIC_URL,
        "TWILIO_ACCOUNT_SID": "AC00000000000000000000000000000000",
        "TWILIO_AUTH_TOKEN": "the-new-token,the-old-token",
        "TWILIO_FROM": "+441632960000",
        "TWILIO_API_BASE": twilio_api,
        "WHATSAPP_APP_SECRET": "the-new-secret,the-old-secret",
        "WHATSAPP_VERIFY_TOKEN": "the-verify-token",
        "WHATSAPP_TOKEN": "the-access-token",
        "WHATSAPP_PHONE_NUMBER_ID": "106540352242922",
        "WHATSAPP_API_BASE": whatsapp_api,
    }


def sides(url: str) -> tuple[TwilioSide, MetaSide]:
    """The providers' sides of a guide served at `url` with `environment`."""
    twilio = TwilioSide(url, PUBLIC_URL, "the-new-token", "AC00000000000000000000000000000000")
    return twilio, MetaSide(url, "the-new-secret", "106540352242922")


@pytest.fixture(scope="session")
def phones(
    guide_model: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Phones]:
    """One served guide for all tests of the webhooks."""
    folder = tmp_path_factory.mktemp("phones")
    with Provider() as twilio_api, Provider() as whatsapp_api:
        running = served(folder, **environment(twilio_api.url, whatsapp_api.url))
        with running as url:
            yield Phones(url, twilio_api, whatsapp_api, *sides(url), running.log)
