"""Results of modules, and what follows from them.

A module's result completes its courses, these complete learning paths (`results.py`); a completion writes an achievement and earns
points and badges (`earnings.py`, by the rules of `gamification.py`).
"""
