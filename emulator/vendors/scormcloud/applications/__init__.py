"""Applications of a realm, with their secret keys, content connectors and the account's reports.

Deleting an application is refused while it has courses.
"""
