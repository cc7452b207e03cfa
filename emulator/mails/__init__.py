"""E-mails that the vendors would send: kept in the sandbox's outbox, shown, and passed on to a mail server if the sandbox has one.

A vendor's rule calls `post_message`, which stores the message and, if the setting `mail_relay` names a server, starts a job that passes
it on (`relay.py`).
"""
