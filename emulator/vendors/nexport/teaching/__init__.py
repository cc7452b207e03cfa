"""Teaching: catalogs, sections and training plans, with their assignments and tests.

`scorm_data.py` edits the CMI data of a learner's attempt; `enrollments/enrollment_progress.py` then updates the enrollment.
"""
