"""Playing: launches, the run of a SCO from start to end, and what a learner does without a browser.

What a page commits is checked against the data model once more (`run.py`).
"""
