"""The coordinators' window: the only room of central that imports Qt."""
