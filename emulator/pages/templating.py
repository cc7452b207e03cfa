"""The templates of pages, found by the package that they belong to, compiled once. Jinja2 is imported at the first page."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from jinja2 import Environment

_MARKUP = re.compile("[&<>'\"]")
_METHODS = frozenset(dir(dict))
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
    from jinja2 import FunctionLoader, StrictUndefined

    made = _quick_environment()(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        cache_size=-1,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["heading"] = _heading
    made.filters["parts"] = _parts
    made.policies["json.dumps_function"] = _json
    return made


def _quick_environment() -> "type[Environment]":
    """Jinja2's environment, with shorter ways for what a table of some hundred rows does thousands of times."""
    from jinja2 import Environment, Template

    class QuickTemplate(Template):
        """A template that writes a value without signs to escape as it is."""

        @classmethod
        def from_code(cls, *arguments: Any, **options: Any) -> Template:
            made = super().from_code(*arguments, **options)
            names = made.root_render_func.__globals__
            names["escape"] = _sparing(names["escape"])  # the name by which compiled templates call it
            return made

    class QuickEnvironment(Environment):
        """An environment that looks for `row.name` in a dict first among its keys, and only then among its attributes."""

        template_class = QuickTemplate

        def getattr(self, obj: Any, attribute: str) -> Any:
            if type(obj) is dict and attribute in obj and attribute not in _METHODS:
                return obj[attribute]
            return super().getattr(obj, attribute)

    return QuickEnvironment


def _sparing(escape: Callable[[Any], str]) -> Callable[[Any], str]:
    """The function that escapes a value, called only for what may need it: it makes an object for each, and most are plain texts."""

    def written(value: Any) -> str:
        if type(value) is str and _MARKUP.search(value) is None:
            return value
        return escape(value)

    return written


def _source(template: str) -> str | None:
    """The text of a template; None if it does not exist. It is read from our packages and installed plug-ins in the same way, also from a
    zip."""
    from importlib.resources import files

    package, _, name = template.partition("/")
    try:
        return (files(package) / "templates" / name).read_text("utf-8")
    except (ModuleNotFoundError, FileNotFoundError):
        return None


@lru_cache(1024)
def _heading(column: str) -> str:
    """The name of a column as people read it."""
    return column.replace("_id", "").replace("_", " ")


def _parts(text: str) -> list[str]:
    """The text, taken apart behind the signs that addresses and long names are joined with."""
    return [part for part in _JOINED.findall(text) if part]


def _json(value: Any, **_: Any) -> str:
    """The output of the filter `tojson`; the filter itself escapes characters that could end a script element."""
    return orjson.dumps(value).decode()
