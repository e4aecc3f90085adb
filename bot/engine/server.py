"""The guide's own server: the channels, the pages and nothing else of Rasa's."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path
from socket import socket
from typing import Any

from rasa.core.channels.channel import register
from rasa.core.run import create_http_input_channels
from sanic import Sanic
from sanic_cors import CORS

from bot import clock
from bot.channels.chat import Chat, conversations_of
from bot.channels.doors import guard
from bot.channels.health import health_routes
from bot.channels.metrics import metrics_routes
from bot.channels.pages import Site, pages
from bot.engine.agent import load_agent, own_store
from bot.engine.logs import configure
from bot.engine.retention import Retention
from bot.engine.settings import ROOT, Settings
from bot.words import council, council_key

CREDENTIALS = ROOT / "credentials.yml"
LARGEST_REQUEST = 64 * 1024
LAST_REPLIES_SECONDS = 20
"""How long a server that is told to stop goes on answering what it has accepted."""


def create_app(
    model: Path, settings: Settings, credentials: Path = CREDENTIALS, name: str = "ehc_guide"
) -> Sanic:
    """The server, with the agent loaded as it starts."""
    app = Sanic(name, configure_logging=False)
    app.config.REQUEST_MAX_SIZE = LARGEST_REQUEST
    app.config.REQUEST_TIMEOUT = 15
    app.config.RESPONSE_TIMEOUT = 60
    app.config.KEEP_ALIVE_TIMEOUT = 15
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = LAST_REPLIES_SECONDS
    app.config.FALLBACK_ERROR_FORMAT = "text"
    if settings.proxies:
        app.config.PROXIES_COUNT = settings.proxies
    channels = create_http_input_channels(None, str(credentials))
    register(channels, app, route="/webhooks/")
    origins = (*council().web_origins, *settings.origins)
    site = Site(
        chat=Chat(settings),
        council_key=council_key(),
        council=council(),
        secret=settings.secret,
        origins=origins,
        now=clock.now,
    )
    app.blueprint(pages(site))
    app.blueprint(health_routes())
    app.blueprint(metrics_routes(settings.metrics_token))
    guard(app, origins, settings.public_url)
    CORS(
        app,
        resources={r"/chat/*": {"origins": list(origins)}},
        methods=["GET", "POST", "DELETE"],
        allow_headers=["Authorization", "Content-Type"],
        expose_headers=["Retry-After"],
        supports_credentials=False,
        automatic_options=True,
        max_age=600,
    )
    _live(app, model, Retention(settings.text_session))
    return app


def _live(app: Sanic, model: Path, retention: Retention) -> None:
    """From loading the agent to its last reply."""

    @app.before_server_start
    async def load(app: Sanic, *_: Any) -> None:
        app.ctx.agent = load_agent(model)
        app.ctx.stopping = False

    @app.after_server_start
    async def begin_forgetting(app: Sanic, *_: Any) -> None:
        app.ctx.forgetting = asyncio.ensure_future(
            retention.keep_forgetting(own_store(app.ctx.agent))
        )

    @app.before_server_stop
    async def answer_the_last(app: Sanic, *_: Any) -> None:
        app.ctx.stopping = True
        app.ctx.forgetting.cancel()
        await conversations_of(app).finish()


def serve(port: int, host: str = "127.0.0.1", workers: int = 1) -> None:
    """Train if need be, then serve until stopped."""
    from bot.engine.model import train
    from bot.engine.workers import run_workers

    configure()
    settings = Settings.from_environment()
    model = train()
    if workers > 1:
        run_workers(workers, host, port)
        return
    app = create_app(model, settings)
    say_where(app, f"http://{host}:{port}/")
    app.run(host=host, port=port, access_log=False, motd=False)


def serve_as_worker(listening: socket) -> None:
    """One of several workers: answer what comes in at a socket that all of them share."""
    from bot.engine.model import model_path
    from bot.engine.workers import die_with_parent

    configure()
    die_with_parent()
    app = create_app(model_path(), Settings.from_environment())

    @app.after_server_start
    async def stop_only_when_told(*_: Any) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that started us

    app.run(sock=listening, access_log=False, motd=False)


def say_where(app: Sanic, address: str) -> None:
    """Print the page's address once it can be opened."""

    @app.after_server_start
    async def say(*_: Any) -> None:
        print(f"\nThe guide is at {address}\n", flush=True)
