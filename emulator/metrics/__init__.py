"""Metrics: what is counted while calls are served, and the text that Prometheus reads.

`life/answering.py` and the watchdog count into `House.counted`; `GET /_emulator/metrics` writes the text (`text.py`).
"""
