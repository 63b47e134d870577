"""The centre and the nodes of the CATD: what is prepared, runs, is commanded, watched and published."""
