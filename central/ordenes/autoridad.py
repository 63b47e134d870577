"""`prep autoridad crear|expedir|lista|revocar`: who may be a server or a client of a proceso; kept off the network.

Exit code 0 done; 2 something given cannot be used, and then nothing was given nor revoked.
"""

import argparse
import json
import re
from datetime import UTC, datetime
from pathlib import Path

from central.autoridad import guardada
from central.autoridad.autoridad import PRUEBA, Autoridad, abrir, crear, exigir_lista
from central.autoridad.guardada import ErrorDeAutoridad, Expedido, de_utc
from central.autoridad.sellado import FraseIncorrecta
from central.marco.conexion import con_frases
from central.marco.quien import leer_contrasena
from central.marco.tabla import tabla
from central.nodo import roles
from central.nodo.nombres import NombreNodo, leer_sitio
from prep.net.identificacion import ARCHIVO, CENTRO, IdentificacionDeLugar, escribir, guardar
from prep.orden.opciones import con_json, con_sitio, decir_json
from prep.orden.secretos import con_permiso, exigir_fuera
from prep.orden.verbos import con_acciones

PROCESO = re.compile(r"[A-Z0-9][A-Z0-9-]{0,29}")
SITIOS_MAX = 99
DEL_CENTRO, DEL_NODO = "centro", "nodo"
PREGUNTA = "Frase de la autoridad: "


def registrar(analizador: argparse.ArgumentParser) -> None:
    accion = con_acciones(analizador)
    hacer = accion("crear", "hace la autoridad de un proceso, con la de cada sitio")
    con_carpeta(hacer, "--carpeta")
    hacer.add_argument("--proceso", required=True, metavar="CLAVE", help="como la del catálogo, por ejemplo SIM-1")
    hacer.add_argument("--sitios", required=True, metavar="NN-NN", help="los CATD, por ejemplo 01-33 o 01,04,07-09")
    hacer.add_argument("--hasta", required=True, metavar="AAAA-MM-DD", help="el último día del proceso")
    con_permiso(hacer)
    hacer.set_defaults(ejecutar=con_frases(_crear, ErrorDeAutoridad, FraseIncorrecta, ValueError))
    dar = accion("expedir", "da su identificación al centro, a un nodo o a estaciones")
    dar.add_argument("quienes", nargs="+", metavar="QUIEN", help="«centro», «nodo», o nombres de estaciones")
    con_carpeta(dar, "--carpeta")
    con_sitio(dar, "de qué sitio, de 01 a 33 o CCV")
    dar.add_argument("--generacion", type=int, default=1, metavar="N", help="2 para el nodo que reemplaza al primero…")
    dar.add_argument(
        "--salida", type=Path, required=True, metavar="CARPETA", help="donde dejarlas, cada una en su carpeta"
    )
    con_permiso(dar)
    dar.set_defaults(ejecutar=con_frases(_expedir, ErrorDeAutoridad, FraseIncorrecta, ValueError))
    ver = accion("lista", "a quién se le dio qué, hasta cuándo vale y qué se revocó")
    con_carpeta(ver, "--carpeta", frase=False)
    con_json(ver)
    ver.set_defaults(ejecutar=con_frases(_lista, ErrorDeAutoridad, FraseIncorrecta, ValueError))
    quitar = accion("revocar", "deja sin efecto todo lo que se dio a un lugar")
    quitar.add_argument("quien", metavar="QUIEN", help="como lo dice «prep autoridad lista»")
    con_carpeta(quitar, "--carpeta")
    quitar.add_argument(
        "--salida", type=Path, required=True, metavar="ARCHIVO", help="donde dejar las listas de revocados"
    )
    quitar.set_defaults(ejecutar=con_frases(_revocar, ErrorDeAutoridad, FraseIncorrecta, ValueError))


def con_carpeta(analizador: argparse.ArgumentParser, opcion: str, *, frase: bool = True) -> None:
    """Adds where the authority is and, with `frase`, where what opens it is."""
    analizador.add_argument(
        opcion, type=Path, default=Path("autoridad"), metavar="CARPETA", help="la de la autoridad (./autoridad)"
    )
    if frase:
        analizador.add_argument(
            "--contrasena", type=Path, metavar="ARCHIVO", help="archivo con la frase; sin él, se pregunta"
        )


def leer_sitios(texto: str) -> list[str]:
    """`01-03,07` as 01, 02, 03 and 07. Raises ErrorDeAutoridad."""
    sitios: list[str] = []
    for parte in texto.split(","):
        principio, guion, fin = parte.strip().partition("-")
        try:
            desde = leer_sitio(principio)
            hasta = leer_sitio(fin) if guion else desde
        except ValueError as error:
            raise ErrorDeAutoridad(f"--sitios: {error}") from error
        sitios += [f"{n:02d}" for n in range(int(desde), int(hasta) + 1)]
    if not sitios or len(set(sitios)) != len(sitios):
        raise ErrorDeAutoridad(f"--sitios: «{texto[:60]}» repite un CATD o está al revés: escriba 01-33 o 01,04,07-09.")
    return sitios


