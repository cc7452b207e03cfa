"""Other servers that stand in for an API, each measured beside the emulator if it can be had: `scripts/bench --peers` fetches them."""
