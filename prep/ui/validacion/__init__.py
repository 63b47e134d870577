"""The verification desk: its tray by age, and a case decided beside the image (R-04, R-05)."""
