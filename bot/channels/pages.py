"""The pages: a demonstration page, the guide without script, the widget, the calendar."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json, raw

from bot.calendar_file import LinkTooOld, calendar_file, deadlines, link_value, read_link
from bot.channels.files import File, zipped
from bot.council import Council
from bot.widget import answer, text
from bot.widget.entries import Entered, Mistake, entered, is_section
from bot.widget.script import script
from bot.widget.words import fill, languages, load_words

Json = Mapping[str, Any]

HERE = Path(__file__).parent.parent / "widget"
PRIVATE = "no-store"


class Refused(Exception):
    """The guide did not take this; `status` is HTTP's, `sentence` is for the person."""

    def __init__(self, status: int, sentence: str, retry_after: int | None = None) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.retry_after = retry_after


class Chat(Protocol):
    """The conversations behind the web channel, by their tokens. Each may raise Refused."""

    async def start(self, request: Request) -> tuple[str, str, list[Json]]:
        """A new conversation: its token, when it ends (ISO, with its zone) and the opening."""
        ...

    async def say(self, request: Request, token: str, message_id: str, text: str, /) -> list[Json]:
        """One turn; the same id again gives the same reply."""
        ...

    async def history(self, request: Request, token: str) -> list[Json]:
        """All that was said, as GET /chat/messages gives it."""
        ...

    async def forget(self, request: Request, token: str) -> None:
        """Erase the conversation."""
        ...


@dataclass(frozen=True)
class Site:
    """What the pages need to know."""

    chat: Chat
    council_key: str
    council: Council
    secret: str
    origins: tuple[str, ...]
    now: Callable[[], datetime]

    @property
    def words(self) -> dict[str, Any]:
        """The words of the pages."""
        return load_words(self.council)

    @property
    def policy(self) -> str:
        """The Content-Security-Policy of our pages: nothing but our own files."""
        frames = " ".join(("'self'", *self.origins))
        return (
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
            f"form-action 'self'; base-uri 'none'; frame-ancestors {frames}"
        )


