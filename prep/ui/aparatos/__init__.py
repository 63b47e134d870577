"""The devices of a station, as its window sees them: what is connected, what was unplugged, what must not be there."""
