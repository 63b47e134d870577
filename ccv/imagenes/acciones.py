"""What can be done in the viewer of phone images, for the table of actions."""

from prep.ui.acciones import Accion, registrar
from prep.ui.teclas_imagen import de_imagen

PANTALLA = "imagenes"

registrar(
    [
        Accion("imagenes.todas", PANTALLA, "Todas o pendientes", "Ctrl+F5", "Ver todas o sólo las pendientes",
               "Cambia entre todas las imágenes y sólo las que aún no se registran.", "imagenes_casilla.listar"),
        *de_imagen(PANTALLA, "imagenes_casilla.ver"),
    ]
)  # fmt: skip
