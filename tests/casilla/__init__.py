"""The page of the CAE's phone, in a real browser with a fake camera."""
