"""The MCP server: tools by which coding agents look at a running emulator, and change it if they may.

Only `lms-emulator mcp` imports this: it needs the official SDK, which is the extra `mcp`.
"""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from emulator import __version__
from emulator.cli.checks import examine
from emulator.cli.client import CannotAskError, EmulatorRefusedError, RunningEmulator
from emulator.light.records import dataclass
from emulator.vendors import ENTRIES

FIRST_REFUSAL = 400
MOST = 200
LONGEST = 600.0  # seconds, for a large seed or a long advance

INSTRUCTIONS = """lms-emulator stands in for the APIs of {titles}. A sandbox is an isolated world; "default" is the one that is
called without a prefix. When a call of the code under test fails, `explain_refusal` says why; `read_journal` shows what was called."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The tools for one emulator. Each takes the name of a sandbox; without it, the one that the command was given."""

    emulator: RunningEmulator

    def overview(self) -> dict[str, Any]:
        """Where each vendor's API is, with which credentials, and which sandboxes there are."""
        root = self.emulator.url.rstrip("/")
        vendors = [
            {"name": each.name, "title": each.title, "base_url": root + each.base_path, "credentials": each.credentials}
            for each in ENTRIES
        ]
        return {"url": root, "vendors": vendors, **_asked(self.emulator, "GET", "sandboxes")}

    def list_sandboxes(self) -> dict[str, Any]:
        """The names of all sandboxes."""
        return _asked(self.emulator, "GET", "sandboxes")

    def read_journal(
        self,
        sandbox: str | None = None,
        vendor: str | None = None,
        operation: str | None = None,
        status: str | None = None,
        path: str | None = None,
        limit: int = 20,
    ) -> dict[str, Any]:
        """The newest calls, oldest first: one line each, with the reason if a call was refused.

        `status` is 404 or 4xx; in `path`, * stands for anything; `vendor` none is what nothing is served at.
        """
        query = {"vendor": vendor, "operation": operation, "status": status, "path": path}
        found = _asked(self._looking(sandbox), "GET", "journal", {**query, "limit": max(1, min(limit, MOST))})
        return {"calls": [_short(entry) for entry in found["entries"]], "dropped": found["dropped"]}

    def read_entry(self, number: int, sandbox: str | None = None) -> dict[str, Any]:
        """One call of the journal with its whole request and response. Secrets are hidden."""
        return _asked(self._looking(sandbox), "GET", f"journal/{number}")

    def explain_refusal(self, number: int | None = None, sandbox: str | None = None) -> dict[str, Any]:
        """Why a call was refused, with what was sent and answered: that of the number, else the newest refused one."""
        emulator = self._looking(sandbox)
        if number is not None:
            entry = _asked(emulator, "GET", f"journal/{number}")
        else:
            found = [
                each
                for status in ("4xx", "5xx")
                for each in _asked(emulator, "GET", "journal", {"status": status, "limit": 1})["entries"]
            ]
            if not found:
                return {"found": False, "words": "the journal has no refused call"}
            entry = max(found, key=lambda each: int(each["number"]))
        if entry["response"]["status"] < FIRST_REFUSAL:
            return {"found": True, "words": f"call {entry['number']} was not refused", "call": _short(entry)}
        return {
            "found": True,
            "words": entry["explanation"] or "the emulator says no more than the answer",
            "call": entry,
        }

    def list_attempts(self, sandbox: str | None = None) -> dict[str, Any]:
        """What learners attempt, with their progress."""
        return _asked(self._looking(sandbox), "GET", "attempts")

    def show_state(self, sandbox: str | None = None) -> dict[str, Any]:
        """The clock, the settings, the faults and the limits of a sandbox: what may surprise."""
        emulator = self._looking(sandbox)
        return {name: _asked(emulator, "GET", name) for name in ("clock", "settings", "faults", "limits")}

    def find_mistakes(self, sandbox: str | None = None) -> dict[str, Any]:
        """Look for the usual mistakes: a wrong base path, no good credentials, a held clock, a limit that is used up."""
        return {"findings": [asdict(finding) for finding in examine(self._looking(sandbox))]}

    def seed(self, document: dict[str, Any], sandbox: str | None = None) -> dict[str, Any]:
        """Create what a seed document describes (docs/seed.md), whole or not at all; the sandbox is created if it is missing."""
        return _asked(self._at(sandbox), "POST", "seed", body=document)

    def reset(self, sandbox: str | None = None) -> dict[str, Any]:
        """Start a sandbox anew: all that it holds is deleted."""
        return _asked(self._at(sandbox), "POST", "reset")

    def add_fault(self, rule: dict[str, Any], sandbox: str | None = None) -> dict[str, Any]:
        """Let calls go wrong by a rule (docs/faults.md), such as {"match": {}, "when": {"times": 1}, "do": {"status": 503}}."""
        return _asked(self._at(sandbox), "POST", "faults", body=rule)

    def clear_faults(self, sandbox: str | None = None) -> dict[str, Any]:
        """Take all faults away."""
        return _asked(self._at(sandbox), "DELETE", "faults")

    def set_clock(
        self,
        now: str | None = None,
        held: bool | None = None,
        advance_seconds: float | None = None,
        sandbox: str | None = None,
    ) -> dict[str, Any]:
        """Set the clock of a sandbox to a time (ISO 8601), hold or release it, or advance it, which runs what is due."""
        emulator, found = self._at(sandbox), {}
        change = {name: value for name, value in (("now", now), ("held", held)) if value is not None}
        if change:
            found = _asked(emulator, "PUT", "clock", body=change)
        if advance_seconds is not None:
            found = _asked(emulator, "POST", "clock/advance", body={"seconds": advance_seconds})
        if not found:
            raise ToolError("say what to do: now, held or advance_seconds")
        return found

    def _at(self, sandbox: str | None) -> RunningEmulator:
        return RunningEmulator(self.emulator.url, sandbox or self.emulator.sandbox, self.emulator.token)

    def _looking(self, sandbox: str | None) -> RunningEmulator:
        """The sandbox, which has to exist: one that is only looked at is not created."""
        found = self._at(sandbox)
        try:
            found.check_sandbox()
        except (EmulatorRefusedError, CannotAskError) as error:
            raise ToolError(str(error)) from None
        return found


