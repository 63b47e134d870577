"""The second look at the centre: which published actas are offered to each site, and what came of those looked at."""
