"""The log of the server, on its error output: as lines for people, or as JSON for programs."""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Literal

Level = Literal["debug", "info", "warning", "error"]
Form = Literal["text", "json"]
ACCESS = "uvicorn.access"
CHATTY = ("alembic", "httpx", "httpcore", "uvicorn")


request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request that is being answered, for the log."""


class JsonFormatter(logging.Formatter):
    """A record as an object in one line; what a request was, in members of its own."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.name == ACCESS and isinstance(record.args, tuple) and len(record.args) == 5:
            client, method, path, _, status = record.args
            line |= {"client": client, "method": method, "path": path, "status": status}
        if about := request_id.get():
            line["request_id"] = about
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def _without_query(record: logging.LogRecord) -> bool:
    """Leave a path's query out of the access log: some vendors have their credentials there."""
    if isinstance(record.args, tuple) and len(record.args) == 5:
        client, method, path, version, status = record.args
        record.args = (client, method, str(path).partition("?")[0], version, status)
    return True


def set_up(level: Level, form: Form) -> None:
    """Log from this level on, in this form."""
    handler = logging.StreamHandler()
    handler.setFormatter(
        JsonFormatter() if form == "json" else logging.Formatter("%(levelname)s %(name)s: %(message)s")
    )
    logging.basicConfig(handlers=[handler], level=level.upper())
    if level != "debug":
        for name in CHATTY:
            logging.getLogger(name).setLevel(logging.WARNING)


def log_requests() -> None:
    """Log each request, once the server has set up its loggers: the server asks for nothing below warnings."""
    access = logging.getLogger(ACCESS)
    access.setLevel(logging.INFO)
    access.addFilter(_without_query)
