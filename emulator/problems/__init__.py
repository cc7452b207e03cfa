"""What is wrong with a value, in words for people.

Called wherever a setting, a seed, a rule for faults or a body of the control API is refused: the message names the member and what it may
be, and `alike.py` the name that was perhaps meant.
"""
