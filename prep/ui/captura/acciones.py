"""What can be done in the capture screen, for the table of actions."""

from prep.ui.acciones import Accion, registrar
from prep.ui.teclas_imagen import de_imagen

PANTALLA = "captura"

registrar(
    [
        Accion("captura.guardar", PANTALLA, "Guardar la captura", "F2", "Guardar la captura y abrir otra acta",
               "Guarda la captura completa y abre la siguiente acta.", "captura.terminar"),
        Accion("captura.documento", PANTALLA, "Documento", "F7", "Cambiar el tipo de documento",
               "Cambia el tipo de documento: acta PREP o alguna de sus copias.", "captura.terminar"),
        Accion("captura.devolver", PANTALLA, "No se captura", "F11", "Devolver el acta y decir por qué",
               "Devuelve el acta: no es esta, no se lee, le falta un pedazo, o que la capture otra persona. "
               "Se borra lo que llevaba y no le vuelve a llegar.", "captura.devolver_por"),
        Accion("captura.pausa", PANTALLA, "Pausa", "F8", "Pausar o seguir: al terminar no llega otra acta",
               "Al terminar esta acta no llega otra, hasta que vuelva a oprimirla.", "captura.tomar"),
        Accion("captura.escanear", PANTALLA, "Acta en la mano", "F3", "Abrir por su código el acta en la mano",
               "Abre el acta que tiene en la mano: lea su código o escríbalo.", "captura.tomar_acta"),
        Accion("captura.completa", PANTALLA, "Acta completa", "Space", "Ver el acta completa o sus renglones",
               "Muestra el acta completa junto a los campos; otra vez, cada renglón junto a su campo.",
               "captura.tomar"),
        *de_imagen(PANTALLA, "captura.tomar"),
    ]
)  # fmt: skip
