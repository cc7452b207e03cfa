"""What is done by hand: calls of the journal made once more, and jobs moved on."""
