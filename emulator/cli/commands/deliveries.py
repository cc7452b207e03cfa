"""`lms-emulator deliveries`."""

from typing import Annotated, Any

import typer

from emulator.cli.asking import Said, asks
from emulator.cli.client import RunningEmulator
from emulator.cli.options import Newest

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="What was posted to the URLs that your code gave.")


@app.command()
@asks()
def show(
    emulator: RunningEmulator,
    after: Annotated[int, typer.Option(help="Only deliveries with a higher number.")] = 0,
    limit: Newest = 100,
) -> Said:
    """Show the newest deliveries (postbacks), oldest first, with every try."""
    answer = emulator.ask("GET", "deliveries", {"after": after, "limit": limit})
    lines = [line for delivery in answer["deliveries"] for line in _lines(delivery)]
    return Said(answer, lines or ["nothing was posted"])


@app.command()
@asks()
def redeliver(emulator: RunningEmulator, number: Annotated[int, typer.Argument(help="Which one.")]) -> Said:
    """Try a delivery again now, even one that was delivered or given up."""
    answer = emulator.ask("POST", f"deliveries/{number}/redeliver")
    return Said(answer, _lines(answer))


def _lines(delivery: dict[str, Any]) -> list[str]:
    what = f"{delivery['vendor']} {delivery['about']}"
    head = f"{delivery['number']} {delivery['created']} {what}: {delivery['state']}: POST {delivery['url']}"
    return [head, *(f"    {tried['at']} -> {tried['status'] or tried['error']}" for tried in delivery["tries"])]
