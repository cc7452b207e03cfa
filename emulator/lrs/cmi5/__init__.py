"""cmi5 sessions: launched, checked statement by statement, and moved on to the next unit or the end of the course."""
