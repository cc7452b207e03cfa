"""Who calls NexPort Campus: a user, by the access token that Authenticate gave.

`credentials.py` puts one user with every permission, and the root organization, into every new sandbox.
"""
