"""Forwarding along a statement pipe: a job that reads a page at the source, posts it to the target, and goes on where it was.

A source in an application's own LRS of this sandbox is read directly, whenever there is something new; any other one is asked by
HTTP once a minute of the sandbox's clock (inferred). A target is posted to by HTTP, wherever it is. URLs of the vendor's own host
stand for this emulator, so that nothing leaves for the real service.
"""

from datetime import timedelta
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from emulator.jobs.delivery import delay_after
from emulator.jobs.job import Again, Commit, JobFailedError, JobKind, JobStep, start_job
from emulator.light.records import dataclass
from emulator.lrs.errors import LrsError
from emulator.lrs.lrs_call import Caller, LrsCall
from emulator.lrs.statements import attachments, finding, multipart_mixed
from emulator.lrs.statements.finding import Query
from emulator.lrs.statements.multipart_mixed import BodyPart
from emulator.outgoing.client import CallFailedError, Outgoing, read
from emulator.sandbox.world import World
from emulator.store import json_text
from emulator.store.json_text import JsonObject
from emulator.store.tables import to_microseconds
from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.tables import ScormCloudStatementPipe

WAITING, FORWARDED, GIVEN_UP = "Waiting", "Forwarded", "GivenUp"
PAGE = 50  # statements that are forwarded in one page
POLL = timedelta(seconds=60)
SECONDS = 10.0  # how long either side may take to answer, in the machine's time
LARGEST = 64 * 1024 * 1024  # bytes of a page with its attachments
VENDOR_HOST = "cloud.scorm.com"


@dataclass(frozen=True, slots=True)
class StatementPage:
    """A page of a source: statements, their attachments' content, and the changes of the pipe's row."""

    statements: list[JsonObject]
    contents: list[tuple[str, str, bytes]]
    noted: Row
    more: bool


def subject_of(app_id: str, pipe_id: str) -> str:
    """The subject of a pipe's job."""
    return f"{quote(app_id, safe='')}/{pipe_id}"


def is_fed(pipe: Row) -> bool:
    """True if a pipe's source is its application's own LRS: a pipe without a source URL (inferred)."""
    url = (pipe["source"] or {}).get("url")
    own = f"{pipe['base_url']}/lrs/{quote(pipe['app_id'], safe='')}"
    found = resolved(pipe, url) if url else own
    return found == own or found.startswith(f"{own}/")


def resolved(pipe: Row, url: str) -> str:
    """The URL to call. A URL of the vendor's host is changed into one of this emulator."""
    parts = urlsplit(url)
    if parts.hostname != VENDOR_HOST:
        return url
    return f"{pipe['base_url']}{parts.path}{'?' + parts.query if parts.query else ''}"


async def _forward(step: JobStep) -> Commit | Again:
    """The work before Forwarded: one page. `Again` if there is more to forward, or a source to ask again."""
    outgoing = step.world.sandbox.outgoing
    step.world.work.only_reads = True
    with step.world.work as work:
        pipe = _pipe(work, step.job["subject"])
        if pipe is None:
            raise JobFailedError("the pipe was deleted")
        page = _read_own(step.world, pipe) if is_fed(pipe) else None
    try:
        if page is None:
            page = await _read_remote(outgoing, pipe)
        await _post(outgoing, pipe, page)
    except _RefusedError as error:
        attempts = pipe["attempts"] + 1
        return Again(delay_after(attempts), _noting(pipe, {"attempts": attempts}), str(error))
    commit = _noting(pipe, {**page.noted, "attempts": 0})
    if page.more or not is_fed(pipe):
        return Again(timedelta() if page.more else POLL, commit, "there is more to forward")
    return commit


class _RefusedError(Exception):
    """A source or target could not be reached, or refused the request."""


def _pipe(work: UnitOfWork, subject: str) -> Row | None:
    app_id, _, pipe_id = subject.partition("/")
    return work.get(ScormCloudStatementPipe, app_id=unquote(app_id), id=pipe_id)


def _noting(pipe: Row, changes: Row) -> Commit:
    key = {"app_id": pipe["app_id"], "id": pipe["id"]}

    def commit(world: World) -> None:
        world.work.update(ScormCloudStatementPipe, key, changes)

    return commit


def _read_own(world: World, pipe: Row) -> StatementPage:
    lrs_call = LrsCall(world, pipe["app_id"], "", Caller("lrs", {}), {})
    after = tuple(pipe["cursor"]) if pipe["cursor"] else None
    rows, more = finding.find_page(lrs_call, Query((), limit=PAGE, ascending=True, after=after))
    listed = [json_text.read(row["document"]) for row in rows]
    noted: Row = {}
    if rows:
        noted = {
            "cursor": [to_microseconds(rows[-1]["stored"]), rows[-1]["number"]],
            "last_forwarded_statement_date": listed[-1]["stored"],
        }
    return StatementPage(listed, attachments.contents_of(lrs_call, listed), noted, more is not None)


