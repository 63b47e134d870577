"""What somebody else wrote (files and messages from outside): read by one schema, all errors at once, in Spanish."""
