"""The pages: a demonstration page, the guide without script, the widget, the calendar."""

from __future__ import annotations

from pathlib import Path

from sanic import Blueprint
from sanic.blueprint_group import BlueprintGroup
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.channels.calendar_routes import calendar_routes
from bot.channels.files import File, zipped
from bot.channels.plain_page import PlainPages
from bot.channels.site import PRIVATE, Chat, Refused, Site
from bot.widget.script import script
from bot.widget.words import languages, load_words

__all__ = ["Chat", "Refused", "Site", "pages"]

HERE = Path(__file__).parent.parent / "widget"


def pages(site: Site) -> BlueprintGroup:
    """Everything that is fetched as a page or a file."""
    return Blueprint.group(_page_routes(site), _file_routes(site), calendar_routes(site))


def _page_routes(site: Site) -> Blueprint:
    routes = Blueprint("pages")
    plain = PlainPages(site)

    @routes.get("/")
    async def demonstration(request: Request) -> HTTPResponse:
        return plain.page("demonstration.html", council_key=site.council_key)

    @routes.get("/plain")
    async def begin(request: Request) -> HTTPResponse:
        return plain.start()

    @routes.post("/plain")
    async def take(request: Request) -> HTTPResponse:
        return await plain.take(request)

    return routes


def _file_routes(site: Site) -> Blueprint:
    routes = Blueprint("files")
    files = {
        "/widget.js": File(script().encode(), "text/javascript; charset=utf-8"),
        "/pages.css": File((HERE / "pages.css").read_bytes(), "text/css; charset=utf-8"),
        "/icon.svg": File((HERE / "icon.svg").read_bytes(), "image/svg+xml"),
    }
    for address, file in files.items():
        routes.add_route(file.handler(), address, name=address.strip("/").replace(".", "_"))

    @routes.get("/chat/words.json")
    async def words_file(request: Request) -> HTTPResponse:
        if request.args.get("council", site.council_key) != site.council_key:
            told = f"This guide serves {site.council_key} and no other council."
            return json({"error": "other_council", "message": told}, status=404)
        asked = str(request.args.get("lang") or "en").split("-")[0].lower()
        words = load_words(site.council, asked if asked in languages() else "en")
        moment = site.now().replace(tzinfo=None).isoformat(timespec="seconds")
        return zipped(request, json({**words, "now": moment}, headers=PRIVATE))

    return routes
