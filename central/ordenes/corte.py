"""`prep corte publicar`: makes a cut; `prep corte comprobar CARPETA` checks a folder's chain of them.

`prep corte reloj` proposes, for another person to agree to, that the centre's clock is right (`prep conforme`).

Exit codes: 0 done, or every cut agrees; 2 bad use, or it cannot be made here or now; 3 the cut was retained by its
checks (R-26), or a cut does not agree; 4 every cut agrees with the key that stands in the folder itself, which proves
nothing of who signed them.
"""

import argparse
import re
import sys
import time
from collections.abc import Container
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from central.corte import foto
from central.corte.carpeta import SalidaInutil
from central.corte.comprobar import Comprobacion, comprobar
from central.corte.corte import CorteImposible, CorteRetenido, hacer_corte, minuto_libre
from central.corte.espera import ArbitroAtorado
from central.corte.plegado import AyudanteMuerto
from central.difusion.ajustes import ARCHIVO
from central.mando.reloj import siguiente
from central.marco import camino
from central.marco.conexion import BIEN, MAL_USO, RECHAZADO, MalUso, NodoAbierto, OrdenRechazada, mandar
from central.ordenes.conforme import con_motivo, con_quien, proponer
from central.ordenes.publicar import empezar
from central.tablero import consulta
from prep.domain.hechos.hechos import NombreFase
from prep.domain.reglas.ordenes import NombreDeOrden, OrdenDelCentro
from prep.orden.opciones import avisar_de_antes, con_antes, con_datos, con_json, decir_json
from prep.orden.verbos import con_acciones
from prep.store.conexion import cruda

SIN_LLAVE = 4
CLAVE_HEX = 64
MINUTO_S = 60
GUARDADO = re.compile(r"\\?([0-9a-fA-F]{64})(?:[ \t].*)?")  # also a line of sha256sum
GUARDADOS_MAX = 4_000_000  # bytes


def registrar(analizador: argparse.ArgumentParser) -> None:
    accion = con_acciones(analizador)
    publicar = accion("publicar", "hace un corte y lo PUBLICA en la carpeta de los cortes")
    con_datos(publicar)
    publicar.add_argument(
        "--salida", type=Path, default=Path("salida"), metavar="CARPETA", help="carpeta de los cortes (./salida)"
    )
    cual = publicar.add_mutually_exclusive_group()
    cual.add_argument("--ultimo", action="store_true", help="es el último corte del proceso")
    cual.add_argument("--seguido", action="store_true", help=argparse.SUPPRESS)  # of before
    publicar.set_defaults(ejecutar=_publicar)
    reloj = accion("reloj", "propone que el corte que sigue salga con la hora de este centro, aunque no se crea")
    con_datos(reloj)
    con_quien(reloj)
    con_motivo(reloj)
    reloj.set_defaults(ejecutar=mandar(_reloj))
    revisar = accion("comprobar", "comprueba firmas, cadena y archivos de todos los cortes")
    revisar.add_argument("carpeta", type=Path, metavar="CARPETA", help="carpeta de los cortes")
    revisar.add_argument(
        "--publica", metavar="HEX", help="llave pública del centro, recibida por otra vía; sin ella nunca sale con 0"
    )
    guardado = revisar.add_mutually_exclusive_group()
    con_antes(
        guardado, "--guardado", "--ultimo", metavar="SHA256", help="el del último manifiesto que guardó: debe estar"
    )
    guardado.add_argument(
        "--guardados", type=Path, metavar="ARCHIVO", help="los que guardó, uno por renglón: deben estar"
    )
    con_json(revisar)
    revisar.set_defaults(ejecutar=_comprobar)


def _publicar(argumentos: argparse.Namespace) -> int:
    if not argumentos.seguido:
        return mandar(_cortar)(argumentos)
    avisar_de_antes("corte publicar --seguido", "publicar empezar")
    return empezar(argumentos.datos, argumentos.salida, argumentos.datos / ARCHIVO)


