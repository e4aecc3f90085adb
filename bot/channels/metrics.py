"""The figures for a Prometheus server that shows the token; nobody else learns they exist."""

from __future__ import annotations

import hmac

from prometheus_client import CONTENT_TYPE_LATEST
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, raw, text

from bot.engine import metrics


def metrics_routes(token: str | None) -> Blueprint:
    """GET /metrics, if a token is set."""
    routes = Blueprint("metrics")

    @routes.get("/metrics")
    async def figures(request: Request) -> HTTPResponse:
        shown = (request.token or "").encode()
        if token is None or not hmac.compare_digest(shown, token.encode()):
            return text("There is no such page here.", status=404)
        return raw(metrics.exposition(), content_type=CONTENT_TYPE_LATEST)

    return routes
