"""What holds at every address: whose pages may call, how errors look, what browsers are told."""

from __future__ import annotations

import logging
import secrets
from urllib.parse import urlsplit

from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json, text

from bot.engine import metrics
from bot.words import words

logger = logging.getLogger(__name__)

CHAT = "/chat/"
ERRORS = {
    400: "malformed",
    401: "unauthorised",
    403: "other_site",
    404: "not_found",
    405: "wrong_method",
    408: "too_slow",
    413: "too_long",
    429: "too_many",
    503: "unavailable",
}
SENTENCES = {401: "no_session"}
"""Where the sentence of a status is not `utter_refusal_<its name>`."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
A_YEAR = "max-age=31536000"


def guard(app: Sanic, origins: tuple[str, ...], public_url: str) -> None:
    """Set the doors of every route of `app`."""
    # Tells one worker's answers from another's, and nothing else about it.
    worker = secrets.token_hex(3)

    known = frozenset(origin.lower() for origin in origins)
    secure = public_url.startswith("https:")

    @app.on_request
    async def only_from_listed_sites(request: Request) -> HTTPResponse | None:
        origin = request.headers.get("origin")
        if origin is None or not request.path.startswith(CHAT):
            return None
        if origin.lower() in known or _is_own(origin, request, public_url):
            return None
        return refused(request, 403)

    @app.on_response
    async def tell_browsers(request: Request, response: HTTPResponse) -> None:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if secure:
            response.headers.setdefault("Strict-Transport-Security", A_YEAR)
        response.headers["X-Worker"] = worker
        if response.status >= 400:
            metrics.REFUSALS.labels(str(response.status)).inc()

    @app.exception(Exception)
    async def say_what_is_wrong(request: Request, error: Exception) -> HTTPResponse:
        if isinstance(error, SanicException) and error.status_code < 500:
            return refused(request, error.status_code)
        metrics.ERRORS.labels(type(error).__name__).inc()
        logger.error("request failed", extra={"kind": type(error).__name__})
        return refused(request, 503)


def refused(request: Request | None, status: int) -> HTTPResponse:
    """A refusal in words; as JSON where programs ask."""
    name = ERRORS.get(status, "malformed")
    sentence = words().say(f"utter_refusal_{SENTENCES.get(status, name)}")
    headers = {"Cache-Control": "no-store"}
    if status in (429, 503):
        headers["Retry-After"] = "30"
    if request is not None and str(getattr(request, "path", "")).startswith(CHAT):
        return json({"error": name, "message": sentence}, status=status, headers=headers)
    return text(sentence, status=status, headers=headers)


def _is_own(origin: str, request: Request, public_url: str) -> bool:
    """Our own page: at the address it is known by, or the one this request was sent to."""
    asked = urlsplit(origin)
    if asked.scheme not in ("http", "https") or not asked.netloc:
        return False
    return origin.lower() == public_url.lower() or asked.netloc.lower() == request.host.lower()
