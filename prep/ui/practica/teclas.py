"""What can be done while practising, for the table of actions: the keys of the capture screen."""

from prep.ui.acciones import LIBRE, Accion, registrar
from prep.ui.teclas_imagen import de_imagen

PANTALLA = "practica"

registrar(
    [
        Accion("practica.guardar", PANTALLA, "Guardar y seguir", "F2", "Guardar la captura y abrir la siguiente hoja",
               "Como en Captura: cierra esta hoja y abre la siguiente.", LIBRE),
        Accion("practica.devolver", PANTALLA, "No se captura", "F11", "Devolver la hoja y decir por qué",
               "Como en Captura: no es esta, no se lee, o le falta un pedazo.", LIBRE),
        Accion("practica.completa", PANTALLA, "Acta completa", "Space", "Ver el acta completa o sus renglones",
               "Muestra el acta completa junto a los campos; otra vez, cada renglón junto a su campo.", LIBRE),
        Accion("practica.recorrido", PANTALLA, "Recorrido", "Alt+V", "Ver otra vez el recorrido de la pantalla",
               "Explica la pantalla en dos minutos, paso a paso.", LIBRE),
        *de_imagen(PANTALLA, LIBRE),
    ]
)  # fmt: skip
