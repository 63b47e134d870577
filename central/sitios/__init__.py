"""The centre with its CATD nodes: joining one, what goes up and comes down, and how they are."""
