"""Authentication at NexPort Campus: a user, by the access token that Authenticate returned.

`credentials.py` puts one user with every permission, and the root organization, into every new sandbox.
"""
