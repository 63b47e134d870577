"""The entity's files and profile, read and checked whole, made into the catalogue of a proceso."""
