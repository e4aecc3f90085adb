"""A server that speaks the web channel with scripted replies, and can be told to fail.

It stands in for the guide where a fault, or hostile text in every field, must be brought about.
"""

from __future__ import annotations

import asyncio
import secrets
import socket
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty, html, json

from bot.channels.pages import Refused, Site, pages
from bot.council import load_council

Json = dict[str, Any]

HOST_POLICY = (
    "default-src 'none'; script-src SERVER; connect-src SERVER; require-trusted-types-for 'script'"
)
"""What docs/embedding.md asks of a council's own policy, and nothing more."""
HOSTILE = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>{{7*7}}'
FAR_OFF = "2099-11-22T19:40:00+00:00"
NOW = datetime(2026, 11, 21, 19, 40, tzinfo=ZoneInfo("Europe/London"))

DECISION: Json = {
    "text": "Hello. I'm an automatic guide. I can work out whether you need to contact the "
    "mediation service, and by what date.\n\nWhat did the council decide?",
    "buttons": [
        {"title": "They won't assess my child", "payload": "They won't assess my child"},
        {"title": "They won't issue a plan", "payload": "/choose_refusal_to_issue"},
        {"title": "They won't change the plan", "payload": "They won't change the plan"},
        {"title": "They're ending the plan", "payload": "They're ending the plan"},
        {"title": "I disagree with what the plan says", "payload": "I disagree with the plan"},
        {"title": "Something else", "payload": "Something else"},
    ],
    "asks": "decision",
}
SECTIONS: Json = {
    "text": "Which parts of the plan do you disagree with?",
    "buttons": [
        {"title": "B: needs", "payload": "Section B"},
        {"title": "I don't know", "payload": "I don't know"},
    ],
    "asks": "sections",
}
LETTER: Json = {
    "text": "What date is printed on the letter?",
    "buttons": [{"title": "I can't find it", "payload": "I can't find it"}],
    "asks": "letter_date",
}
CERTIFICATE: Json = {
    "text": "Do you already have a mediation certificate?",
    "buttons": [
        {"title": "Yes", "payload": "Yes"},
        {"title": "No", "payload": "No"},
        {"title": "What is that?", "payload": "What is that?"},
    ],
    "asks": "has_certificate",
}
ADVICE: Json = {
    "route": "mediation_then_tribunal",
    "right_of_appeal": True,
    "contact_mediation": "required",
    "contact_mediation_by": "2026-12-01",
    "contact_mediation_practical_by": "2026-12-01",
    "appeal_by": "2026-12-01",
    "appeal_by_latest": "2026-12-01",
    "timing": "in_time",
    "steps": [
        {"key": "contact_kids", "by": "2026-12-01", "not_before": None, "text_key": "a"},
        {"key": "information_session", "by": None, "not_before": None, "text_key": "b"},
        {"key": "certificate", "by": None, "not_before": None, "text_key": "c"},
        {"key": "mediation", "by": None, "not_before": None, "text_key": "d"},
        {"key": "appeal", "by": "2026-12-01", "not_before": None, "text_key": "e"},
    ],
    "reasons": [
        {
            "rule": "contact_limit",
            "provision": "SEND Regulations 2014, regulation 33",
            "checked_on": "2026-11-21",
        },
        {
            "rule": "appeal_limit",
            "provision": "Tribunal Rules 2008, rule 20",
            "checked_on": "2026-11-21",
        },
    ],
    "form": "SEND35A",
    "notes": [],
    "case": {
        "decision": "refusal_to_assess",
        "sections": [],
        "letter_date": "2026-10-01",
        "certificate_date": None,
    },
}
ANSWER: Json = {
    "text": "**Contact Kids by Tuesday 1 December 2026.** That is 10 days from now. Call "
    "03330 062 835 (Monday to Friday, 9am to 5pm) or email senmediation@kids.org.uk today, as "
    "they are closed until Monday.\n\nYou must speak to them before you can appeal. You don't "
    "have to go to a mediation meeting.\n\nWhat happens next:\n"
    "1. Contact Kids by Tuesday 1 December 2026. They call you back within 5 working days.\n"
    "2. Kids explain mediation to you. It takes about 20 minutes, usually by phone.\n"
    "3. If you say no to mediation, they send your certificate within 3 working days.\n"
    "4. If you say yes, the council must arrange mediation within 30 days.\n"
    "5. Appeal by Tuesday 1 December 2026, or within 1 month of the date on your certificate if "
    "that is later.\n\n"
    "Why: the law gives you 2 months from the date on the letter.",
    "buttons": [{"title": "Something is wrong", "payload": "Something is wrong"}],
    "guidance": ADVICE,
}