def pages(site: Site) -> Blueprint:
    """Everything that is fetched as a page or a file."""
    blueprint = Blueprint("pages")
    templates = _templates()
    files = {
        "/widget.js": File(script().encode(), "text/javascript; charset=utf-8"),
        "/pages.css": File((HERE / "pages.css").read_bytes(), "text/css; charset=utf-8"),
        "/icon.svg": File((HERE / "icon.svg").read_bytes(), "image/svg+xml"),
    }

    def page(name: str, status: int = 200, **values: Any) -> HTTPResponse:
        shown = templates.get_template(name).render(
            words=site.words, council=site.council, new_id=_new_id, **values
        )
        return HTTPResponse(
            shown,
            status=status,
            content_type="text/html; charset=utf-8",
            headers={
                "Content-Security-Policy": site.policy,
                "Cache-Control": PRIVATE,
                "Referrer-Policy": "no-referrer",
                "X-Content-Type-Options": "nosniff",
            },
        )

    def conversation(
        token: str, history: list[Json], mistake: Mistake | None = None, kept: Json | None = None
    ) -> HTTPResponse:
        today = site.now().date()
        history = [{"buttons": [], "asks": None, "guidance": None, **item} for item in history]
        given = next((m["guidance"] for m in reversed(history) if m["guidance"]), None)
        last = next((m for m in reversed(history) if m["from"] == "guide"), None)
        dates = deadlines(given, today) if given else ()
        address = f"/chat/calendar.ics?dates={link_value(dates, site.secret)}" if dates else None
        is_answer = given is not None and last is not None and not last["asks"]
        return page(
            "plain.html",
            status=400 if mistake else 200,
            token=token,
            history=history,
            last=last,
            links=answer.links(given, site.words, address) if given and is_answer else [],
            today=today,
            mistake=mistake,
            kept=kept or {},
            text=text,
            card=answer.card,
            made=site.now(),
        )

    for address, file in files.items():
        blueprint.add_route(file.handler(), address, name=address.strip("/").replace(".", "_"))

    @blueprint.get("/")
    async def demonstration(request: Request) -> HTTPResponse:
        return page("demonstration.html", council_key=site.council_key)

    @blueprint.get("/plain")
    async def plain_start(request: Request) -> HTTPResponse:
        return page("start.html", problem=None, council_key=site.council_key)

    @blueprint.post("/plain")
    async def plain(request: Request) -> HTTPResponse:
        form = request.form or {}
        kind, token = form.get("kind", ""), form.get("token", "")
        try:
            if kind == "start":
                token, _, _ = await site.chat.start(request)
                return conversation(token, await site.chat.history(request, token))
            if kind == "forget":
                await site.chat.forget(request, token)
                return page("start.html", problem=site.words["forgotten"], council_key=None)
            said = entered(form, site.words)
            if isinstance(said, Entered):
                await site.chat.say(request, token, said.id, said.text)
                return conversation(token, await site.chat.history(request, token))
            kept = {key: values[0] for key, values in form.items()}
            return conversation(token, await site.chat.history(request, token), said, kept)
        except Refused as refused:
            told = site.words["plain"]["not_kept"] if refused.status == 401 else refused.sentence
            return page("start.html", refused.status, problem=told, council_key=None)

    @blueprint.get("/chat/words.json")
    async def words_file(request: Request) -> HTTPResponse:
        council, language = request.args.get("council", site.council_key), request.args.get("lang")
        if council != site.council_key:
            told = f"This guide serves {site.council_key}."
            return json({"error": "other_council", "message": told}, status=404)
        known = str(language or "en").split("-")[0].lower()
        words = load_words(site.council, known if known in languages() else "en")
        moment = site.now().replace(tzinfo=None).isoformat(timespec="seconds")
        response = json({**words, "now": moment}, headers={"Cache-Control": PRIVATE})
        return zipped(request, response)

    async def own_dates(request: Request) -> tuple[Any, ...]:
        token = _bearer(request)
        if not token:
            raise Refused(401, site.words["calendar"]["need_token"])
        history = await site.chat.history(request, token)
        given = next((m["guidance"] for m in reversed(history) if m.get("guidance")), None)
        dates = deadlines(given, site.now().date()) if given else ()
        if not dates:
            raise Refused(404, site.words["calendar"]["no_dates"])
        return dates

    @blueprint.get("/chat/calendar-link")
    async def calendar_link(request: Request) -> HTTPResponse:
        try:
            value = link_value(await own_dates(request), site.secret)
        except Refused as refused:
            return _error(refused)
        return json(
            {"href": f"/chat/calendar.ics?dates={value}"}, headers={"Cache-Control": PRIVATE}
        )

    @blueprint.get("/chat/calendar.ics")
    async def calendar(request: Request) -> HTTPResponse:
        value = request.args.get("dates")
        try:
            dates = read_link(value, site.secret) if value else await own_dates(request)
        except LinkTooOld:
            return _error(Refused(404, site.words["calendar"]["link_old"]))
        except Refused as refused:
            return _error(refused)
        body = calendar_file(dates, site.council, site.words, datetime.now(UTC))
        return raw(
            body,
            content_type="text/calendar; charset=utf-8; method=PUBLISH",
            headers={
                "Content-Disposition": 'inline; filename="appeal-and-mediation-dates.ics"',
                "Cache-Control": PRIVATE,
                "X-Content-Type-Options": "nosniff",
            },
        )

    return blueprint


def _error(refused: Refused) -> HTTPResponse:
    names = {401: "unauthorised", 404: "not_found", 429: "too_many"}
    body = {"error": names.get(refused.status, "refused"), "message": refused.sentence}
    headers = {"Cache-Control": PRIVATE}
    if refused.retry_after:
        headers["Retry-After"] = str(refused.retry_after)
    return json(body, status=refused.status, headers=headers)


def _bearer(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _new_id() -> str:
    return secrets.token_urlsafe(16)


def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"linked": text.linked, "fill": fill}
    environment.globals |= {"is_section": is_section, "long_moment": _long_moment}
    return environment


def _long_moment(moment: datetime) -> str:
    hour = moment.hour % 12 or 12
    half = "am" if moment.hour < 12 else "pm"
    return f"{answer.long_day(moment.date().isoformat())}, {hour}:{moment:%M} {half}"
