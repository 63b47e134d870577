"""`prep corte publicar`: makes a cut, or one each turn; `prep corte comprobar CARPETA` checks a folder's chain of them.

Exit codes: 0 done, or every cut agrees; 2 bad use, or it cannot be made here or now; 3 the cut was retained by its
checks (R-26), or a cut does not agree.
"""

import argparse
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from central.corte import foto
from central.corte.carpeta import SalidaInutil
from central.corte.comprobar import Comprobacion, comprobar
from central.corte.corte import CorteImposible, CorteRetenido, hacer_corte
from central.corte.espera import ArbitroAtorado
from central.corte.plegado import AyudanteMuerto
from central.corte.turnos import Turnos
from central.marco.conexion import BIEN, MAL_USO, RECHAZADO, MalUso, NodoAbierto, OrdenRechazada, mandar
from prep.domain.hechos.hechos import NombreFase
from prep.orden.opciones import con_datos, con_json, decir_json
from prep.orden.verbos import con_acciones
from prep.store.conexion import cruda

CLAVE_HEX = 64


def registrar(analizador: argparse.ArgumentParser) -> None:
    accion = con_acciones(analizador)
    publicar = accion("publicar", "hace un corte y lo PUBLICA en la carpeta de los cortes")
    con_datos(publicar)
    publicar.add_argument(
        "--salida", type=Path, default=Path("salida"), metavar="CARPETA", help="carpeta de los cortes (./salida)"
    )
    cual = publicar.add_mutually_exclusive_group()
    cual.add_argument("--ultimo", action="store_true", help="es el último corte del proceso")
    cual.add_argument(
        "--seguido", action="store_true", help="hace uno en cada turno hasta la fase del último, o hasta Ctrl-C"
    )
    publicar.set_defaults(ejecutar=_uno_o_todos)
    revisar = accion("comprobar", "comprueba firmas, cadena y archivos de todos los cortes")
    revisar.add_argument("carpeta", type=Path, metavar="CARPETA", help="carpeta de los cortes")
    revisar.add_argument("--publica", metavar="HEX", help="llave pública del centro, recibida por otra vía")
    con_json(revisar)
    revisar.set_defaults(ejecutar=_comprobar)


def _uno_o_todos(argumentos: argparse.Namespace) -> int:
    if not argumentos.seguido:
        return mandar(_cortar)(argumentos)
    try:
        return Turnos(argumentos.datos, argumentos.salida, _progreso).correr()
    except MalUso as error:
        print(error, file=sys.stderr)
        return MAL_USO


def _cortar(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    _permitido(puesto, argumentos.ultimo)
    try:
        hecho = hacer_corte(puesto, argumentos.salida, datetime.now(UTC), argumentos.ultimo, _progreso)
    except CorteRetenido as error:
        raise OrdenRechazada(
            "El corte NO se publicó; sigue el anterior. Razones:\n" + "\n".join(f"- {r}" for r in error.razones)
        ) from error
    except (SalidaInutil, ArbitroAtorado, AyudanteMuerto, CorteImposible) as error:
        raise MalUso(str(error)) from error
    except OSError as error:
        raise MalUso(
            f"No se pudo escribir el corte en {error.filename or argumentos.salida}: {error.strerror}. "
            "No se publicó nada; sigue el anterior."
        ) from error
    if hecho.en_revision:
        print(f"{hecho.en_revision} actas salen en revisión; vea las alarmas.", file=sys.stderr)
    print(hecho.carpeta)
    print(f"CORTE {hecho.numero} {hecho.sha256} {hecho.actas} actas")
    return BIEN


def _permitido(puesto: NodoAbierto, ultimo: bool) -> None:
    """Cuts belong to the phases `publicar` and `ultimo`, the last one to the latter (R-25, P-11)."""
    with puesto.mirar() as conn:
        fases = foto.fases(cruda(conn))
    if NombreFase.PUBLICAR not in fases:
        raise OrdenRechazada("Todavía no se publica: antes pase de fase con «prep fase publicar».")
    if NombreFase.CERRAR in fases:
        raise OrdenRechazada("El proceso está cerrado: ya no hay cortes.")
    if ultimo and NombreFase.ULTIMO not in fases:
        raise OrdenRechazada("Para el último corte, antes pase de fase con «prep fase ultimo».")


def _comprobar(argumentos: argparse.Namespace) -> int:
    publica = _leer_publica(argumentos.publica)
    if argumentos.publica and publica is None:
        print("La llave pública son 64 cifras hexadecimales.", file=sys.stderr)
        return MAL_USO
    try:
        comprobacion = comprobar(argumentos.carpeta, publica)
    except OSError as error:
        print(f"No se puede leer {error.filename or argumentos.carpeta}: {error.strerror}.", file=sys.stderr)
        return MAL_USO
    if argumentos.json:
        decir_json(asdict(comprobacion))
    else:
        _decir(comprobacion)
    if not comprobacion.cortes:
        return MAL_USO
    return RECHAZADO if comprobacion.fallas else BIEN


def _decir(comprobacion: Comprobacion) -> None:
    for falla in comprobacion.fallas:
        print(falla)
    if not comprobacion.cortes:
        return
    print(f"{comprobacion.cortes} cortes, {len(comprobacion.fallas)} fallas. Llave del centro: {comprobacion.publica}")
    print(f"Último manifiesto: {comprobacion.ultimo}")


def _leer_publica(texto: str | None) -> bytes | None:
    if not texto or len(texto) != CLAVE_HEX:
        return None
    try:
        return bytes.fromhex(texto)
    except ValueError:
        return None


def _progreso(texto: str) -> None:
    print(texto, file=sys.stderr)
