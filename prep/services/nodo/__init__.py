"""The node as a station sees it: the connection, the functions it may call and what they answer."""
