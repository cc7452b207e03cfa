"""Whether traces are wanted: by the standard variables alone. Nothing of OpenTelemetry is imported to find out."""

import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emulator.tracing.spans import Spans

ASKING = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_TRACES_EXPORTER")
EXPORTERS = ("otlp", "console", "none")


class TracingError(Exception):
    """Traces are asked for and cannot be had; the words say why."""


def wanted(environment: Mapping[str, str]) -> bool:
    """True if the variables ask for traces."""
    if environment.get("OTEL_SDK_DISABLED", "").lower() == "true" or environment.get("OTEL_TRACES_EXPORTER") == "none":
        return False
    return any(environment.get(name) for name in ASKING)


def spans_of(environment: Mapping[str, str]) -> "Spans | None":
    """What records the traces; None if none are asked for. Raises `TracingError`."""
    if not wanted(environment):
        return None
    exporter = environment.get("OTEL_TRACES_EXPORTER") or "otlp"
    if exporter not in EXPORTERS:
        raise TracingError(f"OTEL_TRACES_EXPORTER is {exporter!r}; {', '.join(EXPORTERS)} are known here")
    try:
        module = importlib.import_module("emulator.tracing.spans")
        made: Spans = module.Spans.by(exporter)
    except ImportError as error:
        raise TracingError(
            f"a variable OTEL_… asks for traces, and {error.name} is not installed: pip install 'lms-emulator[otel]', "
            "or set OTEL_SDK_DISABLED=true"
        ) from None
    return made
