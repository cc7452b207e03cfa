"""Playing: launches, the run of a SCO from start to end, and playing without a browser.

The data that a page commits is checked against the data model again (`run.py`).
"""
