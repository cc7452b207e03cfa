"""cmi5: a course structure in cmi5.xml. `cmi5.py` finds and reads one; `cmi5_units.py` reads blocks and units, and `cmi5_rules.py` has the
rules that the schema does not tell.
"""
