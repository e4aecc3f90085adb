"""The dates of a conversation's own case as a calendar file."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json, raw

from bot.calendar_file import (
    Deadline,
    LinkTooOld,
    calendar_file,
    deadlines,
    link_value,
    read_link,
)
from bot.channels.site import PRIVATE, Json, Refused, Site, answer_in

ERRORS = {401: "unauthorised", 404: "not_found", 429: "too_many"}


def calendar_routes(site: Site) -> Blueprint:
    """GET /chat/calendar.ics by token or signed link, and the link for the token's own dates."""
    routes = Blueprint("calendar")

    async def own_dates(request: Request) -> tuple[Deadline, ...]:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise Refused(401, site.words["calendar"]["need_token"])
        dates = dates_in(await site.chat.history(request, token.strip()), site)
        if not dates:
            raise Refused(404, site.words["calendar"]["no_dates"])
        return dates

    @routes.get("/chat/calendar-link")
    async def link(request: Request) -> HTTPResponse:
        try:
            return json({"href": address_of(await own_dates(request), site)}, headers=PRIVATE)
        except Refused as refused:
            return _told(refused)

    @routes.get("/chat/calendar.ics")
    async def calendar(request: Request) -> HTTPResponse:
        value = request.args.get("dates")
        try:
            dates = read_link(value, site.secret) if value else await own_dates(request)
        except LinkTooOld:
            return _told(Refused(404, site.words["calendar"]["link_old"]))
        except Refused as refused:
            return _told(refused)
        return raw(
            calendar_file(dates, site.council, site.words, datetime.now(UTC)),
            content_type="text/calendar; charset=utf-8; method=PUBLISH",
            headers={
                **PRIVATE,
                "Content-Disposition": 'inline; filename="appeal-and-mediation-dates.ics"',
            },
        )

    return routes


def dates_in(history: Any, site: Site) -> tuple[Deadline, ...]:
    """The days of a conversation's answer that are not over yet."""
    given: Json | None = answer_in(history)
    return deadlines(given, site.now().date()) if given else ()


def address_of(dates: tuple[Deadline, ...], site: Site) -> str:
    """Where the calendar file of these dates is fetched, without a token."""
    return f"/chat/calendar.ics?dates={link_value(dates, site.secret)}"


def _told(refused: Refused) -> HTTPResponse:
    body = {"error": ERRORS.get(refused.status, "refused"), "message": refused.sentence}
    again = {"Retry-After": str(refused.retry_after)} if refused.retry_after else {}
    return json(body, status=refused.status, headers={**PRIVATE, **again})
