"""AICC: a course in several text files; `aicc.py` reads one."""
