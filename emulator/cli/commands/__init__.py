"""The commands, each in a module of its name. None of them imports what only a server or only a client needs before it runs."""
