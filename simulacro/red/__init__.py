"""The machines of the drill: nodes, links, processes, what dies and comes back."""
