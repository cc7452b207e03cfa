"""The data of xAPI as tables: which members each object has, of what kind, and which are required.

`validation.py` reads them. A kind is the name of a format (`formats.py`), one of the plain kinds below, a `Shape`, or one of the
wrappers `ListOf`, `OneOrMore` and `Choice`. A name that ends in `!` is required. 2.0 differs from 1.0.3 by what `V2` adds.
"""

from collections.abc import Callable
from dataclasses import field
from typing import Any

from emulator.light.records import dataclass

TEXT, NUMBER, BOOLEAN, LENGTH, LANGUAGE_MAP, EXTENSIONS, TIMESTAMP = (
    "text",
    "a number",
    "true or false",
    "a length in bytes",
    "a language map",
    "extensions",
    "an ISO 8601 timestamp",
)
UUID, IRI, MAILTO, SHA1, SHA2, MEDIA, TAG, DURATION = (
    "a UUID",
    "an IRI",
    "a mailto IRI",
    "the SHA1 sum of a mailto IRI",
    "a hash in hexadecimal digits",
    "a media type",
    "a language tag",
    "an ISO 8601 duration",
)
IDENTIFIERS = ("mbox", "mbox_sha1sum", "openid", "account")
COMPONENTS = ("choices", "scale", "source", "target", "steps")
INTERACTIONS = {
    "true-false": (),
    "choice": ("choices",),
    "fill-in": (),
    "long-fill-in": (),
    "matching": ("source", "target"),
    "performance": ("steps",),
    "sequencing": ("choices",),
    "likert": ("scale",),
    "numeric": (),
    "other": (),
}
VOIDED = "http://adlnet.gov/expapi/verbs/voided"

Kind = Any  # a format's name, a plain kind, a Shape, ListOf, OneOrMore, Choice or Values
Rule = Callable[[dict[str, Any]], "tuple[str, str] | None"]
"""Check an object whose members are valid one by one; returns (member, the problem) or None."""


