"""The tray of cotejos, and one at a time: both images, both sets of figures, and its outcome (R-06, R-07)."""
