"""Sales: an invoice is begun, filled, paid and committed; then its items are redeemed and become enrollments."""
