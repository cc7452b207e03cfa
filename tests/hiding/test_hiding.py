"""Secrets are left out of what is shown, in whatever form they come, and nothing else is."""

import json

import pytest

from emulator.hiding.decoding import readable
from emulator.hiding.hiding import Hiding
from emulator.journal.entry import BODY_LIMIT
from emulator.sandbox.clock import stopwatch
from tests.vendors.litmos.calling import LitmosClient
from tests.world import World


@pytest.fixture
def hiding() -> Hiding:
    return Hiding(["LoginKey"])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('{"password":"pa\\"ss","b":"c"}', '{"password":"(hidden)","b":"c"}'),
        ('{ "userPassword" : "x" }', '{ "userPassword" : "(hidden)" }'),
        ('{"sharedSecret": 12345, "n": 1}', '{"sharedSecret": "(hidden)", "n": 1}'),
        ('{"password":["x","y"],"b":["c"]}', '{"password":"(hidden)","b":["c"]}'),
        ('{"password": [ "cut in the mid', '{"password": "(hidden)"'),
        ('{"auth-token":"x"}', '{"auth-token":"(hidden)"}'),
        ('{"loginKey":"https://h/login.aspx?loginkey=K"}', '{"loginKey":"(hidden)"}'),
        ('{"a":1,"access_token":"cut in the mid', '{"a":1,"access_token":"(hidden)"'),
        (
            '[{"settingId":"AuthPassword","value":"x}y"},{"settingId":"Title","value":"T"}]',
            '[{"settingId":"AuthPassword","value":"(hidden)"},{"settingId":"Title","value":"T"}]',
        ),
        (
            '{"explicitValue":"x","id":"AuthPassword","effectiveValue":"x"}',
            '{"explicitValue":"(hidden)","id":"AuthPassword","effectiveValue":"(hidden)"}',
        ),
        (
            "<User><Password>a b</Password><Name>N</Name></User>",
            "<User><Password>(hidden)</Password><Name>N</Name></User>",
        ),
        ('<x:apiKey i="1"><![CDATA[a<b]]></x:apiKey>', '<x:apiKey i="1">(hidden)</x:apiKey>'),
        ("<Password/><Name>N</Name>", "<Password/><Name>N</Name>"),
        ('<user password="x" name="y"/>', '<user password="(hidden)" name="y"/>'),
        ("grant_type=password&username=u&password=p%20q&z=1", "grant_type=password&username=u&password=(hidden)&z=1"),
        ("/users?source=me&apikey=K&format=json", "/users?source=me&apikey=(hidden)&format=json"),
        (
            '{"ContentURL":"https://h/c.zip?access_token=K&a=b"}',
            '{"ContentURL":"https://h/c.zip?access_token=(hidden)&a=b"}',
        ),
        ("https://jo:pa@h/c.zip cannot be fetched", "https://(hidden)@h/c.zip cannot be fetched"),
        ("?endpoint=e&auth=Basic%20QTpC&x=1", "?endpoint=e&auth=Basic%20(hidden)&x=1"),
        ('{"result":"eyJhbGciOiJI.eyJzdWIiOiIx.c2ln"}', '{"result":"(hidden)"}'),
    ],
)
def test_a_secret_is_hidden_where_it_stands(hiding: Hiding, text: str, shown: str) -> None:
    assert hiding.body(text) == shown


