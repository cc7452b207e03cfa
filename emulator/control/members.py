"""Refuse bodies in which an object has a member twice."""

import json
from collections import Counter
from typing import Any

from fastapi import HTTPException, Request
from fastapi.params import Form
from fastapi.routing import APIRoute

from emulator.control.parameters import LONGEST_NAME


async def no_doubled_members(request: Request) -> None:
    """A dependency of every control operation: 400 for an object of the body with two members of one name, of which one would be lost."""
    route: Any = request.scope["route"]
    if not isinstance(route, APIRoute) or route.body_field is None or isinstance(route.body_field.field_info, Form):
        return
    if body := await request.body():
        try:
            json.loads(body, object_pairs_hook=_members)
        except RecursionError:
            raise HTTPException(400, "the body has too many levels") from None


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        ((name, _),) = Counter(name for name, _ in pairs).most_common(1)
        raise HTTPException(400, f"{name[:LONGEST_NAME]} is there twice")
    return members
