"""Upkeep of a running emulator: sweeping at the start, periodic housekeeping, and a watchdog over the event loop."""
