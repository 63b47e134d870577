"""The files of a cut's site in one: figures, index and pages by their path, packed so that the cut holds them whole."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from central.publico.corte_publico import CortePublico
from central.publico.formatos import NOMBRE, VERSION
from central.publico.fragmentos import Fragmentos
from central.publico.paginas import modulos, paginas

SITIO = "sitio.zip"
DATOS = "d"  # the folder of what never changes under its name


@dataclass(frozen=True, slots=True)
class SitioDelCorte:
    """`entradas`: bytes by path; `indice`: the SHA-256 of the index, which names all the others."""

    entradas: Mapping[str, bytes]
    indice: str


def hacer_sitio(corte: CortePublico) -> SitioDelCorte:
    """The files of the site of `corte`; the same cut gives the same bytes."""
    entradas: dict[str, bytes] = {}
    fragmentos = Fragmentos(corte)

    def dejar(dato: Any) -> str:
        crudo = escrito(dato)
        nombre = hashlib.sha256(crudo).hexdigest()
        entradas[ruta_de(nombre)] = crudo
        return nombre

    dicho = fragmentos.resumen()
    resumen = dejar(dicho)
    hechas = paginas(dicho, corte.catalogo.ajustes.umbral_de_ventaja, corte.paquete)
    entradas |= modulos() | hechas
    indice = dejar(
        {
            "version": VERSION,
            "corte": corte.numero,
            "resumen": resumen[:NOMBRE],
            "territorios": {clave: dejar(dato)[:NOMBRE] for clave, dato in fragmentos.territorios().items()},
            "tramos": {clave: dejar(dato)[:NOMBRE] for clave, dato in fragmentos.tramos().items()},
            "sin_seccion": dejar(fragmentos.sin_seccion())[:NOMBRE],
            "paginas": {nombre: hashlib.sha256(crudo).hexdigest() for nombre, crudo in hechas.items()},
        }
    )
    return SitioDelCorte(entradas, indice)


def ruta_de(sha256: str) -> str:
    """Where the file of that SHA-256 stands."""
    return f"{DATOS}/{sha256[:NOMBRE]}.json"


def escrito(dato: Any) -> bytes:
    """JSON as it is published: UTF-8, no spaces, keys in the order in which they are said."""
    return json.dumps(dato, ensure_ascii=False, separators=(",", ":")).encode()
