"""Registrations of SCORM Cloud: a learner's instances of a course, and their progress.

A changed attempt updates its instance (`instances.py`), which posts the registration to its postback URL (`postbacks.py`). Learners exist
only in registrations (`learners.py`).
"""
