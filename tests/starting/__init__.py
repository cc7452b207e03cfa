"""How the processes of tests start, so that it costs little."""
