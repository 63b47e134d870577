"""A drawer of images: each acta is drawn once for its seed and kept on disk, so that the next drill only reads it."""

import hashlib
from pathlib import Path

from prep.documents.guardado import guardar
from prep.domain.catalogo.catalogo import Acta, Catalogo
from simulacro.papel.dibujo.dibujo import acta_de, dibujar, lleva_etiqueta
from simulacro.papel.papel import NoEsPapel, Papel, leer, nota

DIBUJO = 1  # say another when the drawing changes: what was kept is then drawn again


class Cajon:
    """The images of one catalogue and seed inside `carpeta`. Files appear whole or not at all."""

    def __init__(self, carpeta: Path, catalogo: Catalogo, semilla: int) -> None:
        self._carpeta, self._catalogo, self._semilla = carpeta / f"semilla-{semilla}", catalogo, semilla

    def imagen(self, papel: Papel, *, foto: bool = False, toma: int = 1) -> bytes:
        """The image of `papel`, with a label or without as the seed says. Raises ClaveInvalida and OSError."""
        ruta = self.ruta(papel, foto=foto, toma=toma)
        guardada = ruta.read_bytes() if ruta.is_file() else b""
        if not _dice(guardada, papel):
            con = lleva_etiqueta(papel.clave, self._semilla)
            guardada = dibujar(papel, self._catalogo, self._semilla, etiqueta=con, foto=foto, toma=toma)
            guardar(ruta, guardada)
        return guardada

    def ruta(self, papel: Papel, *, foto: bool = False, toma: int = 1) -> Path:
        """Where the image of `papel` is kept; another figure, form or take is another file."""
        acta = acta_de(papel.clave, self._catalogo)
        como = "foto" if foto else "escaner"
        return self._carpeta / acta.eleccion / f"{acta.clave}-{como}-{self._huella(papel, acta, toma)}.jpg"

    def _huella(self, papel: Papel, acta: Acta, toma: int) -> str:
        catalogo = self._catalogo
        partes = (DIBUJO, catalogo.proceso, catalogo.ajustes.real, catalogo.entidad, catalogo.forma_de(acta))
        return hashlib.sha256(repr(partes).encode() + nota(papel, toma)).hexdigest()[:12]


def _dice(contenido: bytes, papel: Papel) -> bool:
    """Whether a kept file is what it should be, and not the rest of an accident."""
    try:
        return contenido.endswith(b"\xff\xd9") and leer(contenido) == papel
    except NoEsPapel:
        return False
