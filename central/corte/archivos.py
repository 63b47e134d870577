"""The files of a cut, written into its folder, read back and verified before anyone can see them (R-26)."""

import hashlib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from central.corte.carpeta import escribir
from central.corte.composicion import Composicion
from central.corte.correcciones import escribir_lista, nombre_de_lista
from central.corte.firmas import dejar_firmas
from central.corte.manifiesto import Contenido, construir
from central.corte.pagina import PaginaDeEleccion, pagina, tablero
from central.corte.paquete import comprimir, nombre_de, nombre_general, zip_de_eleccion, zip_general
from central.corte.verificacion import Verificaciones
from central.firmado.envolturas import FIRMA, firma_valida
from central.publico.corte_publico import CortePublico
from central.publico.sitio import SITIO, hacer_sitio
from central.verificar.suelto.hacer import SUELTO, archivo_suelto
from prep.domain.publicacion.corte import NOMBRES_RESUMEN
from prep.net.identidad import Llave, verificar

PAGINA = "index.html"


def escribir_corte(carpeta: Path, c: Composicion, llave: Llave) -> tuple[bytes, list[str]]:
    """The manifest's bytes and the reasons of cut class that the written files give; none when all is well.

    Each election's zip is verified by another process while the next one is made.
    """
    catalogo = c.catalogo
    zips: dict[str, bytes] = {}
    tableros: list[PaginaDeEleccion] = []
    with Verificaciones() as verificaciones:
        for eleccion in catalogo.elecciones:
            nombre = nombre_de(catalogo, eleccion, c.ahora)
            resumen, filas = c.resumenes[eleccion.codigo], c.por_eleccion[eleccion.codigo]
            zips[nombre] = zip_de_eleccion(catalogo, eleccion, c.ahora, c.ultimo, resumen, filas)
            escribir(carpeta / nombre, zips[nombre])
            verificaciones.empezar(carpeta / nombre)
            tableros.append(tablero(catalogo, eleccion, resumen, c.sumas[eleccion.codigo], c.ultimo, nombre))
        general = nombre_general(catalogo, c.ahora)
        local = c.ahora.astimezone(ZoneInfo(catalogo.ajustes.zona))
        todo = zip_general(zips, local)
        sha256 = hashlib.sha256(todo).hexdigest()
        escribir(carpeta / general, todo)
        lista = nombre_de_lista(general)
        escribir(carpeta / lista, escribir_lista(c.correcciones, catalogo.ajustes.separador))
        cara = pagina(catalogo, c.ahora, c.numero, c.ultimo, tableros, general, sha256, c.en_revision, c.publica)
        escribir(carpeta / PAGINA, cara)
        huellas = {general: sha256, **{n: hashlib.sha256(crudo).hexdigest() for n, crudo in zips.items()}}
        sitio = hacer_sitio(_publico(c, huellas))
        escribir(carpeta / SITIO, comprimir(sitio.entradas, local, zipfile.ZIP_DEFLATED))
        escribir(carpeta / SUELTO, archivo_suelto())
        nombres = (*zips, general, lista, PAGINA, SITIO, SUELTO)
        manifiesto = construir(catalogo, _contenido(c, sitio.indice), carpeta, nombres)
        firmas = dejar_firmas(carpeta, llave, manifiesto, catalogo.proceso, c.hojas)
        razones = verificaciones.razones()
    return manifiesto, [*razones, *_iguales(carpeta / general, zips), *_firma(c.publica, manifiesto, firmas[FIRMA])]


def _iguales(general: Path, zips: Mapping[str, bytes]) -> list[str]:
    """The zip of the zips, read back, holds the very ones that were verified."""
    with zipfile.ZipFile(general) as archivo:
        if {n: archivo.read(n) for n in archivo.namelist()} == zips:
            return []
    return [f"{general.name} no contiene los archivos que se verificaron."]


def _publico(c: Composicion, paquetes: Mapping[str, str]) -> CortePublico:
    return CortePublico(
        c.catalogo,
        c.numero,
        c.ahora,
        c.ultimo,
        c.en_revision,
        c.por_eleccion,
        c.sumas,
        c.resumenes,
        paquetes,
        nombre_de_lista(next(iter(paquetes))),
        c.correcciones,
    )


def _contenido(c: Composicion, indice: str) -> Contenido:
    return Contenido(
        numero=c.numero,
        momento=c.ahora,
        ultimo=c.ultimo,
        anterior=c.anterior,
        cabezas=c.cabezas,
        sin_comprobar=c.sin_comprobar,
        semilla=c.semilla,
        resumenes={
            eleccion: dict(zip(NOMBRES_RESUMEN, resumen.textos, strict=True))
            for eleccion, resumen in c.resumenes.items()
        },
        publicadas=c.publicadas,
        en_revision=c.en_revision,
        indice=indice,
        catalogo=c.huella_del_catalogo,
    )


def _firma(publica: bytes, manifiesto: bytes, firma: bytes) -> list[str]:
    """Against the key that the catalogue of operators has of the centre, not the one that has just signed."""
    if firma_valida(publica, manifiesto, firma, verificar):
        return []
    return ["La firma del manifiesto no corresponde a la llave del centro dada de alta en la base."]
