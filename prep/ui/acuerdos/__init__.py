"""What one person proposes and another answers: the list, before and after, and the acta's image (P-10)."""
