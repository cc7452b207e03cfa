"""The sink: `/_emulator/sink/ANY` receives, with any method; the operations here say what came, and what it is to answer."""

import asyncio
import re
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query
from pydantic import BaseModel, ConfigDict, Field, field_validator
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from emulator.control.answers import sink as answers
from emulator.control.context import Newest, TheHouse, TheSandbox
from emulator.control.deeds import Text
from emulator.control.hiding import hiding_for
from emulator.control.refusals import IN_SANDBOX, OF_BODIES, refusals
from emulator.gate.admission import without_cookie
from emulator.gate.foreign import SINK
from emulator.hiding.decoding import readable
from emulator.hiding.hiding import HiddenValues
from emulator.house import House
from emulator.http import Reply, send_reply
from emulator.problems.words import Formed
from emulator.sandbox.whole import Whole
from emulator.sink import received as sink
from emulator.sink.script import EVERYWHERE, ScriptedAnswer, put_script, remove_scripts, scripts
from emulator.store.rows import Row

MOST_ANSWERS, LONGEST_BODY, LONGEST_DELAY = 1000, 64 * 1024, 60
HEADER_NAME, HEADER_VALUE = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}"), re.compile(r"[\x20-\x7e]{0,1000}")
OF_THE_SERVER = ("connection", "content-length", "transfer-encoding")
NO_BODY = (204, 205, 304)
# An answer of HTML would be a page of the emulator's own origin.
HARMLESS = [("Content-Security-Policy", "sandbox; default-src 'none'"), ("X-Content-Type-Options", "nosniff")]

Status = Annotated[int, Field(ge=200, le=599)]

router = APIRouter(tags=["sink"], responses=IN_SANDBOX)


class AnswerToGive(BaseModel):
    """An answer of the sink. `delay` is in seconds of the machine's time."""

    model_config = ConfigDict(extra="forbid")

    status: Status = 200
    delay: float = Field(default=0.0, ge=0, le=LONGEST_DELAY)
    body: Text = Field(default="", max_length=LONGEST_BODY)
    headers: dict[str, str] = Field(default={}, max_length=50)

    @field_validator("headers")
    @classmethod
    def _can_be_sent(cls, headers: dict[str, str]) -> dict[str, str]:
        for name, value in headers.items():
            if not HEADER_NAME.fullmatch(name) or name.lower() in OF_THE_SERVER:
                raise ValueError(f"{name!r} is no header that can be chosen")
            if not HEADER_VALUE.fullmatch(value):
                raise ValueError(f"the value of {name} has to be of visible ASCII characters, at most 1000")
        return headers


class ScriptToPut(BaseModel):
    """What is given one after the other, and then the last always. A number is a status. `path` is below the sink and begins
    with a slash; without it the script is for every path that has none of its own."""

    model_config = ConfigDict(extra="forbid")

    path: Annotated[Text, Formed("^/", "must begin with /")] | None = Field(default=None, max_length=1000)
    answers: list[Status | AnswerToGive] = Field(
        min_length=1, max_length=MOST_ANSWERS, examples=[[500, 500, {"status": 200, "delay": 0.5, "body": "taken"}]]
    )


@router.get("/_emulator/sink", response_model=answers.Sink, responses=refusals(400))
async def read_sink(
    house: TheHouse,
    sandbox: TheSandbox,
    path: Annotated[str, Query(description="Only requests to this path, as `/hooks`.")] = "",
    method: Annotated[str, Query(description="Only requests with this method.")] = "",
    contains: Annotated[str, Query(description="Only requests with this text in the body.")] = "",
    after: Annotated[Whole, Query(description="Only requests with a higher number.")] = 0,
    limit: Newest = 100,
) -> dict[str, Any]:
    """The newest requests that came to `/_emulator/sink/…`, with any method, oldest first. The last 500 are kept, and 64 KiB of a body."""
    wanted = sink.WantedRequests(after, path, method.upper(), contains)
    with sandbox.reading() as work:
        rows, count = sink.received(work, wanted, limit)
    hiding, shown = hiding_for(house, sandbox), []
    for row in rows:
        shown.append(_shown(row, hiding))
        await asyncio.sleep(0)  # others are served in between
    return {"requests": shown, "count": count}


