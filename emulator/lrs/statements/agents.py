"""Agents are told apart by their identifier, never by their JSON: two that share one are the same."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from emulator.lrs.statements.shapes import IDENTIFIERS
from emulator.store.json_text import JsonObject


def identifier_of(agent: JsonObject) -> str | None:
    """The identifier of an Agent or Group as one text, `KIND:VALUE`; None for an anonymous Group."""
    for name in IDENTIFIERS:
        value = agent.get(name)
        if value is None:
            continue
        if name == "account":
            name = value["name"].encode(errors="backslashreplace").decode()  # a lone surrogate fits into no column
            return f"account:{quote(value['homePage'], safe='')}:{name}"
        # a hash is the same in either case of its digits
        return f"{name}:{value.lower() if name == 'mbox_sha1sum' else value}"
    return None


def identifiers_of(agent: JsonObject) -> Iterator[str]:
    """The identifiers of an Agent or Group and of a Group's members."""
    own = identifier_of(agent)
    if own is not None:
        yield own
    for member in agent.get("member", ()):
        found = identifier_of(member)
        if found is not None:
            yield found


def reduced(agent: JsonObject) -> JsonObject:
    """An Agent or Group with nothing but what identifies it: an anonymous Group has its members. Who has no objectType is an Agent."""
    kind = {"objectType": "Group"} if agent.get("objectType") == "Group" else {}
    for name in IDENTIFIERS:
        if name in agent:
            return {**kind, name: agent[name]}
    return {**kind, "member": [reduced(member) for member in agent.get("member", ())]}


def agents_in(statement: JsonObject) -> Iterator[JsonObject]:
    """Every Agent and Group that a statement names, also within its SubStatement."""
    yield statement["actor"]
    authority = statement.get("authority")
    if authority:
        yield authority
    context = statement.get("context", {})
    for name in ("instructor", "team"):
        if name in context:
            yield context[name]
    for held in context.get("contextAgents", ()):
        yield held["agent"]
    for held in context.get("contextGroups", ()):
        yield held["group"]
    about = statement["object"]
    kind = about.get("objectType")
    if kind in ("Agent", "Group"):
        yield about
    elif kind == "SubStatement":
        yield from agents_in(about)


def person(identifier: str, asked: JsonObject, statements: list[JsonObject]) -> JsonObject:
    """The Person of an identifier: every name from the statements, and the identifier itself."""
    found: dict[str, list[Any]] = {}
    everyone = [one for statement in statements for agent in agents_in(statement) for one in _with_members(agent)]
    for agent in (asked, *(each for each in everyone if identifier_of(each) == identifier)):
        for name in ("name", *IDENTIFIERS):
            if name in agent and agent[name] not in found.setdefault(name, []):
                found[name].append(agent[name])
    return {"objectType": "Person", **found}


def _with_members(agent: JsonObject) -> Iterator[JsonObject]:
    yield agent
    yield from agent.get("member", ())
