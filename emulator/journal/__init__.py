"""The journal of a sandbox: its entries, and ways to read them (filters, verdicts on what was called, exports).

`life/journaling.py` adds an entry for each call. The control API and the console read them; `verdict.py` says whether the calls that a test
expects were made.
"""
