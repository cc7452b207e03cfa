"""Attachments (Data 2.4.11, Communication 1.5.2) and signed statements (Data 2.6)."""

import json
import subprocess
import sys
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256, sha512
from typing import Any

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from emulator.lrs.statements.multipart_mixed import split
from tests.lrs.calling import Lrs, number, refusal, statement

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
    ("parts", "options", "words"),
    [
        (
            [part(CONTENT, **{"X-Experience-API-Hash": ""})],
            {},
            "behind the first needs the header X-Experience-API-Hash",
        ),
        ([part(CONTENT, **{"X-Experience-API-Hash": "0" * 64})], {}, f"{'0' * 64} is not the SHA-2 hash of its part"),
        ([part(CONTENT, **{"X-Experience-API-Hash": "x"})], {}, "x is not the SHA-2 hash of its part"),
        ([part(CONTENT, **{"Content-Transfer-Encoding": "base64"})], {}, "header Content-Transfer-Encoding: binary"),
        ([part(CONTENT, **{"Content-Transfer-Encoding": ""})], {}, "header Content-Transfer-Encoding: binary"),
        ([part(CONTENT), part(b"nobody names this")], {}, "no attachment of the statements has the hash"),
        ([], {}, "has neither content in the request nor a fileUrl"),
        ([part(CONTENT)], {"first": "text/plain"}, "the first part must have the Content-Type application/json"),
        ([part(CONTENT)], {"first": ""}, "the first part must have the Content-Type application/json"),
        ([part(CONTENT)], {"header": "multipart/mixed;"}, "needs a boundary in the Content-Type header"),
        (
            [part(CONTENT)],
            {"header": "multipart/mixed; boundary=other"},
            "does not consist of parts between its boundaries",
        ),
    ],
)
def test_parts_that_do_not_belong_answer_400(lrs: Lrs, parts: Any, options: Any, words: str) -> None:
    assert words in refusal(send(lrs, statement(attachments=[attachment()]), *parts, **options), 400)
    assert lrs.ids() == []


def test_a_body_that_is_cut_off_answers_400(lrs: Lrs) -> None:
    headers = {"Content-Type": f"multipart/mixed; boundary={BOUNDARY}"}
    unended = "the body does not consist of parts between its boundaries, the last of which ends in --"
    for body, words in (
        (b"", unended),
        (b"--" + BOUNDARY.encode(), unended),
        (
            f"--{BOUNDARY}\r\nContent-Type: application/json\r\n--{BOUNDARY}--".encode(),
            "a part of the body has no empty line behind its headers",
        ),
    ):
        assert refusal(lrs.call("POST", "statements", content=body, headers=headers), 400) == words


HASHES = {"RS256": hashes.SHA256(), "RS384": hashes.SHA384(), "RS512": hashes.SHA512()}


@cache
def rsa_key(bits: int) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, bits)


