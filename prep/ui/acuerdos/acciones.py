"""What can be done with what was proposed, for the table of actions."""

from prep.ui.acciones import Accion, registrar
from prep.ui.teclas_imagen import de_imagen

PANTALLA = "acuerdos"

registrar(
    [
        Accion("acuerdos.aceptar", PANTALLA, "Aceptar", "F2", "Aceptar lo propuesto",
               "Acepta lo que propuso otra persona: con las dos firmas queda hecho.", "acuerdos.aceptar"),
        Accion("acuerdos.rechazar", PANTALLA, "Rechazar", "F8", "Rechazar lo propuesto y decir por qué",
               "Rechaza lo que propuso otra persona y dice por qué. Nada cambia.", "acuerdos.rechazar"),
        Accion("acuerdos.reabrir", PANTALLA, "Proponer", "F5", "Proponer un cambio de lo registrado",
               "Propone otra captura, otras cifras o quitar algo. Otra persona lo acepta.", "acuerdos.reabrir"),
        *de_imagen(PANTALLA, "acuerdos.ver"),
    ]
)  # fmt: skip
