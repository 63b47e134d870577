"""The witnesses of the log of cuts: what each signed last is kept beside the publisher, and shown with the cut."""

from pathlib import Path

from central.corte import carpeta
from central.difusion.ajustes import PublicacionToml, TestigoToml
from central.difusion.guardado import CorteGuardado
from central.difusion.pedidos import Pedidos
from central.firmado.cabeza import CABEZA, leer_cabeza
from central.firmado.nota import NotaFirmada, NotaInvalida, leer_llave, leer_nota
from central.marco.conexion import MalUso, OrdenRechazada
from prep.net.identidad import verificar

CARPETA = "testigos"


def recibir(pedidos: Pedidos, ajustes: PublicacionToml, salida: Path, crudo: bytes) -> tuple[str, int]:
    """Keeps the head that a witness signed; its name and of how many cuts it is.

    Raises MalUso when it is none, OrdenRechazada when it is of cuts that this centre did not make.
    """
    try:
        cabeza, nota = leer_cabeza(crudo)
    except NotaInvalida as error:
        raise MalUso(f"Eso no es lo que escribe «prep testigo firmar»: {error}.") from error
    suyos = [t for t in ajustes.testigos if _vista(nota, t)]
    if not suyos:
        raise MalUso("No la firmó ningún testigo dado de alta: su llave va en [[testigos]] de publicacion.toml.")
    propia = carpeta.carpeta_de(salida, cabeza.cuantos) / CABEZA
    try:
        nuestra = leer_nota(propia.read_bytes())
    except (OSError, NotaInvalida) as error:
        raise OrdenRechazada(f"El testigo firmó una cabeza de {cabeza.cuantos} cortes y aquí no está ésa.") from error
    if nuestra.texto != nota.texto:
        raise OrdenRechazada(
            f"DOS CABEZAS: la de {cabeza.cuantos} cortes que firmó «{suyos[0].nombre}» no es la de {propia.parent}."
        )
    for suyo in suyos:
        antes = _guardada(pedidos, suyo)
        if antes is None or leer_cabeza(antes.crudo())[0].cuantos <= cabeza.cuantos:
            llave = leer_llave(suyo.llave)
            pedidos.escribir(_donde(suyo), {"nota": nuestra.con(nota.de(llave)).crudo().decode()})
    return suyos[0].nombre, cabeza.cuantos


def con_testigos(corte: CorteGuardado, pedidos: Pedidos, ajustes: PublicacionToml) -> tuple[CorteGuardado, int]:
    """`corte` with the signatures that its head has by now, and how many witnesses those are."""
    cabeza = leer_nota(corte.cabeza)
    dichos, cuantos = [], 0
    for testigo in ajustes.testigos:
        nota = _guardada(pedidos, testigo)
        if nota is None:
            continue
        dichos.append({"nombre": testigo.nombre, "llave": testigo.llave, "nota": nota.crudo().decode()})
        if nota.texto == cabeza.texto:
            cuantos += 1
            cabeza = cabeza.con(nota.de(leer_llave(testigo.llave)))
    return corte.con_bitacora(cabeza.crudo(), dichos), cuantos


def _guardada(pedidos: Pedidos, testigo: TestigoToml) -> NotaFirmada | None:
    """What it signed last; None when nothing is kept, or that is no longer its signature."""
    try:
        nota = leer_nota(str(pedidos.leer(_donde(testigo)).get("nota", "")).encode())
    except NotaInvalida:
        return None
    return nota if _vista(nota, testigo) else None


def _vista(nota: NotaFirmada, testigo: TestigoToml) -> bool:
    return nota.vista_por(leer_llave(testigo.llave), verificar) is not None


def _donde(testigo: TestigoToml) -> str:
    return f"{CARPETA}/{leer_llave(testigo.llave).id().hex()}.json"
