"""Reads an entity's profile (`resources/entidades/*.toml`): whatever is unknown, missing or wrong is an error."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from central.catalogo.errores import causa
from central.catalogo.perfil import Ambito, CodigoPerfil, EleccionPerfil, Perfil, Urna
from central.catalogo.tabla_toml import (
    PerfilInvalido,
    Tabla,
    conocido,
    leer,
    lista,
    opcion,
    solo,
    subtabla,
    subtablas,
    texto,
)
from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.catalogo.catalogo import (
    CCV,
    TOTALES,
    Centro,
    ClaseColumna,
    Codigo,
    Columna,
    Convenio,
    Eleccion,
    Entidad,
    TipoCasilla,
)

CARPETA = Path(__file__).resolve().parents[2] / "resources" / "entidades"
TAMANO_MAX = 1_000_000


CARPETA = Path(__file__).resolve().parents[2] / "resources" / "entidades"
TAMANO_MAX = 1_000_000
SIN_LIMITE = "sin límite"
CON_LIMITE = ("representantes_max", "boletas_max")


def cargar(nombre: str) -> Perfil:
    """The profile of that name in `resources/entidades`, or the one in the file of that path (it ends in `.toml`).

    Raises PerfilInvalido: it is not there, or something in it cannot be.
    """
    ruta = Path(nombre) if nombre.endswith(".toml") else CARPETA / f"{nombre}.toml"
    if not ruta.is_file():
        conocidos = ", ".join(sorted(r.stem for r in CARPETA.glob("*.toml")))
        raise PerfilInvalido(f"no existe el perfil {nombre}; los que hay son: {conocidos}")
    try:
        if ruta.stat().st_size > TAMANO_MAX:
            raise PerfilInvalido(f"{ruta.name}: es demasiado grande para ser un perfil")
        datos = tomllib.loads(ruta.read_text(encoding="utf-8"))
        return _perfil(datos)
    except tomllib.TOMLDecodeError as error:
        lugar = re.search(r"line (\d+), column (\d+)", str(error))
        donde = f" (línea {lugar[1]}, columna {lugar[2]})" if lugar else ""
        raise PerfilInvalido(f"{ruta.name}: no es TOML correcto{donde}") from error
    except OSError as error:
        raise PerfilInvalido(f"{ruta.name}: no se puede leer: {causa(error)}") from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise PerfilInvalido(f"{ruta.name}: no es un texto TOML en UTF-8") from error
    except PerfilInvalido as error:
        raise PerfilInvalido(f"{ruta.name}: {error}") from error


def _perfil(datos: Tabla) -> Perfil:
    solo(datos, "el perfil", "entidad ajustes encabezados partidos ambitos centros elecciones")
    ambitos = {a.nombre: a for a in (_ambito(t) for t in subtablas(datos, "ambitos"))}
    partidos = {c: texto(subtabla(datos, "partidos"), c) for c in subtabla(datos, "partidos")}
    encabezados = _encabezados(subtabla(datos, "encabezados"))
    ambito, centros, centro_de = _centros(subtabla(datos, "centros"), ambitos)
    leidas = [_eleccion(t, ambitos, partidos) for t in subtablas(datos, "elecciones")]
    if len({e.codigo for e, _ in leidas}) != len(leidas):
        raise PerfilInvalido("elecciones: dos tienen el mismo código")
    return Perfil(
        entidad=_entidad(subtabla(datos, "entidad")),
        ajustes=_ajustes(subtabla(datos, "ajustes")),
        encabezados=encabezados,
        partidos=partidos,
        ambitos=ambitos,
        ambito_centros=ambito,
        centros=centros,
        centro_de=centro_de,
        elecciones=tuple(e for e, _ in leidas),
        convenios=tuple(c for _, convenios in leidas for c in convenios),
    )


def _entidad(tabla: Tabla) -> Entidad:
    solo(tabla, "entidad", "id nombre siglas anio")
    ident, siglas = texto(tabla, "id"), texto(tabla, "siglas")
    if len(ident) != 2 or not ident.isdigit() or not siglas.isalnum():
        raise PerfilInvalido("entidad: id lleva dos dígitos y siglas solo letras")
    return Entidad(ident, texto(tabla, "nombre"), siglas, leer(tabla, "anio", int))


def _ajustes(tabla: Tabla) -> Ajustes:
    """Any setting of Ajustes, with the type of its default; the two limits of R-16 may be `sin límite`."""
    defecto = Ajustes()
    leidos: dict[str, Any] = {}
    solo(tabla, "ajustes", " ".join(c.name for c in fields(Ajustes)), parcial=True)
    for nombre, valor in tabla.items():
        tipo = type(getattr(defecto, nombre))
        if nombre in CON_LIMITE and valor == SIN_LIMITE:
            leidos[nombre] = None
        elif type(valor) is not (str if issubclass(tipo, StrEnum) else tipo) or (isinstance(valor, int) and valor < 0):
            raise PerfilInvalido(f"ajustes.{nombre}: {valor!r} no es del tipo que se espera")
        else:
            leidos[nombre] = opcion(valor, tipo, f"ajustes.{nombre}") if issubclass(tipo, StrEnum) else valor
    try:
        ZoneInfo(leidos.get("zona", defecto.zona))
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise PerfilInvalido(f"ajustes.zona: no existe la zona horaria {leidos['zona']!r}") from error
    return Ajustes(**leidos)


def _encabezados(tabla: Tabla) -> dict[str, str]:
    de: dict[str, str] = {}
    for publicado in tabla:
        for escrito in lista(tabla, publicado):
            if de.setdefault(escrito, publicado) != publicado:
                raise PerfilInvalido(f"encabezados: {escrito} está en dos columnas")
    return de


def _ambito(tabla: Tabla) -> Ambito:
    solo(tabla, "ambitos", "nombre columnas extranjero territorios")
    nombre, columnas = texto(tabla, "nombre"), lista(tabla, "columnas")
    territorios: dict[str, str] = {}
    for t in subtablas(tabla, "territorios"):
        solo(t, f"ambitos.{nombre}.territorios", "id nombre")
        ident = texto(t, "id")
        if len(ident) != 3 or not ident.isdigit() or ident in territorios:
            raise PerfilInvalido(f"ambitos.{nombre}: {ident!r} no es un id de tres dígitos o se repite")
        territorios[ident] = texto(t, "nombre")
    extranjero = leer(tabla, "extranjero", str)
    if len(columnas) not in (1, 2) or (extranjero and extranjero not in territorios):
        raise PerfilInvalido(f"ambitos.{nombre}: lleva una o dos columnas, y el extranjero es uno de sus territorios")
    return Ambito(nombre, tuple(columnas), extranjero, territorios)


def _centros(tabla: Tabla, ambitos: Mapping[str, Ambito]) -> tuple[Ambito, tuple[Centro, ...], dict[str, str]]:
    """Every territory but the one abroad has exactly one CATD."""
    solo(tabla, "centros", "ambito ccv catd")
    ambito = conocido(ambitos, texto(tabla, "ambito"), "centros.ambito")
    centros: list[Centro] = []
    centro_de: dict[str, str] = {}
    for t in subtablas(tabla, "catd"):
        solo(t, "centros.catd", "id nombre territorios")
        centros.append(Centro(texto(t, "id"), texto(t, "nombre")))
        for territorio in lista(t, "territorios"):
            if territorio in centro_de:
                raise PerfilInvalido(f"centros: el territorio {territorio} está en dos CATD")
            centro_de[territorio] = centros[-1].id
    if centro_de.keys() != ambito.territorios.keys() - {ambito.extranjero}:
        raise PerfilInvalido(f"centros: los CATD no cubren justo los territorios de {ambito.nombre}")
    if len({c.id for c in centros} | {CCV}) != len(centros) + 1:
        raise PerfilInvalido("centros: dos tienen el mismo id")
    return ambito, (*centros, Centro(CCV, texto(tabla, "ccv"))), centro_de


CLAVES_ELECCION = "codigo nombre titulos ambito archivo candidaturas convenios columnas codigos"


def _eleccion(
    tabla: Tabla, ambitos: Mapping[str, Ambito], partidos: Mapping[str, str]
) -> tuple[EleccionPerfil, tuple[Convenio, ...]]:
    solo(tabla, "elecciones", CLAVES_ELECCION)
    codigo = texto(tabla, "codigo")
    ambito = conocido(ambitos, texto(tabla, "ambito"), f"{codigo}.ambito")
    columnas, compite = _columnas(tabla, codigo, ambito, partidos)
    codigos = {c.codigo.codigo: c for c in (_codigo(t, codigo) for t in subtablas(tabla, "codigos"))}
    candidaturas = subtabla(tabla, "candidaturas")
    solo(candidaturas, f"{codigo}.candidaturas", "archivo por_territorio suplente")
    eleccion = Eleccion(
        codigo, texto(tabla, "nombre"), columnas, tuple(c.codigo for c in codigos.values()), ambito.columnas
    )
    perfil = EleccionPerfil(
        eleccion=eleccion,
        titulos=(eleccion.nombre, *lista(tabla, "titulos")),
        ambito=ambito,
        archivo=_archivo(tabla),
        candidaturas=_archivo(candidaturas),
        por_territorio=leer(candidaturas, "por_territorio", bool),
        suplente=leer(candidaturas, "suplente", bool),
        codigos=codigos,
        compite=compite,
    )
    return perfil, tuple(_convenio(t, eleccion, compite) for t in subtablas(tabla, "convenios", vacia=True))


def _columnas(
    tabla: Tabla, eleccion: str, ambito: Ambito, partidos: Mapping[str, str]
) -> tuple[tuple[Columna, ...], dict[str, frozenset[str]]]:
    columnas: dict[str, Columna] = {}
    compite: dict[str, frozenset[str]] = {}
    todos = frozenset(ambito.territorios)
    for t in subtablas(tabla, "columnas"):
        codigo, donde = texto(t, "codigo"), f"{eleccion}.columnas"
        solo(t, donde, "codigo clase partidos", "solo menos")
        if "solo" in t and "menos" in t:
            raise PerfilInvalido(f"{donde}: {codigo} lleva solo o menos, no los dos")
        suyos, nombrados = lista(t, "partidos"), frozenset(lista(t, "solo" if "solo" in t else "menos", []))
        if codigo in columnas or set(suyos) - partidos.keys() or nombrados - todos:
            raise PerfilInvalido(f"{donde}: {codigo} se repite, o nombra un partido o un territorio que no existe")
        columnas[codigo] = Columna(codigo, opcion(texto(t, "clase"), ClaseColumna, donde), tuple(suyos))
        compite[codigo] = nombrados if "solo" in t else todos - nombrados
    return tuple(columnas.values()), compite


def _codigo(tabla: Tabla, eleccion: str) -> CodigoPerfil:
    donde = f"{eleccion}.codigos"
    solo(tabla, donde, "codigo tipos totales", "documento especial rp urna")
    totales = lista(tabla, "totales")
    if tuple(totales) != tuple(t for t in TOTALES if t in totales):
        raise PerfilInvalido(f"{donde}: totales lleva {', '.join(TOTALES)}, en ese orden")
    return CodigoPerfil(
        Codigo(
            texto(tabla, "codigo"),
            leer(tabla, "documento", str, "ACTA PREP"),
            leer(tabla, "especial", bool, False),
            leer(tabla, "rp", bool, False),
        ),
        frozenset(opcion(t, TipoCasilla, donde) for t in lista(tabla, "tipos")),
        opcion(leer(tabla, "urna", str, "papel"), Urna, donde),
        tuple(totales),
    )


def _convenio(tabla: Tabla, eleccion: Eleccion, compite: Mapping[str, frozenset[str]]) -> Convenio:
    """It holds wherever its column competes (R-20)."""
    donde = f"{eleccion.codigo}.convenios"
    solo(tabla, donde, "columna reparto resto")
    columna, resto = texto(tabla, "columna"), texto(tabla, "resto")
    reparto = tuple((p, leer(subtabla(tabla, "reparto"), p, int)) for p in subtabla(tabla, "reparto"))
    suyos = next((c.partidos for c in eleccion.columnas if c.codigo == columna), ())
    if {p for p, _ in reparto} != set(suyos) or sum(n for _, n in reparto) != 10_000 or resto not in suyos:
        raise PerfilInvalido(f"{donde}: el reparto de {columna} es de sus partidos y suma 10000")
    return Convenio(eleccion.codigo, columna, tuple(sorted(compite[columna])), reparto, resto)


def _archivo(tabla: Tabla) -> str:
    nombre = texto(tabla, "archivo")
    if Path(nombre).name != nombre:
        raise PerfilInvalido(f"archivo: {nombre!r} es un nombre sin carpetas")
    return nombre
