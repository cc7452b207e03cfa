"""Settings: which exist, where they are set, and the values in effect.

A `SettingScope` lists the places whose settings apply, the widest first. `effective_settings.py`, `player_options.py` and `roll_up.py` give
the values in effect to postbacks, the player and the roll-up.
"""
