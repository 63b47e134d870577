"""The window where capture is practised, from the door of any station: with no node, no key and nothing kept."""
