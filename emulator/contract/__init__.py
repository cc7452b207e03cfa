"""A vendor's operations and types as data, with the evidence for each part, and the code that works from this data.

`loading.py` reads the vendor's `contract/` folder into `model.py` when the vendor is imported. For each call `matching.py` finds the
operation, `reading.py` reads the input and the vendor's dialect writes the answer by it. `checking.py` holds every answer of the tests to
it; `openapi.py` and `coverage.py` show it.
"""
