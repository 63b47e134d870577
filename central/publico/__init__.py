"""What the public reads of a cut: figures in small files named by their SHA-256, and the pages over them."""
