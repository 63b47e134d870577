"""What can be done at the verification desk, for the table of actions."""

from prep.ui.acciones import Accion, de_destino, registrar
from prep.ui.teclas_imagen import de_imagen

PANTALLA = "validacion"

registrar(
    [
        Accion("validacion.aceptar", PANTALLA, "Aceptar", "F2", "Aceptar las cifras elegidas",
               "Acepta las cifras elegidas. Si dos personas ya coinciden en todo, basta esta tecla.",
               "validacion.dictaminar"),
        Accion("validacion.siguiente", PANTALLA, "El más antiguo", "F3", "Abrir el caso que más ha esperado",
               "Abre el caso que más ha esperado de los que usted puede decidir.", "validacion.tomar"),
        Accion("validacion.documento", PANTALLA, "Otro documento", "F7", "Cambiar el tipo de documento",
               "Cambia el tipo de documento: acta PREP o alguna de sus copias.", "validacion.dictaminar"),
        Accion("validacion.recapturar", PANTALLA, "Recapturar", "", "Que el acta se capture otra vez",
               "Manda el acta a capturarse otra vez, desde la misma imagen.", "validacion.dictaminar", destino=True),
        Accion("validacion.devolver", PANTALLA, "Dejar", "F8", "Dejar el caso para otra persona y ver la bandeja",
               "Deja el caso para otra persona y vuelve a la bandeja.", "validacion.devolver"),
        Accion("validacion.redigitalizar", PANTALLA, "Redigitalizar", "", "Que el acta se digitalice otra vez",
               "La imagen no sirve: manda el acta a digitalizarse otra vez.", "validacion.dictaminar", destino=True),
        Accion("validacion.identificar", PANTALLA, "Es otra acta", "", "Corregir la identificación del acta",
               "La imagen es de otra casilla: se escribe cuál.", "validacion.dictaminar", destino=True),
        Accion("validacion.fuera", PANTALLA, "Fuera de catálogo", "", "No es de ninguna casilla aprobada",
               "La imagen es de una casilla que no está aprobada: se escribe cuál dice.", "validacion.dictaminar",
               destino=True),
        Accion("validacion.sin_acta", PANTALLA, "Sin acta", "", "Declarar que no hay acta",
               "La imagen no es de un acta: se declara SIN ACTA por una de las tres causas.", "validacion.dictaminar",
               destino=True),
        Accion("validacion.buscar", PANTALLA, "Buscar", "Ctrl+F", "Buscar en la bandeja",
               "Busca en la bandeja por sección o casilla.", "validacion.bandeja"),
        de_destino(PANTALLA),
        *de_imagen(PANTALLA, "validacion.tomar"),
    ]
)  # fmt: skip
