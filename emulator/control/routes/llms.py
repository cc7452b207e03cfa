"""`/llms.txt`: what a language model needs to know of this emulator, as https://llmstxt.org has it."""

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse

from emulator.control.context import TheHouse, origin_of
from emulator.vendors import ENTRIES

router = APIRouter()

HEAD = """# lms-emulator

> A self-hosted stand-in for the APIs of {titles}, with real state: what is written is read back, rules of the vendors are checked,
> and each refusal is explained.

Put `/~NAME` before any path for a sandbox of its own; without it the sandbox is `default`. The header `X-Emulator-Hint` of an answer, and
{root}/_emulator/journal, say why a call was refused. Contracts mark what is verified, documented or inferred.

## APIs

"""
TAIL = """
## Control

- [Control API]({root}/_emulator/openapi/control.json): OpenAPI; clock, seeds, faults, limits, journal, attempts, sandboxes, reset
- [Journal]({root}/_emulator/journal): the newest calls, with the reason of each refusal; `?status=4xx`
- [Operations]({root}/_emulator/operations): every operation, and the evidence for it
- `lms-emulator mcp`: the same for agents, by the Model Context Protocol (`--write` lets them change something)
"""


@router.get("/llms.txt", include_in_schema=False)
async def read_llms_txt(request: Request, house: TheHouse) -> PlainTextResponse:
    """The text, with the base URLs and credentials of the vendors that are installed."""
    root = origin_of(house, request)
    titles = [entry.title for entry in ENTRIES]
    apis = [
        f"- [{entry.title}]({root}/_emulator/openapi/{entry.name}.json): OpenAPI; base URL {root}{entry.base_path}, {entry.credentials}\n"
        for entry in ENTRIES
    ]
    head = HEAD.format(titles=f"{', '.join(titles[:-1])} and {titles[-1]}", root=root)
    return PlainTextResponse(head + "".join(apis) + TAIL.format(root=root))
