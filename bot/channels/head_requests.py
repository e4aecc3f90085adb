"""HEAD: what GET would answer, without the body (RFC 9110, section 9.3.2)."""

from __future__ import annotations

from typing import Any

from sanic.router import Router


class HeadAsGet(Router):  # type: ignore[misc]
    """Sends a HEAD request where GET goes. The server itself leaves the body out."""

    def get(self, path: str, method: str, host: str | None) -> Any:
        """The route for a request. Raises NotFound or MethodNotSupported."""
        return super().get(path, "GET" if method == "HEAD" else method, host)
