"""What the receiver leaves for the centre besides sendings: phones that ask to be registered, and lost ones that try.

The receiver is believed in nothing: the seal of the sheet says whether a phone is registered.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from central.casilla.apartada import PERDIDO, alarmar
from central.casilla.carpeta import CarpetaDeEnvios
from central.casilla.telefonos import ListaDeTelefonos
from central.marco.conexion import NodoAbierto
from central.marco.proceso import leer_cabecera
from central.telefono.alta import ALTA_MAX, AltaDeTelefono, AltaNegada
from central.telefono.apartada import Apartada
from central.telefono.recado import NOMBRE, RECADOS, negativa, ruta_de_negativa
from prep.ajeno.lectura import de_json
from prep.ajeno.reparos import AjenoInvalido
from prep.documents.guardado import guardar

RECADOS_MAX = 20_000
TANDA = 200  # of one transaction: some tenths of a second


def atender_recados(carpeta: CarpetaDeEnvios, puesto: NodoAbierto, avisos: Path | None) -> int:
    """Reads and takes away all that there is; returns how many phones were registered."""
    raiz = carpeta.raiz / RECADOS
    if not raiz.is_dir() or raiz.is_symlink():
        return 0
    altas = 0
    escritos = sorted(r.name for r in raiz.iterdir() if not r.name.startswith("."))  # the others are being written
    for desde in range(0, min(len(escritos), RECADOS_MAX), TANDA):
        nombres = escritos[desde : desde + TANDA]
        altas += _atender(carpeta, puesto, nombres, avisos)
        for nombre in nombres:
            (raiz / nombre).unlink(missing_ok=True)
    return altas


def _atender(carpeta: CarpetaDeEnvios, puesto: NodoAbierto, nombres: Sequence[str], avisos: Path | None) -> int:
    """One order for all of them: on the eve a whole city's phones come at once."""
    dichos = [(nombre, dicho) for nombre in nombres if (dicho := NOMBRE.fullmatch(nombre))]
    if not dichos:
        return 0
    with puesto.ordenar() as conn:
        lista = ListaDeTelefonos(conn, leer_cabecera(conn).proceso, puesto.llave(conn))
        altas = 0
        for nombre, dicho in dichos:
            if dicho["que"] == "alta":
                altas += _registrar(carpeta, lista, nombre, dicho["llave"], avisos)
            else:
                texto = f"Se quiso enviar con el teléfono perdido de la llave {dicho['llave']}: no entró."
                alarmar(conn, "", texto, PERDIDO)
    return altas


def _registrar(carpeta: CarpetaDeEnvios, lista: ListaDeTelefonos, nombre: str, llave: str, avisos: Path | None) -> bool:
    try:
        lista.registrar(de_json(carpeta.leer(f"{RECADOS}/{nombre}", ALTA_MAX), AltaDeTelefono), datetime.now(UTC))
        return True
    except (Apartada, AjenoInvalido):
        return False  # the receiver does not leave such: it looked before
    except AltaNegada as error:
        if avisos is not None:
            ruta = ruta_de_negativa(avisos, llave)
            ruta.parent.mkdir(exist_ok=True)
            guardar(ruta, negativa(error.codigo, str(error)))
        return False
