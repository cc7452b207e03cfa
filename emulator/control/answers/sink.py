"""Response bodies: what the sink has received, and what it answers."""

from datetime import datetime

from emulator.control.answers.answer import Answer


class SinkRequest(Answer):
    """A request that came to the sink: the part of its body that is kept, as text, how many bytes the whole had, and what was answered."""

    number: int
    at: datetime
    method: str
    path: str
    query: str
    headers: list[tuple[str, str]]
    body: str
    bytes: int
    truncated: bool
    status: int


class Sink(Answer):
    """The newest requests that fit, oldest first; `count` is how many fit in all."""

    requests: list[SinkRequest]
    count: int


class Scripted(Answer):
    """An answer of the sink, after `delay` seconds of the machine's time."""

    status: int
    delay: float
    body: str
    headers: dict[str, str]


class SinkScript(Answer):
    """What the sink answers at a path (at every other one if it is null); `taken` of the answers were given."""

    path: str | None
    answers: list[Scripted]
    taken: int


class SinkScripts(Answer):
    """Every script, by path."""

    scripts: list[SinkScript]
