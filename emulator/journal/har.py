"""The journal as an HTTP Archive (HAR 1.2), which browsers and other tools read."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from emulator import __version__

PHRASES = {status.value: status.phrase for status in HTTPStatus}


def har(documents: Iterable[Mapping[str, Any]], origin: str) -> dict[str, Any]:
    """The archive; `documents` are entries as the journal shows them, `origin` is the scheme and host before their targets."""
    creator = {"name": "lms-emulator", "version": __version__}
    return {"log": {"version": "1.2", "creator": creator, "entries": [_entry(each, origin) for each in documents]}}


def _entry(document: Mapping[str, Any], origin: str) -> dict[str, Any]:
    asked, answered = document["request"], document["response"]
    return {
        "startedDateTime": document["at"],
        "time": document["milliseconds"],
        "request": _request(asked, origin),
        "response": _response(answered),
        "cache": {},
        "timings": {"send": 0, "wait": document["milliseconds"], "receive": 0},
        "comment": document["explanation"] or "",
        "_operation": document["operation"],
        "_requestId": document["request_id"],
    }


def _request(asked: Mapping[str, Any], origin: str) -> dict[str, Any]:
    query, named = asked["target"].partition("?")[2], _named(asked)
    made: dict[str, Any] = {
        "method": asked["method"],
        "url": origin + asked["target"],
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _pairs(asked["headers"]),
        "queryString": _pairs(_query(query)),
        "headersSize": -1,
        "bodySize": asked["bytes"],
    }
    if asked["body"]:
        made["postData"] = {"mimeType": named.get("content-type", ""), "text": asked["body"], **_cut(asked)}
    return made


def _response(answered: Mapping[str, Any]) -> dict[str, Any]:
    status, named = answered["status"], _named(answered)
    return {
        "status": status,
        "statusText": answered["reason"] or PHRASES.get(status, ""),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _pairs(answered["headers"]),
        "content": {
            "size": answered["bytes"],
            "mimeType": named.get("content-type", ""),
            "text": answered["body"],
            **_cut(answered),
        },
        "redirectURL": named.get("location", ""),
        "headersSize": -1,
        "bodySize": answered["bytes"],
    }


def _pairs(pairs: Iterable[Iterable[str]]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in pairs]


def _named(part: Mapping[str, Any]) -> dict[str, str]:
    """The headers by their names in lower case; of two with one name the first."""
    return {name.lower(): value for name, value in reversed(part["headers"])}


def _query(text: str) -> list[tuple[str, str]]:
    if "%" in text or "+" in text:
        return parse_qsl(text, keep_blank_values=True)
    return [(name, value) for name, _, value in [part.partition("=") for part in text.split("&") if part]]


def _cut(part: Mapping[str, Any]) -> dict[str, str]:
    return {"comment": "the journal keeps only the beginning"} if part["truncated"] else {}
