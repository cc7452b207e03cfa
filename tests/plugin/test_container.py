"""The emulator as a container of testcontainers, by the real library, with an engine that starts this checkout."""

import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.plugin.docker_engine import docker_engine

DOCKERFILE = (Path(__file__).parents[2] / "Dockerfile").read_text()


def test_a_container_is_started_waited_for_and_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    testcontainers = pytest.importorskip("testcontainers.core.config")
    from pytest_lms_emulator import StartError
    from pytest_lms_emulator.container import LmsEmulatorContainer

    monkeypatch.setattr(testcontainers.testcontainers_config, "ryuk_disabled", True)
    monkeypatch.setenv("TC_HOST", "127.0.0.1")
    with docker_engine() as engine:
        monkeypatch.setenv("DOCKER_HOST", f"tcp://127.0.0.1:{engine.server_port}")
        with (
            LmsEmulatorContainer("lms-emulator:test", token="a-token-of-this-test") as container,
            container.connect() as emulator,
        ):
            sandbox = emulator.make_sandbox()
            users = f"{sandbox.litmos.base_url}/users?source=t"
            assert httpx.get(users, headers=sandbox.litmos.headers).is_success
            sandbox.journal.verify(operation="get_users", exactly=1)
        assert engine.processes["c0"].poll() is not None, "it is removed"
        created = engine.created["c0"]
        assert created["Image"] == "lms-emulator:test"
        assert created["HostConfig"]["ExtraHosts"] == ["host.docker.internal:host-gateway"]
        assert "8420/tcp" in created["ExposedPorts"]
        assert "EXPOSE 8420" in DOCKERFILE
    with docker_engine(("journal", "show")) as engine:
        monkeypatch.setenv("DOCKER_HOST", f"tcp://127.0.0.1:{engine.server_port}")
        with pytest.raises(StartError, match=r"is not ready after 0\.2 s: no emulator answers at http"):
            LmsEmulatorContainer("lms-emulator:test", seconds=0.2).start()


def test_without_testcontainers_one_line_says_what_to_install() -> None:
    code = "import sys; sys.modules['testcontainers'] = None; import pytest_lms_emulator.container"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr.splitlines()[-1].endswith("pip install 'pytest-lms-emulator[testcontainers]'")
