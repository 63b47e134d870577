"""What was published, checked from outside: a folder, a zip or an address, with nothing but the standard library."""
