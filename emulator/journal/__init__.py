"""Reading a sandbox's journal: filters, verdicts on what was called, waits, exports, and events as they happen."""
