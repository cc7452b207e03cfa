"""The templates of pages, found by the package that they belong to, compiled once. Jinja2 is imported at the first page."""

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from jinja2 import Environment

_JOINED = re.compile(r"[^/_.@?&=-]*[/_.@?&=-]*")


def render(template: str, **values: object) -> str:
    """The text of a template; a value is escaped unless it is a template's own text.

    `template` is PACKAGE/FILE, for the file of that name in the folder `templates` of the package. Raises
    `jinja2.TemplateNotFound`, and `jinja2.UndefinedError` for a value that the template needs and was not given.
    """
    return environment().get_template(template).render(values)


@cache
def environment() -> "Environment":
    """The only environment of the process; a template stays compiled after its first use."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    made = Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        cache_size=-1,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["parts"] = _parts
    made.policies["json.dumps_function"] = _json
    return made


def _source(template: str) -> str | None:
    """The text of a template; None if it does not exist. It is read from our packages and installed plug-ins in the same way, also from a
    zip."""
    from importlib.resources import files

    package, _, name = template.partition("/")
    try:
        return (files(package) / "templates" / name).read_text("utf-8")
    except (ModuleNotFoundError, FileNotFoundError):
        return None


def _parts(text: str) -> list[str]:
    """The text, taken apart behind the signs that addresses and long names are joined with."""
    return [part for part in _JOINED.findall(text) if part]


def _json(value: Any, **_: Any) -> str:
    """The output of the filter `tojson`; the filter itself escapes characters that could end a script element."""
    return orjson.dumps(value).decode()
