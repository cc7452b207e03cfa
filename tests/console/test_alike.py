"""What the control API changes in a sandbox, the console has a button for."""

import re
from pathlib import Path

import emulator.console
from tests.world import World

CONSOLE = Path(emulator.console.__file__).parent
BY_PROGRAMS = (
    "DELETE /_emulator/sandboxes",  # those that nobody has used for a while
    "PATCH /_emulator/faults/recipes/{}",  # each of its rules has a switch
    "POST /_emulator/journal/verify",
)
STEPS_OF_PLAYING = re.compile(r"POST /_emulator/attempts(/\{\})?(/\w+)?$")
"""One button plays a whole launch: `attempts/play`, and another makes the link."""


def test_every_change_of_the_control_api_has_a_button(world: World) -> None:
    document = world.client.get(f"{world.root}/_emulator/openapi/control.json").json()
    changes = {
        f"{method.upper()} {re.sub(r'{.*?}', '{}', path)}"
        for path, operations in document["paths"].items()
        for method in operations
        if method in ("post", "put", "patch", "delete")
    }
    buttons = "".join(file.read_text() for file in [*CONSOLE.glob("templates/*.html"), *CONSOLE.glob("static/*.js")])
    called = {
        re.sub(r"\{\{.*?\}\}|\{.*?\}", "{}", found)
        for found in re.findall(r'data-call="(?:\{\{ "DELETE" if .*?\}\})?([^"?]*)', buttons)
    }
    lacking = {each for each in changes - called if not STEPS_OF_PLAYING.match(each)}
    assert lacking == set(BY_PROGRAMS) | {f"{verb} /_emulator/faults/recipes/{{}}" for verb in ("POST", "DELETE")}
