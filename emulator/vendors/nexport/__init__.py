"""NexPort Campus Web API v1.

`routes/` bind operations to the rules, which stand by nouns (`directory/`, `teaching/`, `enrollments/`, `sales/`). A committed invoice is
redeemed into enrollments, whose assignments are attempts. `vendor.py` is what the rest of the emulator calls.
"""
