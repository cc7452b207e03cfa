"""Applications of a realm, with what is theirs alone: secret keys, content connectors and the account's reports.

Deleting an application is refused while it has courses.
"""