class StrictServer(MCPServer):
    """Refuses arguments that a tool does not have. The SDK passes over them, so a misspelt filter would show everything."""

    async def call_tool(self, name: str, arguments: dict[str, Any], context: Any = None) -> Any:
        """Call a tool. Raises `ToolError`."""
        for tool in await self.list_tools():
            known = list(tool.input_schema.get("properties", {}))
            unknown = [argument for argument in arguments if argument not in known]
            if tool.name == name and unknown:
                raise ToolError(f"{name} has no argument {unknown[0]}; it takes {', '.join(known) or 'none'}")
        return await super().call_tool(name, arguments, context)


def server_for(emulator: RunningEmulator, *, write: bool) -> MCPServer:
    """The server with the tools that look, and with those that change something if it may `write`."""
    tools, titles = Tools(emulator), [entry.title for entry in ENTRIES]
    words = " ".join(INSTRUCTIONS.format(titles=f"{', '.join(titles[:-1])} and {titles[-1]}").split())
    server = StrictServer("lms-emulator", instructions=words, version=__version__, log_level="WARNING")
    for look in (
        tools.overview,
        tools.list_sandboxes,
        tools.read_journal,
        tools.read_entry,
        tools.explain_refusal,
        tools.list_attempts,
        tools.show_state,
        tools.find_mistakes,
    ):
        _add(server, look, ToolAnnotations(read_only_hint=True, open_world_hint=False))
    changing: tuple[tuple[Callable[..., dict[str, Any]], bool], ...] = (
        (tools.seed, False),
        (tools.reset, True),
        (tools.add_fault, False),
        (tools.clear_faults, True),
        (tools.set_clock, False),
    )
    for change, destroys in changing if write else ():
        _add(server, change, ToolAnnotations(read_only_hint=False, destructive_hint=destroys, open_world_hint=False))
    return server


def _add(server: MCPServer, tool: Callable[..., dict[str, Any]], annotations: ToolAnnotations) -> None:
    words = " ".join((tool.__doc__ or "").split())
    server.add_tool(tool, description=words, annotations=annotations)


def _asked(
    emulator: RunningEmulator, method: str, path: str, query: dict[str, Any] | None = None, body: Any = None
) -> dict[str, Any]:
    try:
        found = emulator.ask(method, path, query, body, seconds=LONGEST)
    except (EmulatorRefusedError, CannotAskError) as error:
        raise ToolError(str(error)) from None
    return found if isinstance(found, dict) else {"done": True} if found is None else {"found": found}


def _short(entry: dict[str, Any]) -> dict[str, Any]:
    request, response = entry["request"], entry["response"]
    said = {"number": entry["number"], "at": entry["at"], "vendor": entry["vendor"], "operation": entry["operation"]}
    said |= {"call": f"{request['method']} {request['target']}", "status": response["status"]}
    return said | ({"why": entry["explanation"]} if entry["explanation"] else {})
