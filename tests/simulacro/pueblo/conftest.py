"""The town that the catalogue's tests read."""

from tests.central.catalogo.conftest import perfil, pueblo, pueblo_hecho

__all__ = ["perfil", "pueblo", "pueblo_hecho"]
