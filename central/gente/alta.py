"""Who can be registered as a person, and with what: name, roles and site that make sense, a key, a first password."""

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from central.marco.hoja import Problema, corta
from central.nodo.centro import CENTRO
from central.nodo.nombres import leer_sitio
from central.nodo.personas import OperadorNuevo
from prep.domain.catalogo.catalogo import CCV
from prep.domain.catalogo.nombres import defecto_de_nombre
from prep.domain.hechos.roles import DE_PERSONA
from prep.net.identidad import al_azar, nueva, sellar

COLUMNAS = ("operador", "nombre", "roles", "sitio")
OPERADOR = re.compile(r"[a-z0-9][a-z0-9_.-]{0,39}")
NOMBRE_MAX = 120
SEPARA = re.compile(r"[\s,;/+]+")


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody to register; the site as the catalogue calls it."""

    operador: str
    nombre: str
    roles: tuple[str, ...]
    sitio: str


@dataclass(frozen=True, slots=True)
class PersonaRegistrada:
    """A registration with the password that opens its key, to be handed to that person and to nobody else."""

    operador: OperadorNuevo
    contrasena: str


def revisar(
    filas: Iterable[tuple[int, Mapping[str, str]]], sitios: Set[str], hay: Mapping[str, bool]
) -> tuple[list[Persona], list[Problema]]:
    """The people of `filas` (number, cells by COLUMNAS) and all that is wrong; `hay`: operator -> active."""
    personas: list[Persona] = []
    problemas: list[Problema] = []
    vistas: dict[str, int] = {}
    for n, celdas in filas:
        antes = len(problemas)
        operador, nombre = celdas["operador"], celdas["nombre"]
        malas = [(c, _por_que(c, celdas[c])) for c in ("operador", "nombre", "roles")]
        problemas += [Problema(n, columna, razon) for columna, razon in malas if razon]
        if operador in vistas:
            problemas.append(Problema(n, "operador", f"{operador} se repite; ya está en el renglón {vistas[operador]}"))
        elif operador in hay:
            problemas.append(Problema(n, "operador", _ya_esta(operador, hay[operador])))
        vistas.setdefault(operador, n)
        sitio = leer_lugar(celdas["sitio"])
        if sitio not in sitios:
            texto = f"{corta(celdas['sitio'])} no es un centro de este proceso; hay: {', '.join(sorted(sitios))}"
            problemas.append(Problema(n, "sitio", texto))
        if len(problemas) == antes:
            personas.append(Persona(operador, nombre, roles_de(celdas["roles"]), sitio))
    return personas, problemas


def leer_lugar(texto: str) -> str:
    """`7` as `07`, `ccv` as `CCV`; as it is when it is neither."""
    try:
        return leer_sitio(texto)
    except ValueError:
        return texto.strip().upper()


def roles_de(texto: str) -> tuple[str, ...]:
    """As written, in any of the ways that a list is; nobody has looked whether they are any."""
    return tuple(dict.fromkeys(r for r in SEPARA.split(texto.strip().casefold()) if r))


def _por_que(columna: str, celda: str) -> str:
    """What is wrong with a cell by itself, "" when nothing is."""
    if columna == "operador":
        if not OPERADOR.fullmatch(celda) or celda == CENTRO or celda.startswith("nodo_"):
            return (
                f"{corta(celda)} no sirve como nombre de usuario: hasta 40 letras minúsculas sin acento, dígitos, "
                "punto o guion; ni «centro» ni «nodo_…»"
            )
    elif columna == "nombre":
        if not celda or len(celda) > NOMBRE_MAX or not celda.isprintable():
            return f"{corta(celda)} no es un nombre de 1 a {NOMBRE_MAX} caracteres"
        if defecto := defecto_de_nombre(celda):
            return f"{corta(celda)} {defecto}"
    elif not roles_de(celda) or set(roles_de(celda)) - DE_PERSONA:
        return f"{corta(celda)} no son roles; escriba uno o más de: {', '.join(sorted(DE_PERSONA))}"
    return ""


def _ya_esta(operador: str, activo: bool) -> str:
    if activo:
        return f"{operador} ya está dado de alta; su llave y sus roles no cambian: use otro nombre de usuario"
    return f"{operador} está dado de baja: si vuelve, use «prep persona baja {operador} --revertir»"


def registrar_con_llave(personas: Iterable[Persona]) -> list[PersonaRegistrada]:
    """A fresh key for each, sealed at the cost of a real night with a password made here.

    One after the other: two Argon2id at once in two threads wait for each other for ever (cryptography 50, OpenSSL 4).
    """
    return [_con_llave(persona) for persona in personas]


def nueva_contrasena() -> str:
    """Made here, to be handed to one person, who is asked for another when they first come in."""
    return al_azar(3)


def _con_llave(persona: Persona) -> PersonaRegistrada:
    llave, contrasena = nueva(), nueva_contrasena()
    sellada = sellar(llave, contrasena, provisional=True)
    nuevo = OperadorNuevo(persona.operador, persona.nombre, llave.publica, sellada, persona.roles, persona.sitio)
    return PersonaRegistrada(nuevo, contrasena)


def sitios_con_ccv(centros: Iterable[str]) -> frozenset[str]:
    """Where somebody can work: the centres that have actas, and the CCV."""
    return frozenset({*centros, CCV})
