"""Courses of SCORM Cloud: their versions, what their package says, and their files.

Replacing or deleting a file changes the version's folder after the COMMIT (`store/file_changes.py`).
"""
