"""cmi5 sessions: launched, checked statement by statement, and moved on to the next unit or the end of the course.

`launching.py` is called when the player opens a unit; `cmi5.py` when a statement is stored that belongs to a session; `move_on.py` then
says which units and blocks are satisfied.
"""
