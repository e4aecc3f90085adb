"""The guide's own server: the channels, the pages and nothing else of Rasa's."""

from __future__ import annotations

import asyncio
import gc
import signal
import subprocess
import sys
from pathlib import Path
from socket import socket
from typing import Any

from rasa.core.channels.channel import InputChannel, register
from rasa.shared.utils.common import class_from_module_path
from rasa.shared.utils.io import read_config_file
from sanic import Sanic
from sanic_cors import CORS

from bot import clock
from bot.channels.chat import Chat, conversations_of
from bot.channels.doors import guard
from bot.channels.head_requests import HeadAsGet
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
    model: Path,
    settings: Settings,
    credentials: Path = CREDENTIALS,
    name: str = "ehc_guide",
) -> Sanic:
    """The server, with the agent loaded as it starts."""
    app = Sanic(name, router=HeadAsGet(), configure_logging=False)
    app.config.REQUEST_MAX_SIZE = LARGEST_REQUEST
    app.config.REQUEST_TIMEOUT = 15
    app.config.RESPONSE_TIMEOUT = 60
    app.config.KEEP_ALIVE_TIMEOUT = 15
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = LAST_REPLIES_SECONDS
    app.config.FALLBACK_ERROR_FORMAT = "text"
    if settings.proxies:
        app.config.PROXIES_COUNT = settings.proxies
    register(channels_named_in(credentials), app, route="/webhooks/")
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


def channels_named_in(credentials: Path) -> list[InputChannel]:
    """The channels of a credentials.yml, each named by its class.

    `rasa.core.run` would do this too, and import Rasa's own server and plotting for it.
    """
    named: dict[str, Any] = read_config_file(credentials)
    return [class_from_module_path(name).from_credentials(given) for name, given in named.items()]


def _live(app: Sanic, model: Path, retention: Retention) -> None:
    """From loading the agent to its last reply."""

    @app.before_server_start
    async def load(app: Sanic, *_: Any) -> None:
        app.ctx.agent = load_agent(model)
        app.ctx.stopping = False
        keep_what_is_loaded()

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


def keep_what_is_loaded() -> None:
    """Spare the garbage collector what a server never lets go: it goes over the rest in no time.

    `python -m bot serve` has switched it off while all that was made.
    """
    gc.freeze()
    gc.enable()


def serve(port: int, host: str = "127.0.0.1", workers: int = 1) -> None:
    """Train if need be, then serve until stopped."""
    from bot.engine.workers import run_workers

    configure()
    settings = Settings.from_environment()
    model = trained_model()
    if workers > 1:
        # Each loads the model itself: threads that a component starts do not live on in a fork.
        import bot.language.fact_extractor  # noqa: F401 - spaCy, to be shared

        gc.freeze()  # what nobody writes to is shared

        def work(listening: socket) -> None:
            serve_as_worker(listening, model, settings)

        run_workers(workers, host, port, work)
        return
    app = create_app(model, settings)
    say_where(app, f"http://{host}:{port}/")
    app.run(host=host, port=port, access_log=False, motd=False)


def trained_model() -> Path:
    """The model of today's files, trained in a process of its own where it is not there yet:
    what training loads would stay in the server's memory."""
    from bot.engine.model import is_made_here, model_path

    path = model_path()
    if not is_made_here(path):
        done = subprocess.run([sys.executable, "-m", "bot", "train"], cwd=ROOT, check=False)
        if done.returncode:
            sys.exit(done.returncode)
    return path


def serve_as_worker(listening: socket, model: Path, settings: Settings) -> None:
    """One of several workers: answer what comes in at a socket that all of them share."""
    app = create_app(model, settings)

    @app.after_server_start
    async def stop_only_when_told(*_: Any) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that started us

    app.run(sock=listening, access_log=False, motd=False)


def say_where(app: Sanic, address: str) -> None:
    """Print the page's address once it can be opened."""

    @app.after_server_start
    async def say(*_: Any) -> None:
        print(f"\nThe guide is at {address}\n", flush=True)
