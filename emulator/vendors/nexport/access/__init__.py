"""Authentication at NexPort Campus: a user, by the access token that Authenticate returned.

`credentials.py` creates the root organization, and a user with every permission, in every new sandbox.
"""
