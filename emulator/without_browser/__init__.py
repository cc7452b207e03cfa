"""Playing what learners attempt without a browser, for the control API: the attempts (`attempting.py`), and what a played course says."""
