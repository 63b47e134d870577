"""A whole city from one file: its catalogue, people, stations and nodes, checked together and made at once."""