CANARY = "cAn4ry.in-a_cage"
FORMS = {
    "an object below the name of a secret": '{"password":{"plain":"CANARY","more":["CANARY",{"a":"CANARY"}]},"b":"kept"}',
    "a list below the name of a secret": '{"b":"kept","secret":[{"a":"CANARY"}]}',
    "JSON in a string": '{"b":"kept","request":"{\\"password\\":\\"CANARY\\"}"}',
    "JSON in a string in a string": '{"b":"kept","r":"{\\"q\\":\\"{\\\\\\"password\\\\\\":\\\\\\"CANARY\\\\\\"}\\"}"}',
    "XML in a string": '{"b":"kept","r":"<a><password>CANARY</password></a>"}',
    "a form in a string": '{"b":"kept","r":"a=b&password=CANARY&c=d"}',
    "an escaped name": '{"b":"kept","pass\\u0077ord":"CANARY"}',
    "a name in capitals with dots": '{"b":"kept","User.PASS-WORD":"CANARY"}',
    "a name with a number": '{"b":"kept","password2":"CANARY"}',
    "names in the plural": '{"b":"kept","passwords":{"jo":"CANARY"}}',
    "an escaped value": '{"b":"kept","\\u0070assword":"\\"CANARY\\n"}',
    "an escaped name as a value": '{"b":"kept","field":"pass\\u0077ord","value":"CANARY"}',
    "an object as a value": '{"b":"kept","id":"AuthPassword","value":{"a":"CANARY"}}',
    "two documents": '{"b":"kept"}\n{"password":"CANARY"}',
    "JSON that is cut": '{"b":"kept","password":{"a":["CANARY',
    "JSON that is broken before the name": "{'b': 'kept', 'password': 'CANARY'}",
    "JSON that is broken behind the name": '{"b":"kept","password" "CANARY"}',
    "JSON with a bare value": '{"b":"kept","password": CANARY}',
    "JSON with a bare name": '{"b":"kept",password:"CANARY"}',
    "broken JSON with an escaped name": "{'pass\\u0077ord': 'CANARY'}",
    "JSON with something behind it": '{"b":"kept"}} password CANARY',
    "a link in JSON": '{"b":"kept","url":"https:\\/\\/h\\/a?sig=CANARY&b=c"}',
    "an element with a name": '<a><b>kept</b><f name="password">CANARY</f></a>',
    "an element with a name and a value": "<a><b>kept</b><input type='text' name='password' value='CANARY'><c/></a>",
    "elements for name and value": "<a><b>kept</b><f><Name>Password</Name><Value>CANARY</Value></f></a>",
    "elements within a secret": "<a><b>kept</b><x:password><y>CANARY</y></x:password></a>",
    "an attribute": "<a b='kept' p:password='CANARY'/>",
    "an escaped attribute": '<a b="kept"><f name="pass&#x77;ord">CANARY</f></a>',
    "CDATA": "<a><b>kept</b><password><![CDATA[</password>CANARY]]></password></a>",
    "XML in XML": "<a><b>kept</b><c>&lt;password&gt;CANARY&lt;/password&gt;</c></a>",
    "JSON in XML": '<a><b>kept</b><c>{"password":"CANARY"}</c></a>',
    "a comment": "<a><b>kept</b><!-- <password>CANARY</password> --></a>",
    "an entity": '<!DOCTYPE a [<!ENTITY p "CANARY">]><a><b>kept</b><password>&p;</password></a>',
    "XML that is cut": "<a><b>kept</b><password><c>CANARY",
    "XML that is cut in an attribute": "<a><b>kept</b><c password='CANARY",
    "XML with a wrong end": "<a><b>kept</b><password></b>CANARY</password></a>",
    "XML that is broken": "<a><b>kept</b>< password>CANARY</password></a>",
    "an encoded name": "b=kept&pass%77ord=CANARY&c=d",
    "a name that is encoded twice": "b=kept&pass%2577ord=CANARY",
    "a name in brackets": "b=kept&user%5Bpassword%5D=CANARY",
    "a form with quotes and spaces": "b=kept&password=\"CANARY'CANARY CANARY",
    "a form in a form": "b=kept&next=https%3A%2F%2Fh%2Fa%3Fapikey%3DCANARY%26a%3Db",
    "a signed link": "https://h/kept?appid=a&sig=CANARY",
    "a link signed for a store": "https://h/kept?X-Amz-Signature=CANARY&X-Amz-Security-Token=CANARY",
    "a link with a user": "https://CANARY@h/kept",
    "a link with user and password": "kept: https://jo:CANARY@h/a",
    "a link with a user in a link": "/kept?url=https%3A%2F%2Fjo%3ACANARY%40h%2Fa",
    "a path that holds a query": "/kept/a%3Fpassword%3DCANARY",
    "a part": '--x\r\nContent-Disposition: form-data; name="b"\r\n\r\nkept\r\n'
    '--x\r\nContent-Disposition: form-data; name="password"\r\n\r\nCANARY\r\n--x--\r\n',
    "a part of JSON": '--x\nContent-Disposition: form-data; name=b\n\n{"b":"kept","password":"CANARY"}\n--x--\n',
    "a part that is cut": '--x\r\nA: kept\r\nContent-Disposition: form-data; name="pass%77ord"\r\n\r\n--CANARY\r\nCANARY',
    "a part without a boundary": 'kept\r\nContent-Disposition: form-data; name="password"\r\n\r\nCANARY\r\n',
    "lines": "b: kept\npassword: CANARY\n",
    "lines with quotes": "b: kept\n'password' = \"CANARY\"\n",
    "credentials": "kept: Authorization is Basic Y0FuNHJ5OmluLWFfY2FnZQ== and Bearer CANARY",
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_secret_is_hidden_in_every_form(hiding: Hiding, form: str) -> None:
    body = FORMS[form].replace("CANARY", CANARY)
    shown = hiding.body(body)
    assert (CANARY in shown, "Y0FuNHJ5" in shown, "hidden" in shown) == (False, False, True), shown
    assert ("kept" in shown) == ("kept" in body), shown


@pytest.mark.parametrize("form", FORMS)
def test_a_secret_is_hidden_wherever_a_body_is_cut(hiding: Hiding, form: str) -> None:
    body = FORMS[form].replace("CANARY", CANARY)
    known = (
        len("%40") if "a user" in form or "with user" in form else 0
    )  # a password in a URL is one by what follows it
    for end in range(body.find(CANARY) + len(CANARY) + known, len(body)):
        assert CANARY not in hiding.body(body[:end]), body[:end]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-32-be", "utf-7", "cp037", "latin-1"])
def test_a_secret_is_hidden_in_every_encoding_that_xml_is_read_in(hiding: Hiding, encoding: str) -> None:
    body = f'<?xml version="1.0" encoding="{encoding}"?><a><b>kept</b><password>{CANARY}</password></a>'.encode(
        encoding
    )
    assert "<b>kept</b><password>(hidden)</password>" in hiding.body(readable(body))


def test_a_text_within_too_many_texts_is_hidden(hiding: Hiding) -> None:
    body = CANARY
    for _ in range(8):
        body = json.dumps({"password" if body == CANARY else "request": body})
    assert CANARY not in hiding.body(body)
    assert "(hidden)" in hiding.body(body)


@pytest.mark.parametrize(
    "text",
    [
        '{"name":"Basic Fire Safety","more":"c2VlIHlvdQ==","id":"a@b.com","escaped":"a\\u00e4 \\/ b","pages":"1%20of%202"}',
        "<Course><Name>Basic Fire Safety</Name><Email>a@b.com</Email>&#169;<br></Course>",
        "sourcecode=a%20b&design=x&more=https%3A%2F%2Fh%2Fa%3Fb%3Dc",
        "https://h/a?b=c%20d&design=@",
        '{"source":"me","tokenType":"bearer","secretary":"S","password":null,"password":"","password":[],"accessTokenUrl":"https://h/"}',
        "/users?source=me&limit=10&more=abc",
        "<TokenCode>T</TokenCode><Passmark>80</Passmark>",
        '{"id":"job-1","value":"plain","name":"Password rules"}',
        "the password must be longer",
        '{"result":"course-import-1"}',
    ],
)
def test_what_is_no_secret_stays(hiding: Hiding, text: str) -> None:
    assert hiding.body(text) == text == hiding.text(text)


def test_headers_are_hidden_by_their_names_and_by_what_they_hold(hiding: Hiding) -> None:
    for name in ("Authorization", "proxy-authorization", "apikey", "X-Api-Key", "Cookie", "set-cookie", "X-Auth-Token"):
        assert hiding.header(name, "x") == "(hidden)"
    assert hiding.header("location", "/a?loginkey=K") == "/a?loginkey=(hidden)"
    assert hiding.header("content-type", "text/xml") == "text/xml"


@pytest.mark.parametrize(
    "unit",
    [
        '{"id":"password",',
        '"password":"',
        '"password":[',
        "<password>",
        " password=",
        "&password",
        "://",
        "\\",
        "<![CDATA[",
        "WyJa.",
        "eyJ",
        "a.",
        "%",
        "%3d",
        "\\u0070",
        "&#112;",
        "{",
        '{"a":',
        '{"a":"{',
        '"',
        "[",
        "<a>",
        "</a>",
        '<a "',
        "<a b='",
        "<!--",
        "<!DOCTYPE [",
        "--x\n",
        "--x\nContent-Disposition: form-data; name=a\n\n",
        "Content-Disposition: name=",
        "://a@",
        "basic ",
        "=",
        "a",
    ],
)
def test_no_body_makes_hiding_slow(hiding: Hiding, unit: str) -> None:
    for begin in ("password", "", unit.lstrip()[:1], "<a>", '{"a":"'):
        body = (begin + unit * BODY_LIMIT)[:BODY_LIMIT]
        started = stopwatch()
        hiding.body(body)
        assert stopwatch() - started < 0.5, begin


@pytest.mark.parametrize("encoding", ["utf-7", "unicode_escape", "raw_unicode_escape", "punycode", "hex", "none-such"])
def test_whatever_encoding_a_body_names_it_can_be_shown(world: World, encoding: str) -> None:
    body = b'<?xml version="1.0" encoding="%s"?><User>\\ud800+2AA-</User>' % encoding.encode()
    readable(body).encode()
    LitmosClient(world).call("POST", "/users", content=body, headers={"Content-Type": "text/xml"})
    (entry,) = world.control("GET", "journal", params={"limit": 1})["entries"]
    assert "<User>" in entry["request"]["body"]
    assert len(world.control("GET", "journal.har")["log"]["entries"]) == 1
