"""A witness of the log of cuts: a party or a difusor that keeps what it saw published and signs it with its own key."""
