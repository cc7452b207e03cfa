"""A request as a curl command, without the secrets that the journal hides."""

from collections.abc import Mapping
from shlex import quote
from typing import Any

OWN = ("host", "content-length", "connection", "accept-encoding", "transfer-encoding", "user-agent")
"""Headers that curl writes itself, left out of the command."""


def curl(origin: str, asked: Mapping[str, Any]) -> str:
    """The command; `asked` is the request of a journal entry's document."""
    parts = ["curl", quote(origin + asked["target"])]
    if asked["method"] != "GET":
        parts[1:1] = ["-X", quote(asked["method"])]
    parts += [f"-H {quote(f'{name}: {value}')}" for name, value in asked["headers"] if name.lower() not in OWN]
    if asked["body"]:
        parts.append(f"--data-binary {quote(asked['body'])}")
    return " ".join(parts)