@dataclass
class Faults:
    """What goes wrong with the next messages: each is used once, in order."""

    delays: list[float] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    lose_replies: int = 0
    turns: int = 0
    """Turns really taken: the same message twice is one."""


class Script:
    """The conversations of the stand-in."""

    def __init__(self) -> None:
        self.faults = Faults()
        self.expires_at = FAR_OFF
        self.held: dict[str, list[Json]] = {}
        self.replies: dict[tuple[str, str], list[Json]] = {}

    async def start(self, request: Request) -> tuple[str, str, list[Json]]:
        token = secrets.token_urlsafe(24)
        self.held[token] = [{"from": "guide", **DECISION}]
        return token, self.expires_at, [DECISION]

    async def say(self, request: Request, token: str, message_id: str, text: str) -> list[Json]:
        held = self._of(token)
        if (token, message_id) not in self.replies:
            self.faults.turns += 1
            last = next(m for m in reversed(held) if m["from"] == "guide")
            replies = _reply(last, text)
            self.replies[token, message_id] = replies
            chosen = [b["title"] for b in last.get("buttons", []) if b["payload"] == text]
            held.append({"from": "you", "id": message_id, "text": chosen[0] if chosen else text})
            held += [{"from": "guide", **reply} for reply in replies]
        return self.replies[token, message_id]

    async def history(self, request: Request, token: str) -> list[Json]:
        return list(self._of(token))

    async def forget(self, request: Request, token: str) -> None:
        self._of(token)
        del self.held[token]

    def _of(self, token: str) -> list[Json]:
        if token not in self.held:
            raise Refused(401, "This conversation has ended. Start a new one.")
        return self.held[token]


def _reply(last: Mapping[str, Any], text: str) -> list[Json]:
    said = text.lower()
    asks = last.get("asks")
    if said == "hostile":
        return [_hostile()]
    if said == "many":
        return [{"text": f"Line {n} of many.", "buttons": []} for n in range(12)] + [DECISION]
    if "change an answer" in said or said == "start again":
        return [{**DECISION, "text": "What did the council decide?"}]
    if said == "what is that?":
        shown = "It is a short document from the mediation service. Do you have one?"
        return [{**CERTIFICATE, "text": shown}]
    if asks == "decision":
        return [SECTIONS if "plan" in said and "disagree" in said else LETTER]
    if asks == "sections":
        return [LETTER]
    if asks == "letter_date":
        return [
            {
                "text": "So the letter is dated Thursday 1 October 2026. Is that right?",
                "buttons": [
                    {"title": "Yes, that is right", "payload": "Yes"},
                    {"title": "No", "payload": "No"},
                ],
                "asks": "letter_date_confirmed",
            }
        ]
    if asks == "letter_date_confirmed":
        return [CERTIFICATE if said.startswith("y") else LETTER]
    if asks == "has_certificate":
        return [ANSWER]
    return [{"text": "You can ask me about mediation, or look at your answer.", "buttons": []}]


def _hostile() -> Json:
    return {
        "text": f"**{HOSTILE}** {HOSTILE}\n\n1. {HOSTILE}\n- {HOSTILE}\n\n"
        'javascript:alert(1) https://example.org/"onmouseover=alert(1)',
        "buttons": [{"title": HOSTILE, "payload": HOSTILE}],
        "guidance": {
            **ADVICE,
            "steps": [{"key": HOSTILE, "by": None, "not_before": None, "text_key": HOSTILE}],
            "reasons": [{"rule": HOSTILE, "provision": HOSTILE, "checked_on": "2026-11-21"}],
            "form": HOSTILE,
            "case": {"decision": HOSTILE, "sections": [HOSTILE], "letter_date": None},
        },
    }


