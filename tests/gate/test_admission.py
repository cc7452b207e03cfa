"""The token of the control API and the console. Real browsers: tests/hostile."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from emulator.settings import SettingsError, load_settings
from tests.browser.browser import eventually
from tests.container.starting import refusal, start
from tests.processes import serving
from tests.refusals import control_refusal, page_refusal
from tests.running import running
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World

TOKEN = "kept/for+us-alone=1"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
CLOSED = [
    ("GET", "/"),
    ("GET", "/~w/"),
    ("GET", "//"),
    ("GET", "/_emulator"),
    ("GET", "/_emulator/journal"),
    ("GET", "//_emulator/journal"),
    ("GET", "/~w/_emulator/journal"),
    ("GET", "/~w//_emulator/journal"),
    ("HEAD", "/_emulator/journal"),
    ("OPTIONS", "/_emulator/journal"),
    ("DELETE", "/_emulator/journal"),
    ("POST", "/_emulator/reset"),
    ("POST", "/_emulator/seed"),
    ("PATCH", "/_emulator/settings"),
    ("PUT", "/_emulator/clock"),
    ("DELETE", "/_emulator/sandboxes/w"),
    ("GET", "/_emulator/operations"),
    ("GET", "/_emulator/openapi/control.json"),
    ("GET", "/_emulator/livex"),
    ("GET", "/%5Femulator/journal"),
    ("GET", "/nothing"),
]
PAGE = {"Accept": "text/html,*/*", "Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "none"}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An emulator with a token."""
    with running(tmp_path_factory.mktemp("data"), control_token=TOKEN, job_mode="instant") as (root, _):
        yield root


@pytest.fixture
def world(root: str) -> Iterator[World]:
    """Its sandbox `w`, by a client that shows the token."""
    with httpx.Client(headers=BEARER) as client:
        yield World(root, "w", client)


@pytest.fixture
def own(root: str) -> dict[str, str]:
    """What a browser sends with a form of the emulator's own page."""
    return {"Origin": root, "Sec-Fetch-Site": "same-origin"}


def logged_in(root: str, own: dict[str, str], **options: str) -> httpx.Response:
    form = {"token": TOKEN, "way": "/", **options}
    return httpx.post(f"{root}/_emulator/login", data=form, headers=own)


@pytest.mark.parametrize(("method", "path"), CLOSED)
@pytest.mark.parametrize(
    "shown", [None, "Bearer", "Bearer wrong-but-long-enough", f"Basic {TOKEN}", TOKEN, "Bearer \xff"]
)
def test_without_the_token_nothing_is_told_or_done(root: str, method: str, path: str, shown: str | None) -> None:
    headers = [] if shown is None else [(b"authorization", shown.encode("latin-1"))]
    response = httpx.request(method, root + path, headers=headers)
    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith("Bearer ")
    assert ("invalid_token" in response.headers["www-authenticate"]) == (
        shown is not None and shown.startswith("Bearer")
    )
    if method != "HEAD":
        assert "EMULATOR_CONTROL_TOKEN" in response.json()["error"]
        assert TOKEN not in response.text


@pytest.mark.parametrize("shown", [f"Bearer {TOKEN}", f"bearer  {TOKEN}"])
def test_with_the_token_all_is_as_without_the_setting(root: str, shown: str) -> None:
    headers = {"Authorization": shown}
    for path in ("/", "/_emulator/journal", "/~w/_emulator/settings", "/_emulator/openapi/control.json"):
        assert httpx.get(root + path, headers=headers).status_code == 200
    assert (
        control_refusal(httpx.get(f"{root}/nothing", headers=headers), 404)
        == "nothing is served at /nothing; vendors are at /v1.svc, /api/v2, /api/v1, the control API at /_emulator"
    )
    assert httpx.post(f"{root}/~w/_emulator/reset", headers=headers).status_code == 200


@pytest.mark.parametrize("text", [TOKEN, quote(TOKEN, safe="")])
@pytest.mark.parametrize("name", ["access_token=", "token=", "x=", ""])
@pytest.mark.parametrize("headers", [{}, BEARER])
def test_a_token_in_the_url_is_refused_whatever_else_is_shown(
    root: str, text: str, name: str, headers: dict[str, str]
) -> None:
    response = httpx.get(f"{root}/_emulator/journal?{name}{text}", headers=headers)
    assert (response.status_code, "URL" in response.json()["error"]) == (400, True)