@router.delete("/_emulator/sink", status_code=204)
async def clear_sink(sandbox: TheSandbox) -> None:
    """Forget what came; numbers are not used again, and the scripts stay."""
    with sandbox.work() as work:
        sink.forget_received(sandbox, work)


@router.get("/_emulator/sink-script", response_model=answers.SinkScripts)
async def read_sink_scripts(sandbox: TheSandbox) -> dict[str, Any]:
    """What the sink answers: the scripts, and how far each is."""
    with sandbox.reading() as work:
        return {"scripts": [_script(row) for row in scripts(work)]}


@router.put("/_emulator/sink-script", response_model=answers.SinkScript, responses={**OF_BODIES, **refusals(409)})
async def put_sink_script(sandbox: TheSandbox, script: ScriptToPut) -> dict[str, Any]:
    """Say what the sink answers, at a path or everywhere. Without a script it answers 200."""
    path = EVERYWHERE if script.path is None else script.path
    with sandbox.work() as work:
        put_script(work, path, [_to_give(each) for each in script.answers])
        return _script(next(row for row in scripts(work) if row["path"] == path))


@router.delete("/_emulator/sink-script", status_code=204)
async def remove_sink_scripts(sandbox: TheSandbox) -> None:
    """Remove every script: the sink answers 200 again."""
    with sandbox.work() as work:
        remove_scripts(work)


def install_sink(app: FastAPI) -> None:
    """Receive at every path below the sink, with every method: a route without methods takes all."""
    app.router.routes.append(Route(f"{SINK}{{path:path}}", _Receiving(), include_in_schema=False))


class _Receiving:
    """Takes what is posted, as an ASGI app."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        house: House = scope["app"].state.house
        sandbox = await house.sandbox(scope["sandbox_name"])
        body = await Request(scope, receive).body()
        path = scope["path"].removeprefix(SINK.rstrip("/"))
        query = scope["query_string"].decode("latin-1")
        answer = sink.receive(sandbox, sink.Incoming(scope["method"], path, query, _headers(scope), body))
        if answer.delay:
            await asyncio.sleep(answer.delay)
        await send_reply(_reply(answer, scope["method"]), scope, send)


def _headers(scope: Scope) -> list[tuple[str, str]]:
    """The headers as they came: control operations are given another Content-Type (emulator/app.py)."""
    said = scope["visit"].said.get("content_type")
    headers = [(name, value) for name, value in without_cookie(scope["headers"]) if name != b"content-type"]
    if said is not None:
        headers.append((b"content-type", said.encode("latin-1")))
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, value in headers]


def _reply(answer: ScriptedAnswer, method: str) -> Reply:
    without = method == "HEAD" or answer.status in NO_BODY or not answer.body
    chosen = {name.lower() for name in answer.headers}
    media = None if without or "content-type" in chosen else "text/plain; charset=utf-8"
    return Reply(answer.status, b"" if without else answer.body.encode(), media, [*answer.headers.items(), *HARMLESS])


def _shown(row: Row, hiding: HiddenValues) -> dict[str, Any]:
    return {
        **{name: row[name] for name in ("number", "at", "method", "status")},
        "path": hiding.text(row["path"]),
        "query": hiding.text(row["query"]),
        "headers": [[name, hiding.header(name, value)] for name, value in row["headers"]],
        "body": hiding.body(readable(row["body"])),
        "bytes": row["size"],
        "truncated": row["size"] > len(row["body"]),
    }


def _script(row: Row) -> dict[str, Any]:
    return {"path": row["path"] or None, "answers": row["answers"], "taken": row["taken"]}


def _to_give(given: int | AnswerToGive) -> ScriptedAnswer:
    return ScriptedAnswer(given) if isinstance(given, int) else ScriptedAnswer(**given.model_dump())
