"""A station of a CATD with a scanner: its spool, its tray and its folder, in a town whose actas are drawn."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from prep.devices.bandeja import Bandeja
from prep.devices.carpeta import REPOSO_S, CarpetaVigilada
from prep.domain.catalogo.catalogo import Catalogo, TipoCasilla
from prep.domain.hechos.hechos import Imagen, Tipo
from prep.services.acopio.acopio import Acopiar
from prep.services.digitalizacion.digitalizacion import Digitalizar
from prep.services.digitalizacion.escritorio import EscritorioDeEscaneo
from prep.services.digitalizacion.hojas import Hoja, Recogida
from prep.services.estacion.estacion import Estacion
from prep.services.nodo.cliente import NodoCliente
from prep.store.spool.spool import Spool
from tests.devices.actas import Actas
from tests.services.conftest import sesion

NADIE = "host=127.0.0.1 port=1 user=nadie dbname=prep"


class Puesto:
    """The desk of that station. `dichas`: every page as it was told, in order."""

    def __init__(self, estacion: Estacion, actas: Actas, raiz: Path) -> None:
        self.estacion, self.actas, self.raiz = estacion, actas, raiz
        self.entrada = raiz / "entrada"
        self.entrada.mkdir()
        self.sesion = sesion("ana", estacion)
        self.acopio = Acopiar(estacion, self.sesion)
        self.dichas: list[Hoja] = []
        self.abrir_mesa()

    def abrir_mesa(self) -> None:
        """As when the operator comes in."""
        digitalizacion = Digitalizar(self.estacion, self.sesion)
        bandeja = Bandeja(self.raiz / "digitalizacion")
        self.mesa = EscritorioDeEscaneo(self.estacion, digitalizacion, bandeja, self.dichas.append)

    def poner(self, nombre: str, contenido: bytes) -> None:
        (self.entrada / nombre).write_bytes(contenido)

    def recoger(self) -> Recogida:
        return _recoger(self.mesa, self.entrada)

    def leer_todo(self) -> list[Hoja]:
        return list(iter(self.mesa.leer_siguiente, None))

    def escanear(self, *contenidos: bytes) -> list[Hoja]:
        """Through the folder to their judgement."""
        for n, contenido in enumerate(contenidos):
            self.poner(f"{n}.jpg", contenido)
        self.recoger()
        return self.leer_todo()

    def recibir(self, *cuales: int) -> None:
        for n in cuales:
            self.acopio.registrar(self.actas.claves[n], "D")

    def imagenes(self) -> list[str]:
        """The key of each image in the spool, in order."""
        return [h.acta for h in self.estacion.spool.de_tipos(Tipo.IMAGEN) if isinstance(h.cuerpo, Imagen)]

    def en_disco(self, sub: str) -> set[str]:
        """The hashes of the pages in a folder of the tray."""
        return {ruta.name.split("_")[1] for ruta in (self.raiz / "digitalizacion" / sub).iterdir()}


def propias(actas: Actas) -> list[int]:
    """The numbers of the actas of one CATD, the first that has a básica."""
    centro = _sitio(actas.catalogo)
    return [n for n, clave in enumerate(actas.claves) if actas.catalogo.actas[clave].centro == centro]


@contextmanager
def estacion_en(raiz: Path, catalogo: Catalogo, dsn: str = NADIE) -> Iterator[Estacion]:
    """A station of that CATD, without node unless `dsn` says one."""
    with Spool.abrir(raiz / "spool.db", catalogo.proceso, "est-01-1") as spool, NodoCliente(dsn) as nodo:
        yield Estacion(spool, nodo, _sitio(catalogo), catalogo)


@contextmanager
def puesto(actas: Actas, raiz: Path) -> Iterator[Puesto]:
    with estacion_en(raiz, actas.catalogo) as estacion:
        yield Puesto(estacion, actas, raiz)


def mesa_en(estacion: Estacion, raiz: Path) -> tuple[EscritorioDeEscaneo, Callable[[], Recogida]]:
    """A desk that tells nobody, and what takes in all that its folder has."""
    digitalizacion = Digitalizar(estacion, sesion("ana", estacion))
    mesa = EscritorioDeEscaneo(estacion, digitalizacion, Bandeja(raiz / "digitalizacion"), _callar)
    return mesa, lambda: _recoger(mesa, raiz / "entrada")


def _recoger(mesa: EscritorioDeEscaneo, entrada: Path) -> Recogida:
    """Two looks at the folder, with time between them."""
    ahora = iter((0.0, REPOSO_S))
    carpeta = CarpetaVigilada(entrada, lambda: next(ahora))
    assert list(carpeta.paginas()) == []
    return mesa.recoger(carpeta)


def _callar(hoja: Hoja) -> None:
    """Nobody looks."""


def _sitio(catalogo: Catalogo) -> str:
    return next(a.centro for a in catalogo.actas.values() if a.tipo is TipoCasilla.B)
