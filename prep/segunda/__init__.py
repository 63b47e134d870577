"""Where to look again: which verified actas may carry a figure that two people read wrong alike, and why."""
