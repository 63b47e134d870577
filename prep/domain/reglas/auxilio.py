"""What somebody who cannot go on presses: every sentence that sends them to another person says it, from here."""

from typing import Final

TECLA: Final = "Ctrl+F1"  # of the action marco.pedir_ayuda, in every window
PIDA: Final = f"Pida ayuda con {TECLA}."
