"""The members that an object may have, for the message about one that it may not have."""

from collections.abc import Iterator, Sequence
from inspect import isclass
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel, Tag

from emulator.problems.alike import nearest_name

MOST = 12  # names that are listed; of more, the nearest is told


def unknown_member(name: str, known: Sequence[str]) -> str:
    """The message about an unknown member."""
    if len(known) <= MOST:
        return f"is not known here; there are {', '.join(known)}" if known else "is not known here"
    near = nearest_name(name, known)
    return f"is not known here; {near} is" if near else "is not known here"


def members_at(kind: Any, place: Sequence[Any]) -> list[str]:
    """The members of the object in which pydantic found the last step of a `loc`; `kind` is a model, or a type with models in it."""
    models = list(_models(kind))
    for step in place[:-1]:
        inner = [each for one in models for name, field in _fields(one) if name == step for each in _models(field)]
        # Other steps are the numbers of a list and the names of alternatives.
        models = inner or [one for one in models if step in (one.tag, one.model.__name__)] or models
    return list(dict.fromkeys(name for one in models for name, _ in _fields(one)))


class _Alternative(NamedTuple):
    """A model, and the name that it has among alternatives."""

    model: type[BaseModel]
    tag: str


def _fields(one: _Alternative) -> Iterator[tuple[str, Any]]:
    return ((field.alias or name, field.annotation) for name, field in one.model.model_fields.items())


def _models(kind: Any, tag: str = "") -> Iterator[_Alternative]:
    if isclass(kind) and issubclass(kind, BaseModel):
        yield _Alternative(kind, tag)
    inner = get_args(kind)
    tags = [each.tag for each in inner if isinstance(each, Tag)]
    for each in inner:
        yield from _models(each, *tags)
