"""The pages of the site against the signed index, and their figures against the shards."""

import hashlib
from html.parser import HTMLParser
from typing import Any

from central.verificar.publicado.falla import ClaseDeFalla, Revisado
from central.verificar.publicado.lugar import LugarPublicado
from central.verificar.publicado.renglones import SitioDelVerificador

CIFRAS = {  # as the pages call them; the verifier keeps its own copy on purpose
    "ACTAS_ESPERADAS": "Actas esperadas",
    "ACTAS_REGISTRADAS": "Actas registradas",
    "ACTAS_FUERA_CATALOGO": "Actas fuera de catálogo",
    "ACTAS_CAPTURADAS": "Actas capturadas",
    "PORCENTAJE_ACTAS_CAPTURADAS": "Porcentaje de actas capturadas",
    "ACTAS_CONTABILIZADAS": "Actas contabilizadas",
    "PORCENTAJE_ACTAS_CONTABILIZADAS": "Porcentaje de actas contabilizadas",
    "PORCENTAJE_ACTAS_INCONSISTENCIAS": "Porcentaje de actas con inconsistencias",
    "ACTAS_NO_CONTABILIZADAS": "Actas no contabilizadas",
    "LISTA_NOMINAL_ACTAS_CONTABILIZADAS": "Lista nominal de las actas contabilizadas",
    "TOTAL_VOTOS_C_CS": "Votos con casillas especiales",
    "TOTAL_VOTOS_S_CS": "Votos sin casillas especiales",
    "PORCENTAJE_PARTICIPACION_CIUDADANA": "Participación ciudadana (%)",
}


class PaginaLeida(HTMLParser):
    """The text of each cell, by row; and which cut the page says that it is of."""

    def __init__(self, crudo: bytes) -> None:
        super().__init__()
        self.renglones: list[list[str]] = []
        self.corte = ""
        self._celda = False
        self.feed(crudo.decode("utf-8", errors="replace"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self.corte = dict(attrs).get("data-corte") or ""
        elif tag == "tr":
            self.renglones.append([])
        elif tag in ("td", "th") and self.renglones:
            self._celda = True
            self.renglones[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._celda = False

    def handle_data(self, data: str) -> None:
        if self._celda:
            self.renglones[-1][-1] += data

    def dice(self, nombre: str, *cifras: Any) -> bool:
        """Whether some row that begins by `nombre` goes on with those figures."""
        debidas = [str(c) for c in cifras]
        for renglon in self.renglones:
            celdas = [" ".join(celda.split()) for celda in renglon]
            cifras_suyas = [c.replace(",", "") for c in celdas[1 : 1 + len(debidas)]]
            if celdas and celdas[0].startswith(nombre) and cifras_suyas == debidas:
                return True
        return False


def revisar_paginas(lugar: LugarPublicado, sitio: SitioDelVerificador, h: Revisado) -> None:
    """Each page is the one of the index, of this cut, and says the figures of the summary."""
    elecciones = {f"{e['codigo'].lower()}.html": e for e in sitio.resumen["elecciones"]}
    for nombre, sha256 in sitio.paginas.items():
        crudo = lugar.leer(nombre)
        if crudo is None:
            h.falla(ClaseDeFalla.PAGINA, f"falta {nombre}.")
        elif hashlib.sha256(crudo).hexdigest() != sha256:
            h.falla(ClaseDeFalla.PAGINA, f"{nombre} no es la que se firmó: su SHA-256 es otro.")
        else:
            leida = PaginaLeida(crudo)
            if leida.corte != str(sitio.resumen["corte"]):
                h.falla(ClaseDeFalla.PAGINA, f"{nombre} dice ser del corte {leida.corte or 'ninguno'}.")
            if nombre in elecciones:
                _cifras(nombre, leida, elecciones[nombre], h)
    h.dicho(f"{len(sitio.paginas)} páginas, y sus cifras contra el resumen.")


def _cifras(nombre: str, leida: PaginaLeida, eleccion: dict[str, Any], h: Revisado) -> None:
    for campo, rotulo in CIFRAS.items():
        if not leida.dice(rotulo, eleccion["figuras"][campo]):
            h.falla(ClaseDeFalla.PAGINA, f"{nombre} no dice {rotulo}: {eleccion['figuras'][campo]}.")
    for voto in (*eleccion["candidaturas"], *eleccion["partidos"]):
        if not leida.dice(voto["nombre"], voto["votos"], voto["porcentaje"]):
            h.falla(ClaseDeFalla.PAGINA, f"{nombre} no dice {voto['nombre']}: {voto['votos']}, {voto['porcentaje']} %.")
