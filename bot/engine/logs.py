"""What may be written to a log: that something happened, never what anybody said."""

from __future__ import annotations

import logging
import warnings

import structlog

QUIET = ("rasa", "rasa_sdk", "sanic.root", "sanic.access", "apscheduler", "matplotlib", "asyncio")


def configure() -> None:
    """Only warnings and errors, and none of Rasa's, which quote messages and slots."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", module=r"rasa|rasa_sdk|sanic|tensorflow|pkg_resources")
    warnings.filterwarnings("ignore", category=UserWarning, module=r"rasa\..*")
