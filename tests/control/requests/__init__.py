"""What requests to the control API have in them."""
