"""What vendors share for their sections of seed documents."""
