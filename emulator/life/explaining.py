"""Explaining a refusal: the invalid part of the input, the value that was sent, and the ids or operations that may have been meant."""

import re
from collections.abc import Mapping
from typing import Any

import orjson

from emulator.contract.reading import InputProblem
from emulator.hiding.hiding import HiddenValues
from emulator.http import Request
from emulator.journal.identified import CALLER
from emulator.journal.why import NearIds, Problem
from emulator.vendors.call import Call
from emulator.vendors.errors import VendorError
from emulator.vendors.vendor import Vendor, error_words

LONGEST_BODY = 64 * 1024
LONGEST_CAME = 80
STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
PLACE = re.compile(r"([A-Za-z_][\w.-]*(?:\[\d+\][\w.]*)*):? ((?:must|is|has|cannot|names|and)\b.*)", re.DOTALL)
"""A rule's text `PLACE REASON`, when the rule refuses input with an error of its vendor."""


def explain(vendor: Vendor, call: Call, error: Exception, hiding: HiddenValues) -> str | None:
    """Note the known reasons of a refusal in `call.why`; returns further words for the explanation, or None."""
    if call.injected is not None:
        return None
    problem = _problem(call, error, hiding)
    if problem is not None:
        call.why.problem = problem
        return None if problem.came is None else f"what came is {problem.came}"
    if call.operation is not None and isinstance(error, VendorError) and _found_nothing(vendor, call, error):
        call.why.ids = _near(vendor, call)
        return "; ".join(near.words() for near in call.why.ids) or None
    return None


def _found_nothing(vendor: Vendor, call: Call, error: VendorError) -> bool:
    if isinstance(error, vendor.not_found):
        return True
    return error_words(vendor.contract, error, call.operation, call.path)[0] == 404


def _near(vendor: Vendor, call: Call) -> tuple[NearIds, ...]:
    given = {name: texts[-1] for name, texts in call.query.items() if texts} | call.path
    known = {**given, CALLER: call.caller or ""}
    looked = (
        vendor.identified[name].near(call.world.work, name, text, known)
        for name, text in given.items()
        if name in vendor.identified
    )
    return tuple(near for near in looked if near is not None)


def _problem(call: Call, error: Exception, hiding: HiddenValues) -> Problem | None:
    """The invalid part of the input; None if the input is not the reason, or the error does not name the part."""
    if isinstance(error, InputProblem):
        where, why = error.where, error.why
    else:
        said = error.params.get("why") if isinstance(error, VendorError) else None
        found = PLACE.fullmatch(said) if isinstance(said, str) else None
        if found is None:
            return None
        where, why = found[1], found[2]
    came = _came(call, where, hiding)
    return Problem(where, why, came)


def _came(call: Call, where: str, hiding: HiddenValues) -> str | None:
    """The value at that place in the request, as text without secrets; None if it has none."""
    name = where.lower() if where.lower() in call.query else where
    for texts in (call.query.get(name), [call.path[where]] if where in call.path else None):
        if texts:
            return _short(orjson.dumps(_hidden(where, texts[-1], hiding)).decode())
    steps = [named or int(index) for named, index in STEP.findall(where.removeprefix("body."))]
    body = _body(call.request, hiding)
    value = body if where == "body" else _at(body, steps)
    if value is None and len(steps) > 1:
        value = _at(body, steps[1:])  # in XML, the first step is the root element
    return None if value is None else _short(orjson.dumps(value).decode())


def _at(value: Any, steps: list[str | int]) -> Any:
    """The value at a path of a document; None if there is none."""
    for step in steps:
        inside = isinstance(value, Mapping) and step in value
        if not inside and not (isinstance(value, list) and isinstance(step, int) and step < len(value)):
            return None
        value = value[step]
    return value


def _hidden(name: str, text: str, hiding: HiddenValues) -> str:
    return hiding.text(f"{name}={text}").removeprefix(f"{name}=")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_CAME else f"{text[:LONGEST_CAME]}…"


def _body(request: Request, hiding: HiddenValues) -> Any:
    """The body without secrets as a JSON document; None if it is too long or not a document."""
    if request.form:
        return {name: _hidden(name, texts[-1], hiding) for name, texts in request.form.items() if texts}
    if not request.body or len(request.body) > LONGEST_BODY:
        return None
    try:
        text = hiding.body(request.body.decode())
        return _of_xml(text) if text.lstrip().startswith("<") else orjson.loads(text)
    except ValueError:
        return None


def _of_xml(text: str) -> Any:
    from lxml import etree  # imported already by a vendor that reads XML

    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        return _members(etree.fromstring(text.encode(), parser))
    except etree.XMLSyntaxError:
        return None


def _members(element: Any) -> Any:
    if not len(element):
        return element.text or ""
    return {str(child.tag).rpartition("}")[2]: _members(child) for child in reversed(element)}  # of several, the first
