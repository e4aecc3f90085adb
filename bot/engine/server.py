"""The guide's own server: the channels, the pages and nothing else of Rasa's."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import register
from rasa.core.run import create_http_input_channels
from sanic import Sanic
from sanic_cors import CORS

from bot import clock
from bot.channels.health import health_routes
from bot.channels.chat import Chat
from bot.channels.pages import Site, pages
from bot.engine.agent import load_agent
from bot.engine.logs import configure
from bot.engine.settings import ROOT, Settings
from bot.words import council, council_key

CREDENTIALS = ROOT / "credentials.yml"
LARGEST_REQUEST = 64 * 1024


def create_app(model: Path, settings: Settings) -> Sanic:
    """The server, with the agent loaded as it starts."""
    app = Sanic("ehc_guide", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = LARGEST_REQUEST
    app.config.REQUEST_TIMEOUT = 15
    app.config.RESPONSE_TIMEOUT = 60
    app.config.KEEP_ALIVE_TIMEOUT = 15
    app.config.FALLBACK_ERROR_FORMAT = "text"
    if settings.proxies:
        app.config.PROXIES_COUNT = settings.proxies
    channels = create_http_input_channels(None, str(CREDENTIALS))
    register(channels, app, route="/webhooks/")
    site = Site(
        chat=Chat(settings),
        council_key=council_key(),
        council=council(),
        secret=settings.secret,
        origins=(*council().web_origins, *settings.origins),
        now=clock.now,
    )
    app.blueprint(pages(site))
    app.blueprint(health_routes())
    CORS(
        app,
        resources={r"/chat/*": {"origins": [*council().web_origins, *settings.origins]}},
        methods=["GET", "POST", "DELETE"],
        allow_headers=["Authorization", "Content-Type"],
        supports_credentials=False,
        automatic_options=True,
    )

    @app.before_server_start  # type: ignore[untyped-decorator]
    async def load(app: Sanic, *_: Any) -> None:
        app.ctx.agent = load_agent(model)

    return app


def serve(port: int, host: str = "127.0.0.1") -> None:
    """Train if need be, then serve until stopped."""
    from bot.engine.model import train

    configure()
    settings = Settings.from_environment()
    model = train()
    logging.getLogger("sanic.access").setLevel(logging.WARNING)
    app = create_app(model, settings)

    @app.after_server_start  # type: ignore[untyped-decorator]
    async def say_where(*_: Any) -> None:
        print(f"\nThe guide is at http://{host}:{port}/\n", flush=True)

    app.run(host=host, port=port, access_log=False, motd=False)