def certificate(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> str:
    """A certificate of the key, signed by itself, as x5c has it."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test")])
    builder = x509.CertificateBuilder(
        name, name, key.public_key(), 1, datetime(2026, 1, 1, tzinfo=UTC), datetime(2126, 1, 1, tzinfo=UTC)
    )
    return b64encode(builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)).decode()


def signer(algorithm: str = "RS256", bits: int = 2048) -> Callable[[bytes], bytes]:
    return lambda text: rsa_key(bits).sign(text, padding.PKCS1v15(), HASHES[algorithm])


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


@pytest.mark.parametrize("bits", [1024, 2048, 4096])
@pytest.mark.parametrize("algorithm", HASHES)
def test_a_signature_is_checked_with_the_first_certificate_that_it_brings(lrs: Lrs, algorithm: str, bits: int) -> None:
    head = {"x5c": [certificate(rsa_key(bits)), certificate(rsa_key(3072))], "kid": "mine", "other": 1}
    response = signed(lrs, jws(statement(), algorithm, head))
    assert (response.status_code, response.text) == (400, "the signature is not valid\n")
    assert signed(lrs, jws(statement(), algorithm, head, signer(algorithm, bits))).status_code == 200


@pytest.mark.parametrize(
    ("algorithm", "sign"),
    [
        ("RS256", signer("RS512")),  # of another hash
        ("RS256", signer(bits=1024)),  # of another key
        ("RS512", lambda text: signer("RS512")(text + b"x")),  # of another text
        ("RS256", lambda _: b""),
        ("RS256", lambda _: b"\xff" * 256),
    ],
)
def test_a_signature_that_is_not_of_the_certificates_key_is_refused(lrs: Lrs, algorithm: str, sign: Any) -> None:
    response = signed(lrs, jws(statement(), algorithm, {"x5c": [certificate(rsa_key(2048))]}, sign))
    assert (response.status_code, response.text, lrs.ids()) == (400, "the signature is not valid\n", [])


@pytest.mark.parametrize(
    ("signed_as", "sent", "same"),
    [
        ("PT1.2345S", "PT1.23S", True),
        ("PT1.239999S", "PT1.23S", True),
        ("PT90S", "PT1M30.00S", True),
        ("PT1.23S", "PT1.24S", False),
        ("P1M", "P30D", False),
    ],
)
def test_durations_of_a_signed_statement_are_compared_to_a_hundredth_of_a_second(
    lrs: Lrs, signed_as: str, sent: str, same: bool
) -> None:
    content = jws(statement(result={"duration": signed_as}))
    about = attachment(content, usageType=SIGNATURE, contentType="application/octet-stream")
    response = send(lrs, statement(result={"duration": sent}, attachments=[about]), part(content))
    if same:
        assert response.status_code == 200, response.text
    else:
        assert refusal(response, 400) == "the signature is of another statement"


def test_contexts_of_a_signed_statement_are_compared_by_what_they_say(lrs: Lrs) -> None:
    parent = {"id": "https://example.com/parent"}
    content = jws(statement(context={"contextActivities": {"parent": [parent]}}))
    about = attachment(content, usageType=SIGNATURE, contentType="application/octet-stream")
    sent = statement(context={"contextActivities": {"parent": parent}}, attachments=[about])
    assert send(lrs, sent, part(content)).status_code == 200


NONE = "the signature is no JSON Web Signature of a statement\n"


def test_a_signature_of_megabytes_is_refused(lrs: Lrs) -> None:
    content = jws(statement(), head={"x5c": [certificate(rsa_key(2048))]}, sign=lambda _: b"\x01" * 1_000_000)
    assert (signed(lrs, content).text, lrs.ids()) == (NONE, [])


def test_a_head_of_megabytes_is_refused(lrs: Lrs) -> None:
    head = {"x5c": [certificate(rsa_key(2048))], "more": "x" * 1_000_000}
    response = signed(lrs, jws(statement(), head=head, sign=signer()))
    assert (response.status_code, response.text) == (400, NONE)


def test_a_long_statement_can_be_signed(lrs: Lrs) -> None:
    long = statement(id=number(1), context={"platform": "x" * 300_000})
    content = jws({**long}, head={"x5c": [certificate(rsa_key(2048))]}, sign=signer())
    about = attachment(content, usageType=SIGNATURE, contentType="application/octet-stream")
    response = send(lrs, {**long, "attachments": [about]}, part(content))
    assert response.status_code == 200, response.text


@pytest.mark.parametrize(
    "first",
    [
        "x",
        "AAAA",
        7,
        None,
        certificate(rsa_key(2048))[:400],
        certificate(rsa_key(2048))[4:],
        certificate(ec.generate_private_key(ec.SECP256R1())),
    ],
)
def test_a_first_certificate_without_an_rsa_key_is_refused(lrs: Lrs, first: Any) -> None:
    response = signed(lrs, jws(statement(), head={"x5c": [first, certificate(rsa_key(2048))]}, sign=signer()))
    assert response.status_code == 400
    assert response.text == "the first certificate of the signature's x5c has no RSA key\n"


def test_the_crypto_libraries_are_loaded_at_the_first_signature_only() -> None:
    code = "import sys, emulator.lrs.statements.attachments; print({'cryptography', 'joserfc'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


NO_SIGNATURE = "the signature is no JSON Web Signature of a statement"


@pytest.mark.parametrize(
    ("content", "members", "words"),
    [
        (
            jws(statement()),
            {"contentType": "text/plain"},
            "the contentType of a signature must be application/octet-stream",
        ),
        (jws(statement(), "HS256"), {}, "the algorithm of a signature must be RS256, RS384, RS512"),
        (jws(statement(), "none"), {}, "the algorithm of a signature must be RS256, RS384, RS512"),
        (jws(statement(verb={"id": "http://example.com/other"})), {}, "the signature is of another statement"),
        (jws([]), {}, "the signature's statement: must be an object (Statement)"),
        (b"no signature", {}, NO_SIGNATURE),
        (b"a.b.c", {}, NO_SIGNATURE),
        (jws(statement()).rpartition(b".")[0], {}, NO_SIGNATURE),
        (jws(statement()) + b".x", {}, NO_SIGNATURE),
        (jws(statement()) + b"!", {}, NO_SIGNATURE),
        (b"W10." + jws(statement()).partition(b".")[2], {}, NO_SIGNATURE),  # the head is a list
        (jws(statement(), head={"x5c": ["x"]}), {}, "the first certificate of the signature's x5c has no RSA key"),
        (jws(statement(), head={"x5c": {"a": 1}}), {}, "the first certificate of the signature's x5c has no RSA key"),
    ],
)
def test_a_signature_that_is_none_answers_400(lrs: Lrs, content: bytes, members: Any, words: str) -> None:
    response = signed(lrs, content, **members)
    assert (refusal(response, 400), lrs.ids()) == (words, [])