@dataclass(frozen=True, slots=True)
class Shape:
    """An object: its members by name, and rules that concern several of them."""

    title: str
    members: dict[str, Kind]
    rules: tuple[Rule, ...] = ()
    required: frozenset[str] = field(init=False)
    kinds: dict[str, Kind] = field(init=False)

    def __post_init__(self) -> None:
        required = frozenset(name[:-1] for name in self.members if name.endswith("!"))
        object.__setattr__(self, "required", required)
        object.__setattr__(self, "kinds", {name.rstrip("!"): kind for name, kind in self.members.items()})


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one kind; `filled` if it must not be empty."""

    kind: Kind
    filled: bool = False


@dataclass(frozen=True, slots=True)
class OneOrMore:
    """A single value, or a list of them."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Choice:
    """An object whose objectType decides its shape; `default` is used if it has none."""

    shapes: dict[str, Shape]
    default: str | None = None


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few texts."""

    allowed: tuple[str, ...]


def one_identifier(agent: dict[str, Any]) -> tuple[str, str] | None:
    """An Agent has exactly one identifier."""
    found = [name for name in IDENTIFIERS if name in agent]
    return None if len(found) == 1 else ("", f"must have exactly one of {', '.join(IDENTIFIERS)}, not {len(found)}")


def identifier_or_members(group: dict[str, Any]) -> tuple[str, str] | None:
    """A Group has one identifier, or it is anonymous and has members."""
    found = [name for name in IDENTIFIERS if name in group]
    if len(found) > 1:
        return "", f"must have at most one of {', '.join(IDENTIFIERS)}"
    if not found and not group.get("member"):
        return "member", "is required in an anonymous Group, and must not be empty"
    return None


def two_members(group: dict[str, Any]) -> tuple[str, str] | None:
    """A Group as authority is an OAuth authority: anonymous, with an application and a user."""
    if any(name in group for name in IDENTIFIERS) or len(group.get("member", ())) != 2:
        return "member", "a Group as authority must be anonymous and have exactly two members"
    return None


def interaction(definition: dict[str, Any]) -> tuple[str, str] | None:
    """Lists of components belong to their type of interaction, and the ids in each differ."""
    kind = definition.get("interactionType")
    if kind is None:
        used = [name for name in ("correctResponsesPattern", *COMPONENTS) if name in definition]
        return (used[0], "needs an interactionType beside it") if used else None
    for name in COMPONENTS:
        if name not in definition:
            continue
        if name not in INTERACTIONS[kind]:
            return name, f"is no member of an interaction of type {kind}"
        ids = [component["id"] for component in definition[name]]
        if len(set(ids)) != len(ids):
            return name, "must not have the same id twice"
    return None


def score_in_range(score: dict[str, Any]) -> tuple[str, str] | None:
    """scaled is within -1 and 1, raw within min and max, and min below max."""
    scaled, raw, low, high = (score.get(name) for name in ("scaled", "raw", "min", "max"))
    if scaled is not None and not -1 <= scaled <= 1:
        return "scaled", "must be between -1 and 1"
    if low is not None and high is not None and low >= high:
        return "max", "must be greater than min"
    if raw is not None and ((low is not None and raw < low) or (high is not None and raw > high)):
        return "raw", "must be between min and max"
    return None


def context_fits_object(statement: dict[str, Any]) -> tuple[str, str] | None:
    """revision and platform tell of an Activity."""
    if statement["object"].get("objectType", "Activity") != "Activity":
        for name in ("revision", "platform"):
            if name in statement.get("context", ()):
                return f"context.{name}", "is only for a Statement whose object is an Activity"
    return None


def voids_by_reference(statement: dict[str, Any]) -> tuple[str, str] | None:
    """A voiding statement must have a StatementRef as object."""
    if statement["verb"]["id"] == VOIDED and statement["object"].get("objectType") != "StatementRef":
        return "object", "of a voiding Statement must be a StatementRef"
    return None


ACCOUNT = Shape("account", {"homePage!": IRI, "name!": TEXT})
_IDENTIFIED = {"name": TEXT, "mbox": MAILTO, "mbox_sha1sum": SHA1, "openid": IRI, "account": ACCOUNT}
AGENT = Shape("Agent", {"objectType": OneOf(("Agent",)), **_IDENTIFIED}, (one_identifier,))
_GROUP = {"objectType!": OneOf(("Group",)), **_IDENTIFIED, "member": ListOf(AGENT)}
GROUP = Shape("Group", _GROUP, (identifier_or_members,))
ACTOR = Choice({"Agent": AGENT, "Group": GROUP}, default="Agent")
AUTHORITY = Choice({"Agent": AGENT, "Group": Shape("Group", _GROUP, (two_members,))}, default="Agent")
VERB = Shape("verb", {"id!": IRI, "display": LANGUAGE_MAP})
COMPONENT = Shape("interaction component", {"id!": TEXT, "description": LANGUAGE_MAP})
DEFINITION = Shape(
    "definition",
    {
        "name": LANGUAGE_MAP,
        "description": LANGUAGE_MAP,
        "type": IRI,
        "moreInfo": IRI,
        "extensions": EXTENSIONS,
        "interactionType": OneOf(tuple(INTERACTIONS)),
        "correctResponsesPattern": ListOf(TEXT),
        **dict.fromkeys(COMPONENTS, ListOf(COMPONENT)),
    },
    (interaction,),
)
ACTIVITY = Shape("Activity", {"objectType": OneOf(("Activity",)), "id!": IRI, "definition": DEFINITION})
REFERENCE = Shape("StatementRef", {"objectType!": OneOf(("StatementRef",)), "id!": UUID})
SCORE = Shape("score", {"scaled": NUMBER, "raw": NUMBER, "min": NUMBER, "max": NUMBER}, (score_in_range,))
RESULT = Shape(
    "result",
    {
        "score": SCORE,
        "success": BOOLEAN,
        "completion": BOOLEAN,
        "response": TEXT,
        "duration": DURATION,
        "extensions": EXTENSIONS,
    },
)
CONTEXT_ACTIVITIES = Shape(
    "contextActivities", dict.fromkeys(("parent", "grouping", "category", "other"), OneOrMore(ACTIVITY))
)
ATTACHMENT = Shape(
    "attachment",
    {
        "usageType!": IRI,
        "display!": LANGUAGE_MAP,
        "description": LANGUAGE_MAP,
        "contentType!": MEDIA,
        "length!": LENGTH,
        "sha2!": SHA2,
        "fileUrl": IRI,
    },
)
_CONTEXT = {
    "registration": UUID,
    "instructor": ACTOR,
    "team": Choice({"Group": GROUP}),
    "contextActivities": CONTEXT_ACTIVITIES,
    "revision": TEXT,
    "platform": TEXT,
    "language": TAG,
    "statement": REFERENCE,
    "extensions": EXTENSIONS,
}
_RELEVANT = ListOf(IRI, filled=True)
_CONTEXT_2 = {
    **_CONTEXT,
    "contextAgents": ListOf(
        Shape("contextAgent", {"objectType!": OneOf(("contextAgent",)), "agent!": AGENT, "relevantTypes": _RELEVANT})
    ),
    "contextGroups": ListOf(
        Shape(
            "contextGroup",
            {"objectType!": OneOf(("contextGroup",)), "group!": Choice({"Group": GROUP}), "relevantTypes": _RELEVANT},
        )
    ),
}


def _statement(context: dict[str, Kind], versions: str) -> Shape:
    common = {
        "actor!": ACTOR,
        "verb!": VERB,
        "result": RESULT,
        "context": Shape("context", context),
        "timestamp": TIMESTAMP,
        "attachments": ListOf(ATTACHMENT),
    }
    objects = {
        "Activity": ACTIVITY,
        # as an object they need their objectType: without one it is an Activity
        "Agent": Shape("Agent", {**AGENT.members, "objectType!": OneOf(("Agent",))}, AGENT.rules),
        "Group": GROUP,
        "StatementRef": REFERENCE,
    }
    rules = (context_fits_object, voids_by_reference)
    inner = Shape(
        "SubStatement",
        {"objectType!": OneOf(("SubStatement",)), **common, "object!": Choice(objects, default="Activity")},
        rules,
    )
    return Shape(
        "Statement",
        {
            "id": UUID,
            **common,
            "object!": Choice({**objects, "SubStatement": inner}, default="Activity"),
            "stored": TIMESTAMP,
            "authority": AUTHORITY,
            "version": versions,
        },
        rules,
    )


STATEMENTS = {
    "1.0.3": _statement(_CONTEXT, "a version 1.0.x"),
    "2.0.0": _statement(_CONTEXT_2, "a version 1.0.x or 2.0.x"),
}
