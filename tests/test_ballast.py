"""What the start must not load: it would take its time and memory in every process, for what few processes do."""

import subprocess
import sys

BALLAST = {
    "aiosmtplib": "a mail is passed on",
    "alembic": "there is something to migrate",
    "emulator.cli.client": "a running emulator is asked",
    "emulator.courseware.readers": "a course is imported",
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
    "trustme": "a port speaks TLS",
    "yaml": "a seed is in YAML",
}


OF_A_VENDOR = {
    "emulator.courseware.importing.importing": "a course is imported",
    "lxml": "a body is in XML",
}


def test_the_start_loads_nothing_that_is_needed_later_or_never() -> None:
    program = (
        "import sys, typer\nfrom emulator.cli.program import app, complete_help\n"
        "complete_help()\ntyper.main.get_command(app).commands['serve']\nimport emulator.running\nprint(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "fastapi" in loaded
    assert {name: when for name, when in BALLAST.items() if name in loaded} == {}


def test_a_vendor_loads_neither_the_readers_of_packages_nor_the_xml_library() -> None:
    program = (
        "import sys\nfrom emulator.vendors import ENTRIES, load_vendor\n"
        "for entry in ENTRIES: load_vendor(entry.name)\nprint(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "emulator.vendors.litmos.vendor" in loaded
    assert {name: when for name, when in OF_A_VENDOR.items() if name in loaded} == {}
