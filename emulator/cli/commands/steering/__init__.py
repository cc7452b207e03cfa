"""Commands that steer a sandbox: its jobs, limits and settings, the sink, and what expires.

Each sends one call to the control API (`emulator/control/routes/`), where the rule is.
"""
