"""The text that Prometheus reads. Imported with the first question for it, since few ask."""

from collections.abc import Iterator
from itertools import chain
from os import getpid
from pathlib import Path
from socket import gethostname

from prometheus_client import CollectorRegistry, PlatformCollector, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from sqlalchemy import func, select

from emulator.jobs.job import Job
from emulator.light.records import dataclass
from emulator.metrics.counts import BOUNDS, Counted
from emulator.sandbox.kept import not_kept
from emulator.sandbox.sandboxes import Sandboxes
from emulator.store.database import Database
from emulator.store.rows import Statement

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
PREFIX = "lms_emulator"

_UNDER_WAY = Statement(
    select(
        Job.sandbox,
        Job.kind,
        Job.state,
        func.count().label("count"),
        func.min(Job.created, type_=Job.created.type).label("oldest"),
    )
    .where(Job.due.is_not(None), not_kept(Job.sandbox))
    .group_by(Job.sandbox, Job.kind, Job.state),
    every_sandbox=True,
)


@dataclass(frozen=True, slots=True, eq=False)
class Measured(Collector):
    """What is told of one process: its counts, and what its store holds at the moment."""

    version: str
    counted: Counted
    database: Database
    sandboxes: Sandboxes
    folder: Path

    def text(self) -> bytes:
        """All metrics, in Prometheus's text format."""
        registry = CollectorRegistry(auto_describe=False)
        registry.register(self)
        return generate_latest(registry)

    def collect(self) -> Iterator[Metric]:
        """Each metric of the emulator's own. All of them are always there, with or without values."""
        info = GaugeMetricFamily(f"{PREFIX}_info", "The version, as a label.", labels=["version"])
        info.add_metric([self.version], 1)
        yield info
        yield from self._jobs()
        yield from self._store()
        own = self._calls(), self._stalls(), ProcessCollector(registry=None).collect()
        for metric in chain.from_iterable(own):
            yield self._of_this_process(metric) if self.database.shared else metric
        yield from PlatformCollector(registry=None).collect()

    def _of_this_process(self, metric: Metric) -> Metric:
        """What each of several processes counts by itself says which one it is: another one may answer the next time."""
        process = f"{gethostname()}:{getpid()}"
        metric.samples = [sample._replace(labels={**sample.labels, "process": process}) for sample in metric.samples]
        return metric

    def _calls(self) -> Iterator[Metric]:
        labels = ["vendor", "operation", "status"]
        calls = CounterMetricFamily(
            f"{PREFIX}_requests", "Calls that were answered. Status 0: the client left.", labels=labels
        )
        for (vendor, operation, status), count in self.counted.calls.totals():
            calls.add_metric([vendor, operation, str(status)], count)
        yield calls
        took = HistogramMetricFamily(f"{PREFIX}_request_seconds", "How long answering a call took.", labels=["vendor"])
        for vendor, row in self.counted.calls.latencies().items():
            took.add_metric([vendor], _buckets(row), row[-1] / 1000)
        yield took

    def _jobs(self) -> Iterator[Metric]:
        counts: dict[tuple[str, str], int] = {}
        ages: dict[tuple[str, str], float] = {}
        compiled = _UNDER_WAY.compiled(self.database.dialect)
        for record in self.database.cursor.execute(compiled.sql, compiled.arguments({})).fetchall():
            row = compiled.row(record)
            key = row["kind"], row["state"]
            age = (self.sandboxes.get(row["sandbox"]).clock.now() - row["oldest"]).total_seconds()
            counts[key] = counts.get(key, 0) + row["count"]
            ages[key] = max(ages.get(key, 0.0), age)
        labels = ["kind", "state"]
        under_way = GaugeMetricFamily(f"{PREFIX}_jobs", "Jobs under way, deliveries among them.", labels=labels)
        oldest = GaugeMetricFamily(
            f"{PREFIX}_oldest_job_seconds", "The age of the oldest one, by its sandbox's clock.", labels=labels
        )
        for key, count in counts.items():
            under_way.add_metric(key, count)
            oldest.add_metric(key, ages[key])
        yield under_way
        yield oldest

    def _store(self) -> Iterator[Metric]:
        sandboxes = GaugeMetricFamily(f"{PREFIX}_sandboxes", "Sandboxes that exist.")
        sandboxes.add_metric([], len(self.sandboxes.names()))
        yield sandboxes
        size = GaugeMetricFamily(
            f"{PREFIX}_store_bytes",
            "The size of the files of the database, or of the database on a server.",
            labels=["file"],
        )
        for file in sorted(self.folder.glob("emulator.db*")):
            if not file.name.endswith("-shm"):
                size.add_metric([file.name], file.stat().st_size)
        if self.database.shared:
            size.add_metric(["database"], self.database.bytes_on_server())
        yield size
        writable = GaugeMetricFamily(
            f"{PREFIX}_writable", "1 if what is written is kept, 0 if the disk is full or broken."
        )
        writable.add_metric([], float(self.database.failure is None))
        yield writable

    def _stalls(self) -> Iterator[Metric]:
        for name, words, value in (
            ("loop_stalls", "How often the event loop stood still for a second or longer.", self.counted.stalls.count),
            ("loop_stalled_seconds", "For how long it did, in all.", self.counted.stalls.seconds),
        ):
            yield CounterMetricFamily(f"{PREFIX}_{name}", words, value=value)


def _buckets(row: list[float]) -> list[tuple[str, float]]:
    """Prometheus's buckets, each with all that took less, of a row of `CallCounts.latencies`."""
    found, so_far = [], 0.0
    for bound, count in zip((*BOUNDS, None), row[:-1], strict=True):
        so_far += count
        found.append(("+Inf" if bound is None else f"{bound / 1000:g}", so_far))
    return found
