"""What can be done in the scanning screen, for the table of actions."""

from prep.ui.acciones import Accion, registrar
from prep.ui.teclas_imagen import de_imagen

PANTALLA = "digitalizacion"
PERMISO = "digitalizacion.digitalizar"

registrar(
    [
        Accion("digitalizacion.aceptar", PANTALLA, "Aceptar", "F2", "Aceptar la página que está a la vista",
               "Acepta la página como está, aunque algo se haya preguntado.", PERMISO),
        Accion("digitalizacion.asignar", PANTALLA, "Decir de qué acta es", "F3", "Decir de qué acta es la página",
               "Pasa al campo donde se escribe la sección, el tipo y el número de la casilla, y la elección.", PERMISO),
        Accion("digitalizacion.repetir", PANTALLA, "Escanear de nuevo", "F11",
               "Descartar la página para escanear su acta de nuevo",
               "Quita la página de la bandeja y la conserva aparte. Escanee otra vez su acta.", PERMISO),
        Accion("digitalizacion.escanear", PANTALLA, "Escanear", "Ctrl+Return", "Escanear lo que hay en el alimentador",
               "Escanea el alimentador, o toma lo que hay en la carpeta. Mientras pasan hojas, las detiene.", PERMISO),
        Accion("digitalizacion.fuente", PANTALLA, "Carpeta o escáner", "Alt+O", "Elegir de dónde vienen las páginas",
               "Busca los escáneres de la red y de esta computadora; elija uno, o la carpeta donde caen las páginas.",
               PERMISO),
        Accion("digitalizacion.pendientes", PANTALLA, "Sólo lo que falta", "Ctrl+F5",
               "Ver sólo lo que falta por decidir o por digitalizar, o todo",
               "Muestra sólo las páginas que piden una decisión, o las casillas que faltan; otra vez, todas.", PERMISO),
        Accion("digitalizacion.casillas", PANTALLA, "Por casilla", "F5",
               "Ver lo recibido y lo digitalizado por casilla",
               "Muestra, casilla por casilla, qué se recibió, qué se digitalizó y qué falta; otra vez, las páginas.",
               PERMISO),
        Accion("digitalizacion.volver", PANTALLA, "Volver a la lista", "Esc", "Volver a la lista de páginas",
               "Deja el campo de identificación o las casillas y vuelve a la lista de páginas.", PERMISO),
        Accion("digitalizacion.recuperar", PANTALLA, "Recuperar la descartada", "Ctrl+Z",
               "Recuperar la página que se descartó al último",
               "Vuelve a la bandeja la página que se descartó al último; otra vez, la anterior.", PERMISO),
        *de_imagen(PANTALLA, PERMISO),
    ]
)  # fmt: skip
