"""The cuts of a site from the first to the one shown: signatures, chain, log, files; and the heads that others keep."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from central.firmado.arbol import hoja, raiz
from central.firmado.cabeza import CABEZA, CabezaDeCortes, leer_cabeza, llave_del_centro, reparos_de_cabeza
from central.firmado.envolturas import CRUDA, FIRMA, MANIFIESTO, MINISIG, PUBLICA, Verificar, reparos
from central.firmado.nota import NotaFirmada, NotaInvalida, leer_llave
from central.verificar.modelo import NoEsPrep
from central.verificar.publicado.falla import ClaseDeFalla, Revisado, leer_objeto
from central.verificar.publicado.lugar import ACTUAL, CORTES, LugarPublicado

CORTES_MAX = 10_000
SIN_ANTERIOR = "0" * 64
DE_LA_FIRMA = (FIRMA, CRUDA, MINISIG, PUBLICA)
BITACORA, TESTIGOS = f"bitacora/{CABEZA}", "bitacora/testigos.json"


@dataclass(frozen=True, slots=True)
class CadenaLeida:
    """`ultimo`: the manifest of the shown cut, `manifiesto` its SHA-256; `actual`: the pointer, None without a site."""

    publica: bytes
    proceso: str
    hojas: tuple[bytes, ...]
    ultimo: dict[str, Any]
    manifiesto: str
    actual: dict[str, Any] | None

    @property
    def carpeta(self) -> str:
        return de_corte(len(self.hojas))


def de_corte(numero: int) -> str:
    return f"{CORTES}/{numero:04d}"


def leer_cadena(lugar: LugarPublicado, publica: bytes | None, verificar: Verificar, h: Revisado) -> CadenaLeida:
    """Raises NoEsPrep when there is no cut to check."""
    crudo = lugar.leer(ACTUAL)
    actual = leer_objeto(crudo, ACTUAL) if crudo is not None else None
    cuantos = actual.get("corte") if actual else None
    if actual is not None and (type(cuantos) is not int or not 0 < cuantos <= CORTES_MAX):
        raise NoEsPrep(f"{ACTUAL} no dice qué corte está puesto")
    hojas: list[bytes] = []
    anterior, proceso, datos = SIN_ANTERIOR, "", dict[str, Any]()
    for numero in range(1, (cuantos or CORTES_MAX) + 1):
        carpeta = de_corte(numero)
        manifiesto = lugar.leer(f"{carpeta}/{MANIFIESTO}")
        if manifiesto is None:
            if cuantos is None:
                break
            raise NoEsPrep(f"falta {carpeta}/{MANIFIESTO}")
        datos = _leido(manifiesto)
        proceso = proceso or str(datos.get("proceso", ""))
        publica = publica or _publica(lugar, carpeta)
        sueltos = {n: lugar.leer(f"{carpeta}/{n}") or b"" for n in DE_LA_FIRMA}
        for falla in reparos(publica, manifiesto, sueltos, verificar):
            h.falla(ClaseDeFalla.FIRMA, f"Corte {numero:04d}: {falla}")
        if datos.get("anterior") != anterior or datos.get("numero") != numero or datos.get("proceso") != proceso:
            h.falla(ClaseDeFalla.CADENA, f"Corte {numero:04d}: su manifiesto no enlaza con el del corte anterior.")
        hojas.append(hoja(manifiesto))
        for falla in reparos_de_cabeza(lugar.leer(f"{carpeta}/{CABEZA}") or b"", proceso, hojas, publica, verificar):
            h.falla(ClaseDeFalla.BITACORA, f"Corte {numero:04d}: {falla}")
        anterior = hashlib.sha256(manifiesto).hexdigest()
    if not hojas:
        raise NoEsPrep("no hay ningún corte")
    if actual is not None and actual.get("manifiesto") != anterior:
        h.falla(ClaseDeFalla.CADENA, f"{ACTUAL} no dice el manifiesto del corte {len(hojas):04d}.")
    h.dicho(f"{len(hojas)} cortes: firma, enlace y bitácora de cada uno.")
    return CadenaLeida(publica or b"", proceso, tuple(hojas), datos, anterior, actual)


def revisar_archivos(lugar: LugarPublicado, cadena: CadenaLeida, todos: bool, h: Revisado) -> None:
    """Every byte of the files of the shown cut, or of all; the packed site is not published as such."""
    numeros = range(1, len(cadena.hojas) + 1) if todos else [len(cadena.hojas)]
    for numero in numeros:
        carpeta = de_corte(numero)
        datos = _leido(lugar.leer(f"{carpeta}/{MANIFIESTO}"))
        for archivo in datos.get("archivos", ()):
            nombre = str(archivo.get("nombre"))
            crudo = lugar.leer(f"{carpeta}/{nombre}")
            if crudo is None and (nombre == "sitio.zip" or (cadena.actual is None and not nombre.endswith(".zip"))):
                continue
            if crudo is None:
                h.falla(ClaseDeFalla.ARCHIVO, f"Corte {numero:04d}: falta {nombre}.")
            elif hashlib.sha256(crudo).hexdigest() != archivo.get("sha256"):
                h.falla(ClaseDeFalla.ARCHIVO, f"Corte {numero:04d}: {nombre} no es el que se firmó.")


def revisar_cabezas(
    lugar: LugarPublicado, cadena: CadenaLeida, vistas: Iterable[bytes], verificar: Verificar, h: Revisado
) -> None:
    """The head that the site shows, and those that somebody kept, against the cuts that are there."""
    crudo = lugar.leer(BITACORA)
    if crudo is not None:
        _comparar(crudo, "la que muestra el sitio", cadena, verificar, h)
    elif cadena.actual is not None:
        h.falla(ClaseDeFalla.BITACORA, f"falta {BITACORA}.")
    for una in vistas:
        _comparar(una, "la que usted guardó", cadena, verificar, h)


def revisar_testigos(lugar: LugarPublicado, cadena: CadenaLeida, verificar: Verificar, h: Revisado) -> None:
    """What each witness signed last: it must be of these very cuts."""
    crudo = lugar.leer(TESTIGOS)
    if crudo is None:
        if cadena.actual is not None:
            h.falla(ClaseDeFalla.BITACORA, f"falta {TESTIGOS}.")
        return
    de_este = 0
    for dicho in leer_objeto(crudo, TESTIGOS).get("testigos", ()):
        nombre = str(dicho.get("nombre"))
        try:
            llave = leer_llave(str(dicho.get("llave")))
            cabeza, nota = leer_cabeza(str(dicho.get("nota")).encode())
        except NotaInvalida as error:
            h.falla(ClaseDeFalla.BITACORA, f"Testigo «{nombre}»: {error}.")
            continue
        if nota.vista_por(llave, verificar) is None:
            h.falla(ClaseDeFalla.BITACORA, f"Testigo «{nombre}»: su firma no es de su llave.")
        elif _comparar(nota.crudo(), f"la que firmó el testigo «{nombre}»", cadena, verificar, h):
            de_este += cabeza.cuantos == len(cadena.hojas)
    dice = cadena.actual.get("testigos", 0) if cadena.actual else 0
    if dice != de_este:
        h.falla(ClaseDeFalla.BITACORA, f"{ACTUAL} dice {dice} testigos de este corte y firmaron {de_este}.")
    h.dicho(f"{de_este} testigos firmaron la cabeza de este corte.")


def _comparar(crudo: bytes, cual: str, cadena: CadenaLeida, verificar: Verificar, h: Revisado) -> bool:
    """Whether that head is of the cuts that are there; what is wrong is noted by its kind."""
    try:
        cabeza, nota = leer_cabeza(crudo)
    except NotaInvalida as error:
        h.falla(ClaseDeFalla.BITACORA, f"La cabeza, {cual}: {error}.")
        return False
    if not nota.firmada_por(llave_del_centro(cadena.proceso, cadena.publica), verificar):
        h.falla(ClaseDeFalla.BITACORA, f"La cabeza, {cual}, no está firmada con la llave del centro.")
        return False
    return _es_de_estos(cabeza, nota, cual, cadena, h)


def _es_de_estos(cabeza: CabezaDeCortes, nota: NotaFirmada, cual: str, cadena: CadenaLeida, h: Revisado) -> bool:
    cuantos, hay = cabeza.cuantos, len(cadena.hojas)
    if cuantos > hay:
        h.falla(ClaseDeFalla.REESCRITO, f"La cabeza, {cual}, es de {cuantos} cortes y aquí hay {hay}: faltan cortes.")
        return False
    if raiz(cadena.hojas[:cuantos]) == cabeza.raiz:
        return True
    texto = f"La cabeza de {cuantos} cortes, {cual} y firmada por el centro, no es la de los cortes que aquí están"
    if cuantos == hay:
        h.falla(ClaseDeFalla.DOS_CABEZAS, f"{texto}: el centro firmó dos cabezas de un mismo tamaño.")
    else:
        h.falla(ClaseDeFalla.REESCRITO, f"{texto}: se reescribieron con su cadena.")
    return False


def _leido(manifiesto: bytes | None) -> dict[str, Any]:
    """What it says; nothing when it is no JSON any more, which its signature and its links tell."""
    try:
        return leer_objeto(manifiesto, MANIFIESTO)
    except NoEsPrep:
        return {}


def _publica(lugar: LugarPublicado, carpeta: str) -> bytes:
    try:
        return bytes.fromhex((lugar.leer(f"{carpeta}/{PUBLICA}") or b"").decode("ascii").strip())
    except ValueError:
        return b""
