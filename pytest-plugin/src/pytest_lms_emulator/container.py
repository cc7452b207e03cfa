"""The emulator as a container of testcontainers: `pip install pytest-lms-emulator[testcontainers]`."""

from __future__ import annotations

import time
from typing import Any

try:
    from testcontainers.core.container import DockerContainer
except ImportError:
    raise ImportError(
        "LmsEmulatorContainer needs testcontainers: pip install 'pytest-lms-emulator[testcontainers]'"
    ) from None

from pytest_lms_emulator._sync.handles import Emulator
from pytest_lms_emulator.asking import Connection, EmulatorError
from pytest_lms_emulator.starting import IMAGE, PORT, StartError

PAUSE = 0.05


class LmsEmulatorContainer(DockerContainer):
    """A container of the emulator on a free port, with its data in memory. Receivers on the host are `host.docker.internal` for it.

    `start` returns when it is ready. `options` are those of `DockerContainer`.
    """

    def __init__(self, image: str = IMAGE, *, token: str | None = None, seconds: float = 60.0, **options: Any) -> None:
        super().__init__(image, **{"extra_hosts": {"host.docker.internal": "host-gateway"}, **options})
        self._token = token
        self._seconds = seconds
        self.with_exposed_ports(PORT)
        self.with_env("EMULATOR_MEMORY", "1")
        if token is not None:
            self.with_env("EMULATOR_CONTROL_TOKEN", token)

    @property
    def url(self) -> str:
        """Where the emulator is, for programs on this machine."""
        return f"http://{self.get_container_host_ip()}:{self.get_exposed_port(PORT)}"

    def connect(self) -> Emulator:
        """A client of it."""
        return Emulator.connect(self.url, self._token)

    def start(self) -> LmsEmulatorContainer:
        """Start it and wait until it is ready. Raises `StartError`."""
        super().start()
        end = time.monotonic() + self._seconds
        while True:
            reason = self._why_not()
            if reason is None:
                return self
            if time.monotonic() > end:
                self.stop()
                raise StartError(f"the container of {self.image} is not ready after {self._seconds:g} s: {reason}")
            time.sleep(PAUSE)

    def _why_not(self) -> str | None:
        connection = Connection(self.url, self._token)
        try:
            connection.ask_of(None)("GET", "ready")
        except EmulatorError as error:
            return str(error)
        finally:
            connection.close()
        return None
