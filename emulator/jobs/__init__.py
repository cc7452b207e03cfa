"""Work that a request starts and that ends later: its states, its due times, and the worker that moves it on."""
