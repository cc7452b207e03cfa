"""Sales: an invoice is begun, filled, paid and committed; its items are then redeemed and become enrollments."""
