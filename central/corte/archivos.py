"""The files of a cut, written into its folder, read back and verified before anyone can see them (R-26)."""

import hashlib
from pathlib import Path
from zoneinfo import ZoneInfo

from central.corte.carpeta import escribir
from central.corte.composicion import Composicion
from central.corte.manifiesto import FIRMA, MANIFIESTO, PUBLICA, Contenido, construir, firma_valida, firmar
from central.corte.pagina import Tablero, pagina, tablero
from central.corte.paquete import nombre_de, nombre_general, zip_de_eleccion, zip_general
from central.verificar.modelo import NoEsPrep
from central.verificar.verificar import verificar_archivo
from prep.domain.corte import NOMBRES_RESUMEN
from prep.net.identidad import Llave

PAGINA = "index.html"


def escribir_corte(carpeta: Path, c: Composicion, llave: Llave) -> tuple[bytes, list[str]]:
    """The manifest's bytes and the reasons of cut class that the written files give; none when all is well."""
    catalogo = c.catalogo
    zips: dict[str, bytes] = {}
    tableros: list[Tablero] = []
    for eleccion in catalogo.elecciones:
        nombre = nombre_de(catalogo, eleccion, c.ahora)
        resumen = c.resumenes[eleccion.codigo]
        zips[nombre] = zip_de_eleccion(catalogo, eleccion, c.ahora, c.ultimo, resumen, c.por_eleccion[eleccion.codigo])
        tableros.append(tablero(catalogo, eleccion, resumen, c.sumas[eleccion.codigo], c.ultimo, nombre))
    general = nombre_general(catalogo, c.ahora)
    todo = zip_general(zips, c.ahora.astimezone(ZoneInfo(catalogo.ajustes.zona)))
    sha256 = hashlib.sha256(todo).hexdigest()
    archivos = {
        **zips,
        general: todo,
        PAGINA: pagina(catalogo, c.ahora, c.numero, c.ultimo, tableros, general, sha256, c.en_revision),
    }
    for nombre, contenido in archivos.items():
        escribir(carpeta / nombre, contenido)
    manifiesto = construir(catalogo, _contenido(c), carpeta, archivos)
    firma = firmar(llave, manifiesto)
    escribir(carpeta / MANIFIESTO, manifiesto)
    escribir(carpeta / FIRMA, firma)
    escribir(carpeta / PUBLICA, c.publica.hex().encode() + b"\n")
    return manifiesto, [*verificar_zip(carpeta / general, c), *_firma(c.publica, manifiesto, firma)]


def verificar_zip(ruta: Path, c: Composicion) -> list[str]:
    """Re-adds the very file that will be published, with the verifier that shares nothing with who wrote it."""
    try:
        resultados = verificar_archivo(ruta)
    except NoEsPrep as error:
        return [f"El archivo del corte no se puede verificar: {error}"]
    razones = [
        f"{r.archivo}: {d.campo} dice {d.declarado} y sus renglones dan {d.calculado}."
        for r in resultados
        for d in r.diferencias
    ]
    if len(resultados) != len(c.por_eleccion):
        razones.append(f"Se verificaron {len(resultados)} elecciones de {len(c.por_eleccion)}.")
    return razones


def _contenido(c: Composicion) -> Contenido:
    return Contenido(
        numero=c.numero,
        momento=c.ahora,
        ultimo=c.ultimo,
        anterior=c.anterior,
        cabezas=c.cabezas,
        semilla=c.semilla,
        resumenes={
            eleccion: dict(zip(NOMBRES_RESUMEN, resumen.textos, strict=True))
            for eleccion, resumen in c.resumenes.items()
        },
        publicadas=c.publicadas,
        en_revision=c.en_revision,
    )


def _firma(publica: bytes, manifiesto: bytes, firma: bytes) -> list[str]:
    """Against the key that the catalogue of operators has of the centre, not the one that has just signed."""
    if firma_valida(publica, manifiesto, firma):
        return []
    return ["La firma del manifiesto no corresponde a la llave del centro dada de alta en la base."]
