"""The pages that a LoginKey opens in a learner's browser.

`login_pages.py` logs in by the key (`users/single_sign_on.py`), shows the learner's courses and opens modules in the player.
"""
