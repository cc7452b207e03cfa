"""SCORM Cloud API v2.

`routes/` bind operations to the rules, which are sorted by nouns (`courses/`, `registrations/`, `dispatches/` …). A launch (`launching/`)
plays an instance of a registration; `registrations/` posts its changes. `vendor.py` is the interface for the rest of the emulator.
"""
