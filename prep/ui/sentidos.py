"""What each key means, the same in every window: the key, its meaning, and the actions that have it.

An action is not registered under a key that does not name it here, so nobody gives a key a second meaning unseen.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

DESTINO: Final = "F11"
IMAGEN: Final = ("acuerdos", "captura", "cotejos", "validacion", "digitalizacion", "imagenes", "practica")


@dataclass(frozen=True, slots=True)
class SentidoDeTecla:
    """`acciones`: the ids of those that the key does, each in its window."""

    tecla: str
    dice: str
    acciones: frozenset[str]


def _de(tecla: str, dice: str, acciones: Iterable[str]) -> SentidoDeTecla:
    return SentidoDeTecla(tecla, dice, frozenset(acciones))


def _imagen(nombre: str) -> tuple[str, ...]:
    return tuple(f"{pantalla}.{nombre}" for pantalla in IMAGEN)


_TODOS: Final = (
    _de("F1", "Ayuda: qué hace cada tecla aquí", ["marco.ayuda"]),
    _de("Ctrl+F1", "Pedir ayuda a una persona", ["marco.pedir_ayuda"]),
    _de("F2", "Terminar lo que está enfrente: lo principal",
        ["acuerdos.aceptar", "captura.guardar", "practica.guardar", "coordinacion.atender", "cotejos.aceptar",
         "personas.aceptar", "validacion.aceptar", "acopio.recibir", "digitalizacion.aceptar", "empaque.cerrar",
         "sala.entrar"]),
    _de("Ctrl+F2", "Terminarlo del otro modo que hay",
        ["cotejos.modificar", "empaque.conformar", "coordinacion.cerrar", "sala.atender"]),
    _de("F3", "Qué acta: traerla enfrente, o decir cuál es",
        ["captura.escanear", "cotejos.siguiente", "validacion.siguiente", "digitalizacion.asignar", "sala.acta"]),
    _de("F4", "Mi noche: lo que ya hice", ["marco.mi_noche"]),
    _de("F5", "Lo que falta",
        ["acopio.faltan", "coordinacion.faltan", "digitalizacion.casillas"]),
    _de("Ctrl+F5", "Sólo lo que falta, o todo",
        ["digitalizacion.pendientes", "imagenes.todas"]),
    _de("F6", "Verlo de otro modo o más de cerca",
        [*_imagen("acercar"), "acopio.ultimo", "sala.detalle"]),
    _de("Ctrl+F6", "Verlo junto a lo que se vio antes", ["sala.juntos"]),
    _de("F7", "Señalar lo que no es lo de siempre",
        ["captura.documento", "validacion.documento", "cotejos.pedir", "sala.incidentes"]),
    _de("F8", "Dejarlo sin decidir nada",
        ["captura.pausa", "validacion.devolver", "cotejos.devolver"]),
    _de("F9", "Otra pantalla", ["marco.siguiente"]),
    _de("F10", "Otra persona", ["marco.salir"]),
    _de(DESTINO, "Cambiar el destino: dice qué, pide el motivo y pregunta",
        ["captura.devolver", "practica.devolver", "digitalizacion.repetir", "empaque.reabrir",
         *(f"{p}.destino" for p in ("acopio", "acuerdos", "coordinacion", "cotejos", "personas", "validacion",
                                    "sala"))]),
    _de("F12", "Bloquear la estación", ["marco.bloquear"]),
    _de("Esc", "Volver; dejar lo que se preguntó",
        ["acopio.volver", "digitalizacion.volver"]),
    _de("Space", "Ver el acta completa; en una lista de marcar, marca",
        ["captura.completa", "practica.completa"]),
    _de("Ctrl+Return", "Hacerlo con todo lo que está puesto",
        ["acopio.declarar", "digitalizacion.escanear"]),
    _de("Ctrl+A", "Marcar todo", ["acopio.marcar"]),
    _de("Ctrl+D", "Desmarcar todo", ["acopio.desmarcar"]),
    _de("Ctrl+E", "Practicar", ["marco.practicar"]),
    _de("Ctrl+F", "Buscar en la lista", ["validacion.buscar"]),
    _de("Ctrl+I", "Registrar un incidente", ["marco.incidente"]),
    _de("Ctrl+K", "Buscar lo que sea por su nombre", ["sala.buscar"]),
    _de("Ctrl+L", "Etiquetas", ["acopio.papeles"]),
    _de("Ctrl+M", "Mensajes", ["marco.mensajes", "sala.mensajes"]),
    _de("Ctrl+O", "Lo que otras personas propusieron",
        ["marco.propuestas", "sala.conforme"]),
    _de("Ctrl+P", "Imprimir",
        ["acopio.imprimir", "empaque.papel", "coordinacion.exportar"]),
    _de("Ctrl+Q", "Cerrar el programa", ["marco.cerrar"]),
    _de("Ctrl+R", "Acuse de recibo", ["acopio.acuse"]),
    _de("Ctrl+T", "Día o noche", ["marco.luz"]),
    _de("Ctrl+Z", "Recuperar lo último", ["digitalizacion.recuperar"]),
    _de("Ctrl++", "Letra más grande", ["marco.mayor"]),
    _de("Ctrl+-", "Letra más chica", ["marco.menor"]),
    _de("Ctrl+Left", "Mover la imagen", _imagen("izquierda")),
    _de("Ctrl+Right", "Mover la imagen", _imagen("derecha")),
    _de("Ctrl+Up", "Mover la imagen", _imagen("arriba")),
    _de("Ctrl+Down", "Mover la imagen", _imagen("abajo")),
    _de("Alt+A", "Aparatos", ["marco.aparatos"]),
    _de("Alt+C", "Casilla completa o un acta", ["acopio.alcance"]),
    _de("Alt+D", "Llegó por DAT", ["acopio.dat"]),
    _de("Alt+E", "Probar la estación", ["marco.prueba"]),
    _de("Alt+F", "Llegó por CRyT fijo", ["acopio.fijo"]),
    _de("Alt+I", "Llegó por CRyT itinerante", ["acopio.itinerante"]),
    _de("Alt+N", "La noche y su pronóstico", ["sala.noche"]),
    _de("Alt+O", "Origen de las páginas", ["digitalizacion.fuente"]),
    _de("Alt+P", "Publicación", ["sala.publicacion"]),
    _de("Alt+R", "Llegó directo", ["acopio.directo"]),
    _de("Alt+S", "Segunda mirada", ["sala.miradas"]),
    _de("Alt+T", "Callar el timbre", ["sala.timbre"]),
    _de("Alt+V", "Ver el recorrido", ["practica.recorrido"]),
    *(_de(f"Alt+{n}", "Sólo esa acta de la casilla", [f"acopio.acta{n}"])
      for n in range(1, 6)),
)  # fmt: skip

SENTIDOS: Final = {sentido.tecla: sentido for sentido in _TODOS}
assert len(SENTIDOS) == len(_TODOS), "una tecla dicha dos veces"


def no_es_suya(tecla: str, accion: str) -> str:
    """Why `accion` may not have that key; "" when it may."""
    sentido = SENTIDOS.get(tecla)
    if sentido is None:
        return f"la tecla {tecla} de {accion} no está en prep/ui/sentidos.py"
    if accion not in sentido.acciones:
        return f"la tecla {tecla} quiere decir «{sentido.dice}»: {accion} no está entre lo que hace"
    return ""
