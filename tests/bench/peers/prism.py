"""Prism, a stateless mock server, as the peer: the same two requests from a small OpenAPI document."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.bench.peers import npm
from tests.bench.servers import Server, answers, free_port, started

MEMBERS = ("Id", "UserName", "FirstName", "LastName", "Email")


@contextmanager
def prism(folder: Path) -> Iterator[Server | None]:
    """Prism with the document, or None where it is not installed."""
    where = npm.command("prism")
    if where is None:
        yield None
        return
    document = folder / "openapi.json"
    document.write_text(json.dumps(_document()))
    port = free_port()
    line = [where, "mock", str(document), "--port", str(port), "--host", "127.0.0.1"]
    with started(line, port, answers("/users/1")) as server:
        yield server


def _document() -> dict[str, Any]:
    user = {
        "type": "object",
        "properties": {name: {"type": "string", "example": f"{name} of a user"} for name in MEMBERS},
        "required": list(MEMBERS[1:]),
    }
    content = {"application/json": {"schema": user}}
    identifier = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    return {
        "openapi": "3.0.3",
        "info": {"title": "bench", "version": "1"},
        "paths": {
            "/users/{id}": {
                "get": {"parameters": [identifier], "responses": {"200": {"description": "a user", "content": content}}}
            },
            "/users": {
                "post": {
                    "requestBody": {"required": True, "content": content},
                    "responses": {"201": {"description": "made", "content": content}},
                }
            },
        },
    }
