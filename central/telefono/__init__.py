"""What a phone of PREP Casilla and the centre say to each other: sendings, keys, codes. It knows no base (R-09)."""
