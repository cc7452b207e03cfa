"""The sandbox: one isolated world, with its clock, ids, limits, settings and journal.

`Sandboxes` finds it by name and creates it at the first call. Everything that changes it happens in a unit of work (`SandboxWork`), which
commits or undoes rows and memory together; rules get it as a `World`. Nothing outside reads the time or makes ids in another way.
"""
