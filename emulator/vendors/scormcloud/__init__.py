"""SCORM Cloud API v2.

`routes/` bind operations to the rules, which stand by nouns (`courses/`, `registrations/`, `dispatches/` …). A launch (`launching/`)
plays an instance of a registration; what changes there is posted by `registrations/`. `vendor.py` is what the rest of the emulator calls.
"""
