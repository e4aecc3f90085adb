"""Files of ours that any page may use, zipped for slow connections."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Coroutine
from typing import Any

from sanic.request import Request
from sanic.response import HTTPResponse, empty, raw

FIVE_MINUTES = "public, max-age=300"


class File:
    """A file of ours that any page may use; sent zipped where the browser can unzip."""

    def __init__(self, body: bytes, content_type: str) -> None:
        self.body, self.zipped = body, gzip.compress(body, 9, mtime=0)
        self.content_type = content_type
        self.tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'

    def answer(self, request: Request) -> HTTPResponse:
        """Answer with the file, or 304 to a browser that has it already."""
        headers = {"ETag": self.tag, "Cache-Control": FIVE_MINUTES, "Vary": "Accept-Encoding"}
        headers["X-Content-Type-Options"] = "nosniff"
        if request.headers.get("if-none-match") == self.tag:
            return _public(empty(304, headers=headers))
        zips = "gzip" in request.headers.get("accept-encoding", "")
        if zips:
            headers["Content-Encoding"] = "gzip"
        body = self.zipped if zips else self.body
        return _public(raw(body, content_type=self.content_type, headers=headers))

    def handler(self) -> Callable[[Request], Coroutine[Any, Any, HTTPResponse]]:
        """A route's handler: a function, because the server writes attributes on it."""

        async def answer(request: Request) -> HTTPResponse:
            return self.answer(request)

        return answer


def zipped(request: Request, response: HTTPResponse) -> HTTPResponse:
    """The same response, zipped where the browser can unzip."""
    if "gzip" in request.headers.get("accept-encoding", "") and response.body:
        response.body = gzip.compress(response.body, 6, mtime=0)
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    return response


def _public(response: HTTPResponse) -> HTTPResponse:
    """Let a script on any site read it: it holds nothing of anybody's."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
