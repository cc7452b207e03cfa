"""The keys of a statement, as numbers: filters look them up in the table of references."""

from collections.abc import Iterator
from hashlib import blake2b

from emulator.lrs.statements.agents import agents_in, identifiers_of
from emulator.store.json_text import JsonObject

ALL, AGENT, RELATED_AGENT, VERB, ACTIVITY, RELATED_ACTIVITY, REGISTRATION, TARGET, CREDENTIAL, LABEL = (
    "all",
    "agent",
    "related agent",
    "verb",
    "activity",
    "related activity",
    "registration",
    "target",
    "credential",
    "label",
)
Named = tuple[str, str]


def key_of(lrs: str, kind: str, value: str) -> int:
    """A thing as a number of 63 bits. It is a digest, so a collision is very unlikely."""
    return int.from_bytes(blake2b(f"{lrs}\0{kind}\0{value}".encode(), digest_size=8).digest()) >> 1


def named_in(statement: JsonObject) -> Iterator[Named]:
    """Everything a statement names, as (kind, identifier)."""
    yield VERB, statement["verb"]["id"]
    registration = statement.get("context", {}).get("registration")
    if registration is not None:
        yield REGISTRATION, registration.lower()
    about = statement["object"]
    kind = about.get("objectType", "Activity")
    yield from ((AGENT, each) for each in identifiers_of(statement["actor"]))
    if kind in ("Agent", "Group"):
        yield from ((AGENT, each) for each in identifiers_of(about))
    elif kind == "Activity":
        yield ACTIVITY, about["id"]
    elif kind == "StatementRef":
        yield TARGET, about["id"].lower()
    yield from ((RELATED_AGENT, each) for agent in agents_in(statement) for each in identifiers_of(agent))
    yield from ((RELATED_ACTIVITY, activity["id"]) for activity in activities_in(statement))


def activities_in(statement: JsonObject) -> Iterator[JsonObject]:
    """Every Activity that a statement names, also within its SubStatement."""
    about = statement["object"]
    kind = about.get("objectType", "Activity")
    if kind == "Activity":
        yield about
    elif kind == "SubStatement":
        yield from activities_in(about)
    for held in statement.get("context", {}).get("contextActivities", {}).values():
        yield from held if isinstance(held, list) else (held,)
