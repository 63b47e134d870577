"""What can be done in the viewer of phone images, for the table of actions."""

from prep.ui.acciones import Accion, registrar

PANTALLA = "imagenes"

registrar(
    [
        Accion("imagenes.acercar", PANTALLA, "Acercar", "F6", "Acercar o alejar la imagen",
               "Acerca la imagen; otra vez, más; otra, la vuelve a mostrar completa.", "imagenes_casilla.ver"),
        Accion("imagenes.todas", PANTALLA, "Todas o pendientes", "F4", "Ver todas o sólo las pendientes",
               "Cambia entre todas las imágenes y sólo las que aún no se registran.", "imagenes_casilla.listar"),
        Accion("imagenes.izquierda", PANTALLA, "Mover a la izquierda", "Ctrl+Left", "Mover la imagen a la izquierda",
               "Mueve la imagen acercada.", "imagenes_casilla.ver"),
        Accion("imagenes.derecha", PANTALLA, "Mover a la derecha", "Ctrl+Right", "Mover la imagen a la derecha",
               "Mueve la imagen acercada.", "imagenes_casilla.ver"),
        Accion("imagenes.arriba", PANTALLA, "Mover hacia arriba", "Ctrl+Up", "Mover la imagen hacia arriba",
               "Mueve la imagen acercada.", "imagenes_casilla.ver"),
        Accion("imagenes.abajo", PANTALLA, "Mover hacia abajo", "Ctrl+Down", "Mover la imagen hacia abajo",
               "Mueve la imagen acercada.", "imagenes_casilla.ver"),
    ]
)  # fmt: skip
