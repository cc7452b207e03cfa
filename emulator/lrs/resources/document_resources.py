"""The resources of documents (state, profiles), activities, agents, and `about`."""

from emulator.http import Reply
from emulator.lrs import documents
from emulator.lrs.asking import Ask
from emulator.lrs.documents import ACTIVITY_PROFILE, AGENT_PROFILE, STATE, Conditions, DocumentPlace
from emulator.lrs.errors import LrsError
from emulator.lrs.lrs_call import LrsCall
from emulator.lrs.statements import activities, agents, shapes
from emulator.lrs.statements.finding import Query, find_page, read_agent, read_moment, read_text
from emulator.lrs.statements.references import RELATED_AGENT, key_of
from emulator.store import json_text
from emulator.store.json_text import JsonObject
from emulator.store.tables import from_microseconds

JSON = "application/json"
VERSIONS = ["1.0.0", "1.0.1", "1.0.2", "1.0.3", "2.0.0"]
LOOKED_AT = 100  # statements that a Person is put together from, the latest


def get_state(call: LrsCall, ask: Ask) -> Reply:
    """A state document, or the ids of all state documents of an activity, an agent and optionally a registration."""
    return _get(call, ask, _state(ask), "stateId")


def put_state(call: LrsCall, ask: Ask) -> Reply:
    """Set a state document."""
    return _put(call, ask, _state(ask), "stateId")


def post_state(call: LrsCall, ask: Ask) -> Reply:
    """Merge into a state document."""
    return _post(call, ask, _state(ask), "stateId")


def delete_state(call: LrsCall, ask: Ask) -> Reply:
    """Delete a state document, or all of an activity, an agent and maybe a registration."""
    if "stateId" not in ask.values:
        return documents.delete_all(call, _state(ask))
    return documents.delete(call, _state(ask), ask.values["stateId"], _conditions(ask))


def get_activity_profile(call: LrsCall, ask: Ask) -> Reply:
    """A profile document of an activity, or the ids of its profiles."""
    return _get(call, ask, _activity_profile(ask), "profileId")


def put_activity_profile(call: LrsCall, ask: Ask) -> Reply:
    """Set a profile document of an activity."""
    return _put(call, ask, _activity_profile(ask), "profileId")


def post_activity_profile(call: LrsCall, ask: Ask) -> Reply:
    """Merge into a profile document of an activity."""
    return _post(call, ask, _activity_profile(ask), "profileId")


def delete_activity_profile(call: LrsCall, ask: Ask) -> Reply:
    """Delete a profile document of an activity."""
    return documents.delete(call, _activity_profile(ask), ask.values["profileId"], _conditions(ask))


def get_agent_profile(call: LrsCall, ask: Ask) -> Reply:
    """A profile document of an agent, or the ids of its profiles."""
    return _get(call, ask, _agent_profile(ask), "profileId")


def put_agent_profile(call: LrsCall, ask: Ask) -> Reply:
    """Set a profile document of an agent."""
    return _put(call, ask, _agent_profile(ask), "profileId")


def post_agent_profile(call: LrsCall, ask: Ask) -> Reply:
    """Merge into a profile document of an agent."""
    return _post(call, ask, _agent_profile(ask), "profileId")


def delete_agent_profile(call: LrsCall, ask: Ask) -> Reply:
    """Delete a profile document of an agent."""
    return documents.delete(call, _agent_profile(ask), ask.values["profileId"], _conditions(ask))


def get_activity(call: LrsCall, ask: Ask) -> Reply:
    """An Activity with its known definition."""
    return _json(activities.find(call, read_text(ask.values, "activityId", shapes.IRI)))


def get_person(call: LrsCall, ask: Ask) -> Reply:
    """The Person of an Agent: every name that the latest statements have given the same identifier."""
    asked = read_agent(ask.values["agent"])
    identifier = agents.identifier_of(asked)
    if identifier is None or asked.get("objectType", "Agent") != "Agent":
        raise LrsError(400, "agent: must be an Agent")
    key = key_of(call.lrs, RELATED_AGENT, identifier)
    rows, _ = find_page(call, Query((key,), limit=LOOKED_AT))
    return _json(agents.person(identifier, asked, [json_text.read(row["document"]) for row in rows]))


def get_about() -> Reply:
    """The versions that are spoken."""
    return _json({"version": VERSIONS})


def _json(value: JsonObject) -> Reply:
    return Reply(200, json_text.write(value), JSON)


def _state(ask: Ask) -> DocumentPlace:
    registration = read_text(ask.values, "registration", shapes.UUID) if "registration" in ask.values else None
    return DocumentPlace(
        STATE,
        read_text(ask.values, "activityId", shapes.IRI),
        _identifier(ask),
        registration.lower() if registration else None,
    )


def _activity_profile(ask: Ask) -> DocumentPlace:
    return DocumentPlace(ACTIVITY_PROFILE, activity=read_text(ask.values, "activityId", shapes.IRI))


def _agent_profile(ask: Ask) -> DocumentPlace:
    return DocumentPlace(AGENT_PROFILE, agent=_identifier(ask))


def _identifier(ask: Ask) -> str:
    found = agents.identifier_of(read_agent(ask.values["agent"]))
    if found is None:
        raise LrsError(400, "agent: an anonymous Group has no documents")
    return found


def _get(call: LrsCall, ask: Ask, place: DocumentPlace, name: str) -> Reply:
    if name in ask.values:
        if "since" in ask.values:
            raise LrsError(400, f"since goes with the list alone, not with {name}")
        return documents.read(call, place, ask.values[name])
    since = read_moment(ask.values, "since")
    return documents.ids(call, place, None if since is None else from_microseconds(since))


def _put(call: LrsCall, ask: Ask, place: DocumentPlace, name: str) -> Reply:
    return documents.put(call, place, ask.values[name], ask.body, _content_type(ask), _conditions(ask))


def _post(call: LrsCall, ask: Ask, place: DocumentPlace, name: str) -> Reply:
    return documents.post(call, place, ask.values[name], ask.body, _content_type(ask), _conditions(ask))


def _content_type(ask: Ask) -> str:
    return ask.headers.get("content-type") or "application/octet-stream"


def _conditions(ask: Ask) -> Conditions:
    match, none_match = ask.headers.get("if-match"), ask.headers.get("if-none-match")
    return Conditions(match, none_match)
