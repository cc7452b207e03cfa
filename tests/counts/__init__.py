"""What each operation costs: its SQL statements and decoded packages, in a world with one row of each list and in one with ten."""
