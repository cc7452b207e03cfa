"""Playing what learners attempt without a browser: `attempting.py` finds attempts and plays them, `played_statements.py` says what an xAPI
course would say.

Called by the control API's `attempts` routes, which `lms-emulator play` and the clients use, and by the console. The rules are those of a
browser's run (`courseware/play/`).
"""
