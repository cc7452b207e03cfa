"""What Prometheus reads, and what the dashboard asks of it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.metrics_core import Metric
from prometheus_client.parser import text_string_to_metric_families

from emulator.metrics.counts import BOUNDS, CallCounts
from tests.docs.pages import ROOT, pasted
from tests.refusals import control_refusal
from tests.running import running
from tests.vendors.litmos.calling import OWNER
from tests.world import World

CALLER = httpx.Client(timeout=30)


@pytest.fixture(scope="module", autouse=True)
def _connections_are_closed() -> Iterator[None]:
    yield
    CALLER.close()


def metrics(root: str) -> dict[str, Metric]:
    answer = CALLER.get(f"{root}/_emulator/metrics")
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, "text/plain")
    return {family.name: family for family in text_string_to_metric_families(answer.text)}


def value(found: dict[str, Metric], name: str, **labels: str) -> float:
    """The sum of what has these labels."""
    samples = [sample for family in found.values() for sample in family.samples if sample.name == name]
    return sum(sample.value for sample in samples if labels.items() <= sample.labels.items())


def test_calls_are_counted_by_vendor_operation_and_status_and_jobs_by_state(tmp_path: Path) -> None:
    with running(tmp_path, job_seconds=1000) as (root, _):
        world = World(root, "w", CALLER)
        for key in (OWNER, OWNER, "nobody"):
            CALLER.get(f"{world.litmos}/users?source=t", headers={"apikey": key})
        CALLER.get(f"{root}/nothing/here")
        CALLER.get(f"{root}/v1.svc/no/such", headers={"apikey": OWNER})
        CALLER.get(f"{root}/v1.svc/users", headers={"Host": "elsewhere.example"})
        body = f"<Module><Name>M</Name><ModuleType>9</ModuleType><ContentURL>{root}/x.zip</ContentURL></Module>"
        made = CALLER.post(
            f"{world.litmos}/modules?source=t&apikey={OWNER}", content=body, headers={"Content-Type": "text/xml"}
        )
        assert made.status_code == 201, made.text
        found = metrics(root)
    requests = "lms_emulator_requests_total"
    assert value(found, requests, vendor="litmos", status="200") == 2
    assert value(found, requests, vendor="litmos", status="403") == 2
    assert value(found, requests, vendor="litmos", operation="") == 1
    assert value(found, requests, vendor="none", status="404") == 1
    assert value(found, requests, vendor="gate", status="421") == 1
    assert value(found, "lms_emulator_request_seconds_count", vendor="litmos") == 5
    assert value(found, "lms_emulator_request_seconds_bucket", vendor="litmos", le="+Inf") == 5
    assert value(found, "lms_emulator_request_seconds_sum", vendor="litmos") > 0
    assert value(found, "lms_emulator_jobs") == 1
    assert 0 <= value(found, "lms_emulator_oldest_job_seconds") < 60
    assert value(found, "lms_emulator_sandboxes") >= 2
    assert value(found, "lms_emulator_store_bytes") > 0
    assert value(found, "lms_emulator_writable") == 1


def test_the_dashboard_and_the_page_name_metrics_that_exist_and_all_of_them(tmp_path: Path) -> None:
    dashboard = (ROOT / "docs" / "grafana.json").read_text()
    asked = [target["expr"] for panel in json.loads(dashboard)["panels"] for target in panel["targets"]]
    _, shown = pasted("docs/metrics.md", tmp_path)
    families = {family.name: family for family in text_string_to_metric_families(shown)}
    samples = {sample.name for family in families.values() for sample in family.samples}
    typed = {f"{name}_total" if family.type == "counter" else name for name, family in families.items()}
    histograms = {
        f"{name}{end}"
        for name, family in families.items()
        if family.type == "histogram"
        for end in ("_bucket", "_sum", "_count")
    }
    used = set(re.findall(r"\b(?:lms_emulator|process)_\w+", " ".join(asked)))
    assert used - samples - typed - histograms == set()
    page = (ROOT / "docs" / "metrics.md").read_text()
    own = {name for name in typed if name.startswith("lms_emulator")}
    assert {name for name in own if name not in page} == set()
    assert set(re.findall(r"\blms_emulator_\w+", page)) <= own


def test_metrics_ask_for_the_token_like_all_of_the_control_api(tmp_path: Path) -> None:
    with running(tmp_path, control_token="t" * 16) as (root, _):
        assert "EMULATOR_CONTROL_TOKEN" in control_refusal(CALLER.get(f"{root}/_emulator/metrics"), 401)


@pytest.mark.parametrize(("milliseconds", "bucket"), [(0.0, 0), (0.5, 0), (0.6, 1), (10_000.0, 12), (60_000.0, 13)])
def test_a_call_is_in_the_bucket_of_the_first_bound_that_it_does_not_exceed(milliseconds: float, bucket: int) -> None:
    counts = CallCounts()
    counts.count("v", "o", 200, milliseconds)
    row = counts.latencies()["v"]
    assert len(row) == len(BOUNDS) + 2
    assert (row.index(1.0), row[-1]) == (bucket, milliseconds) if milliseconds != 1.0 else True
