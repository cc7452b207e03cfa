"""The player: the pages that a launch opens in a learner's browser, and what they send back."""