class StandIn:
    """The stand-in, running in a thread of its own on a free port."""

    def __init__(self) -> None:
        self.script = Script()
        self.hosts: dict[str, str] = {}
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.other_origin = f"http://localhost:{self.port}"
        ready = threading.Event()
        threading.Thread(target=self._run, args=(ready,), daemon=True).start()
        if not ready.wait(20):
            raise RuntimeError("The stand-in server did not start within 20 seconds.")

    @property
    def faults(self) -> Faults:
        return self.script.faults

    def reset(self) -> None:
        """Forget every fault and count."""
        self.script.faults = Faults()
        self.script.expires_at = FAR_OFF

    def _run(self, ready: threading.Event) -> None:
        async def serve() -> None:
            server = await self._app().create_server(
                "127.0.0.1", self.port, return_asyncio_server=True, access_log=False
            )
            await server.startup()
            ready.set()
            await server.serve_forever()

        asyncio.new_event_loop().run_until_complete(serve())

    def _app(self) -> Sanic:
        app = Sanic(f"stand_in_{self.port}", configure_logging=False)
        site = Site(
            chat=self.script,
            council_key="hertfordshire",
            council=load_council("hertfordshire"),
            secret="a secret that only this test knows",
            origins=(self.other_origin,),
            now=lambda: NOW,
        )
        app.blueprint(pages(site))
        self._add_chat(app)

        @app.get("/host/<name:str>")
        async def host(request: Request, name: str) -> HTTPResponse:
            policy = HOST_POLICY.replace("SERVER", self.url) if name == "strict" else ""
            headers = {"Content-Security-Policy": policy} if policy else {}
            return html(self.hosts[name], headers=headers)

        @app.middleware("response")
        async def allow_origin(request: Request, response: HTTPResponse) -> None:
            if request.headers.get("origin") == self.other_origin:
                response.headers["Access-Control-Allow-Origin"] = self.other_origin
                response.headers["Access-Control-Allow-Headers"] = "authorization, content-type"
                response.headers["Access-Control-Allow-Methods"] = "GET, POST, DELETE"
                response.headers["Access-Control-Expose-Headers"] = "retry-after"

        return app

    def _add_chat(self, app: Sanic) -> None:
        script = self.script

        def bearer(request: Request) -> str:
            return str(request.headers.get("authorization", "")).removeprefix("Bearer ")

        @app.options("/chat/sessions", name="sessions")
        @app.options("/chat/messages", name="messages")
        @app.options("/chat/calendar-link", name="calendar")
        async def preflight(request: Request) -> HTTPResponse:
            return empty()

        @app.exception(Refused)
        async def refused(request: Request, error: Refused) -> HTTPResponse:
            return json({"error": "refused", "message": error.sentence}, status=error.status)

        @app.post("/chat/sessions")
        async def start(request: Request) -> HTTPResponse:
            token, expires_at, messages = await script.start(request)
            body = {"token": token, "expires_at": expires_at, "messages": messages}
            return json(body, status=201)

        @app.delete("/chat/sessions")
        async def forget(request: Request) -> HTTPResponse:
            await script.forget(request, bearer(request))
            return empty()

        @app.get("/chat/messages")
        async def history(request: Request) -> HTTPResponse:
            return json({"messages": await script.history(request, bearer(request))})

        @app.post("/chat/messages")
        async def say(request: Request) -> HTTPResponse:
            faults = script.faults
            if faults.delays:
                await asyncio.sleep(faults.delays.pop(0))
            if faults.statuses:
                status = faults.statuses.pop(0)
                told = {"error": "trouble", "message": "The guide cannot answer just now."}
                return json(told, status=status, headers={"Retry-After": "7"})
            asked = request.json
            replies = await script.say(request, bearer(request), asked["id"], asked["text"])
            if faults.lose_replies:
                faults.lose_replies -= 1
                return json({"error": "trouble"}, status=502)
            return json({"messages": replies})
