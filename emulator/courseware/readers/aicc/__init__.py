"""AICC: a course in several text files. `aicc.py` finds and reads one; it reads the files with `aicc_files.py` and builds the activities
with `aicc_structure.py`.
"""