def _crear(argumentos: argparse.Namespace) -> None:
    if not PROCESO.fullmatch(argumentos.proceso):
        raise ErrorDeAutoridad(
            f"«{argumentos.proceso[:40]}» no es un proceso: mayúsculas, dígitos y guiones, como en su catálogo."
        )
    try:
        hasta = datetime.strptime(argumentos.hasta, "%Y-%m-%d").replace(hour=23, minute=59, tzinfo=UTC)
    except ValueError:
        raise ErrorDeAutoridad(f"«{argumentos.hasta[:40]}» no es un día: escríbalo como 2027-06-30.") from None
    sitios = leer_sitios(argumentos.sitios)
    exigir_fuera(argumentos.carpeta, argumentos.aunque)
    frase = leer_contrasena(argumentos.contrasena, PREGUNTA)
    crear(argumentos.carpeta, argumentos.proceso, sitios, hasta, frase, datetime.now(UTC))
    print(f"Autoridad de {argumentos.proceso} en {argumentos.carpeta}: la raíz, el centro y {len(sitios)} CATD.")
    print("Respalde esa carpeta y guárdela fuera de la red; la frase, en otra parte.")


def _abierta(argumentos: argparse.Namespace) -> Autoridad:
    guardada.leer(argumentos.carpeta)  # what is wrong with the file is said before anybody types
    return abrir(argumentos.carpeta, leer_contrasena(argumentos.contrasena, PREGUNTA))


def _expedir(argumentos: argparse.Namespace) -> None:
    exigir_fuera(argumentos.salida, argumentos.aunque)
    quienes, sitio = list(dict.fromkeys(argumentos.quienes)), _sitio(argumentos)
    solo = quienes[0] if len(quienes) == 1 else ""
    if solo not in (DEL_CENTRO, DEL_NODO):
        for nombre in quienes:
            _exigir_estacion(nombre)
    autoridad, ahora = _abierta(argumentos), datetime.now(UTC)
    if solo == DEL_CENTRO:
        hechas = {CENTRO.lower(): autoridad.del_centro(ahora)}
    elif solo == DEL_NODO:
        nombre_de_nodo = NombreNodo(_de_catd(sitio), argumentos.generacion)
        hechas = {nombre_de_nodo.apodo: autoridad.de_nodo(nombre_de_nodo.catd, nombre_de_nodo.apodo, ahora)}
    else:
        if not sitio:
            raise ErrorDeAutoridad("Diga de qué sitio son esas estaciones: --sitio NN, o --sitio CCV.")
        hechas = {suya.para: suya for suya in autoridad.de_estaciones(sitio, quienes, ahora)}
    _dejar(hechas, argumentos.salida)


def _dejar(hechas: dict[str, IdentificacionDeLugar], salida: Path) -> None:
    for nombre, suya in hechas.items():
        (salida / nombre).mkdir(mode=0o700, parents=True, exist_ok=True)
        guardar(suya, salida / nombre / ARCHIVO)
    print(f"Identificaciones hechas: {len(hechas)}. Llevan llaves privadas; entréguelas por un medio seguro:")
    for nombre in hechas:
        print(f"  {salida / nombre / ARCHIVO}")


def _sitio(argumentos: argparse.Namespace) -> str:
    if not argumentos.sitio:
        return ""
    return CENTRO if argumentos.sitio.strip().upper() == "CCV" else leer_sitio(argumentos.sitio)


def _de_catd(sitio: str) -> str:
    if sitio in ("", CENTRO):
        raise ErrorDeAutoridad("Diga de qué CATD es el nodo: --sitio NN.")
    return sitio


def _exigir_estacion(nombre: str) -> None:
    if nombre in (DEL_CENTRO, DEL_NODO):
        raise ErrorDeAutoridad(f"«{nombre}» va solo: repita la orden sin los demás.")
    roles.validar_estacion(nombre)


def _lista(argumentos: argparse.Namespace) -> None:
    suya = guardada.leer(argumentos.carpeta)
    exigir_lista(suya, argumentos.carpeta)
    if argumentos.json:
        dicho = suya.model_dump(mode="json", exclude={"selladas", "lista"})
        decir_json(dicho | {"lista": json.loads(suya.lista)})
        return
    ahora = datetime.now(UTC)
    print(f"Autoridad de {suya.proceso}, hasta el {suya.hasta[:10]}. Sitios: {', '.join(sorted(suya.autoridades))}.")
    filas = [
        (e.para, e.sitio, e.uso, e.nombre, e.vence[:10], _estado(e, ahora)) for e in suya.expedidos if e.para != PRUEBA
    ]
    print(tabla(["Para", "Sitio", "Uso", "Nombre", "Vence", "Está"], filas))


def _estado(uno: Expedido, ahora: datetime) -> str:
    if uno.revocado:
        return f"REVOCADO {uno.revocado[:10]}"
    return "bien" if de_utc(uno.vence) > ahora else "VENCIDO"


def _revocar(argumentos: argparse.Namespace) -> None:
    autoridad, ahora = _abierta(argumentos), datetime.now(UTC)
    cuantos = autoridad.revocar(argumentos.quien, ahora)
    listas = [autoridad.revocados(sitio, ahora) for sitio in sorted(autoridad.guardada.autoridades)]
    escribir(argumentos.salida, "".join(listas))
    print(f"Certificados revocados: {cuantos}. Las listas, de todos los sitios: {argumentos.salida}")
