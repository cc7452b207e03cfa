"""E-mails that the vendors would send: kept in the sandbox's outbox, shown, and passed on to a mail server if the sandbox has one."""
