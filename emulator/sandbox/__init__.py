"""The sandbox: one isolated world, with its clock, ids, limits, settings and journal.

`Sandboxes` finds a sandbox by name and creates it at the first call. All changes happen in a unit of work (`SandboxWork`), which commits or
undoes rows and memory together; rules get it as a `World`. No other part of the emulator reads the time or makes ids.
"""
