"""Upkeep of a running emulator: sweeping at the start, periodic housekeeping, and a watchdog over the event loop.

The house locks the data folder, chooses where files are kept and sweeps when it opens; `housekeeping.py` then looks around each second,
and `watchdog.py` logs where the loop stands still.
"""
