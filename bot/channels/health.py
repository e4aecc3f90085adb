"""Whether the guide is alive, and whether it can answer."""

from __future__ import annotations

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.engine.agent import own_store


def health_routes() -> Blueprint:
    """GET /healthz for the process, GET /readyz for the model and the database behind it."""
    routes = Blueprint("health")

    @routes.get("/healthz")
    async def alive(request: Request) -> HTTPResponse:
        return json({"status": "ok"})

    @routes.get("/readyz")
    async def ready(request: Request) -> HTTPResponse:
        agent = getattr(request.app.ctx, "agent", None)
        if agent is None or not agent.is_ready():
            return json({"status": "loading"}, status=503)
        if request.app.ctx.stopping:
            return json({"status": "stopping"}, status=503)
        try:
            await own_store(agent).exists("readyz")
        except Exception:
            return json({"status": "no database"}, status=503)
        return json({"status": "ready"})

    return routes
