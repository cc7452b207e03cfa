"""Courses of SCORM Cloud: their versions, the data of their packages, and their files.

Replacing or deleting a file changes the version's folder after the COMMIT (`store/file_changes.py`).
"""
