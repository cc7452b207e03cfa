"""NexPort Campus Web API v1.

`routes/` bind operations to the rules, which are sorted by nouns (`directory/`, `teaching/`, `enrollments/`, `sales/`). Items of a
committed invoice are redeemed and become enrollments, whose assignments are attempts. `vendor.py` is the interface for the rest of the
emulator.
"""
