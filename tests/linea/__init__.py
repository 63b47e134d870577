"""A night that publishes by itself to three places, with faults, and what anybody can tell of it afterwards."""
