"""The rules that an acta or a fact may break, with their words, and the inconsistencies of R-16."""
