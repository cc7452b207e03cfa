"""Invitations, public and private.

A private one starts a job that sends its e-mails to the outbox (`invitation_job.py`). Its links lead to `invitation_pages.py`, and from
there to a registration and the player.
"""
