"""The site of a drill: each cut taken to a folder as the publisher does, with its images, for people to open."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from central.difusion.carpeta_publica import ENLACE, CarpetaPublica
from central.difusion.destino import DestinoFalla, TurnoPerdido
from central.difusion.entrega import EntregaADestino
from central.difusion.guardado import CorteAlterado, leer_corte
from central.difusion.imagenes import exportar_de
from central.difusion.puntero import hacer_puntero
from central.marco.conexion import NodoAbierto
from prep.store.conexion import cruda
from simulacro.red.ordenes import NocheFallida

PUERTO = 8480
DE_GOLPE = 5000  # images between two lines on screen


class SitioPublicado:
    """`cortes`: the folder where the night's cuts are; `raiz`: where its site goes."""

    def __init__(self, cortes: Path, raiz: Path, zona: str) -> None:
        self._cortes, self._raiz, self._zona = cortes, raiz, zona
        registro = raiz.parent / f"{raiz.name}.jsonl"
        self._entrega = EntregaADestino(CarpetaPublica(raiz), lambda n: leer_corte(cortes, n), registro)

    def mostrar(self, numero: int) -> None:
        """The site shows cut `numero`. Raises NocheFallida when the folder does not take it."""
        with _en_palabras():
            corte = leer_corte(self._cortes, numero)
            self._entrega.llevar(corte, hacer_puntero(corte, None, None, self._zona))

    def completar(self, puesto: NodoAbierto, decir: Callable[[str], None]) -> None:
        """All the images of the last cut, once the night has ended; `decir`: how it goes."""
        with puesto.mirar() as conn, _en_palabras():
            while faltan := exportar_de(cruda(conn), self._cortes, DE_GOLPE).faltan:
                decir(f"Imágenes del sitio: faltan {faltan:,}.")
        with _en_palabras():
            while self._entrega.llevar_imagenes(self._cortes, DE_GOLPE):
                decir(f"Imágenes del sitio: {DE_GOLPE:,} más, o las que faltaban.")

    def como_se_abre(self) -> list[str]:
        """The command that serves it on this machine alone, and its address."""
        raiz = self._raiz / ENLACE
        return [
            f"Para ver el sitio:  python3 -m http.server --bind 127.0.0.1 --directory {raiz} {PUERTO}",
            f"y abra http://127.0.0.1:{PUERTO}/",
        ]


@contextmanager
def _en_palabras() -> Iterator[None]:
    try:
        yield
    except (DestinoFalla, TurnoPerdido, CorteAlterado, OSError) as error:
        raise NocheFallida(f"El sitio no se pudo publicar: {error}") from error
