"""The files of a cut's site in one: figures, index and pages by their path, packed so that the cut holds them whole."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from central.publico.aspecto import leer_aspecto
from central.publico.corte_publico import CortePublico
from central.publico.estadistica import estadistica
from central.publico.formatos import NOMBRE, VERSION
from central.publico.fragmentos import Fragmentos
from central.publico.lugares import personas_de
from central.publico.paginas import DatosDelSitio, modulos, paginas

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

    dicho, territorios, numeros = fragmentos.resumen(), fragmentos.territorios(), estadistica(corte)
    resumen, cuenta = dejar(dicho)[:NOMBRE], dejar(numeros)[:NOMBRE]
    tramos = {clave: dejar(dato)[:NOMBRE] for clave, dato in fragmentos.tramos().items()}
    sin_seccion = dejar(fragmentos.sin_seccion())[:NOMBRE]
    aspecto = leer_aspecto(corte.catalogo.entidad)
    hechas = paginas(
        DatosDelSitio(
            dicho,
            territorios,
            numeros,
            corte.catalogo.ajustes.umbral_de_ventaja,
            corte.paquetes,
            tramos,
            sin_seccion,
            aspecto,
            personas_de(corte.catalogo),
            corte.lista,
            corte.correcciones,
        )
    )
    entradas |= modulos() | hechas
    huellas = {nombre: hashlib.sha256(crudo).hexdigest() for nombre, crudo in hechas.items()}
    indice = dejar(
        {
            "version": VERSION,
            "simulacro": dicho["simulacro"],
            "corte": corte.numero,
            "resumen": resumen,
            "estadistica": cuenta,
            "territorios": {clave: dejar(dato)[:NOMBRE] for clave, dato in territorios.items()},
            "tramos": tramos,
            "sin_seccion": sin_seccion,
            "paginas": dejar({"version": VERSION, "simulacro": dicho["simulacro"], "paginas": huellas})[:NOMBRE],
        }
    )
    return SitioDelCorte(entradas, indice)


def ruta_de(sha256: str) -> str:
    """Where the file of that SHA-256 stands."""
    return f"{DATOS}/{sha256[:NOMBRE]}.json"


def escrito(dato: Any) -> bytes:
    """JSON as it is published: UTF-8, no spaces, keys in the order in which they are said."""
    return json.dumps(dato, ensure_ascii=False, separators=(",", ":")).encode()
