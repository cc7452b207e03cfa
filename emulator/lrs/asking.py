"""Read an xAPI request in either form: plain, or the alternate syntax for browsers that cannot send headers."""

from collections.abc import Iterable
from urllib.parse import parse_qsl

from emulator.http import Request
from emulator.light.records import dataclass
from emulator.lrs.errors import LrsError

# what the alternate syntax sends as form parameters in place of headers (Communication 1.3)
FORM_HEADERS = {
    "authorization",
    "x-experience-api-version",
    "content-type",
    "content-length",
    "if-match",
    "if-none-match",
    "accept-language",
}
FORM = "application/x-www-form-urlencoded"


@dataclass(slots=True)
class Ask:
    """Method, parameters, headers (names in lower case) and body of a request. HEAD is a GET whose body is not sent."""

    method: str
    values: dict[str, str]
    headers: dict[str, str]
    body: bytes
    alternate: bool = False

    def media_type(self) -> str:
        """The Content-Type without its parameters, lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def read(request: Request) -> Ask:
    """Read the request in either form. 400 for a parameter that is sent twice, and for an invalid alternate request."""
    headers: dict[str, str] = {}
    for name, value in request.headers:
        headers.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))
    values = _once(_pairs(request.query_string, "the query"))
    method = "GET" if request.method == "HEAD" else request.method
    ask = Ask(method, values, headers, request.body)
    return ask if "method" not in values else _alternate(ask)


def _alternate(ask: Ask) -> Ask:
    if ask.method != "POST":
        raise LrsError(400, "the alternate request syntax is sent as POST")
    if len(ask.values) > 1:
        raise LrsError(400, "the alternate request syntax has no parameter in its URL but method")
    pairs = _pairs(ask.body, "the form")
    form = _once((name, value) for name, value in pairs if name.lower() not in FORM_HEADERS)
    given = _once((name.lower(), value) for name, value in pairs if name.lower() in FORM_HEADERS)
    # the form's values win: a browser adds headers of its own, such as credentials that it has kept
    headers = {"content-type": "application/json", **_without(ask.headers, "content-type"), **given}
    if headers.get("x-experience-api-version", "").startswith("2."):
        raise LrsError(400, "xAPI 2.0 has no alternate request syntax")
    method = ask.values["method"].upper()
    content = form.pop("content", None)
    if method in ("PUT", "POST") and content is None:
        raise LrsError(400, "the alternate request syntax has its body in the form parameter content")
    return Ask(method, form, headers, (content or "").encode(), alternate=True)


def _without(headers: dict[str, str], name: str) -> dict[str, str]:
    return {each: value for each, value in headers.items() if each != name}


def _pairs(text: bytes, what: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text.decode(), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        raise LrsError(400, f"{what} is not UTF-8") from None


def _once(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    values: dict[str, str] = {}
    for name, value in pairs:
        if name in values:
            raise LrsError(400, f"the parameter {name[:80]} is sent twice")
        values[name] = value
    return values
