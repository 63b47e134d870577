"""The frame of every command line of the suite: arguments in Spanish, shared options, the verbs and how they end."""
