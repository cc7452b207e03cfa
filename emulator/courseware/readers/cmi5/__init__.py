"""cmi5: a course structure in cmi5.xml; `cmi5.py` reads one."""
