"""Work started by hand: a call of the journal is made again, or a job is moved on."""
