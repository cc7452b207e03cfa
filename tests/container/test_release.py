"""The files by which the image is built, run and released agree with each other."""

import re

import yaml

from emulator.settings import Settings
from tests.docs.pages import ROOT

IMAGE = (ROOT / "Dockerfile").read_text()


def test_both_stages_start_from_the_same_pinned_base() -> None:
    bases = re.findall(r"^FROM (\S+)", IMAGE, re.MULTILINE)
    assert (len(bases), len(set(bases))) == (2, 1)
    assert re.fullmatch(r"python:3\.\d+\.\d+-slim-[a-z]+", bases[0]), (
        "a version of Python, and a Debian release by its name"
    )


def test_every_setting_of_image_and_compose_exists() -> None:
    compose = (ROOT / "docker-compose.yml").read_text()
    known = {f"EMULATOR_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"EMULATOR_[A-Z_]+", IMAGE + compose)) <= known
    services = yaml.safe_load(compose)["services"]
    ours = [service for service in services.values() if service["image"] == "lms-emulator"]
    assert all("host.docker.internal:host-gateway" in service["extra_hosts"] for service in ours)
    assert [name for name, service in services.items() if not service.get("profiles")] == ["emulator"]
    assert all(port.startswith("127.0.0.1:") for service in services.values() for port in service.get("ports", []))


def test_the_release_needs_nothing_but_a_tag() -> None:
    text = (ROOT / ".github" / "workflows" / "release.yml").read_text()
    workflow = yaml.safe_load(text)
    assert workflow[True] == {"push": {"tags": ["v*.*.*"]}}  # YAML 1.1 reads `on` as a truth value
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        assert "permissions" in job, name
        unconditional = [step for step in job["steps"] if "if" not in step]
        assert "secrets." not in str(unconditional), f"{name} works without a secret"
    steps = str(workflow["jobs"]["packages"]["steps"])
    assert "--outdir dist pytest-plugin" in steps
    assert "npm pack --pack-destination dist ./clients/javascript" in steps
    platforms = {
        step["with"]["platforms"] for step in workflow["jobs"]["image"]["steps"] if "platforms" in step.get("with", {})
    }
    assert platforms == {"linux/amd64,linux/arm64"}
