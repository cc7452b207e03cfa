"""Worlds to fork, and what is in them: every row and every file."""

import io
import zipfile
from pathlib import Path
from typing import Any

import httpx

from tests.stored import reading, tables
from tests.vendors.scormcloud.calling import QUIZ, ScormCloudClient
from tests.world import World

ASSET = "shared/course.css"
OWN = ("sandbox_state", "file_change")
"""Tables that are not compared: a generation is a sandbox's own, and what is to be done to files passes."""


def other(world: World, suffix: str = "-fork") -> World:
    """Another sandbox of the same emulator."""
    return World(world.host, world.name + suffix, world.client)


def make(world: World, **body: Any) -> httpx.Response:
    """Make the sandbox."""
    return world.client.post(f"{world.host}/_emulator/sandboxes/{world.name}", json=body)


def fork(world: World, suffix: str = "-fork", **body: Any) -> World:
    """A fork of the world."""
    forked = other(world, suffix)
    answer = make(forked, **{"from": world.name, **body})
    assert answer.status_code == 201, answer.text
    return forked


def furnish(world: World) -> None:
    """A course with a registration, a user, a module that has a course, an organization."""
    world.settings(job_mode="instant", litmos_rate_limit=0)
    cloud = ScormCloudClient(world)
    cloud.new_course("C1", QUIZ)
    cloud.register("R1")
    world.seed(
        {
            "litmos": {
                "users": [{"UserName": "ann@example.com", "FirstName": "Ann", "LastName": "Bee"}],
                "courses": [{"Name": "Tides", "Modules": [{"Id": "M1", "Name": "One", "Sample": QUIZ}]}],
            },
            "nexport": {"organizations": [{"name": "Acme"}]},
        }
    )


def rows(data: Path, name: str) -> dict[str, set[tuple[Any, ...]]]:
    """Every row of a sandbox that was committed, by table; with `/~` in place of `/~NAME` in its addresses."""
    found = {}
    known = {table: columns for table, columns in tables(data).items() if "sandbox" in columns and table not in OWN}
    with reading(data) as read:
        for table, columns in known.items():
            listed = ", ".join(f'"{column}"' for column in columns if column != "sandbox")
            records = read(f'SELECT {listed} FROM "{table}" WHERE sandbox = ?', name)
            found[table] = {tuple(_unnamed(value, name) for value in record) for record in records}
    return {table: records for table, records in found.items() if records}


def _unnamed(value: Any, name: str) -> Any:
    return value.replace(f"/~{name}/", "/~/") if isinstance(value, str) else value


def files(data: Path, name: str) -> dict[str, bytes]:
    """Every file of a sandbox, by its path below the folder of the generation."""
    home = data / "files" / "sandboxes" / name
    return {
        path.relative_to(home).as_posix().partition("/")[2]: path.read_bytes()
        for path in home.rglob("*")
        if path.is_file()
    }


def whole(data: Path, name: str) -> tuple[dict[str, set[tuple[Any, ...]]], dict[str, bytes]]:
    """All of a sandbox."""
    return rows(data, name), files(data, name)


def zipped(world: World, course: str = "C1") -> dict[str, bytes]:
    """The files of a course, by name; none if there is no such course."""
    answer = ScormCloudClient(world).call("GET", f"/courses/{course}/zip")
    if answer.status_code != 200:
        return {}
    packed = zipfile.ZipFile(io.BytesIO(answer.content))
    return {name: packed.read(name) for name in packed.namelist()}


def replace_asset(world: World, content: bytes, course: str = "C1") -> httpx.Response:
    """Put another file in place of one of a course."""
    return ScormCloudClient(world).call(
        "POST", f"/courses/{course}/asset/upload", files={"file": ("x", content)}, data={"destination": ASSET}
    )
