"""An uploaded course that is hostile, in Chromium: it gets hold of nothing that is not its launch's, however the emulator is called."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.browser import Learner, eventually, needs_browser
from tests.hostile.sites import TRIES, course
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World

pytestmark = needs_browser
SECRET = "nobody-may-read-this"

Try = Callable[..., Any]
CALLED = ["127.0.0.1", "emulator"]
"""How the browser calls the emulator. The last one is as from another machine: no origin of its own can be had there."""


def launch(cloud: ScormCloudClient, registration: str, host: str) -> str:
    """A link that plays a registration, at that host."""
    cloud.register(registration)
    response = cloud.call("POST", f"/registrations/{registration}/launchLink", json={"redirectOnExitUrl": "Message"})
    link: str = response.json()["launchLink"]
    return link.replace("127.0.0.1", host)


@pytest.fixture(params=CALLED)
def host(request: pytest.FixtureRequest) -> str:
    """How the browser calls the emulator."""
    found: str = request.param
    return found


@pytest.fixture
def attempt(cloud: ScormCloudClient, learner: Learner, host: str) -> Try:
    """The hostile course is open; tries something as it."""
    assert cloud.upload("C1", course()).status_code == 200
    learner.open(launch(cloud, "R1", host)).locator("#ready").wait_for()

    def run(what: str, url: str, **options: Any) -> Any:
        return learner.course.locator("body").evaluate(f"(_, given) => ({TRIES})(given)", [what, url, options])

    return run


def roots(world: World, learner: Learner, host: str) -> list[str]:
    """Where it can call the emulator: at each of its names, and where the course itself is."""
    port = world.host.rpartition(":")[2]
    own = learner.page.evaluate("location.origin")
    return [own, *(f"http://{name}:{port}" for name in dict.fromkeys((host, "127.0.0.1")))]


def test_it_plays_and_is_kept(cloud: ScormCloudClient, learner: Learner, attempt: Try, host: str) -> None:
    origin = learner.page.evaluate("location.origin")
    assert (".localhost:" in origin) == (host != "emulator")
    passed = "api.LMSSetValue('cmi.core.lesson_status', 'passed')"
    say = f"() => {{ const api = parent.API; return [api.LMSInitialize(''), {passed}, api.LMSCommit('')]; }}"
    assert learner.course.locator("body").evaluate(say) == ["true"] * 3
    seen = eventually(lambda: cloud.get("/registrations/R1"), lambda now: now["registrationSuccess"] == "PASSED")
    assert seen["registrationSuccess"] == "PASSED"
    assert learner.errors == []


def test_it_reads_no_journal_of_its_own_sandbox_nor_of_another(
    world: World, learner: Learner, attempt: Try, host: str
) -> None:
    other = f"{world.name}-other"
    world.client.get(f"{world.host}/~{other}/v1.svc/users?source={SECRET}&apikey=litmos-account-owner")
    for root in roots(world, learner, host):
        for sandbox in (world.name, other):
            url = f"{root}/~{sandbox}/_emulator/journal"
            for what in ("fetch", "frame", "window"):
                found = attempt(what, url)
                assert SECRET not in found, (what, url)
                assert "launchLink" not in found, (what, url)
            claimed = {"X-Forwarded-Host": world.host.partition("//")[2]}
            assert SECRET not in attempt("fetch", url, headers=claimed), url


def test_it_resets_and_seeds_nothing(world: World, learner: Learner, attempt: Try, host: str) -> None:
    for root in roots(world, learner, host):
        control = f"{root}/~{world.name}/_emulator"
        for path, body in (("reset", ""), ("settings", '{"job_mode": "step"}'), ("seed", '{"litmos": {}}')):
            for options in ({"mode": "no-cors"}, {"headers": {"Content-Type": "application/json"}}):
                attempt("fetch", f"{control}/{path}", method="POST", body=body, **options)
            attempt("beacon", f"{control}/{path}", body=body)
        attempt("form", f"{control}/seed", name='{"litmos": {"users": [{"UserName": "x', value='"}]}}')
        attempt("form", f"{control}/reset", name="a", value="b")
        for page in ("/", "/login.aspx?loginkey=x", "/v1.svc/users", "/nothing"):
            done = {"to": f"{control}/reset", "method": "POST"}
            attempt("through", f"{root}/~{world.name}{page}", **done)
    assert world.control("GET", "settings")["job_mode"] == "instant"
    assert ScormCloudClient(world).get("/registrations/R1")["id"] == "R1"
    users = world.client.get(f"{world.litmos}/users?source=t&format=json&apikey=litmos-account-owner").text
    assert '"x' not in users


def test_it_calls_no_vendors_api(world: World, learner: Learner, attempt: Try, host: str) -> None:
    basic = {"Authorization": "Basic RU1VTEFUT1IwMTplbXVsYXRvci1zZWNyZXQ="}
    litmos = "v1.svc/users?source=t&format=json&apikey=litmos-account-owner"
    for root in roots(world, learner, host):
        found = attempt("fetch", f"{root}/~{world.name}/api/v2/registrations", headers=basic)
        assert "R1" not in found
        assert "litmos-learner" not in attempt("fetch", f"{root}/~{world.name}/{litmos}")
        attempt(
            "fetch", f"{root}/~{world.name}/{litmos}", method="POST", mode="no-cors", body='{"UserName": "intruder"}'
        )
    assert "intruder" not in world.client.get(f"{world.root}/{litmos}").text


def test_it_drives_no_other_launch_even_if_it_knows_the_key(
    world: World, cloud: ScormCloudClient, learner: Learner, attempt: Try, host: str
) -> None:
    other = world.client.get(launch(cloud, "R2", "127.0.0.1")).headers["location"]
    message = '{"sco":"i"}'
    apart = host != "emulator"
    for root in roots(world, learner, host) if apart else roots(world, learner, host)[:0]:
        found = attempt("fetch", f"{root}{other}/start", method="POST", body=message)
        assert "refused" in found or " 403 " in found
        attempt("fetch", f"{root}{other}/start", method="POST", body=message, mode="no-cors")
        attempt("beacon", f"{root}{other}/start", body=message)
        found = attempt("fetch", f"{root}{other.replace('/launch/', '/content/')}/i.html")
        assert "refused" in found or " 403 " in found
    assert cloud.get("/registrations/R2")["registrationCompletion"] == "UNKNOWN"
    assert cloud.get("/registrations/R2/launchHistory")["launchHistory"] == []
    if apart:  # a link that is followed opens the launch, for the learner and not for the course
        assert "Hostile" not in attempt("window", f"{world.host}{other}")


def test_it_reads_nothing_of_the_lrs_without_credentials(
    world: World, learner: Learner, attempt: Try, host: str
) -> None:
    version = {"X-Experience-API-Version": "1.0.3"}
    for root in roots(world, learner, host):
        found = attempt("fetch", f"{root}/~{world.name}/lrs/EMULATOR01/statements", headers=version, credentials="omit")
        assert "refused" in found or " 401 " in found
