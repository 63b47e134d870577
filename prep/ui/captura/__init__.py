"""The capture screen: an acta's image beside its form, keyed blind by one person (R-04)."""
