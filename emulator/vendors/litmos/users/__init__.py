"""Users of Litmos: their data, custom fields, login links and self sign-up tokens.

Creating a user writes the activity log, a message to the outbox, and the login link that `single_sign_on.py` accepts once.
Deactivating one frees their places on wait lists (`wait_list.py`).
"""
