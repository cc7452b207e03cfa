"""Traces: a span for each call, if the standard variables ask for them."""

from pathlib import Path

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from emulator.tracing.wanted import TracingError, spans_of, wanted
from tests.cli.running_command import impossible
from tests.doors.serving import serving
from tests.receiving import receiving

TRACE, PARENT = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"


def test_a_call_is_a_span_of_its_callers_trace(tmp_path: Path) -> None:
    with receiving() as receiver:
        variables = {
            "OTEL_EXPORTER_OTLP_ENDPOINT": receiver.url,
            "OTEL_BSP_SCHEDULE_DELAY": "50",
            "OTEL_SERVICE_NAME": "mine",
            "NO_PROXY": "127.0.0.1",
        }
        with serving(tmp_path, **variables) as served:
            url = f"{served.url}/~w/v1.svc/users?source=t&apikey=litmos-account-owner"
            answer = httpx.get(url, headers={"traceparent": f"00-{TRACE}-{PARENT}-01"})
            served.process.terminate()
            assert served.process.wait(60) == 0
    sent = [each for each in receiver.received if each.path == "/back/v1/traces"]
    (resource,) = ExportTraceServiceRequest.FromString(sent[0].content).resource_spans
    (span,) = resource.scope_spans[0].spans
    assert (span.trace_id.hex(), span.parent_span_id.hex()) == (TRACE, PARENT)
    told = {each.key: each.value.string_value or each.value.int_value for each in span.attributes}
    assert told["lms.request_id"] == answer.headers["X-Emulator-Request-Id"]
    assert (told["lms.vendor"], told["http.response.status_code"], told["url.path"]) == (
        "litmos",
        200,
        "/~w/v1.svc/users",
    )
    assert "litmos-account-owner" not in str(span)
    assert "mine" in str(resource.resource)


@pytest.mark.parametrize(
    ("environment", "are"),
    [
        ({}, False),
        ({"OTEL_SERVICE_NAME": "x"}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://x"}, True),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://x", "OTEL_SDK_DISABLED": "True"}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://x", "OTEL_TRACES_EXPORTER": "none"}, False),
        ({"OTEL_TRACES_EXPORTER": "console"}, True),
    ],
)
def test_the_standard_variables_alone_say_whether_traces_are_wanted(environment: dict[str, str], are: bool) -> None:
    assert wanted(environment) is are


def test_what_cannot_be_had_is_said_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = impossible("serve", "--port", "0", folder=tmp_path, OTEL_TRACES_EXPORTER="zipkin")
    assert words == "OTEL_TRACES_EXPORTER is 'zipkin'; otlp, console, none are known here"
    monkeypatch.setitem(__import__("sys").modules, "emulator.tracing.spans", None)
    with pytest.raises(TracingError, match=r"pip install 'lms-emulator\[otel\]'"):
        spans_of({"OTEL_TRACES_EXPORTER": "console"})
