"""Secrets are left out of what is shown, in whatever form they come, and nothing else is."""

import pytest

from emulator.sandbox.clock import stopwatch
from emulator.sandbox.hiding import Hiding
from emulator.sandbox.journal import BODY_LIMIT


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
        ("https://jo:pa@h/c.zip cannot be fetched", "https://jo:(hidden)@h/c.zip cannot be fetched"),
        ("?endpoint=e&auth=Basic%20QTpC&x=1", "?endpoint=e&auth=Basic%20(hidden)&x=1"),
        ('{"result":"eyJhbGciOiJI.eyJzdWIiOiIx.c2ln"}', '{"result":"(hidden)"}'),
    ],
)
def test_a_secret_is_hidden_where_it_stands(hiding: Hiding, text: str, shown: str) -> None:
    assert hiding.text(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        '{"source":"me","tokenType":"bearer","secretary":"S","password":null,"password":"","password":[],"accessTokenUrl":"https://h/"}',
        "/users?source=me&limit=10&more=abc",
        "<TokenCode>T</TokenCode><Passmark>80</Passmark>",
        '{"id":"job-1","value":"plain","name":"Password rules"}',
        "the password must be longer",
        '{"result":"course-import-1"}',
    ],
)
def test_what_is_no_secret_stays(hiding: Hiding, text: str) -> None:
    assert hiding.text(text) == text


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
        "a",
    ],
)
def test_no_body_makes_hiding_slow(hiding: Hiding, unit: str) -> None:
    body = ("password" + unit * BODY_LIMIT)[:BODY_LIMIT]
    started = stopwatch()
    hiding.text(body)
    assert stopwatch() - started < 0.5
