"""The content of a course: eLearning modules, and ILT modules with their sessions.

A new module starts a job that imports its content (`modules.py`). A launch (`module_launch.py`), a report from outside
(`module_reports.py`) or a roll call (`roll_call.py`) ends in `results/results.py`.
"""
