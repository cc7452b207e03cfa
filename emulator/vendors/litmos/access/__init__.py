"""Who calls Litmos, and whom they may reach.

`authentication.py` finds the user by the API key of each request; `leadership.py` says which users a team leader's key reaches.
`credentials.py` puts one user of each access level into every new sandbox.
"""
