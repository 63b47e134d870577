"""The one table of what can be done from the keyboard: each action with its key, names, help and permission.

F1 shows it, the windows make their QAction from it, and a test walks it: an action without permission, accessible name
or help does not pass. Screens add theirs with `registrar`, when their module is imported.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from prep.domain.reglas.auxilio import TECLA
from prep.services.estacion.sesion import PERMISOS
from prep.ui.piezas import Boton
from prep.ui.sentidos import DESTINO, no_es_suya

CONTEXTO: Final = "Acciones"  # of the translation
TECLAS: Final = {
    "Return": "Enter",
    "Left": "Izquierda",
    "Right": "Derecha",
    "Up": "Arriba",
    "Down": "Abajo",
    "Space": "Espacio",
}
LIBRE = "libre"  # anybody may, also before logging in
SESION = "sesion"  # anybody logged in may
IMPEDIDA: Final = "impedida"  # the property of an action with why it would be refused now


@dataclass(frozen=True, slots=True)
class Accion:
    """`pantalla`: the screen it belongs to, "marco" for all windows. `permiso`: LIBRE, SESION or one of PERMISOS.

    `destino`: without a key of its own, one of those that F11 lists (destino.py).
    """

    id: str
    pantalla: str
    texto: str
    tecla: str
    nombre: str
    ayuda: str
    permiso: str
    destino: bool = False


TABLA: dict[str, Accion] = {}


def registrar(acciones: Iterable[Accion]) -> None:
    """Adds to the table. Raises ValueError: an id said twice, an unknown permission, a key with another meaning."""
    for accion in acciones:
        if accion.id in TABLA:
            raise ValueError(f"acción repetida: {accion.id}")
        if accion.permiso not in (LIBRE, SESION) and accion.permiso not in PERMISOS:
            raise ValueError(f"permiso desconocido: {accion.permiso} en {accion.id}")
        if accion.tecla and (porque := no_es_suya(accion.tecla, accion.id)):
            raise ValueError(porque)
        for otra in (o for o in TABLA.values() if _juntas(o.pantalla, accion.pantalla)):
            if accion.tecla and accion.tecla == otra.tecla:
                raise ValueError(f"la tecla {accion.tecla} de {accion.id} ya es de {otra.id}")
        TABLA[accion.id] = accion


def _juntas(una: str, otra: str) -> bool:
    """Whether their keys work in one window; the control room has a window of its own, without the frame."""
    return una == otra or ("marco" in (una, otra) and "sala" not in (una, otra))


def de_pantalla(pantalla: str) -> list[Accion]:
    return [accion for accion in TABLA.values() if accion.pantalla == pantalla]


def traducido(texto: str) -> str:
    return QCoreApplication.translate(CONTEXTO, texto)


def hacer(identificador: str, ventana: QWidget, al_pedir: Callable[[], object]) -> QAction:
    """The QAction of the table for `ventana`; its key works anywhere in it. `al_pedir`: a bound method or a partial.

    Not while something is asked in front of it: a key pressed twice comes before the question has the keys.
    """
    accion = TABLA[identificador]
    hecha = QAction(traducido(accion.texto), ventana)
    hecha.setObjectName(accion.id)
    if accion.tecla:
        hecha.setShortcut(QKeySequence(accion.tecla))
    hecha.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    hecha.setToolTip(traducido(accion.ayuda))
    hecha.setAutoRepeat(False)
    hecha.triggered.connect(_Pedida(hecha, ventana, al_pedir).pedir)
    ventana.addAction(hecha)
    return hecha


class _Pedida(QObject):
    """What an action of a window does, unless a question is in front of that window."""

    def __init__(self, hecha: QAction, ventana: QWidget, al_pedir: Callable[[], object]) -> None:
        super().__init__(hecha)
        self._ventana, self._al_pedir = ventana, al_pedir

    def pedir(self) -> None:
        delante = QApplication.activeModalWidget()
        if delante is None or delante is self._ventana or delante.isAncestorOf(self._ventana):
            self._al_pedir()


def boton(hecha: QAction, padre: QWidget, *, principal: bool = False) -> QPushButton:
    """A button that does `hecha`, `principal` when it is the next thing to do."""
    accion = TABLA[hecha.objectName()]
    nuevo = _BotonDeAccion(hecha, padre)
    nuevo.setObjectName(f"boton-{accion.id}")
    nuevo.setAccessibleName(traducido(accion.nombre))
    nuevo.setToolTip(traducido(accion.ayuda))
    nuevo.setProperty("principal", principal)
    nuevo.setAutoDefault(False)
    return nuevo


def impedir(hecha: QAction, porque: str) -> None:
    """It would only be refused now: its button says `porque` and cannot be pressed, its key tells why. "" ends it."""
    hecha.setProperty(IMPEDIDA, porque)
    hecha.changed.emit()


class _BotonDeAccion(Boton):
    """Says the text of its action and its key, «Recibir  F2», also when the text changes; enabled as it is."""

    def __init__(self, hecha: QAction, padre: QWidget) -> None:
        super().__init__(padre)
        self._hecha = hecha
        self._tecla = tecla(TABLA[hecha.objectName()])
        self.clicked.connect(hecha.trigger)
        hecha.changed.connect(self._seguir)
        self._seguir()

    def _seguir(self) -> None:
        porque = self._hecha.property(IMPEDIDA) or ""
        texto = porque or self._hecha.text()
        self.setText(f"{texto}  {self._tecla}" if self._tecla else texto)
        self.setEnabled(self._hecha.isEnabled() and not porque)


def tecla(accion: Accion) -> str:
    """Its key in the words of the keyboards here, F11 for what it lists."""
    return en_teclado(DESTINO if accion.destino else accion.tecla)


def en_teclado(nombre: str) -> str:
    """A key in the words of our own sentences; Qt's «Control+Retorno» is on no keyboard here."""
    return "+".join(TECLAS.get(parte, parte) for parte in nombre.split("+"))


