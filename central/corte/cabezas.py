"""The heads of the chains of facts that the manifests of a folder of cuts say, to compare them with a base."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from central.arbitro.testigos import EslabonDicho
from central.corte.comprobar import contenido, numeradas
from central.corte.manifiesto import ManifiestoInvalido, leer
from central.firmado.envolturas import MANIFIESTO

ESLABON = 32


def cabezas_de(salida: Path) -> tuple[list[EslabonDicho], list[str]]:
    """Those of every cut of `salida`, and a sentence for each that cannot be read. Who signed is asked elsewhere."""
    testigos: list[EslabonDicho] = []
    fallas: list[str] = []
    for ruta in numeradas(salida):
        donde = f"corte {ruta.name}"
        try:
            cadenas = leer(contenido(ruta / MANIFIESTO)).get("cadenas")
        except ManifiestoInvalido as error:
            fallas.append(f"{donde}: {error}")
            continue
        suyas = [_testigo(donde, dato) for dato in cadenas] if isinstance(cadenas, list) else [None]
        testigos += [t for t in suyas if t is not None]
        if None in suyas:
            fallas.append(f"{donde}: el manifiesto no dice bien hasta dónde iba cada cadena")
    return testigos, fallas


def otro_catalogo(salida: Path, huella: str) -> list[str]:
    """A sentence for each cut of `salida` that was made with a catalogue other than that of `huella`."""
    fallas = []
    for ruta in numeradas(salida):
        with suppress(ManifiestoInvalido):
            if leer(contenido(ruta / MANIFIESTO)).get("catalogo", huella) != huella:
                fallas.append(f"corte {ruta.name}: se hizo con otro catálogo que el de esta base: alguien lo cambió")
    return fallas


def _testigo(donde: str, dato: Any) -> EslabonDicho | None:
    if not isinstance(dato, dict):
        return None
    nodo, n, escrito = dato.get("nodo"), dato.get("n"), dato.get("eslabon")
    if not isinstance(nodo, str) or type(n) is not int or not 0 < n < 1 << 63 or not isinstance(escrito, str):
        return None
    try:
        eslabon = bytes.fromhex(escrito)
    except ValueError:
        return None
    return EslabonDicho(donde, nodo, n, eslabon) if len(eslabon) == ESLABON else None
