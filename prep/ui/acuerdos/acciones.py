"""What can be done with what was proposed, for the table of actions."""

from prep.ui.acciones import Accion, de_destino, registrar
from prep.ui.teclas_imagen import de_imagen

PANTALLA = "acuerdos"

registrar(
    [
        Accion("acuerdos.aceptar", PANTALLA, "Aceptar", "F2", "Aceptar lo propuesto",
               "Acepta lo que propuso otra persona: con las dos firmas queda hecho.", "acuerdos.aceptar"),
        Accion("acuerdos.rechazar", PANTALLA, "Rechazar", "", "Rechazar lo propuesto y decir por qué",
               "Rechaza lo que propuso otra persona y dice por qué. Nada cambia.", "acuerdos.rechazar", destino=True),
        Accion("acuerdos.reabrir", PANTALLA, "Proponer", "", "Proponer un cambio de lo registrado",
               "Propone otra captura, otras cifras o quitar algo. Otra persona lo acepta.", "acuerdos.reabrir",
               destino=True),
        de_destino(PANTALLA, "Rechazar o proponer"),
        *de_imagen(PANTALLA, "acuerdos.ver"),
    ]
)  # fmt: skip
