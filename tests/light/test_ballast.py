"""What the start must not load: it would take its time and memory in every process, for what few processes do."""

import asyncio
import gc
import subprocess
import sys

from emulator.imports import Imports

BALLAST = {
    "aiosmtplib": "a mail is passed on",
    "alembic": "there is something to migrate",
    "emulator.cli.client": "a running emulator is asked",
    "emulator.courseware.readers": "a course is imported",
    "emulator.hiding.in_json": "a body may have a secret",
    "emulator.hiding.in_xml": "a body may have a secret",
    "emulator.seeding": "a seed is loaded",
    "emulator.vendors.vendor": "a vendor is called",
    "emulator.worlds": "a sandbox is made, kept or compared as a whole",
    "httpx": "something is fetched",
    "mcp": "an agent is served",
    "opentelemetry.sdk": "a variable OTEL_… asks for traces",
    "prometheus_client": "metrics are asked for",
    "jinja2": "a page is shown",
    "lxml": "XML is read",
    "sqlalchemy.orm": "never",
    "urllib.request": "a command asks, or something is fetched",
    "trustme": "a port speaks TLS",
    "yaml": "a seed is in YAML",
}


OF_A_VENDOR = {
    "emulator.courseware.importing.importing": "a course is imported",
    "emulator.vendors.litmos.seed.section": "a seed is loaded",
    "emulator.vendors.nexport.seed.section": "a seed is loaded",
    "emulator.vendors.scormcloud.seed.section": "a seed is loaded",
    "lxml": "a body is in XML",
    "sqlalchemy.dialects.postgresql": "a database URL names it",
}


def modules_after(program: str) -> set[str]:
    """What a process has loaded once it has run a program."""
    line = [sys.executable, "-c", f"{program}\nimport sys\nprint(*sys.modules)"]
    return set(subprocess.run(line, capture_output=True, text=True, check=True).stdout.split())


def test_the_start_loads_nothing_that_is_needed_later_or_never() -> None:
    program = (
        "import typer\nfrom emulator.cli.program import app, complete_help\n"
        "complete_help()\ntyper.main.get_command(app).commands['serve']\nimport emulator.running"
    )
    loaded = modules_after(program)
    assert "fastapi" in loaded
    assert {name: when for name, when in BALLAST.items() if name in loaded} == {}


def test_a_vendor_loads_neither_the_readers_of_packages_nor_the_xml_library() -> None:
    program = "from emulator.vendors import ENTRIES, load_vendor\nfor entry in ENTRIES: load_vendor(entry.name)"
    loaded = modules_after(program)
    assert "emulator.vendors.litmos.vendor" in loaded
    assert {name: when for name, when in OF_A_VENDOR.items() if name in loaded} == {}


def test_garbage_is_not_looked_for_while_modules_are_imported() -> None:
    hidden = gc.get_freeze_count()
    assert asyncio.run(Imports().get("a module", gc.isenabled)) is False
    assert gc.isenabled()
    assert gc.get_freeze_count() == hidden, "what belongs to a program that uses the app in its own process"


def test_the_command_never_looks_for_garbage_in_what_it_has_imported() -> None:
    program = (
        "import gc\nfrom emulator.cli import main, program\n"
        "program.run = lambda: print(gc.isenabled(), gc.get_freeze_count() > 10_000)\nmain()"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["True", "True"]
