"""The journal of a sandbox: its entries, and reading them: filters, verdicts on what was called, exports.

`life/journaling.py` adds an entry for each call. The control API and the console read them; `verdict.py` says whether what a test expects
was called.
"""
