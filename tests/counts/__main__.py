"""Counts again, and writes the table: `python -m tests.counts`. Reasons (`why`) are kept where they are still needed."""

import tempfile
from pathlib import Path

import httpx

from tests.counts import table
from tests.running import running


def main() -> None:
    """Write `counts.json`, and say what is without a reason."""
    kept = table.read() if table.PATH.exists() else {}
    found: table.Table = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder)) as (root, app),
        httpx.Client(timeout=60) as client,
    ):
        for name in table.WORLDS:
            lines = found[name] = {}
            for counted in table.count(root, app, client, name):
                call = counted.ask.name
                lines[call] = counted.line
                if not (problems := counted.problems()):
                    continue
                if why := kept.get(name, {}).get(call, {}).get("why"):
                    lines[call]["why"] = why
                else:
                    print(f'{name} {call} needs a reason, as "why": {"; ".join(problems)}: {counted.costs}')
    table.write(found)


main()
