"""Settings that cannot be used are refused at the start, with a sentence that says which."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from bot.engine import settings
from bot.engine.settings import ROOT, BadSetting, Settings, closed_channels, endpoints_file

SECRET = "s" * 32
BASE = {"GUIDE_SECRET": SECRET, "DATABASE_URL": "sqlite://"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GUIDE_SECRET", "short"),
        ("GUIDE_SECRET", ""),
        ("GUIDE_ORIGINS", "*"),
        ("GUIDE_ORIGINS", "https://a.example, *"),
        ("GUIDE_PROXIES", "-1"),
        ("GUIDE_PROXIES", "two"),
        ("GUIDE_TEXT_SESSION_HOURS", "169"),
        ("GUIDE_TEXT_SESSION_HOURS", "0"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str) -> None:
    """Nothing unsafe is guessed in its place."""
    with pytest.raises(BadSetting, match=name):
        Settings.from_environment({**BASE, name: value})


def test_what_is_not_set_is_safe() -> None:
    """No proxy believed, no further site let in, no figures shown, one process."""
    found = Settings.from_environment(BASE)
    assert (found.proxies, found.origins, found.metrics_token) == (0, (), None)
    assert found.redis_url is None
    assert found.earlier_secret is None


def test_channels_are_closed_by_name() -> None:
    """And none by default."""
    assert closed_channels({}) == frozenset()
    assert closed_channels({"GUIDE_CLOSED": " web, sms "}) == {"web", "sms"}


def test_the_endpoints_are_rasas_own_file_unless_another_is_named() -> None:
    """From the project's folder."""
    assert endpoints_file({}) == ROOT / "endpoints.yml"
    assert endpoints_file({"GUIDE_ENDPOINTS": "endpoints.production.yml"}).exists()


def test_processes_that_start_together_share_the_secret_that_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first to keep one wins; all others read it, whole; nobody else may."""
    monkeypatch.setattr(settings, "PRIVATE", tmp_path / "private")
    found: list[str] = []
    barrier = threading.Barrier(8)

    def start() -> None:
        barrier.wait()
        found.append(Settings.from_environment({"DATABASE_URL": "sqlite://"}).secret)

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    kept = tmp_path / "private" / "secret"
    assert kept.stat().st_mode & 0o077 == 0
    assert [file.name for file in kept.parent.iterdir()] == ["secret"]
