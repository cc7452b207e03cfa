"""Faults on request: rules that say which calls, jobs and deliveries go wrong, when, and how. No vendor is known here by name.

The control API stores rules (`stored_rules.py`). `counting.py` decides and counts, in one unit of work, which of them happens: asked by
`life/faulting.py` for each call, and by `jobs/faulty_jobs.py` and `jobs/faulty_deliveries.py`. While a sandbox has no rules, none of them
asks.
"""