def _reloj(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    orden = OrdenDelCentro(NombreDeOrden.RELOJ, {"corte": siguiente(puesto)})
    return proponer(argumentos, puesto, orden)


def _cortar(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    _permitido(puesto, argumentos.ultimo)
    _esperar_minuto(puesto)
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


def _esperar_minuto(puesto: NodoAbierto) -> None:
    """Two cuts of one minute would give their packages one name: this one waits for the next."""
    with puesto.mirar() as conn:
        anterior = foto.anterior(cruda(conn))
    espera = (minuto_libre(anterior.momento) - datetime.now(UTC)).total_seconds() if anterior else 0
    if 0 < espera <= MINUTO_S:
        _progreso(f"Ya hay un corte de este minuto: se espera al siguiente, {espera:.0f} s.")
        time.sleep(espera)


def _permitido(puesto: NodoAbierto, ultimo: bool) -> None:
    """Cuts belong to the phases `publicar` and `ultimo`, the last one to the latter (R-25, P-11)."""
    fases = _fases(puesto, NombreFase.ULTIMO if ultimo else NombreFase.PUBLICAR)
    if NombreFase.PUBLICAR not in fases:
        raise OrdenRechazada("Todavía no se publica: antes pase de fase con «prep fase publicar».")
    if NombreFase.CERRAR in fases:
        raise OrdenRechazada("El proceso está cerrado: ya no hay cortes.")
    if ultimo and NombreFase.ULTIMO not in fases:
        raise OrdenRechazada("Para el último corte, antes pase de fase con «prep fase ultimo».")


def _fases(puesto: NodoAbierto, espera: NombreFase) -> Container[NombreFase]:
    """Those that the árbitro took in; one that was declared a moment ago is waited for. Raises OrdenRechazada."""

    def leer(conn: Connection) -> tuple[Container[NombreFase], bool]:
        tomadas = foto.fases(cruda(conn))
        return tomadas, espera in tomadas or all(vivida.fase is not espera for vivida in consulta.fases(conn))

    tomadas, llego = camino.esperar(puesto, leer, lambda leido: leido[1])
    if not llego:
        raise OrdenRechazada(
            f"La fase «{espera}» ya se declaró y va en camino: el árbitro todavía no la toma. Revise que el nodo "
            "esté en marcha («prep nodo») y repita."
        )
    return tomadas


def _comprobar(argumentos: argparse.Namespace) -> int:
    try:
        publica = leer_publica(argumentos.publica)
        comprobacion = comprobar(argumentos.carpeta, publica, _guardados(argumentos))
    except OSError as error:
        print(f"No se puede leer {error.filename or argumentos.carpeta}: {error.strerror}.", file=sys.stderr)
        return MAL_USO
    except MalUso as error:
        print(error, file=sys.stderr)
        return MAL_USO
    if argumentos.json:
        decir_json(asdict(comprobacion))
    else:
        _decir(comprobacion)
    if not comprobacion.cortes:
        return MAL_USO
    if comprobacion.fallas:
        return RECHAZADO
    return BIEN if comprobacion.publica_dada else SIN_LLAVE


def _guardados(argumentos: argparse.Namespace) -> list[str]:
    """The hashes that somebody kept, in lower case; raises MalUso with the line that is none, OSError."""
    if argumentos.guardado is not None:
        return [_sha256(argumentos.guardado, "--guardado")]
    if argumentos.guardados is None:
        return []
    ruta: Path = argumentos.guardados
    with ruta.open("rb") as archivo:
        crudo = archivo.read(GUARDADOS_MAX + 1)
    if len(crudo) > GUARDADOS_MAX:
        raise MalUso(f"{ruta} es demasiado grande: el máximo es {GUARDADOS_MAX} bytes.")
    renglones = enumerate(crudo.decode("utf-8-sig", errors="replace").splitlines(), start=1)
    hashes = [_sha256(texto, f"{ruta}, renglón {n}") for n, texto in renglones if texto.strip()]
    if not hashes:
        raise MalUso(f"{ruta} no tiene ningún SHA-256.")
    return hashes


def _sha256(texto: str, donde: str) -> str:
    hallado = GUARDADO.fullmatch(texto.strip())
    if hallado is None:
        raise MalUso(f"{donde}: no es un SHA-256, que son 64 cifras hexadecimales.")
    return hallado[1].lower()


def _decir(comprobacion: Comprobacion) -> None:
    for falla in comprobacion.fallas:
        print(falla)
    if not comprobacion.cortes:
        return
    print(f"{comprobacion.cortes} cortes, {len(comprobacion.fallas)} fallas. Llave del centro: {comprobacion.publica}")
    print(f"Último manifiesto: {comprobacion.ultimo}")
    if not comprobacion.publica_dada and not comprobacion.fallas:
        print(
            "Esa llave es la que está en la propia carpeta: no prueba quién firmó. Repita con --publica y la llave que "
            "recibió por otra vía (está en las actas en PDF de cada fase).",
            file=sys.stderr,
        )


def leer_publica(texto: str | None) -> bytes | None:
    """The key of `--publica`, None when it was not given; raises MalUso when it is none."""
    if texto is None:
        return None
    try:
        publica = bytes.fromhex(texto) if len(texto) == CLAVE_HEX else b""
    except ValueError:
        publica = b""
    if not publica:
        raise MalUso("La llave pública son 64 cifras hexadecimales.")
    return publica


def _progreso(texto: str) -> None:
    print(texto, file=sys.stderr)
