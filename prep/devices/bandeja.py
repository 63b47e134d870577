"""The tray: every page that a device gave, on this station's disk from before it is let go of until its image is kept.

`espera/` holds the pages not yet in the spool, in the order in which they came; `originales/` those that are, under the
key of their acta; `descartadas/` those that the operator set aside. A page is known by the SHA-256 of its bytes, so the
same file read again after a fall is the same page. Nothing is deleted.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from prep.devices.escaner import Pagina
from prep.store.punto import punto

ESPERA, ORIGINALES, DESCARTADAS = "espera", "originales", "descartadas"
ORIGEN_MAX = 60
PARCIAL = ".parcial"
DISTINTO = re.compile(r"[^A-Za-z0-9._-]+")
NOMBRE = re.compile(r"(?P<cuando>[A-Za-z0-9-]+)_(?P<huella>[0-9a-f]{64})_(?P<origen>[A-Za-z0-9._-]*)")


@dataclass(frozen=True, slots=True)
class PaginaEnBandeja:
    """A page that waits: the SHA-256 of its file, and where it came from."""

    huella: str
    origen: str
    ruta: Path


class Bandeja:
    """The tray in a folder of this station, used by one thread at a time; another of the same folder may be ending."""

    def __init__(self, raiz: Path) -> None:
        """Open or make it; raises OSError."""
        self._raiz = raiz
        for nombre in (ESPERA, ORIGINALES, DESCARTADAS):
            (raiz / nombre).mkdir(mode=0o700, parents=True, exist_ok=True)
        for parcial in (raiz / ESPERA).glob(f".*{PARCIAL}"):
            parcial.unlink()  # cut short before it had its name: its file or its sheet was not let go of
        self._donde: dict[str, Path] = {}
        self.releer()

    def releer(self) -> None:
        """Look at the folders again: the session before may have been taking a page when this one began."""
        carpetas = (self._raiz / nombre for nombre in (DESCARTADAS, ORIGINALES, ESPERA))
        self._donde = {huella: ruta for carpeta in carpetas for huella, ruta in _listar(carpeta)}

    def entrar(self, pagina: Pagina) -> PaginaEnBandeja | None:
        """Keep `pagina`; on disk when it returns. None when it waits here already, or its acta has it as its original.

        Raises OSError: it is not kept.
        """
        huella = sha256(pagina.contenido).hexdigest()
        if huella in self._donde and self._donde[huella].parent.name != DESCARTADAS:
            return None
        origen = DISTINTO.sub("-", pagina.origen)[-ORIGEN_MAX:]
        destino = self._raiz / ESPERA / f"{_ahora()}_{huella}_{origen}"
        parcial = destino.with_name(f".{huella}{PARCIAL}")
        with parcial.open("wb") as archivo:
            archivo.write(pagina.contenido)
            archivo.flush()
            os.fsync(archivo.fileno())
        self._nombrar("bandeja.entrar", parcial, destino)
        self._donde[huella] = destino
        return _de_ruta(destino)

    def esperan(self) -> list[PaginaEnBandeja]:
        """The pages that wait, in the order in which they came."""
        rutas = sorted(r for r in self._donde.values() if r.parent.name == ESPERA)
        return [_de_ruta(ruta) for ruta in rutas]

    def decididas(self) -> list[PaginaEnBandeja]:
        """The pages that wait no more: originals of their acta, or set aside; in the order in which they came."""
        rutas = [r for r in self._donde.values() if r.parent.name != ESPERA]
        return [_de_ruta(ruta) for ruta in sorted(rutas, key=lambda ruta: ruta.stat().st_mtime_ns)]

    def espera(self, huella: str) -> bool:
        """Whether that page waits here."""
        return huella in self._donde and self._donde[huella].parent.name == ESPERA

    def original_de(self, huella: str) -> str:
        """The acta that this page is the original of; "" when it is of none."""
        ruta = self._donde.get(huella)
        return ruta.name.partition("_")[0] if ruta is not None and ruta.parent.name == ORIGINALES else ""

    def leer(self, huella: str) -> bytes:
        """The page as it came, wherever it is now; raises KeyError or OSError."""
        return self._donde[huella].read_bytes()

    def archivar(self, huella: str, clave: str) -> None:
        """The image of acta `clave` is in the spool: this page is its original."""
        self._mudar(huella, ORIGINALES, clave)

    def descartar(self, huella: str) -> None:
        """The operator scans that sheet again."""
        self._mudar(huella, DESCARTADAS, _ahora())

    def recuperar(self) -> PaginaEnBandeja | None:
        """The page that was set aside last waits again, after those that do; None when there is none."""
        descartadas = [h for h, ruta in self._donde.items() if ruta.parent.name == DESCARTADAS]
        if not descartadas:
            return None
        huella = max(descartadas, key=lambda h: self._donde[h].name)
        self._mudar(huella, ESPERA, _ahora())
        return _de_ruta(self._donde[huella])

    def _mudar(self, huella: str, carpeta: str, prefijo: str) -> None:
        origen = self._donde[huella]
        if origen.parent.name == carpeta:
            return
        destino = self._raiz / carpeta / f"{prefijo}_{huella}_{_de_ruta(origen).origen}"
        self._nombrar(f"bandeja.{carpeta}", origen, destino)
        self._donde[huella] = destino

    def _nombrar(self, que: str, origen: Path, destino: Path) -> None:
        """The new name is on disk when it returns."""
        punto(f"{que}.antes")
        origen.rename(destino)
        punto(f"{que}.despues")
        if hasattr(os, "O_DIRECTORY"):
            descriptor = os.open(destino.parent, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def _ahora() -> str:
    """What begins the name of a page that waits or was set aside: names sort by time."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S-%f")


def _listar(carpeta: Path) -> Iterator[tuple[str, Path]]:
    """The pages of a folder; what is not named as a page is not ours."""
    for ruta in carpeta.iterdir():
        if (partes := NOMBRE.fullmatch(ruta.name)) is not None:
            yield partes["huella"], ruta


def _de_ruta(ruta: Path) -> PaginaEnBandeja:
    partes = NOMBRE.fullmatch(ruta.name)
    if partes is None:
        raise ValueError(f"{ruta.name} no es una página de la bandeja")
    return PaginaEnBandeja(partes["huella"], partes["origen"], ruta)
