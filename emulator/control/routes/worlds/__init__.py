"""Whole sandboxes: made, forked, reset, deleted, kept as snapshots, exported and imported.

The rules are in `emulator/worlds/`, which `House.making` imports with the first such call.
"""
