"""How what is published is signed: one signature in the forms of several tools, the log of cuts, and its witnesses."""
