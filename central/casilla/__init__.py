"""PREP Casilla at the centre: what the phones of the CAE send is checked, signed and taken in (R-02, R-09)."""
