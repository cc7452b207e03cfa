"""Verdicts of the emulator, as commands print them: exit code 1 if it is not as expected."""

from typing import Any

from emulator.cli.asking import Said


def verdict(answer: dict[str, Any]) -> Said:
    """A verdict on the journal: what fits, or why it does not and what comes nearest."""
    entries = [_line(entry) for entry in answer["entries"]]
    if answer["ok"]:
        return Said(answer, entries or ["as expected"])
    near = [f"    nearest: {_line(entry)}: {'; '.join(entry['differences'])}" for entry in answer["nearest"]]
    return Said(answer, [answer["reason"], *near], 1)


def found(answer: dict[str, Any], what: str, lines: list[str]) -> Said:
    """What was waited for, and whether it came."""
    if answer["ok"]:
        return Said(answer, lines)
    return Said(answer, [f"not in time: {answer['found']} {what} fit", *lines], 1)


def _line(entry: dict[str, Any]) -> str:
    operation = f" {entry['operation']}" if entry["operation"] else ""
    return f"{entry['number']} {entry['vendor']}{operation}: {entry['method']} {entry['target']} -> {entry['status']}"
