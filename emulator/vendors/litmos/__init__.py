"""Litmos API v1.

`routes/` bind operations to the rules, which stand by nouns (`users/`, `courses/`, `training/` …). A report about a module, or a launch
that ends, goes into `results/`, which rolls up courses, paths and awards. `vendor.py` is what the rest of the emulator calls.
"""
