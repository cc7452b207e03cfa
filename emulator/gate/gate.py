"""The gate: every request passes here first, whatever its path."""

from urllib.parse import urlsplit

import orjson

from emulator.gate import foreign
from emulator.gate.foreign import ForbiddenError
from emulator.gate.hosts import Hosts
from emulator.gate.visit import Visit
from emulator.http import Reply
from emulator.settings import Settings


class Gate:
    """What is asked of a visit by the settings of the server."""

    def __init__(self, settings: Settings) -> None:
        self._public = urlsplit(settings.public_url or "").netloc
        self._hosts = Hosts([settings.public_url], settings.names())

    def turn_away(self, visit: Visit) -> Reply | None:
        """The refusal of a visit; None if it may go on."""
        try:
            self._check_hosts(visit)
            foreign.check(visit, self._public)
        except ForbiddenError as error:
            return Reply(error.status, orjson.dumps({"error": error.words}), "application/json")
        return None

    def _check_hosts(self, visit: Visit) -> None:
        for host in visit.hosts:
            if host and not self._hosts.has(host):
                raise ForbiddenError(
                    421,
                    f"lms-emulator is not known as {host[:100]}: if that is its name, set EMULATOR_ALLOWED_HOSTS (or EMULATOR_PUBLIC_URL)",
                )
