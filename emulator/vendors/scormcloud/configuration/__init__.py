"""Settings: which exist, where they are set, and what is in effect.

A `Scope` lists the places that have a say, the widest first. `effective_settings.py`, `player_options.py` and `roll_up.py` give what is in
effect in the shapes that postbacks, the player and the roll-up want.
"""
