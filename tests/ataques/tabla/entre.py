"""Rows of what lies between the pieces: numbers, clocks, quotas, disks, files that come back and folders that wait."""

from central.tablero import empaque
from prep.domain.hechos.hechos import Incidencia
from prep.domain.reglas.empaque import CONFORMADO, EMPACADO
from prep.store.conexion import motor
from tests.ataques.ciudad import Crudo
from tests.ataques.tabla.campo import Campo
from tests.ataques.tabla.fila import Fila, Quien, con_pruebas

P, N, A, F = Quien.PERSONA, Quien.NODO, Quien.ADMINISTRADOR, Quien.ARCHIVO
SIGUEN = "los demás siguen"


def numeros_de_orden(campo: Campo) -> str:
    """The last number of order that there is, and one of which there is no next, in an acta of its own."""
    clave = campo.victima()
    for sec in (2**31 - 1, 2**63 - 1):
        campo.viva.meter(Crudo("ACOPIO", clave, '{"mecanismo":"D","sitio":"01"}', sec=sec))
    campo.honesta(clave)
    return SIGUEN


def cierre_sin_cifras(campo: Campo) -> str:
    """Who coordinates a CATD and its desk sign its closing with words for figures; the board of the city reads it."""
    cierre = campo.hacer("02-7", "", Incidencia(EMPACADO, "cerrado", "a b c d e f ²"))
    campo.hacer("02-6", "", Incidencia(CONFORMADO, "conforme", str(cierre.hecho.id)))
    maquina = motor(campo.centro.base.dsn("prep_centro"))
    try:
        with maquina.connect() as conn:
            return str(empaque.leer(conn)["02"].estado)
    finally:
        maquina.dispose()


FILAS = [
    Fila("228", N, "el último número de orden que hay, puesto a mano en un acta", SIGUEN, numeros_de_orden),
    con_pruebas("229", N, "un reloj mal por menos de lo que un corte nota: media hora", "ataques/test_relojes.py"),
    con_pruebas(
        "230",
        P,
        "recibir un sobre traído de una manera que no hay, para que su renglón nunca salga",
        "central/corte/test_acta_detenida.py::test_una_persona_no_retiene_un_acta_por_como_dice_que_llego",
    ),
    Fila(
        "231",
        P,
        "dos firman el cierre de su CATD con letras por cifras",
        "cerrado, y cambió después",
        cierre_sin_cifras,
    ),
    con_pruebas(
        "232",
        F,
        "una memoria con nombres imposibles, o miles de kits, en la primera ventana de una estación",
        "services/estacion/test_kit.py",
    ),
    con_pruebas(
        "233",
        F,
        "el archivo de los gustos de las personas, lleno de lo que no es",
        "gui/test_gustos.py::test_lo_que_no_se_entiende_es_como_si_nadie_hubiera_dicho_nada",
    ),
]
