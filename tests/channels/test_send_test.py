"""The command that sends a signed test message, and channels that are off."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.channels.send_test import main
from bot.engine.settings import TWILIO_SETTINGS, WHATSAPP_SETTINGS, BadSetting, Settings
from tests.channels.conftest import Phones, environment
from tests.channels.stand_ins import request
from tests.conftest import ROOT, served

SECRET = {"GUIDE_SECRET": "a secret of some length, for these tests"}


@pytest.fixture
def settings(phones: Phones, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment that the served guide has."""
    for name, value in environment(phones.twilio_api.url, phones.whatsapp_api.url).items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("settings")
@pytest.mark.parametrize("channel", ["sms", "twilio-whatsapp", "whatsapp"])
def test_a_test_message_is_accepted_and_answered(
    phones: Phones, channel: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Signed for the public address, delivered to where the guide is served."""
    number = {"sms": "+447700900991", "twilio-whatsapp": "+447700900992"}.get(
        channel, "+447700900993"
    )
    assert main([channel, "hello", "--sender", number, "--url", phones.url]) == 0
    assert "accepted" in capsys.readouterr().out
    if channel == "whatsapp":
        phones.whatsapp_api.wait_for(number.removeprefix("+"), 1)
    else:
        prefix = "whatsapp:" if channel == "twilio-whatsapp" else ""
        phones.twilio_api.wait_for(prefix + number, 1)


@pytest.mark.usefixtures("settings")
@pytest.mark.parametrize(
    ("channel", "name"), [("sms", "TWILIO_AUTH_TOKEN"), ("whatsapp", "WHATSAPP_APP_SECRET")]
)
def test_a_test_message_with_another_secret_says_what_to_compare(
    phones: Phones,
    channel: str,
    name: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The exit code and the sentence say that the guide refused it."""
    monkeypatch.setenv(name, "something else")
    assert main([channel, "hello", "--url", phones.url]) == 1
    assert "the signature is wrong" in capsys.readouterr().out


@pytest.mark.parametrize("channel", ["sms", "whatsapp"])
def test_a_test_message_without_settings_says_which_to_set(
    channel: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each missing one by its name."""
    for name in environment("", ""):
        monkeypatch.delenv(name, raising=False)
    assert main([channel, "hello"]) == 2
    assert ("TWILIO" if channel == "sms" else "WHATSAPP") in capsys.readouterr().err


def test_a_guide_that_is_not_there_is_said_to_be(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback."""
    for name, value in environment("http://127.0.0.1:9", "http://127.0.0.1:9").items():
        monkeypatch.setenv(name, value)
    assert main(["sms", "hello", "--url", "http://127.0.0.1:9"]) == 1
    assert "could not be reached" in capsys.readouterr().err


@pytest.mark.parametrize("absent", [*TWILIO_SETTINGS, *WHATSAPP_SETTINGS])
def test_a_missing_setting_turns_its_channel_off_and_only_its_own(absent: str) -> None:
    """An empty one counts as missing."""
    given = {**environment("http://a", "http://b"), **SECRET, "DATABASE_URL": "sqlite://"}
    for value in ("", "  ", None):
        changed = {k: v for k, v in given.items() if k != absent}
        if value is not None:
            changed[absent] = value
        read = Settings.from_environment(changed)
        assert (read.twilio is None) is absent.startswith("TWILIO")
        assert (read.whatsapp is None) is absent.startswith("WHATSAPP")


@pytest.mark.parametrize("hours", ["0", "169", "-1", "two", "1.5", ""])
def test_a_session_by_text_is_never_longer_than_seven_days(hours: str) -> None:
    """Nor of no length, nor of a length that is no number."""
    with pytest.raises(BadSetting, match="GUIDE_TEXT_SESSION_HOURS"):
        Settings.from_environment(
            {**SECRET, "DATABASE_URL": "sqlite://", "GUIDE_TEXT_SESSION_HOURS": hours}
        )


@pytest.mark.usefixtures("guide_model")
def test_a_channel_without_its_secret_is_not_there_and_the_guide_says_so_once(
    tmp_path: Path,
) -> None:
    """404 for every way of asking; one line at start names what is missing."""
    given = environment("http://127.0.0.1:9", "http://127.0.0.1:9")
    off = {"TWILIO_AUTH_TOKEN": "", "WHATSAPP_APP_SECRET": "", "WHATSAPP_VERIFY_TOKEN": ""}
    running = served(tmp_path, **{**given, **off})
    with running as url:
        statuses = [
            request(url, "POST", "/webhooks/twilio/webhook", b"Body=hello")[0],
            request(url, "POST", "/webhooks/whatsapp/webhook", b"{}")[0],
            request(url, "GET", "/webhooks/whatsapp/webhook?hub.mode=subscribe")[0],
        ]
        assert statuses == [404] * 3
        assert request(url, "GET", "/healthz")[0] == 200
    log = running.log.read_text()
    twilio = "The Twilio channel is off. To turn it on, set TWILIO_AUTH_TOKEN."
    meta = (
        "The WhatsApp channel is off. To turn it on, set WHATSAPP_APP_SECRET, "
        "WHATSAPP_VERIFY_TOKEN."
    )
    assert (log.count(twilio), log.count(meta)) == (1, 1)


@pytest.mark.usefixtures("guide_model")
@pytest.mark.parametrize("channel", ["sms", "whatsapp"])
def test_the_terminal_shows_what_a_phone_would_show(channel: str, tmp_path: Path) -> None:
    """Through the same keywords, numbers and rendering, with what a text costs."""
    typed = "they refused to assess, letter dated 1 October 2026\n2\ndates\nmenu\nstop\n\n"
    shown = subprocess.run(
        [sys.executable, "-m", "bot", "chat", "--channel", channel],
        cwd=ROOT,
        input=typed,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
        env={
            **os.environ,
            "GUIDE_TODAY": "2026-11-21",
            "DATABASE_URL": f"sqlite:///{tmp_path}/chat.db",
        },
    ).stdout
    day = "Tue 1 Dec 2026" if channel == "sms" else "Tuesday 1 December 2026"
    for wanted in (f"Contact Kids by {day}", "calendar.ics?dates=", "Where was I?", "deleted"):
        assert wanted in shown, shown
    assert ("parts]" in shown) is (channel == "sms")
    assert ("1. [Yes]" in shown) is (channel == "whatsapp")
