"""`lms-emulator deliveries`."""

from typing import Annotated, Any

import typer

from emulator.cli.asking import Said, asks
from emulator.cli.client import Emulator


@asks()
def deliveries(
    emulator: Emulator,
    after: Annotated[int, typer.Option(help="Only deliveries with a higher number.")] = 0,
    limit: Annotated[int, typer.Option(help="The newest so many.")] = 100,
) -> Said:
    """Show what was posted to the URLs that your code gave (postbacks), with every try."""
    answer = emulator.ask("GET", "deliveries", {"after": after, "limit": limit})
    lines = [line for delivery in answer["deliveries"] for line in _lines(delivery)]
    return Said(answer, lines or ["nothing was posted"])


def _lines(delivery: dict[str, Any]) -> list[str]:
    what = f"{delivery['vendor']} {delivery['about']}"
    head = f"{delivery['number']} {delivery['created']} {what}: {delivery['state']}: POST {delivery['url']}"
    return [head, *(f"    {tried['at']} -> {tried['status'] or tried['error']}" for tried in delivery["tries"])]
