"""Refuse query parameters that a control operation does not have."""

from collections.abc import Iterator
from typing import Any

from fastapi import HTTPException, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import BaseModel

LONGEST_NAME = 100

_known: dict[tuple[str, str], list[str]] = {}


async def no_unknown_parameters(request: Request) -> None:
    """A dependency of every control operation: 400 for a query parameter that its document does not name. Pages are not looked at."""
    route: Any = request.scope["route"]
    if not request.scope["query_string"] or not isinstance(route, APIRoute) or not route.include_in_schema:
        return
    known = _known.get((route.path, route.name))
    if known is None:
        known = _known[route.path, route.name] = list(
            dict.fromkeys([*_in_document(route), *_declared(route.dependant)])
        )
    for name in request.query_params:
        if name not in known:
            there_are = f"{', '.join(known)} {'are' if len(known) > 1 else 'is'}" if known else "there are none"
            raise HTTPException(400, f"{name[:LONGEST_NAME]} is no parameter here; {there_are}")


def _in_document(route: APIRoute) -> Iterator[str]:
    """The parameters that the route reads itself and names in its OpenAPI document."""
    for parameter in (route.openapi_extra or {}).get("parameters", ()):
        if parameter["in"] == "query":
            yield parameter["name"]


def _declared(dependant: Dependant) -> Iterator[str]:
    """The parameters that FastAPI reads, including the members of a model."""
    for parameter in dependant.query_params:
        model = parameter.field_info.annotation
        if isinstance(model, type) and issubclass(model, BaseModel):
            yield from (field.alias or name for name, field in model.model_fields.items())
        else:
            yield parameter.alias
    for inner in dependant.dependencies:
        yield from _declared(inner)
