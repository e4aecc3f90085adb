"""The guide as plain pages: forms and posts, the token in a hidden field, no script."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.calendar_routes import address_of, dates_in
from bot.channels.site import PRIVATE, Json, Refused, Site, answer_in
from bot.widget import answer, text
from bot.widget.entries import Entered, Mistake, entered, is_section
from bot.widget.words import fill

TEMPLATES = Path(__file__).parent.parent / "widget" / "templates"
EMPTY: Json = {"buttons": [], "asks": None, "guidance": None}


class PlainPages:
    """Draws the pages and takes what is posted from them."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._templates = _templates()

    def page(self, name: str, status: int = 200, **values: Any) -> HTTPResponse:
        """A page from its template, under a strict policy."""
        site = self._site
        values = {"words": site.words, "council": site.council, "new_id": _new_id, **values}
        return HTTPResponse(
            self._templates.get_template(name).render(values),
            status=status,
            content_type="text/html; charset=utf-8",
            headers={
                **PRIVATE,
                "Content-Security-Policy": site.policy,
                "Referrer-Policy": "no-referrer",
            },
        )

    def start(self, problem: str | None = None, status: int = 200) -> HTTPResponse:
        """The page a conversation begins at; with a problem to tell, without the widget."""
        key = None if problem else self._site.council_key
        return self.page("start.html", status, problem=problem, council_key=key)

    async def take(self, request: Request) -> HTTPResponse:
        """Take a posted form and show the conversation as it then is."""
        words = self._site.words
        try:
            return await self._take(request)
        except Refused as refused:
            told = words["plain"]["not_kept"] if refused.status == 401 else refused.sentence
            return self.start(told, refused.status)

    async def _take(self, request: Request) -> HTTPResponse:
        chat, words = self._site.chat, self._site.words
        form = {name: list(values) for name, values in dict(request.form or {}).items()}
        kind, token = (form.get(name, [""])[0] for name in ("kind", "token"))
        if kind == "start":
            token, _, _ = await chat.start(request)
        elif kind == "forget":
            await chat.forget(request, token)
            return self.start(words["forgotten"])
        else:
            said = entered(form, words)
            if isinstance(said, Mistake):
                kept = {name: values[0] for name, values in form.items()}
                return self._conversation(token, await chat.history(request, token), said, kept)
            await self._say(request, token, said)
        return self._conversation(token, await chat.history(request, token))

    async def _say(self, request: Request, token: str, said: Entered) -> None:
        await self._site.chat.say(request, token, said.id or _new_id(), said.text)

    def _conversation(
        self,
        token: str,
        history: Sequence[Json],
        mistake: Mistake | None = None,
        kept: Json | None = None,
    ) -> HTTPResponse:
        site = self._site
        items = [{**EMPTY, **item} for item in history]
        given = answer_in(items)
        dates = dates_in(items, site)
        address = address_of(dates, site) if dates else None
        return self.page(
            "plain.html",
            400 if mistake else 200,
            token=token,
            history=items,
            last=next((item for item in reversed(items) if item["from"] == "guide"), None),
            links=answer.links(given, site.words, address) if given else [],
            today=site.now().date(),
            made=site.now(),
            mistake=mistake,
            kept=kept or {},
            text=text,
            card=answer.card,
        )


def _new_id() -> str:
    return secrets.token_urlsafe(16)


def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
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
