"""Registrations of SCORM Cloud: a learner's instances of a course, and their progress.

A changed attempt updates the instance it belongs to (`instances.py`), which posts the registration to its postback URL (`postbacks.py`).
There are no learners but those that registrations name (`learners.py`).
"""