async def _read_remote(outgoing: Outgoing, pipe: Row) -> StatementPage:
    """A page of a remote source: the rest of the previous page, or the statements stored since."""
    source = resolved(pipe, pipe["source"]["url"])
    source = source if source.rstrip("/").endswith("/statements") else f"{source.rstrip('/')}/statements"
    params = {"ascending": "true", "attachments": "true", "limit": str(PAGE)}
    if pipe["last_forwarded_statement_date"]:
        params["since"] = pipe["last_forwarded_statement_date"]
    url = pipe["more_url"] or source
    media, body = await _call(outgoing, pipe["source"], "GET", url, params=None if pipe["more_url"] else params)
    try:
        parts: list[BodyPart] = []
        if media.lower().startswith(multipart_mixed.MIXED):
            first, *parts = multipart_mixed.split(media, body)
            body = first.content
        found = json_text.read(body)
        listed, more = list(found["statements"]), found.get("more")
        last = listed[-1]["stored"] if listed else pipe["last_forwarded_statement_date"]
    except (ValueError, TypeError, KeyError, LrsError) as error:
        raise _RefusedError(f"the source does not answer as an LRS does: {error}") from None
    heads = [(part.headers.get("content-type", ""), part.headers.get("x-experience-api-hash", "")) for part in parts]
    contents = [(media, sha2, part.content) for (media, sha2), part in zip(heads, parts, strict=True)]
    more_url = urljoin(url, more) if isinstance(more, str) and more else None
    noted: Row = {"more_url": more_url, "last_forwarded_statement_date": last if isinstance(last, str) else None}
    return StatementPage(listed, contents, noted, more_url is not None)


async def _post(outgoing: Outgoing, pipe: Row, page: StatementPage) -> None:
    """Post statements to the target, in separate requests for each version of xAPI."""
    target = resolved(pipe, pipe["target"]["url"]).rstrip("/")
    target = target if target.endswith("/statements") else f"{target}/statements"
    for version in ("1.0.3", "2.0.0"):
        listed = [each for each in page.statements if _version_of(each) == version]
        if not listed:
            continue
        body, media = json_text.write(listed), "application/json"
        named = {held["sha2"] for each in listed for held in attachments.attachments_of(each)}
        contents = [each for each in page.contents if each[1] in named]
        if contents:
            boundary = f"pipe-{pipe['id']}"
            body, media = (
                multipart_mixed.join(boundary, body, contents),
                f"{multipart_mixed.MIXED}; boundary={boundary}",
            )
        await _call(outgoing, pipe["target"], "POST", target, version, content=body, headers={"Content-Type": media})


def _version_of(statement: JsonObject) -> str:
    return "2.0.0" if str(statement.get("version", "")).startswith("2.") else "1.0.3"


async def _call(
    outgoing: Outgoing, endpoint: Row, method: str, url: str, version: str = "1.0.3", **options: Any
) -> tuple[str, bytes]:
    """Call a source or target; returns the media type and the body of its answer."""
    headers = {"X-Experience-API-Version": version, **options.pop("headers", {})}
    auth = (endpoint["user_name"], endpoint.get("password") or "") if endpoint.get("user_name") else None
    try:
        async with outgoing.call(method, url, SECONDS, headers=headers, auth=auth, **options) as response:
            body = await read(response, LARGEST)
    except CallFailedError as error:
        raise _RefusedError(f"{url}: {error.reason}"[:300]) from None
    if response.status_code >= 300:
        raise _RefusedError(f"{url}: answered {response.status_code}: {body.decode(errors='replace')[:200]}")
    return response.headers.get("content-type", ""), body


def _ended(world: World, subject: str) -> None:
    """Start the job again for statements that came during the last page."""
    pipe = _pipe(world.work, subject)
    if pipe is not None and is_fed(pipe) and _read_own(world, pipe).statements:
        start_job(STATEMENT_PIPE, world.sandbox, world.work, subject, {})


STATEMENT_PIPE = JobKind(
    name="scormcloud.statement_pipe",
    states=(WAITING, FORWARDED),
    failed=GIVEN_UP,
    work={FORWARDED: _forward},
    ended=_ended,
    by_clock=True,
    calls=frozenset({FORWARDED}),
)
