"""The pages and files as HTTP: headers, sizes, caching, words, the calendar's two doors."""

from __future__ import annotations

import re
import secrets

import httpx
import icalendar
import pytest

from bot.widget.script import ENTRY, script
from bot.widget.words import WordsError, load_words

from .stand_in import StandIn

LARGEST = 15 * 1024


def test_the_script_with_its_styles_is_at_most_15_kilobytes_zipped(stand_in: StandIn) -> None:
    """As it travels, in one file."""
    with httpx.stream("GET", f"{stand_in.url}/widget.js") as response:
        assert response.headers["content-encoding"] == "gzip"
        assert sum(len(part) for part in response.iter_raw()) <= LARGEST


def test_the_one_file_has_each_module_once_and_no_import_left() -> None:
    """Nothing is fetched after it; nothing is in it twice."""
    names = r"^(?:export )?(?:const|let|class|(?:async )?function) (?:\{ ?)?(\w+)"
    declared = []
    for path in [ENTRY, *sorted((ENTRY.parent / "guide").glob("*.js"))]:
        found = re.findall(names, path.read_text(), re.MULTILINE)
        for name in found:
            assert re.search(rf"^(?:const|let|class|.*function) {name}\b", script(), re.MULTILINE)
        declared += found
    assert sorted(declared) == sorted(set(declared))
    assert not re.search(r"^(import|export) ", script(), re.MULTILINE)


@pytest.mark.parametrize("address", ["/", "/plain"])
def test_pages_have_a_strict_policy(stand_in: StandIn, address: str) -> None:
    """Nothing inline, nothing from elsewhere, and only named sites may frame them."""
    headers = httpx.get(stand_in.url + address).headers
    policy = dict(
        part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == f"'self' {stand_in.other_origin}"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    body = httpx.get(stand_in.url + address).text
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", body)


@pytest.mark.parametrize("address", ["/widget.js", "/pages.css", "/icon.svg"])
def test_files_are_not_sent_twice(stand_in: StandIn, address: str) -> None:
    """A browser that has it gets 304; any site may use it."""
    first = httpx.get(stand_in.url + address)
    assert first.headers["access-control-allow-origin"] == "*"
    again = httpx.get(stand_in.url + address, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    plain = httpx.get(stand_in.url + address, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == first.content


def test_words_come_filled_with_the_councils_facts(stand_in: StandIn) -> None:
    """And with the time in London, so that days left are counted by the server's clock."""
    words = httpx.get(f"{stand_in.url}/chat/words.json").json()
    assert "03330 062 835" in words["help_first"]
    assert words["now"] == "2026-11-21T19:40:00"
    assert words["language"] == "en-GB"
    assert not re.search(r"\{(kids|sendiass|ipsea|council|tribunal)_", str(words))


def test_words_in_a_language_there_is_none_of_are_english(stand_in: StandIn) -> None:
    """Rather than nothing."""
    words = httpx.get(f"{stand_in.url}/chat/words.json?lang=cy-GB").json()
    assert words["language"] == "en-GB"


def test_another_council_is_refused(stand_in: StandIn) -> None:
    """Dates are not given with the wrong council's telephone number."""
    response = httpx.get(f"{stand_in.url}/chat/words.json?council=elsewhere")
    assert response.status_code == 404
    assert response.json()["message"] == "This guide serves hertfordshire and no other council."


def test_a_place_that_nothing_fills_in_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anyone reads it."""

    class Bare:
        """A council of which nothing is known."""

        def facts(self) -> dict[str, str]:
            return {}

    with pytest.raises(WordsError, match=r"nothing fills in .*kids_phone"):
        load_words.__wrapped__(Bare())  # type: ignore[arg-type]


def _answered(stand_in: StandIn) -> str:
    begun = httpx.post(f"{stand_in.url}/chat/sessions", json={}).json()
    for text in ("They won't assess my child", "1 October 2026", "Yes", "No"):
        httpx.post(
            f"{stand_in.url}/chat/messages",
            json={"id": secrets.token_hex(8), "text": text},
            headers={"Authorization": f"Bearer {begun['token']}"},
        )
    return str(begun["token"])


def test_the_calendar_opens_by_token_and_by_its_signed_link(stand_in: StandIn) -> None:
    """The same dates by both; the link holds no token."""
    token = _answered(stand_in)
    mine = {"Authorization": f"Bearer {token}"}
    by_token = httpx.get(f"{stand_in.url}/chat/calendar.ics", headers=mine)
    href = httpx.get(f"{stand_in.url}/chat/calendar-link", headers=mine).json()["href"]
    by_link = httpx.get(stand_in.url + href)
    assert token not in href
    for response in (by_token, by_link):
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/calendar; charset=utf-8")
        assert ".ics" in response.headers["content-disposition"]
        assert response.headers["cache-control"] == "no-store"
    days = [
        [
            e.decoded("dtstart").date()
            for e in icalendar.Calendar.from_ical(r.content).walk("VEVENT")
        ]
        for r in (by_token, by_link)
    ]
    assert days[0] == days[1] != []


def test_the_calendar_is_closed_to_others(stand_in: StandIn) -> None:
    """No token, a wrong one, a changed link: a sentence, and no dates."""
    url = f"{stand_in.url}/chat/calendar.ics"
    wrong = {"Authorization": "Bearer nobody"}
    href = httpx.get(
        f"{stand_in.url}/chat/calendar-link",
        headers={"Authorization": f"Bearer {_answered(stand_in)}"},
    ).json()["href"]
    for response, status in (
        (httpx.get(url), 401),
        (httpx.get(url, headers=wrong), 401),
        (httpx.get(stand_in.url + href.replace("dates=", "dates=x")), 404),
        (httpx.get(f"{url}?dates=nonsense"), 404),
    ):
        assert response.status_code == status
        assert response.json()["message"].endswith(".")


def test_there_is_no_calendar_while_a_question_is_open(stand_in: StandIn) -> None:
    """Dates of an answer that is being changed are not handed out."""
    token = _answered(stand_in)
    mine = {"Authorization": f"Bearer {token}"}
    httpx.post(
        f"{stand_in.url}/chat/messages", json={"id": "again", "text": "Start again"}, headers=mine
    )
    response = httpx.get(f"{stand_in.url}/chat/calendar.ics", headers=mine)
    assert response.status_code == 404


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"kind": "choice"},
        {"kind": "nonsense", "text": "x"},
        {"token": "x" * 5000, "kind": "text", "text": "x"},
    ],
)
def test_a_broken_form_gives_a_page_and_never_an_error(
    stand_in: StandIn, form: dict[str, str]
) -> None:
    """With a way to begin again."""
    response = httpx.post(f"{stand_in.url}/plain", data=form)
    assert response.status_code in (400, 401)
    assert "Start the guide" in response.text


def test_the_zipped_script_is_the_script(stand_in: StandIn) -> None:
    """What a browser unzips is what was joined."""
    assert httpx.get(f"{stand_in.url}/widget.js").text == script()
