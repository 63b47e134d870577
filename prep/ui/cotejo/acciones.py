"""What can be done with cotejos, for the table of actions."""

from prep.ui.acciones import Accion, de_destino, registrar
from prep.ui.teclas_imagen import de_imagen

PANTALLA = "cotejos"

registrar(
    [
        Accion("cotejos.aceptar", PANTALLA, "1 Aceptada", "F2", "Aceptada: las cifras publicadas son las del acta",
               "Resultado 1, aceptada: lo publicado es lo que dice el acta. Nada cambia.", "cotejos.aceptar"),
        Accion("cotejos.siguiente", PANTALLA, "El más antiguo", "F3", "Abrir el cotejo que más ha esperado",
               "Abre el cotejo que más ha esperado de los que usted puede decidir.", "cotejos.tomar"),
        Accion("cotejos.modificar", PANTALLA, "2 Con modificación", "Ctrl+F2", "Aceptada con otras cifras",
               "Resultado 2, con modificación: propone las cifras que quedan escritas. Otra persona las acepta.",
               "cotejos.modificar"),
        Accion("cotejos.recapturar", PANTALLA, "3 Recapturar", "", "No aceptada: que se capture otra vez",
               "Resultado 3, no aceptada: propone que se capture otra vez. Otra persona lo acepta.",
               "cotejos.rechazar", destino=True),
        Accion("cotejos.devolver", PANTALLA, "Dejar", "F8", "Dejar el cotejo para otra persona y ver la bandeja",
               "Deja el cotejo para otra persona y vuelve a la bandeja.", "cotejos.devolver"),
        Accion("cotejos.redigitalizar", PANTALLA, "3 Redigitalizar", "", "No aceptada: la imagen no sirve",
               "Resultado 3, no aceptada: la imagen publicada no sirve; propone esperar otra. Otra persona lo acepta.",
               "cotejos.rechazar", destino=True),
        Accion("cotejos.pedir", PANTALLA, "Pedir un cotejo", "F7", "Pedir que se coteje un acta publicada",
               "Pide que un acta se coteje, con su motivo: se abre en cuanto esté publicada.", "cotejos.pedir"),
        de_destino(PANTALLA, "3 No aceptada"),
        *de_imagen(PANTALLA, "cotejos.tomar"),
    ]
)  # fmt: skip