def test_probes_samples_vendors_and_launches_stay_open(root: str, world: World) -> None:
    cloud = ScormCloudClient(world)
    cloud.new_course("C1")
    cloud.register("R1")
    link = cloud.call("POST", "/registrations/R1/launchLink", json={"redirectOnExitUrl": "Message"}).json()[
        "launchLink"
    ]
    opened = httpx.get(link, follow_redirects=True)
    assert (opened.status_code, "/launch/" in str(opened.url)) == (200, True)
    assert httpx.get(f"{root}/_emulator/live").json() == {"live": True}
    assert httpx.get(f"{root}/~w/_emulator/ready").json() == {"ready": True}
    assert httpx.get(f"{root}/_emulator/samples/scorm12-minimal.zip").status_code == 200
    assert httpx.get(f"{root}/v1.svc/users?source=t&apikey=litmos-account-owner").status_code == 200


def test_why_nothing_can_be_written_is_for_those_with_the_token(tmp_path: Path) -> None:
    with running(tmp_path, control_token=TOKEN) as (root, app):
        app.house.database.failed(OSError(28, "No space left on device"))
        stranger = httpx.get(f"{root}/_emulator/ready")
        assert (stranger.status_code, stranger.json()) == (503, {"ready": False})
        assert "no space" in httpx.get(f"{root}/_emulator/ready", headers=BEARER).json()["reason"]


def test_the_emulator_cannot_be_told_to_call_its_own_control_api(root: str, world: World) -> None:
    world.settings(job_mode="step")
    cloud = ScormCloudClient(world)
    back = {"url": f"{root}/~w/_emulator/reset", "authType": "FORM", "userName": "u", "password": "p"}
    assert cloud.call("POST", "/registrations/postBackTest", json=back).status_code == 204
    (delivery,) = eventually(lambda: world.control("GET", "deliveries")["deliveries"], lambda seen: seen[0]["tries"])
    assert delivery["tries"][0]["status"] == 401
    assert world.control("GET", "settings")["job_mode"] == "step"
    world.control("POST", "reset")


def test_a_browser_gets_a_page_and_logs_in_once_for_every_sandbox(root: str, own: dict[str, str]) -> None:
    page = httpx.get(f"{root}/~w/_emulator/clock?a=b", headers=PAGE)
    assert (page.status_code, page.headers["content-type"]) == (401, "text/html; charset=utf-8")
    assert 'value="/~w/_emulator/clock?a=b"' in page.text
    done = logged_in(root, own, way="/~w/_emulator/clock?a=b", token=f" {TOKEN}\n")
    assert (done.status_code, done.headers["location"]) == (303, "/~w/_emulator/clock?a=b")
    cookie, *attributes = done.headers["set-cookie"].split("; ")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(attributes)
    assert TOKEN not in cookie
    for path in ("/", "/_emulator/journal", "/~other/_emulator/settings"):
        assert httpx.get(root + path, headers={**PAGE, "Cookie": cookie}).status_code == 200
    assert "Log out" in httpx.get(root, headers={**PAGE, "Cookie": cookie}).text
    out = httpx.post(f"{root}/_emulator/logout", headers={**own, "Cookie": cookie})
    assert (out.status_code, "Max-Age=0" in out.headers["set-cookie"]) == (303, True)
    assert (
        page_refusal(httpx.get(root, headers={**PAGE, "Cookie": cookie}), 401)
        == "lms-emulator. This emulator is shared: its console and control API are for those who have its token, EMULATOR_CONTROL_TOKEN."
    )


def test_a_wrong_token_is_told_on_the_page_and_makes_no_cookie(root: str, own: dict[str, str]) -> None:
    for wrong in ("", "wrong", TOKEN[:-1], TOKEN + "x"):
        page = logged_in(root, own, token=wrong)
        assert (page.status_code, "set-cookie" in page.headers) == (401, False)
        assert "That is not the token." in page.text


@pytest.mark.parametrize(
    "way", ["//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", "x", ""]
)
def test_the_way_on_from_the_login_is_never_elsewhere(root: str, own: dict[str, str], way: str) -> None:
    assert logged_in(root, own, way=way).headers["location"] == "/"


