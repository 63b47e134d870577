"""The authority of a proceso, kept off the network: who may be a server or a client, for how long, and who no more."""
