"""What can be done in the capture screen, for the table of actions."""

from prep.ui.acciones import Accion, registrar

PANTALLA = "captura"

registrar(
    [
        Accion("captura.guardar", PANTALLA, "Guardar la captura", "F2", "Guardar la captura y abrir otra acta",
               "Guarda la captura completa y abre la siguiente acta.", "captura.terminar"),
        Accion("captura.documento", PANTALLA, "Otro documento", "F4", "Cambiar el tipo de documento",
               "Cambia el tipo de documento: acta PREP o alguna de sus copias.", "captura.terminar"),
        Accion("captura.acercar", PANTALLA, "Acercar", "F6", "Acercar o alejar la imagen",
               "Acerca la imagen; otra vez, más; otra, la vuelve a mostrar completa.", "captura.tomar"),
        Accion("captura.devolver", PANTALLA, "Devolver", "F7", "Devolver el acta para que la capture otra persona",
               "Devuelve el acta para que la capture otra persona. Se borra lo que llevaba.", "captura.devolver"),
        Accion("captura.pausa", PANTALLA, "Pausa", "F8", "Pausar o seguir: al terminar no llega otra acta",
               "Al terminar esta acta no llega otra, hasta que vuelva a oprimirla.", "captura.tomar"),
        Accion("captura.escanear", PANTALLA, "Acta en la mano", "F3", "Abrir por su código el acta en la mano",
               "Abre el acta que tiene en la mano: lea su código o escríbalo.", "captura.tomar_acta"),
        Accion("captura.izquierda", PANTALLA, "Mover a la izquierda", "Ctrl+Left", "Mover la imagen a la izquierda",
               "Mueve la imagen acercada.", "captura.tomar"),
        Accion("captura.derecha", PANTALLA, "Mover a la derecha", "Ctrl+Right", "Mover la imagen a la derecha",
               "Mueve la imagen acercada.", "captura.tomar"),
        Accion("captura.arriba", PANTALLA, "Mover hacia arriba", "Ctrl+Up", "Mover la imagen hacia arriba",
               "Mueve la imagen acercada.", "captura.tomar"),
        Accion("captura.abajo", PANTALLA, "Mover hacia abajo", "Ctrl+Down", "Mover la imagen hacia abajo",
               "Mueve la imagen acercada.", "captura.tomar"),
    ]
)  # fmt: skip
