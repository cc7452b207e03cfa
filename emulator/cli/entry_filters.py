"""The options by which commands choose entries of the journal: the same for each that reads, counts or waits for them."""

import json
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from emulator.cli.client import CannotAskError, pairs

ENTRY_FILTERS: Mapping[str, Any] = {
    "vendor": Annotated[
        str | None, typer.Option(help="Only of this vendor; `none` for paths where nothing is served.")
    ],
    "operation": Annotated[str | None, typer.Option(help="Only of this operation.")],
    "status": Annotated[str | None, typer.Option(help="Only with this status: 404, or 4xx.")],
    "method": Annotated[str | None, typer.Option(help="Only with this method.")],
    "path": Annotated[str | None, typer.Option(help="Only with this path; * stands for anything.")],
    "body": Annotated[str | None, typer.Option(help="Only with this text in the request's body.")],
    "answer": Annotated[str | None, typer.Option(help="Only with this text in the answer's body.")],
    "credential": Annotated[str | None, typer.Option(help="Only of this caller.")],
    "request_id": Annotated[str | None, typer.Option(help="Only the one with this X-Emulator-Request-Id.")],
    "after": Annotated[int | None, typer.Option(help="Only entries with a higher number.")],
}
"""By the names that the control API has for them."""


def given(filters: Mapping[str, Any]) -> dict[str, Any]:
    """The filters that are given."""
    return {name: value for name, value in filters.items() if value is not None}


def steps(texts: Iterable[str]) -> list[dict[str, Any]]:
    """Calls that come one after the other, each as `operation=NAME,status=201` or in JSON. Raises `CannotAskError`."""
    return [_step(text) for text in texts]


def _step(text: str) -> dict[str, Any]:
    if not text.startswith("{"):
        return dict(pairs(text.split(","), "--in-order"))
    try:
        step: dict[str, Any] = json.loads(text)
    except ValueError as error:
        raise CannotAskError(f"--in-order {text}: is no JSON: {error}") from None
    return step
