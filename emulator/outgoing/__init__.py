"""What leaves the emulator: fetches, postbacks and statement pipes go one way, under one policy, by one transport."""
