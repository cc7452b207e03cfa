"""Every refusal that the contract names for an operation is answered, in its words, in XML and in JSON, and changes nothing."""

import re

import httpx
import pytest
from lxml import etree

from emulator.contract.model import ErrorEntry, Operation
from emulator.vendors.litmos.wire.writing import error_json, error_xml
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.litmos.every_operation import CONTRACT, example_of, prepare, send
from tests.vendors.litmos.every_refusal import Refusal, refusal_of

ELSEWHERE = ("ImageNotDownloadable", "ImageTypeInvalid", "ImageTooLarge")
"""Tested with a server of images, in test_collections.py."""
PAGE = "InternalError"
"""Recorded: a page, whatever the format."""


def arrange(litmos: LitmosClient, refusal: Refusal) -> dict[str, str]:
    """A world in which the call will be refused, and its Ids."""
    ids = prepare(litmos)
    if refusal.seed:
        litmos.world.seed({"litmos": refusal.seed})
    for method, path, body in refusal.before:
        assert litmos.call(method, path, json=body).is_success, path
    litmos.world.settings(**refusal.settings)
    return ids


def check(entry: ErrorEntry, response: httpx.Response, *, xml: bool) -> None:
    """The status, the words in the reason phrase, and the envelope."""
    assert entry.name is not None
    assert response.status_code == entry.status, f"{entry.name}: {response.status_code} {response.text[:200]}"
    text = entry.text or CONTRACT.errors[entry.name].text or ""
    pattern = re.sub(r"\\\{.*?\\\}", "[^ ]+", re.escape(text))
    assert re.fullmatch(pattern, response.reason_phrase), f"{entry.name}: {response.reason_phrase!r} is not {text!r}"
    assert "{" not in response.reason_phrase
    if entry.name == PAGE:
        assert response.headers["content-type"] == "text/html"
    elif xml:
        assert response.headers["content-type"] == "application/xml"
        assert etree.fromstring(response.content).findtext("Detail") == response.reason_phrase
        assert response.content == error_xml(response.reason_phrase)
    else:
        assert response.headers["content-type"] == "application/json"
        assert response.content == error_json(response.reason_phrase)


@pytest.mark.parametrize("operation", CONTRACT.operations.values(), ids=list(CONTRACT.operations))
def test_every_refusal_of_an_operation_is_answered_in_both_formats(litmos: LitmosClient, operation: Operation) -> None:
    ids, arranged = prepare(litmos), Refusal()
    for entry in operation.errors:
        if entry.name is None or entry.name in ELSEWHERE:
            continue
        refusal = refusal_of(operation, entry.name)
        for_it = (refusal.seed, refusal.before, refusal.settings)
        if for_it != (arranged.seed, arranged.before, arranged.settings):
            ids, arranged = arrange(litmos, refusal), refusal
        example = refusal.of(example_of(operation)).with_ids(ids)
        client = LitmosClient(litmos.world, refusal.key) if refusal.key else litmos
        for xml in (False, True):
            if entry.name == PAGE and xml:
                continue  # recorded for dates in JSON; XML takes ISO 8601
            check(entry, send(client, operation, example, xml=xml, text=refusal.text), xml=xml)


def test_what_is_documented_and_never_answered_says_why() -> None:
    silent = [entry for operation in CONTRACT.operations.values() for entry in operation.errors if entry.name is None]
    assert silent
    assert [entry for entry in silent if not entry.reason] == []
