"""eLearning modules: their life from Queued to Ready or Failed, and their places in courses."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.courseware import building
from tests.vendors.litmos.calling import NO_RECORD, LitmosClient, refusal

LIFE = ["Queued", "Uploading", "ReadyToProcess", "Processing", "Ready"]


def status(litmos: LitmosClient, module: dict[str, Any]) -> str:
    return str(litmos.call("GET", f"/modules/{module['Id']}").json()["Status"])


def test_a_module_is_created_in_xml_as_the_vendors_page_shows_it(litmos: LitmosClient) -> None:
    body = (
        "<Module><Name>Example</Name><Description>About it</Description><ModuleType>9</ModuleType><Active>true</Active>"
        "<Code>EX-1</Code><HideDescription>false</HideDescription><NewWindow>true</NewWindow><ReviewMode>true</ReviewMode>"
        f"<ContentURL>{litmos.world.sample('scorm12-minimal.zip')}</ContentURL></Module>"
    )
    response = litmos.xml("POST", "/modules", body)
    assert response.status_code == 201
    root = etree.fromstring(response.content)
    assert [(child.tag, child.text) for child in root][1:] == [
        ("ModuleType", "9"),
        ("Name", "Example"),
        ("Description", "About it"),
        ("Active", "true"),
        ("ModuleRefCode", "EX-1"),
        ("HideDescription", "false"),
        ("NewWindow", "true"),
        ("ReviewMode", "true"),
        ("Status", "Queued"),
    ]


def test_in_step_mode_a_module_moves_one_state_at_each_read(litmos: LitmosClient) -> None:
    litmos.world.settings(job_mode="step")
    module = litmos.new_module(litmos.world.sample("scorm12-minimal.zip"))
    seen = [module["Status"], *(status(litmos, module) for _ in range(5))]
    assert seen == [*LIFE, "Ready"]


def test_in_instant_mode_a_module_is_ready_at_the_first_read(litmos: LitmosClient) -> None:
    litmos.world.settings(job_mode="instant")
    module = litmos.new_module(litmos.world.sample("scorm2004-two-scos.zip"))
    assert module["Status"] == "Queued"
    assert status(litmos, module) == "Ready"


def test_in_real_mode_a_module_moves_by_the_sandboxes_clock_alone(litmos: LitmosClient) -> None:
    litmos.world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
    module = litmos.new_module(litmos.world.sample("scorm12-quiz.zip"))
    assert status(litmos, module) == "Queued"
    assert litmos.world.advance(0.74) == []
    ran = litmos.world.advance(0.02)
    assert [(move["state"], move["at"]) for move in ran] == [("Uploading", "2030-01-01T00:00:00.750000Z")]
    ran = litmos.world.advance(60)
    assert [move["state"] for move in ran] == LIFE[2:]
    assert [move["at"][17:] for move in ran] == ["01.500000Z", "02.250000Z", "03Z"]
    assert status(litmos, module) == "Ready"


def test_in_real_mode_with_a_running_clock_the_worker_moves_a_module_by_itself(litmos: LitmosClient) -> None:
    litmos.world.settings(job_seconds=0.2)
    module = litmos.new_module(litmos.world.sample("scorm12-minimal.zip"))
    wait = threading.Event()
    for _ in range(600):
        if status(litmos, module) == "Ready":
            return
        wait.wait(0.05)
    pytest.fail("the module did not become Ready within 30 s")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("{samples}/broken-no-manifest.zip", "imsmanifest.xml"),
        ("{samples}/broken-launch-file-missing.zip", "not in the archive"),
        ("{samples}/no-such-sample.zip", "answered 404"),
        ("{samples}/", "not a zip archive"),
        ("http://127.0.0.1:9/nothing.zip", "cannot be fetched"),
        ("ftp://example.com/course.zip", "not an http or https URL"),
        ("http://[broken", "cannot be fetched"),
        ("not a url", "not an http or https URL"),
    ],
)
def test_what_is_not_a_valid_course_ends_as_failed_with_a_reason_for_the_developer(
    litmos: LitmosClient, url: str, reason: str
) -> None:
    litmos.world.settings(job_mode="instant")
    module = litmos.new_module(url.format(samples=litmos.world.sample("").rstrip("/")))
    response = litmos.call("GET", f"/modules/{module['Id']}")
    assert response.json()["Status"] == "Failed"
    assert reason in response.headers["x-emulator-hint"]


class Endless(BaseHTTPRequestHandler):
    """Sends bytes for ever."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"\0" * 65536)
        except OSError:
            return

    def log_message(self, *_: Any) -> None:
        return


