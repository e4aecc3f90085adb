"""python -m bot serve | chat | train | advise | forget-old"""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import sys
import tempfile
import warnings

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
# A message is too little to share among threads: they would wait for each other, and a busy
# machine makes that wait ten times as long as the work. More is done at once by more workers.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
# Rasa's own dependencies warn about each other at every start; nobody here can act on it.
warnings.filterwarnings("ignore", category=DeprecationWarning)
warnings.filterwarnings("ignore", category=UserWarning, module="pkg_resources")


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is 2 for an option that cannot be used."""
    from bot import advise

    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="serve the page, the widget and the channels")
    serve.add_argument("--port", type=int, default=5005)
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--workers", type=int, default=1, help="processes that share the port")
    chat = commands.add_parser("chat", help="talk to the guide in this terminal")
    chat.add_argument("--channel", choices=("web", "sms", "whatsapp"), default="web")
    commands.add_parser("train", help="train the guide if its files changed")
    commands.add_parser("forget-old", help="erase the conversations whose time is over")
    advise.add_arguments(commands.add_parser("advise", help="work out one case"))
    chosen = parser.parse_args(arguments)

    if chosen.command == "advise":
        return advise.run(chosen)
    if chosen.command == "train":
        from bot.engine.model import train

        train()
    elif chosen.command == "chat":
        from bot.engine.terminal import chat_in_terminal

        chat_in_terminal(chosen.channel)
    elif chosen.command == "forget-old":
        from bot.forgetting import forget_old

        print(f"{forget_old()} conversations erased.")
    else:
        _serve(chosen)
    return 0


def _serve(chosen: argparse.Namespace) -> None:
    gc.disable()  # until all is loaded, nearly all of which stays; the server switches it on
    with contextlib.ExitStack() as stack:
        if chosen.workers > 1:  # counters look where they are to be kept as they are imported
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="guide-metrics-"))
            os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        from bot.engine.server import serve

        serve(chosen.port, chosen.host, chosen.workers)


if __name__ == "__main__":
    sys.exit(main())