def test_an_unsafe_call_with_the_cookie_still_has_to_come_from_our_own_page(root: str, own: dict[str, str]) -> None:
    cookie = logged_in(root, own).headers["set-cookie"].partition(";")[0]
    url, body = f"{root}/~w/_emulator/settings", b'{"job_mode": "step"}'
    for foreign in ({"Origin": "http://127.0.0.1:1"}, {"Origin": "null"}, {"Sec-Fetch-Site": "same-site"}):
        assert (
            control_refusal(httpx.patch(url, headers={"Cookie": cookie, **foreign}, content=body), 403)
            == "a page of another origin may not use the control API"
        )
        login = httpx.post(f"{root}/_emulator/login", headers=foreign, data={"token": TOKEN})
        assert (login.status_code, "set-cookie" in login.headers) == (403, False)
    plain = {**own, "Cookie": cookie, "Content-Type": "text/plain"}
    assert (
        control_refusal(httpx.patch(url, headers=plain, content=body), 415)
        == "a browser has to send the body as application/json"
    )
    json = {**plain, "Content-Type": "application/json"}
    assert httpx.patch(url, headers=json, content=body).status_code == 200
    assert httpx.post(f"{root}/~w/_emulator/reset", headers={**own, "Cookie": cookie}).status_code == 200


@pytest.mark.parametrize("host", ["emulator:{port}", "192.168.1.5:{port}", "127.0.0.1:{port}"])
def test_where_courses_share_the_origin_there_is_no_login_and_no_cookie_counts(
    tmp_path: Path, root: str, own: dict[str, str], host: str
) -> None:
    with running(tmp_path, control_token=TOKEN, content_url="same" if "127" in host else None) as (here, _):
        at = host.format(port=here.rpartition(":")[2])
        shared = {"Host": at, "Origin": f"http://{at}"}
        page = httpx.get(here, headers={**PAGE, "Host": at})
        assert (page.status_code, "EMULATOR_CONTENT_URL" in page.text, "<form" in page.text) == (401, True, False)
        done = logged_in(here, shared)
        assert (done.status_code, "set-cookie" in done.headers) == (401, False)
        assert httpx.get(f"{here}/_emulator/journal", headers={"Host": at, **BEARER}).status_code == 200
    cookie = logged_in(root, own).headers["set-cookie"].partition(";")[0]
    at = host.format(port=root.rpartition(":")[2])
    if "127" not in host:
        refused = httpx.get(f"{root}/_emulator/journal", headers={"Host": at, "Cookie": cookie})
        assert "needs the token of the setting EMULATOR_CONTROL_TOKEN" in control_refusal(refused, 401)


def test_neither_the_token_nor_a_session_is_in_the_journal_even_if_it_captures_secrets(
    root: str, world: World, own: dict[str, str]
) -> None:
    cookie = logged_in(root, own).headers["set-cookie"].partition(";")[0]
    for captured in (False, True):
        world.settings(capture_secrets=captured)
        for text in (TOKEN, quote(TOKEN, safe="")):
            url = f"{world.litmos}/users?source={text}"
            httpx.post(url, headers={**BEARER, "Cookie": f"a=1; {cookie}; b=2"}, content=text.encode())
        shown = world.control("GET", "journal")
        for secret in (TOKEN, quote(TOKEN, safe=""), cookie.partition("=")[2]):
            assert secret not in str(shown)
    assert "a=1; b=2" in str(shown)


def test_the_token_is_in_no_log_no_banner_and_no_repr(tmp_path: Path) -> None:
    assert TOKEN not in repr(load_settings(data=tmp_path, control_token=TOKEN))
    with serving(tmp_path, EMULATOR_CONTROL_TOKEN=TOKEN) as (root, process):
        httpx.get(f"{root}/_emulator/journal?x={TOKEN}", headers=BEARER)
        process.terminate()
        assert process.stdout is not None
        printed = process.stdout.read()
    assert TOKEN not in printed
    assert "EMULATOR_CONTROL_TOKEN" in printed


@pytest.mark.parametrize(
    "wrong", ["", "   ", "short", "with white space in it", "sixteen-and-more\n", "ümlauts-and-more-of-them"]
)
def test_a_token_that_is_none_stops_the_start_and_is_not_shown(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings(data=tmp_path, control_token=wrong)
    line = str(refused.value)
    assert line.startswith("EMULATOR_CONTROL_TOKEN: ")
    assert "16" in line
    assert not wrong.strip() or wrong not in line


def test_the_command_says_what_is_wrong_with_a_token_in_one_line(tmp_path: Path) -> None:
    assert "EMULATOR_CONTROL_TOKEN" in refusal(start("--data", str(tmp_path), EMULATOR_CONTROL_TOKEN=""))


def test_without_the_setting_nobody_is_asked(emulator: tuple[str, object]) -> None:
    root, _ = emulator
    for headers in ({}, BEARER):
        assert httpx.get(f"{root}/_emulator/settings", headers=headers).status_code == 200
    assert httpx.get(f"{root}/_emulator/login", headers=PAGE).headers["location"] == "/"
    assert httpx.post(f"{root}/_emulator/logout").status_code == 303
