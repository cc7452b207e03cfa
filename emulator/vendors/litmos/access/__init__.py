"""Authentication at Litmos, and which users a key reaches.

`authentication.py` finds the user by the API key of each request; `leadership.py` decides which users a team leader's key reaches.
`credentials.py` puts one user of each access level into every new sandbox.
"""
