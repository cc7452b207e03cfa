"""Applications of a realm, with their secret keys, content connectors and the account's reports.

An application that has courses cannot be deleted.
"""