def de_destino(pantalla: str, texto: str = "Cambiar el destino") -> Accion:
    """What lists the actions of a screen that are `destino`."""
    return Accion(f"{pantalla}.destino", pantalla, texto, DESTINO, "Cambiar el destino de lo que está enfrente",
                  "Dice qué se puede hacer, además de terminarlo. Cada cosa pide su motivo.", LIBRE)  # fmt: skip


registrar(
    [
        Accion("marco.ayuda", "marco", "Ayuda", "F1", "Ver las teclas de esta pantalla",
               "Muestra qué hace cada tecla en esta pantalla.", LIBRE),
        Accion("marco.pedir_ayuda", "marco", "Pedir ayuda", TECLA, "Pedir ayuda a quien coordina",
               "Le avisa a quien coordina su centro y a la sala que usted necesita ayuda.", "incidentes.registrar"),
        Accion("marco.incidente", "marco", "Incidente", "Ctrl+I", "Registrar un incidente",
               "Registra lo que pasa, con lo que tiene en la mano: su número y Enter. Queda con su firma.",
               "incidentes.registrar"),
        Accion("marco.mensajes", "marco", "Mensajes", "Ctrl+M", "Ver y contestar los mensajes, o escribir uno",
               "Lo que la sala o quien coordina le escribió: Enter dice que lo sabe. También se les escribe.", SESION),
        Accion("marco.bloquear", "marco", "Bloquear", "F12", "Bloquear la estación",
               "Tapa la pantalla hasta que vuelva a escribir su contraseña. No se pierde nada.", SESION),
        Accion("marco.salir", "marco", "Cambiar de operador", "F10", "Cerrar la sesión y cambiar de operador",
               "Cierra su sesión. Lo que hizo ya está guardado; lo que tiene a medias se conserva.", SESION),
        Accion("marco.mayor", "marco", "Letra más grande", "Ctrl++", "Agrandar la letra",
               "Agranda la letra, hasta el doble.", LIBRE),
        Accion("marco.menor", "marco", "Letra más chica", "Ctrl+-", "Achicar la letra",
               "Achica la letra, hasta el tamaño normal.", LIBRE),
        Accion("marco.luz", "marco", "Día o noche", "Ctrl+T", "Pasar a colores de noche o de día",
               "Oscurece o aclara la pantalla; de 21:00 a 6:00 es de noche si usted no dijo otra cosa. Se recuerda.",
               LIBRE),
        Accion("marco.siguiente", "marco", "Otra pantalla", "F9", "Pasar a la siguiente pantalla",
               "Pasa a la siguiente pantalla de las que usted puede usar.", SESION),
        Accion("marco.mi_noche", "marco", "Mi noche", "F4", "Ver lo que usted ha hecho esta noche",
               "Dice qué ha hecho usted en esta estación, a qué hora y si se entregó. Se busca escribiendo.", SESION),
        Accion("marco.aparatos", "marco", "Aparatos", "Alt+A", "Ver los aparatos de esta estación",
               "Dice qué lector, escáner, impresora o memoria está conectado, qué falta y qué no se puede ver.", LIBRE),
        Accion("marco.prueba", "marco", "Probar la estación", "Alt+E", "Probar esta estación",
               "Dice cómo están nodo, kit, disco, aparatos y pantalla, toca un tono y hace una hoja.", LIBRE),
        Accion("marco.practicar", "marco", "Practicar", "Ctrl+E", "Practicar la captura con hojas dibujadas",
               "En la entrada: doce hojas con lo que más se duda, su regla al momento, y una constancia.", LIBRE),
        Accion("marco.propuestas", "marco", "Ver lo que espera", "Ctrl+O", "Ver lo que espera a alguien",
               "Abre lo que otras personas propusieron y espera su conformidad; otra vez, los cotejos que esperan.",
               SESION),
        Accion("marco.cerrar", "marco", "Cerrar el programa", "Ctrl+Q", "Cerrar el programa",
               "Cierra el programa. Lo guardado se entrega al volver a abrirlo.", LIBRE),
    ]
)  # fmt: skip
