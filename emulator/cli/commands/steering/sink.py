"""`lms-emulator sink`."""

import json
from typing import Annotated, Any

import typer

from emulator.cli.asking import Said, asks
from emulator.cli.client import CannotAskError, RunningEmulator
from emulator.cli.counting import counted
from emulator.cli.options import Newest

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="What was posted to the sink, and what it answers (docs/deliveries.md).",
)


@app.command("list")
@asks()
def list_received(
    emulator: RunningEmulator,
    path: Annotated[str, typer.Option(help="Only requests to this path, as /hooks.")] = "",
    method: Annotated[str, typer.Option(help="Only requests with this method.")] = "",
    contains: Annotated[str, typer.Option(help="Only requests with this text in the body.")] = "",
    after: Annotated[int, typer.Option(help="Only requests with a higher number.")] = 0,
    limit: Newest = 100,
) -> Said:
    """List what came, oldest first."""
    query = {"path": path, "method": method, "contains": contains, "after": after, "limit": limit}
    answer = emulator.ask("GET", "sink", {name: value for name, value in query.items() if value != ""})
    return Said(answer, [_line(each) for each in answer["requests"]] or ["nothing came"])


@app.command("script")
@asks(creates=True)
def script(
    emulator: RunningEmulator,
    answers: Annotated[list[str], typer.Argument(help='Statuses, or JSON: 500 500 \'{"status": 200, "delay": 1}\'.')],
    path: Annotated[str | None, typer.Option(help="Below the sink, as /hooks [everywhere].")] = None,
) -> Said:
    """Set the answers of the sink: one after the other, and then always the last."""
    body: dict[str, Any] = {"answers": [_answer(text) for text in answers]}
    answer = emulator.ask("PUT", "sink-script", body=body if path is None else {**body, "path": path})
    return Said(
        answer, [f"{answer['path'] or 'everywhere'}: {', '.join(str(each['status']) for each in answer['answers'])}"]
    )


@app.command()
@asks()
def clear(
    emulator: RunningEmulator,
    scripts: Annotated[bool, typer.Option("--scripts", help="Remove the scripts instead.")] = False,
) -> Said:
    """Forget what came."""
    emulator.ask("DELETE", "sink-script" if scripts else "sink")
    return Said({"cleared": "scripts" if scripts else "requests"}, ["removed"])


def _answer(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise CannotAskError(f"{text}: must be a status, or an answer in JSON") from None


def _line(came: dict[str, Any]) -> str:
    query = f"?{came['query']}" if came["query"] else ""
    return f"{came['number']} {came['at']} {came['method']} {came['path']}{query} {came['status']}: {counted(came['bytes'], 'byte')}"
