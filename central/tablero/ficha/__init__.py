"""All that is known of one acta: read, in words, and as a document for other programs."""
