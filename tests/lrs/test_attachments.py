"""Attachments (Data 2.4.11, Communication 1.5.2) and signed statements (Data 2.6)."""

import json
from base64 import urlsafe_b64encode
from hashlib import sha256, sha512
from typing import Any

import httpx
import pytest

from emulator.lrs.multipart_mixed import split
from tests.lrs.calling import Lrs, number, statement

CONTENT = b"here is an attachment\x00\r\n--x\r\n"
BOUNDARY = "-------314159265358979323846"
SIGNATURE = "http://adlnet.gov/expapi/attachments/signature"


def attachment(content: bytes = CONTENT, **members: Any) -> dict[str, Any]:
    return {
        "usageType": "http://example.com/attachment-usage/test",
        "display": {"en-US": "A test attachment"},
        "contentType": "text/plain; charset=ascii",
        "length": len(content),
        "sha2": sha256(content).hexdigest(),
        **members,
    }


def part(content: bytes, **headers: str) -> tuple[dict[str, str], bytes]:
    usual = {
        "Content-Type": "text/plain",
        "Content-Transfer-Encoding": "binary",
        "X-Experience-API-Hash": sha256(content).hexdigest(),
    }
    return {**usual, **headers}, content


def send(
    lrs: Lrs,
    sent: Any,
    *parts: tuple[dict[str, str], bytes],
    first: str = "application/json",
    header: str | None = None,
) -> httpx.Response:
    """POST statements and parts as multipart/mixed."""
    listed = [({"Content-Type": first}, json.dumps(sent).encode()), *parts]
    body = b""
    for headers, content in listed:
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value)
        body += f"--{BOUNDARY}\r\n{lines}\r\n".encode() + content + b"\r\n"
    body += f"--{BOUNDARY}--\r\n".encode()
    media = f"multipart/mixed; boundary={BOUNDARY}" if header is None else header
    return lrs.call("POST", "statements", content=body, headers={"Content-Type": media})


def test_attachments_come_back_as_they_were_sent(lrs: Lrs) -> None:
    sent = statement(id=number(1), attachments=[attachment()])
    response = send(lrs, [sent, statement(id=number(2), attachments=[attachment(b"2")])], part(CONTENT), part(b"2"))
    assert send(lrs, statement(attachments=[attachment(b"")]), part(b"")).status_code == 200
    assert (response.status_code, response.json()) == (200, [number(1), number(2)])
    response = lrs.call("GET", "statements", params={"statementId": number(1), "attachments": True})
    first, second = split(response.headers["content-type"], response.content)
    assert (json.loads(first.content)["id"], second.content) == (number(1), CONTENT)
    assert second.headers["x-experience-api-hash"] == sha256(CONTENT).hexdigest()
    assert second.headers["content-transfer-encoding"] == "binary"
    assert second.headers["content-type"] == "text/plain; charset=ascii"
    response = lrs.call("GET", "statements", params={"attachments": True})
    assert response.headers["content-type"].startswith("multipart/mixed; boundary=")
    first, *others = split(response.headers["content-type"], response.content)
    assert len(json.loads(first.content)["statements"]) == 3
    assert {each.content for each in others} == {CONTENT, b"2", b""}
    assert lrs.call("GET", "statements", params={"attachments": False}).headers["content-type"] == "application/json"


def test_content_that_is_known_need_not_be_sent_again(lrs: Lrs) -> None:
    assert send(lrs, statement(attachments=[attachment()]), part(CONTENT)).status_code == 200
    lrs.post(statement(attachments=[attachment()]))


def test_an_attachment_by_its_url_needs_no_content(lrs: Lrs) -> None:
    lrs.post(statement(attachments=[attachment(fileUrl="https://example.com/a")]))
    [found] = lrs.find(attachments=False)
    assert found["attachments"][0]["fileUrl"] == "https://example.com/a"
    inner = {"objectType": "SubStatement", **statement(attachments=[attachment()])}
    assert "neither content" in lrs.refused(statement(object=inner))
    assert send(lrs, statement(object=inner), part(CONTENT)).status_code == 200


def test_one_attachment_without_content_or_url_answers_400(lrs: Lrs) -> None:
    both = [attachment(fileUrl="https://example.com/a"), attachment(b"2")]
    assert "neither content" in lrs.refused(statement(attachments=both))
    assert lrs.ids() == []


def test_other_hashes_of_sha2_are_taken(lrs: Lrs) -> None:
    sha2 = sha512(CONTENT).hexdigest()
    sent = statement(attachments=[attachment(sha2=sha2)])
    assert send(lrs, sent, part(CONTENT, **{"X-Experience-API-Hash": sha2})).status_code == 200


@pytest.mark.parametrize(
    ("parts", "options"),
    [
        ([part(CONTENT, **{"X-Experience-API-Hash": ""})], {}),
        ([part(CONTENT, **{"X-Experience-API-Hash": "0" * 64})], {}),
        ([part(CONTENT, **{"X-Experience-API-Hash": "x"})], {}),
        ([part(CONTENT, **{"Content-Transfer-Encoding": "base64"})], {}),
        ([part(CONTENT, **{"Content-Transfer-Encoding": ""})], {}),
        ([part(CONTENT), part(b"nobody names this")], {}),
        ([], {}),
        ([part(CONTENT)], {"first": "text/plain"}),
        ([part(CONTENT)], {"first": ""}),
        ([part(CONTENT)], {"header": "multipart/mixed;"}),
        ([part(CONTENT)], {"header": "multipart/mixed; boundary=other"}),
    ],
)
def test_parts_that_do_not_belong_answer_400(lrs: Lrs, parts: Any, options: Any) -> None:
    assert send(lrs, statement(attachments=[attachment()]), *parts, **options).status_code == 400
    assert lrs.ids() == []


