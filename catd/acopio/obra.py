"""What the acopio screen asks for, off the windows' thread: each answer with the view that goes with it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from prep.documents.etiquetas import Ajuste
from prep.documents.guardado import guardar
from prep.domain.catalogo.catalogo import Acta
from prep.domain.hechos.hechos import MotivoSinActa, Tipo
from prep.services.acopio.acopio import Acopiar
from prep.services.acopio.casillas import Casilla
from prep.services.acopio.llegadas import Acopios, CuentaDeEleccion, Movimiento, Noticia
from prep.services.acopio.mostrador import Mostrador, RespuestaDeMostrador
from prep.services.acopio.papeles import acuse_de, etiquetas_sueltas, etiquetas_y_caratulas
from prep.services.estacion.errores import NoProcede
from prep.services.estacion.estacion import Estacion
from prep.services.estacion.sesion import Sesion

ULTIMOS = 200
PAPELES = "papeles"  # the folder of the station where its PDFs are left
TRASLADO = "traslado"  # of its copy in the spool: who chose it, and which one
ULTIMO_ACUSE = "acuse"  # of its copy in the spool: the time of the last reception that an acuse has


class AcuseDe(StrEnum):
    DESDE_EL_ULTIMO = "lo de esta estación desde el último acuse"
    CASILLA = "la casilla que está en la pantalla"
    TODO = "todo lo recibido en este CATD"


class QueSeImprime(StrEnum):
    TODO = "todo"
    ETIQUETAS = "etiquetas"
    CARATULAS = "caratulas"


@dataclass(frozen=True, slots=True)
class VistaDeAcopio:
    """What the screen shows besides the answer, as of `version`."""

    version: int
    cuentas: tuple[CuentaDeEleccion, ...]
    ultimos: tuple[Movimiento, ...]
    faltan: tuple[tuple[Casilla, Acta], ...]
    noticia: Noticia
    falta: str  # why it is before the opening, "" when it is not


class ObraAcopio:
    """The counter of a session. `preparar` first, and on the same thread as the rest but `actualizar`."""

    def __init__(self, estacion: Estacion, sesion: Sesion) -> None:
        self._estacion, self._sesion = estacion, sesion
        self._mostrador: Mostrador | None = None

    @property
    def mostrador(self) -> Mostrador:
        """Raises NoProcede until `preparar` could."""
        if self._mostrador is None:
            raise NoProcede("Esta estación aún no tiene catálogo. Conéctela una vez a su nodo.")
        return self._mostrador

    @property
    def lista(self) -> bool:
        return self._mostrador is not None

    def sugerencias(self, texto: str) -> tuple[Casilla, ...]:
        return self.mostrador.sugerencias(texto) if self.lista else ()

    def preparar(self) -> VistaDeAcopio:
        if self._mostrador is None:
            acopio = Acopiar(self._estacion, self._sesion)
            self._mostrador = Mostrador(self._estacion, acopio, Acopios(self._estacion))
        return self.vista()

    def vista(self) -> VistaDeAcopio:
        acopios = self.mostrador.acopios
        version = acopios.version  # before the rest: what changes meanwhile is shown the next time
        actas = acopios.faltantes()
        faltan = tuple((c, a) for a in actas if (c := acopios.casillas.de_acta(a.clave)) is not None)
        return VistaDeAcopio(
            version, acopios.cuentas(), acopios.ultimos(ULTIMOS), faltan, acopios.noticia, self.mostrador.falta
        )

    def leer(self, texto: str, mecanismo: str | None, completa: bool) -> tuple[RespuestaDeMostrador, VistaDeAcopio]:
        return self.mostrador.leer(texto, mecanismo, completa=completa), self.vista()

    def recibir(
        self, casilla: Casilla, claves: Sequence[str], mecanismo: str | None
    ) -> tuple[RespuestaDeMostrador, VistaDeAcopio]:
        return self.mostrador.recibir(casilla, claves, mecanismo), self.vista()

    def recibir_antes(
        self, casilla: Casilla, claves: Sequence[str], mecanismo: str | None
    ) -> tuple[RespuestaDeMostrador, VistaDeAcopio]:
        """Before the opening: somebody was asked twice."""
        return self.mostrador.recibir(casilla, claves, mecanismo, antes_de_abrir=True), self.vista()

    @property
    def traslado(self) -> str | None:
        """What this person chose at this station, until they choose another; None: nothing, or somebody else did."""
        dicho = json.loads(self._estacion.spool.copia(TRASLADO) or "[]")
        return str(dicho[1]) if len(dicho) == 2 and dicho[0] == self._sesion.operador else None

    def trasladar(self, letra: str) -> None:
        """From now on they come so, also after another screen, a fault or a fall. Raises ErrorDeSpool."""
        self._estacion.spool.copiar(TRASLADO, json.dumps([self._sesion.operador, letra]))

    def elegido(self, mecanismo: str | None) -> bool:
        """Whether it is known how packages come: somebody said it, or the catalogue does for every acta here."""
        casillas = self.mostrador.acopios.casillas.todas if self.lista else ()
        dicen = [a.traslado is not None for c in casillas for a in c.actas]
        return mecanismo is not None or (bool(dicen) and all(dicen))

    def elegir(self, casilla: Casilla) -> tuple[RespuestaDeMostrador, VistaDeAcopio]:
        return self.mostrador.mostrar(casilla), self.vista()

    def declarar(self, claves: Sequence[str], motivo: MotivoSinActa) -> tuple[RespuestaDeMostrador, VistaDeAcopio]:
        return self.mostrador.declarar(claves, motivo), self.vista()

    def anular(self, movimiento: Movimiento, motivo: str) -> tuple[RespuestaDeMostrador, VistaDeAcopio]:
        return self.mostrador.anular(movimiento, motivo), self.vista()

    def actualizar(self) -> VistaDeAcopio:
        """Asks the node."""
        self.mostrador.acopios.actualizar()
        return self.vista()

    def para_acuse(self, cuales: AcuseDe, casilla: Casilla | None) -> list[tuple[Casilla, Acta, Movimiento]]:
        """The receptions of an acuse, in the order in which they were made."""
        acopios = self.mostrador.acopios
        ultimo = self._estacion.spool.copia(ULTIMO_ACUSE)
        desde = datetime.fromisoformat(ultimo) if ultimo else datetime.min.replace(tzinfo=UTC)
        hechas = []
        for m in reversed(acopios.ultimos(len(acopios.casillas.todas) * 10)):
            suya = acopios.casillas.de_acta(m.acta)
            if m.tipo is not Tipo.ACOPIO or suya is None:
                continue
            if cuales is AcuseDe.CASILLA and suya != casilla:
                continue
            if cuales is AcuseDe.DESDE_EL_ULTIMO and (
                m.estacion != self._estacion.spool.estacion or m.momento <= desde
            ):
                continue
            hechas.append((suya, next(a for a in suya.actas if a.clave == m.acta), m))
        return hechas

    def acuse(self, cuales: AcuseDe, casilla: Casilla | None, entrega: str) -> Path:
        """The PDF, in this station's folder. Raises NoProcede when nothing was received, or OSError."""
        hechas = self.para_acuse(cuales, casilla)
        if not hechas:
            raise NoProcede("No hay nada recibido de qué hacer acuse.")
        ahora, estacion = datetime.now(UTC), self._estacion
        contenido = acuse_de(estacion.catalogo, hechas, entrega, self._sesion.nombre, ahora, estacion.sitio)
        ruta = self._guardar("acuse", contenido, ahora)
        if cuales is AcuseDe.DESDE_EL_ULTIMO:
            estacion.spool.copiar(ULTIMO_ACUSE, max(m.momento for *_, m in hechas).isoformat())
        return ruta

    def papeles(self, que: QueSeImprime, ajuste: Ajuste, avance: Callable[[int, int], None] | None = None) -> Path:
        """Labels and cover sheets of the whole CATD, in this station's folder. Raises OSError."""
        ahora, casillas = datetime.now(UTC), self.mostrador.acopios.casillas.todas
        contenido = etiquetas_y_caratulas(
            self._estacion.catalogo,
            casillas,
            ahora,
            ajuste,
            con_etiquetas=que is not QueSeImprime.CARATULAS,
            con_caratulas=que is not QueSeImprime.ETIQUETAS,
            avance=avance,
        )
        return self._guardar("caratulas" if que is QueSeImprime.CARATULAS else "etiquetas", contenido, ahora)

    def de_casilla(self, casilla: Casilla) -> Path:
        """The labels of one casilla, a page each, in this station's folder. Raises OSError."""
        ahora = datetime.now(UTC)
        return self._guardar("etiqueta", etiquetas_sueltas(self._estacion.catalogo, casilla, ahora), ahora)

    def _guardar(self, nombre: str, contenido: bytes, ahora: datetime) -> Path:
        carpeta = self._estacion.spool.ruta.parent / PAPELES
        ruta = carpeta / f"{nombre}-{self._estacion.sitio}-{ahora:%Y%m%d-%H%M%S}.pdf"
        guardar(ruta, contenido)
        return ruta
