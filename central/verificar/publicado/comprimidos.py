"""The compressed copies beside the files of the shown cut: a browser is given those, so they must be the same bytes."""

import importlib
import importlib.util
import zlib
from collections.abc import Callable, Iterable
from typing import Any

from central.verificar.publicado.falla import ClaseDeFalla, Revisado
from central.verificar.publicado.lugar import ACTUAL, LugarPublicado
from central.verificar.publicado.renglones import NOMBRE, SitioDelVerificador

Descomprimir = Callable[[bytes, int], bytes]  # no more than so many bytes of what it holds


def revisar_comprimidos(lugar: LugarPublicado, sitio: SitioDelVerificador, h: Revisado) -> None:
    """By the net nothing is asked twice: what came was the gzip copy, where there is one."""
    if lugar.bajo("d") is None:
        return
    maneras: dict[str, Descomprimir] = {".gz": _gzip}
    if importlib.util.find_spec("brotli") is None:
        h.dicho("No se revisaron las copias .br: hace falta la biblioteca brotli de Python.")
    else:
        maneras[".br"] = _brotli
    vistas = 0
    for ruta in _rutas(sitio):
        bueno = lugar.leer(ruta) or b""
        for fin, descomprimir in maneras.items():
            copia = lugar.leer(ruta + fin)
            if copia is None:
                continue
            vistas += 1
            if _leido(copia, descomprimir, len(bueno) + 1) != bueno:
                clase = ClaseDeFalla.FRAGMENTO if ruta.startswith("d/") else ClaseDeFalla.PAGINA
                h.falla(clase, f"{ruta}{fin} no es la copia comprimida de {ruta}: un navegador recibe otra cosa.")
    h.dicho(f"{vistas} copias comprimidas: dicen lo mismo que sus archivos.")


def _rutas(sitio: SitioDelVerificador) -> Iterable[str]:
    indice = sitio.indice
    yield ACTUAL
    yield from sitio.paginas
    nombres = [indice["resumen"], indice["estadistica"], indice["sin_seccion"], indice["paginas"]]
    for nombre in (*nombres, *indice["territorios"].values(), *indice["tramos"].values()):
        yield f"d/{str(nombre)[:NOMBRE]}.json"


def _leido(copia: bytes, descomprimir: Descomprimir, tope: int) -> bytes | None:
    try:
        return descomprimir(copia, tope)
    except Exception:  # noqa: BLE001 -- whatever the library raises: what does not open is no copy
        return None


def _gzip(copia: bytes, tope: int) -> bytes:
    return zlib.decompressobj(wbits=31).decompress(copia, tope)


def _brotli(copia: bytes, tope: int) -> bytes:
    brotli: Any = importlib.import_module("brotli")
    return bytes(brotli.Decompressor().process(copia, output_buffer_limit=tope))
