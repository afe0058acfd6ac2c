"""The instruments of one process. Their children are made once: to look one up by its labels costs more than to use it."""

from __future__ import annotations

from typing import Final, Literal, get_args

from prometheus_client import CollectorRegistry, Counter, GCCollector, Histogram, Info, ProcessCollector

from bot import __version__

UpdateKind = Literal["tap", "text", "command", "location", "file", "photo", "other"]
Side = Literal["conversation", "delivery"]

# In seconds. A tap should take some hundredths; after twenty seconds an update is given up.
_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0)


class Metrics:
    """Counts of one process, since its start."""

    def __init__(self) -> None:
        self.instruments = CollectorRegistry()
        ProcessCollector(registry=self.instruments)
        GCCollector(registry=self.instruments)
        Info("temirqazyq", "The program.", registry=self.instruments).info({"version": __version__})
        answering = Histogram(
            "temirqazyq_answer_seconds",
            "From the arrival of an update to the end of its answer, calls to Telegram and waiting for one's turn included.",
            ["kind"],
            buckets=_BUCKETS,
            registry=self.instruments,
        )
        self._answering = {kind: answering.labels(kind) for kind in get_args(UpdateKind)}
        updates = Counter(
            "temirqazyq_updates",
            "Updates that arrived, those that failed included.",
            ["kind"],
            registry=self.instruments,
        )
        self._updates = {kind: updates.labels(kind) for kind in get_args(UpdateKind)}
        self._kept = Counter(
            "temirqazyq_kept_updates",
            "How often an update could not be answered because the database was away, further tries included.",
            registry=self.instruments,
        )
        sides = get_args(Side)
        floods = Counter(
            "temirqazyq_flood_waits",
            "How often Telegram said that it was too much.",
            ["side"],
            registry=self.instruments,
        )
        waited = Counter(
            "temirqazyq_flood_wait_seconds", "How long Telegram told us to wait.", ["side"], registry=self.instruments
        )
        self._floods = {side: (floods.labels(side), waited.labels(side)) for side in sides}
        self._sent = Counter(
            "temirqazyq_sent", "What came of messages sent unasked.", ["outcome"], registry=self.instruments
        )
        self._errors = Counter(
            "temirqazyq_errors", "Errors that were logged.", ["part", "kind"], registry=self.instruments
        )

    def arrived(self, kind: UpdateKind) -> None:
        """Count an update."""
        self._updates[kind].inc()

    def answered(self, kind: UpdateKind, seconds: float) -> None:
        """Note how long an answer took."""
        self._answering[kind].observe(seconds)

    def kept(self) -> None:
        """Count an update that has to come again because the database is away."""
        self._kept.inc()

    def flooded(self, side: Side, seconds: float) -> None:
        """Count an answer 429, and how long it tells to wait."""
        times, waited = self._floods[side]
        times.inc()
        waited.inc(max(0.0, seconds))

    def sent(self, outcome: str) -> None:
        """Count what came of a message, by the name of its kind."""
        self._sent.labels(outcome).inc()

    def failed(self, part: str, kind: str) -> None:
        """Count an error: in which part of the program, and of which kind."""
        self._errors.labels(part, kind).inc()
