"""An invented town, as the commands' tests have it."""

from tests.central.catalogo.conftest import perfil, pueblo, pueblo_hecho

__all__ = ["perfil", "pueblo", "pueblo_hecho"]