def test_a_body_that_is_cut_off_answers_400(lrs: Lrs) -> None:
    headers = {"Content-Type": f"multipart/mixed; boundary={BOUNDARY}"}
    for body in (
        b"",
        b"--" + BOUNDARY.encode(),
        f"--{BOUNDARY}\r\nContent-Type: application/json\r\n--{BOUNDARY}--".encode(),
    ):
        assert lrs.call("POST", "statements", content=body, headers=headers).status_code == 400


# A certificate of a small RSA key, and that key: they are public and prove nothing but that signatures are checked.
CERTIFICATE = (
    "MIIB/DCCAWWgAwIBAgIUYQJhqejf3R5BCQgNx2+5TDqY1ZYwDQYJKoZIhvcNAQELBQAwDzENMAsGA1UEAwwEdGVzdDAgFw0yNjEx"
    "MjEwNzQ4MDFaGA8yMTI2MTAyODA3NDgwMVowDzENMAsGA1UEAwwEdGVzdDCBnzANBgkqhkiG9w0BAQEFAAOBjQAwgYkCgYEAu+oI"
    "G9Qgs22Z4ZDApfaZaQMw6RrtVzKOceqiJfGU+BdQgTeHUIwiV7NmzNHCl/nNGg5YtlwCXR36EfFjTq1e/HH/urFoJZqrjtbZf+bG"
    "id3bc17RFdwpMxRcIXjnLBOUDM32faB/LMsB3emnx4aA8JRR3z+5R0wcSJBWN1khQn8CAwEAAaNTMFEwHQYDVR0OBBYEFMANs3kh"
    "D52KllkWUpsBwLDzJlS4MB8GA1UdIwQYMBaAFMANs3khD52KllkWUpsBwLDzJlS4MA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcN"
    "AQELBQADgYEAg82oXhBhj6hvB3tzwaKFrDQsgY0XXfKF9LTqeHcwPna+LopcRuOOmCnvzuV4Jbb4WHCG2FlvSb7Uurqmo5YT2SzB"
    "14ZWbohCG3jfHizO8mUCvCwr3zqK9K4u8bRuzy+9SMzDcHcq4qlQNgO+5yloZdGfUDANPpffXcOeMchXqqM="
)
MODULUS = int(
    "bbea081bd420b36d99e190c0a5f699690330e91aed57328e71eaa225f194f81750813787508c2257b366ccd1c297f9cd1a0e"
    "58b65c025d1dfa11f1634ead5efc71ffbab168259aab8ed6d97fe6c689dddb735ed115dc2933145c2178e72c13940ccdf67d"
    "a07f2ccb01dde9a7c78680f09451df3fb9474c1c489056375921427f",
    16,
)
PRIVATE = int(
    "8021891be89dcf9ae9355c2d703ce0c8310bd5b6ada52a6ce49237b425b10d2560986b539201ab9d1f4ff653051bf991f7b5"
    "569a29ccd6cf8ce7553000c2c8a3b09590b03875315099ced6d642add973e5fbabe51e62031374f8b9a466217e060c72558b"
    "c3ac63823592d4f352780edfd494644c07100eed7591172bab1be3f1",
    16,
)


def rsa_sha256(text: bytes) -> bytes:
    """The PKCS #1 v1.5 signature of a text."""
    digest = bytes.fromhex("3031300d060960864801650304020105000420") + sha256(text).digest()
    padded = b"\x00\x01" + b"\xff" * (125 - len(digest)) + b"\x00" + digest
    return pow(int.from_bytes(padded), PRIVATE, MODULUS).to_bytes(128)


def jws(payload: Any, algorithm: str = "RS256", head: dict[str, Any] | None = None, sign: Any = None) -> bytes:
    pieces = [json.dumps({"alg": algorithm, **(head or {})}).encode(), json.dumps(payload).encode()]
    text = b".".join(urlsafe_b64encode(piece).rstrip(b"=") for piece in pieces)
    signature = sign(text) if sign else b"signature"
    return text + b"." + urlsafe_b64encode(signature).rstrip(b"=")


def signed(lrs: Lrs, content: bytes, **members: Any) -> httpx.Response:
    about = attachment(content, **{"usageType": SIGNATURE, "contentType": "application/octet-stream", **members})
    return send(lrs, statement(id=number(1), attachments=[about]), part(content))


def test_a_signed_statement_is_stored(lrs: Lrs) -> None:
    assert signed(lrs, jws(statement(id=number(1)))).status_code == 200


def test_a_signature_is_checked_with_the_certificate_that_it_brings(lrs: Lrs) -> None:
    head = {"x5c": [CERTIFICATE]}
    response = signed(lrs, jws(statement(), head=head))
    assert (response.status_code, response.text) == (400, "the signature is not valid\n")
    assert signed(lrs, jws(statement(), head=head, sign=rsa_sha256)).status_code == 200


@pytest.mark.parametrize(
    ("content", "members"),
    [
        (jws(statement(id=number(1))), {"contentType": "text/plain"}),
        (jws(statement(), "HS256"), {}),
        (jws(statement(), "none"), {}),
        (jws(statement(verb={"id": "http://example.com/other"})), {}),
        (jws([]), {}),
        (b"no signature", {}),
        (b"a.b.c", {}),
        (jws(statement()).rpartition(b".")[0], {}),
        (jws(statement()) + b".x", {}),
        (jws(statement(), head={"x5c": ["x"]}), {}),
        (jws(statement(), head={"x5c": {"a": 1}}), {}),
    ],
)
def test_a_signature_that_is_none_answers_400(lrs: Lrs, content: bytes, members: Any) -> None:
    response = signed(lrs, content, **members)
    assert (response.status_code, lrs.ids()) == (400, []), response.text
