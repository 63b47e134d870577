"""From a sheet of paper to the image of an acta."""
