"""Settings: which exist, where they are set, and the values in effect.

A `Scope` lists the places whose settings apply, the widest first. `effective_settings.py`, `player_options.py` and `roll_up.py` give the
values in effect in the forms that postbacks, the player and the roll-up need.
"""
