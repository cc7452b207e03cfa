"""Attempts: one learner's run of one package, its SCOs and their data. Every vendor reads and changes the same rows."""
