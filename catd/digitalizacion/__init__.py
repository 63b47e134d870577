"""The scanning screen of a CATD."""
