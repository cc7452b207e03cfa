"""A learning record store: xAPI 1.0.3 and 2.0. It knows no vendor; whoever offers one says who calls and with which permissions."""