class Archives(BaseHTTPRequestHandler):
    """Sends the file of a folder that the path names."""

    folder = Path()

    def do_GET(self) -> None:
        data = (self.folder / self.path.strip("/")).read_bytes()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        return


def launching(href: str) -> str:
    return building.manifest(resources=building.ONE_RESOURCE.replace("index.html", href))


HOSTILE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "path out of it": (
        lambda at: building.package(at, files={"../evil": b""}),
        'leads out of it with "..": "../evil".',
    ),
    "symbolic link": (
        lambda at: building.zip_entries(
            at / "package.zip",
            [("imsmanifest.xml", launching("index.html").encode()), (building.entry("link", 0o120777), b"/etc/passwd")],
        ),
        "symbolic link: link.",
    ),
    "control characters": (
        lambda at: building.package(at, launching("a&#127;&#129;&#10;X-Evil: 1.html")),
        "that file is not in the archive.",
    ),
    "a long name": (
        lambda at: building.package(at, launching("x" * 3000 + ".html")),
        "that file is not in the archive.",
    ),
    "a foreign name": (
        lambda at: building.package(at, launching("\u65e5.html")),
        '"\\u65e5.html", but that file is not in the archive.',
    ),
    "entities": (
        lambda at: building.package(at, f"<!DOCTYPE x>{launching('index.html')}"),
        "DOCTYPE, which is not accepted.",
    ),
    "nothing": (lambda at: building.zip_entries(at / "package.zip", []), "The archive is empty."),
}


@pytest.mark.parametrize("cause", HOSTILE)
def test_a_hostile_package_ends_as_failed_and_each_read_says_why(
    litmos: LitmosClient, tmp_path: Path, cause: str
) -> None:
    build, reason = HOSTILE[cause]
    litmos.world.settings(job_mode="instant")
    handler = type("Here", (Archives,), {"folder": build(tmp_path).parent})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        module = litmos.new_module(f" http://127.0.0.1:{server.server_port}/package.zip ")
        server.shutdown()
    for response in (litmos.call("GET", f"/modules/{module['Id']}"), litmos.xml("GET", f"/modules/{module['Id']}")):
        assert response.status_code == 200
        assert "Failed" in response.text
        assert response.headers["x-emulator-hint"].startswith("the module failed: ")
        assert response.headers["x-emulator-hint"].endswith(reason)
        assert "x-evil" not in response.headers
    litmos.call("POST", f"/courses/{litmos.new_course()['Id']}/modules/copy", json=[{"Id": module["Id"]}])
    course = litmos.call("GET", "/courses").json()[-1]
    copy = litmos.call("GET", f"/courses/{course['Id']}/modules").json()[0]
    assert "x-emulator-hint" in litmos.call("GET", f"/modules/{copy['Id']}").headers


