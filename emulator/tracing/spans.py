"""A span for each call, part of its caller's trace. Imported only if traces are asked for."""

import os
import sys

from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, ConsoleSpanExporter, SpanExporter
from opentelemetry.trace import SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from emulator import __version__
from emulator.sandbox.clock import machine_now

NAME = "lms-emulator"
HEADERS = (b"traceparent", b"tracestate")
FIRST_FAILURE = 500  # of statuses: what a caller did wrong is no failure of a server's span


class Spans:
    """Records calls that have ended, for an exporter that sends them in the background."""

    def __init__(self, exporter: SpanExporter) -> None:
        own = {"service.version": __version__} | ({} if _is_named() else {"service.name": NAME})
        self._provider = TracerProvider(resource=Resource.create(own))  # its sampler is that of the variables
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer(NAME, __version__)
        self._callers = TraceContextTextMapPropagator()

    @classmethod
    def by(cls, exporter: str) -> "Spans":
        """With the exporter of that name."""
        if exporter == "console":
            return cls(ConsoleSpanExporter(out=sys.stderr))
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

        return cls(OTLPSpanExporter())

    def record(
        self,
        name: str,
        headers: list[tuple[bytes, bytes]],
        attributes: dict[str, str | int],
        status: int,
        seconds: float,
    ) -> None:
        """Record a call that took so many seconds until now."""
        caller = {key.decode(): value.decode("latin-1") for key, value in headers if key in HEADERS}
        end = machine_now()
        span = self._tracer.start_span(
            name,
            context=self._callers.extract(caller),
            kind=SpanKind.SERVER,
            attributes={**attributes, "http.response.status_code": status},
            start_time=_nanoseconds(end.timestamp() - seconds),
        )
        if status >= FIRST_FAILURE:
            span.set_status(Status(StatusCode.ERROR))
        span.end(_nanoseconds(end.timestamp()))

    def close(self) -> None:
        """Send what is left."""
        self._provider.shutdown()


def _is_named() -> bool:
    """True if the variables name the service: what is given here would win over them."""
    return bool(os.environ.get("OTEL_SERVICE_NAME")) or "service.name=" in os.environ.get(
        "OTEL_RESOURCE_ATTRIBUTES", ""
    )


def _nanoseconds(seconds: float) -> int:
    return int(seconds * 1_000_000_000)
