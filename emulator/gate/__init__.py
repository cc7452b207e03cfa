"""The gate: it checks the host of each request, the origin of the page that sends it, and keeps the pages of courses apart. No other part
looks at these headers.

`app.py` calls `gate.turn_away` before anything else looks at a request, and `gate.guarded` adds the headers that restrict a course.
"""