def test_an_endless_content_url_ends_as_failed_at_the_size_limit(
    litmos: LitmosClient, emulator: tuple[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from emulator.store.files import PackageLimits

    monkeypatch.setattr(emulator[1].house.files, "limits", PackageLimits(1_000_000, 1_000_000, 5))
    litmos.world.settings(job_mode="instant")
    with ThreadingHTTPServer(("127.0.0.1", 0), Endless) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        module = litmos.new_module(f"http://127.0.0.1:{server.server_port}/course.zip")
        server.shutdown()
    response = litmos.call("GET", f"/modules/{module['Id']}")
    assert response.json()["Status"] == "Failed"
    assert "larger than 1,000,000 bytes" in response.headers["x-emulator-hint"]


def test_without_a_content_url_a_module_stays_queued_until_one_is_put(litmos: LitmosClient) -> None:
    litmos.world.settings(job_mode="instant")
    module = litmos.new_module()
    assert status(litmos, module) == "Queued"
    body = {"Id": module["Id"], "Name": "Renamed", "ContentURL": litmos.world.sample("scorm12-minimal.zip")}
    response = litmos.call("PUT", f"/modules/{module['Id']}", json=body)
    assert response.json() == {**module, "Name": "Renamed", "Status": "Queued"}
    assert status(litmos, module) == "Ready"


def test_an_update_without_content_leaves_a_ready_module_ready(litmos: LitmosClient) -> None:
    litmos.world.settings(job_mode="instant")
    module = litmos.new_module(litmos.world.sample("scorm12-minimal.zip"))
    body = f"<Module><Id>{module['Id']}</Id><Name>New name</Name><ReviewMode>true</ReviewMode></Module>"
    response = litmos.xml("PUT", f"/modules/{module['Id']}", body, format="json")
    assert response.json() == {**module, "Name": "New name", "ReviewMode": True, "Status": "Ready"}


def test_new_content_of_a_ready_module_queues_it_again(litmos: LitmosClient) -> None:
    litmos.world.settings(job_mode="instant")
    module = litmos.new_module(litmos.world.sample("scorm12-minimal.zip"))
    litmos.world.settings(job_mode="step")
    body = {"Name": "A module", "ContentURL": litmos.world.sample("broken-no-manifest.zip")}
    assert litmos.call("PUT", f"/modules/{module['Id']}", json=body).json()["Status"] == "Queued"
    assert [status(litmos, module) for _ in range(5)] == [*LIFE[1:4], "Failed", "Failed"]


@pytest.mark.parametrize(
    "members", [{"Name": ""}, {"Name": "x" * 101}, {"ModuleType": "4"}, {"ContentURL": "http://a/" + "x" * 1000}]
)
def test_a_module_with_members_out_of_their_bounds_answers_400(litmos: LitmosClient, members: dict[str, str]) -> None:
    body = {"Name": "A module", "ModuleType": "9", **members}
    response = litmos.call("POST", "/modules", json=body)
    assert (response.status_code, response.json()) == (400, {"Detail": "Bad Request"})


def test_an_unknown_module_answers_404_to_every_method(litmos: LitmosClient) -> None:
    assert refusal(litmos.call("GET", "/modules/none"), 404) == NO_RECORD
    assert refusal(litmos.call("PUT", "/modules/none", json={"Name": "x"}), 404) == NO_RECORD
    assert refusal(litmos.call("DELETE", "/modules/none"), 404) == NO_RECORD


def test_a_module_updated_under_the_id_of_another_answers_404(litmos: LitmosClient) -> None:
    module, other = litmos.new_module(), litmos.new_module()
    body = {"Id": other["Id"], "Name": "x"}
    assert (
        refusal(litmos.call("PUT", f"/modules/{module['Id']}", json=body), 404)
        == "Please check the moduleid in the xml/json and the moduleid in the URL. They must match."
    )


def course_modules(litmos: LitmosClient, course: dict[str, Any]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = litmos.call("GET", f"/courses/{course['Id']}/modules").json()
    return rows


def add(litmos: LitmosClient, how: str, course: dict[str, Any], module: dict[str, Any]) -> str:
    """Add a module to a course; returns the id that it has there."""
    before = {row["Id"] for row in course_modules(litmos, course)}
    body = {"Modules": {"Module": {"Id": module["Id"]}}}
    response = litmos.call("POST", f"/courses/{course['Id']}/modules/{how}", json=body)
    assert (response.status_code, response.content) == (200, b"")
    (added,) = {row["Id"] for row in course_modules(litmos, course)} - before
    return str(added)


def test_a_link_is_the_module_itself_and_copy_and_mirror_are_modules_of_their_own(litmos: LitmosClient) -> None:
    litmos.world.settings(job_mode="instant")
    course, module = litmos.new_course(), litmos.new_module(litmos.world.sample("scorm12-minimal.zip"))
    copied, mirrored = add(litmos, "copy", course, module), add(litmos, "mirror", course, module)
    assert add(litmos, "link", course, module) == module["Id"]
    assert len({copied, mirrored, module["Id"]}) == 3
    assert [row["Id"] for row in course_modules(litmos, course)] == [copied, mirrored, module["Id"]]


def test_new_content_and_texts_of_a_module_reach_its_mirrors_and_not_its_copies(litmos: LitmosClient) -> None:
    litmos.world.settings(job_mode="instant")
    course, module = litmos.new_course(), litmos.new_module(litmos.world.sample("scorm12-minimal.zip"))
    copied, mirrored = add(litmos, "copy", course, module), add(litmos, "mirror", course, module)
    second = add(litmos, "mirror", course, {"Id": mirrored})
    body = {"Name": "Renamed", "ContentURL": litmos.world.sample("broken-no-manifest.zip")}
    litmos.call("PUT", f"/modules/{second}", json=body)  # from whichever of the mirrored it comes

    def shown(moduleid: str) -> tuple[str, str]:
        row = litmos.call("GET", f"/modules/{moduleid}").json()
        return row["Name"], row["Status"]

    assert {shown(moduleid) for moduleid in (module["Id"], mirrored, second)} == {("Renamed", "Failed")}
    assert shown(copied) == (module["Name"], "Ready")


def test_a_copy_of_a_module_that_is_still_queued_becomes_ready_too(litmos: LitmosClient) -> None:
    litmos.world.settings(job_mode="step")
    course, module = litmos.new_course(), litmos.new_module(litmos.world.sample("scorm12-minimal.zip"))
    copied = add(litmos, "copy", course, module)
    for _ in range(5):
        status(litmos, {"Id": copied})
    assert status(litmos, {"Id": copied}) == "Ready"


def test_a_mirror_outlives_its_original_even_while_the_content_is_fetched(litmos: LitmosClient) -> None:
    litmos.world.settings(job_mode="step")
    course, module = litmos.new_course(), litmos.new_module(litmos.world.sample("scorm12-minimal.zip"))
    mirrored = add(litmos, "mirror", course, module)
    litmos.call("DELETE", f"/modules/{module['Id']}")
    for _ in range(5):
        status(litmos, {"Id": mirrored})
    assert status(litmos, {"Id": mirrored}) == "Ready"


@pytest.mark.parametrize("body", ["<Modules><Module><Id>{0}</Id></Module><Module><Id>{1}</Id></Module></Modules>"])
def test_several_modules_are_added_in_xml(litmos: LitmosClient, body: str) -> None:
    course, one, two = litmos.new_course(), litmos.new_module(), litmos.new_module()
    path = f"/courses/{course['Id']}/modules/link"
    assert litmos.xml("POST", path, body.format(one["Id"], two["Id"])).status_code == 200
    assert [row["Id"] for row in course_modules(litmos, course)] == [one["Id"], two["Id"]]


def test_several_modules_are_added_as_a_bare_or_a_wrapped_array(litmos: LitmosClient) -> None:
    course, one, two = litmos.new_course(), litmos.new_module(), litmos.new_module()
    path = f"/courses/{course['Id']}/modules/link"
    assert litmos.call("POST", path, json=[{"Id": one["Id"]}]).status_code == 200
    assert litmos.call("POST", path, json={"Modules": {"Module": [{"Id": two["Id"]}]}}).status_code == 200
    assert [row["Id"] for row in course_modules(litmos, course)] == [one["Id"], two["Id"]]


@pytest.mark.parametrize("how", ["copy", "link", "mirror"])
def test_an_unknown_id_among_the_modules_adds_none_of_them(litmos: LitmosClient, how: str) -> None:
    course, module = litmos.new_course(), litmos.new_module()
    body = [{"Id": module["Id"]}, {"Id": "unknown"}]
    assert refusal(litmos.call("POST", f"/courses/{course['Id']}/modules/{how}", json=body), 404) == NO_RECORD
    assert course_modules(litmos, course) == []
    assert (
        refusal(litmos.call("POST", f"/courses/unknown/modules/{how}", json=body), 404)
        == "The course unknown does not exist."
    )


@pytest.mark.parametrize("word", ["module", "modules"])
def test_a_module_is_removed_from_a_course_by_both_paths(litmos: LitmosClient, word: str) -> None:
    course, module = litmos.new_course(), litmos.new_module()
    add(litmos, "link", course, module)
    response = litmos.call("DELETE", f"/courses/{course['Id']}/{word}/{module['Id']}")
    assert (response.status_code, response.content) == (200, b"")
    assert course_modules(litmos, course) == []
    assert status(litmos, module) == "Queued"
    again = litmos.call("DELETE", f"/courses/{course['Id']}/{word}/{module['Id']}")
    assert refusal(again, 404) == "The module is not in this course."


def test_deleting_a_module_takes_its_links_out_of_courses_and_leaves_copies(litmos: LitmosClient) -> None:
    course, module = litmos.new_course(), litmos.new_module()
    copied = add(litmos, "copy", course, module)
    add(litmos, "link", course, module)
    assert litmos.call("DELETE", f"/modules/{module['Id']}").status_code == 200
    assert [row["Id"] for row in course_modules(litmos, course)] == [copied]


def test_a_module_deleted_while_its_content_is_fetched_stays_deleted(litmos: LitmosClient) -> None:
    litmos.world.control("PUT", "clock", json={"held": True})
    module = litmos.new_module(litmos.world.sample("scorm12-minimal.zip"))
    litmos.world.advance(1)
    litmos.call("DELETE", f"/modules/{module['Id']}")
    assert litmos.world.advance(10) == []
    assert refusal(litmos.call("GET", f"/modules/{module['Id']}"), 404) == NO_RECORD
