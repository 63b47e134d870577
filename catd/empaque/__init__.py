"""The closing of a CATD (empaquetado): compared, explained, signed by two people, on paper."""
