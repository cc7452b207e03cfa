"""Statements in a response: exact, with ids only, or with the LRS's own definitions of activities."""

from typing import Any

from emulator.lrs.lrs_call import LrsCall
from emulator.lrs.statements import activities
from emulator.lrs.statements.agents import reduced
from emulator.store import json_text
from emulator.store.json_text import JsonObject


def shown(call: LrsCall, document: str, form: str, languages: list[str]) -> bytes:
    """A stored statement in a form: `exact`, `ids` or `canonical`."""
    if form == "exact":
        return document.encode()
    statement = json_text.read(document)
    return json_text.write(_ids(statement) if form == "ids" else _canonical(call, statement, languages))


def languages_of(header: str | None) -> list[str]:
    """The language tags of an Accept-Language header, the most wanted first."""
    weighted = []
    for at, part in enumerate((header or "").split(",")):
        tag, _, parameters = part.strip().partition(";")
        weight = parameters.strip().removeprefix("q=")
        try:
            weighted.append((-float(weight or 1), at, tag.strip()))
        except ValueError:
            weighted.append((0.0, at, tag.strip()))
    return [tag for weight, _, tag in sorted(weighted) if tag and weight < 0]


def chosen(texts: dict[str, str], languages: list[str]) -> dict[str, str]:
    """A language map with one language: the preferred one, or otherwise the first."""
    for wanted in languages:
        for tag in texts:
            if wanted == "*" or tag.lower() == wanted.lower():
                return {tag: texts[tag]}
        for tag in texts:
            if tag.lower().split("-")[0] == wanted.lower().split("-")[0]:
                return {tag: texts[tag]}
    return dict(list(texts.items())[:1])


def _ids(statement: JsonObject) -> JsonObject:
    """Only what identifies actors, verbs and activities (Communication 2.1.3)."""
    kept = {**statement, "actor": reduced(statement["actor"]), "verb": {"id": statement["verb"]["id"]}}
    kept["object"] = _reduced_object(statement["object"])
    if "authority" in statement:
        kept["authority"] = reduced(statement["authority"])
    if "context" in statement:
        kept["context"] = _reduced_context(statement["context"])
    return kept


def _reduced_object(about: JsonObject) -> JsonObject:
    match about.get("objectType", "Activity"):
        case "Activity":
            return {"id": about["id"]}
        case "SubStatement":
            return _ids(about)
        case "StatementRef":
            return about
        case kind:  # without its objectType an Agent would be an Activity here
            return {"objectType": kind, **reduced(about)}


def _reduced_context(context: JsonObject) -> JsonObject:
    kept: dict[str, Any] = {**context}
    for name in ("instructor", "team"):
        if name in context:
            kept[name] = reduced(context[name])
    for lists, member in (("contextAgents", "agent"), ("contextGroups", "group")):
        if lists in context:
            kept[lists] = [{**held, member: reduced(held[member])} for held in context[lists]]
    if "contextActivities" in context:
        kept["contextActivities"] = {
            name: [_reduced_object(each) for each in held] for name, held in context["contextActivities"].items()
        }
    return kept


def _canonical(call: LrsCall, statement: JsonObject, languages: list[str]) -> JsonObject:
    """Activities as the LRS knows them, and every language map in one language."""
    kept = {**statement, "verb": _one_language(statement["verb"], ("display",), languages)}
    about = statement["object"]
    kind = about.get("objectType", "Activity")
    if kind == "Activity":
        kept["object"] = _known(call, about, languages)
    elif kind == "SubStatement":
        kept["object"] = _canonical(call, about, languages)
    held = statement.get("context", {}).get("contextActivities")
    if held:
        known = {name: [_known(call, each, languages) for each in listed] for name, listed in held.items()}
        kept["context"] = {**statement["context"], "contextActivities": known}
    if "attachments" in statement:
        kept["attachments"] = [
            _one_language(each, ("display", "description"), languages) for each in statement["attachments"]
        ]
    return kept


def _known(call: LrsCall, activity: JsonObject, languages: list[str]) -> JsonObject:
    found = activities.find(call, activity["id"])
    if "definition" not in found:
        return activity
    definition = _one_language(found["definition"], ("name", "description"), languages)
    for name in ("choices", "scale", "source", "target", "steps"):
        if name in definition:
            definition[name] = [_one_language(each, ("description",), languages) for each in definition[name]]
    return {**activity, "definition": definition}


def _one_language(value: JsonObject, names: tuple[str, ...], languages: list[str]) -> JsonObject:
    return {**value, **{name: chosen(value[name], languages) for name in names if name in value}}
