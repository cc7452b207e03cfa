"""The control API, `/_emulator/…`: how a test or a developer steers a sandbox. It is the emulator's own, no vendor has it.

`app.py` puts the routes into the FastAPI app at the first call to one. A route (`routes/`) gets house and sandbox from `context.py`,
works in one unit of work, and returns a body of `answers/`; refusals have one form (`refusals.py`). The commands, the clients and the
console call it.
"""
