"""Who works that night: the commands that register people, stations and the accounts of the CAE at the centre."""
