"""A published site of two real cuts on a web server, and how a visitor opens its pages in a real browser."""

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import psycopg

from central.difusion.carpeta_publica import CarpetaPublica
from central.difusion.guardado import leer_corte
from central.difusion.imagenes import exportar_de
from central.difusion.puntero import hacer_puntero
from tests.central.corte.escena import ACTAS, Cortes
from tests.central.difusion.hijo_entrega import ZONA, entrega_a
from tests.conftest import Nodo

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium")


class Callado(http.server.SimpleHTTPRequestHandler):
    """A plain web server over the root of the site."""

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@dataclass
class Sitio:
    """A published site of two cuts, of which `mostrar` shows one; `visita` opens a page of it."""

    salida: Path
    raiz: Path
    base: str
    navegador: "Browser"
    malos: list[str] = field(default_factory=list)

    def mostrar(self, numero: int, proximo: datetime | None = None, pausa: str | None = None) -> None:
        corte = leer_corte(self.salida, numero)
        entrega = entrega_a(self.salida, CarpetaPublica(self.raiz))
        entrega.llevar(corte, hacer_puntero(corte, proximo, pausa, ZONA))
        entrega.llevar_imagenes(self.salida)

    def visita(
        self, pagina: str, ancho: int = 360, alto: int = 740, script: bool = True, mirada: bool = False
    ) -> "Page":
        """`mirada`: the page's policy is put aside, for who looks at it from within."""
        contexto = self.navegador.new_context(
            viewport={"width": ancho, "height": alto}, java_script_enabled=script, bypass_csp=mirada
        )
        hoja = contexto.new_page()
        hoja.on("console", lambda m: self.malos.append(m.text) if m.type in ("error", "warning") else None)
        hoja.on("request", lambda r: None if self._propia(r.url) else self.malos.append(f"tercero: {r.url}"))
        hoja.goto(f"{self.base}{pagina}")
        return hoja

    def _propia(self, direccion: str) -> bool:
        return direccion.startswith((self.base, "data:"))

    def paginas(self) -> list[str]:
        return sorted(r.name for r in (self.raiz / "actual").glob("*.html"))


def dos_cortes(base: Nodo, carpeta: Path) -> Path:
    """The folder of two cuts, with their images; only the first acta's is one that can be seen."""
    cortes = Cortes(base, carpeta)
    foto = cv2.imencode(".jpg", np.full((60, 40, 3), 200, np.uint8))[1].tobytes()
    for votos, actas in ((7, ACTAS[:6]), (9, ACTAS[6:8])):
        for acta in actas:
            cortes.verificada(acta, votos, foto if acta == ACTAS[0] else b"")
        cortes.cortar()
    with psycopg.connect(base.dsn("prep_centro")) as conexion:
        exportar_de(conexion, cortes.salida)
    return cortes.salida


@contextmanager
def servido(salida: Path, raiz: Path, navegador: "Browser") -> Iterator[Sitio]:
    """The site at its first cut, on loopback."""
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Callado, directory=str(raiz / "actual"))
    ) as servidor:
        uno = Sitio(salida, raiz, f"http://127.0.0.1:{servidor.server_port}/", navegador)
        uno.mostrar(1)
        hilo = threading.Thread(target=servidor.serve_forever)
        hilo.start()
        yield uno
        for contexto in navegador.contexts:
            contexto.close()
        servidor.shutdown()
        hilo.join()
