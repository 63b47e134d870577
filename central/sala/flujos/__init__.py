"""The steps that the board asks of a coordinator before an order: alarm, CATD, phase."""
