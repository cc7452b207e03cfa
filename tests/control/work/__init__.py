"""What is done by hand: jobs moved on."""
