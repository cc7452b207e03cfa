"""Course packages of any learning standard, and the attempts at them: the same for every platform.

A vendor's import job reads a package (`importing/`, `readers/`) and stores it. A launch (`play/launches.py`) opens it in the player,
whose commits go through `play/run.py` into the attempt (`attempts/`); `rollup/` makes the progress from it, which the vendor then shows
in its own words (`Vendor.attempt_changed`).
"""
