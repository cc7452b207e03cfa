"""The gate: which hosts are ours, which pages may call what, and where the pages of a course are. Nothing else looks at these headers.

`app.py` asks `gate.turn_away` before anything else looks at a request, and `gate.guarded` adds the headers that hold a course back.
"""
