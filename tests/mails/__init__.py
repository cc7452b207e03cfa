"""E-mails: the outbox, and passing it on."""
