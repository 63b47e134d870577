"""Rows of what lies between the pieces: numbers, clocks, quotas, disks, files that come back and folders that wait."""

from contextlib import ExitStack, suppress
from dataclasses import replace
from functools import partial

import psycopg
from uuid_utils.compat import uuid7

from central.nodo import cupos
from central.nodo.cluster import ADMIN
from central.nodo.roles import CONEXIONES_POR_ESTACION
from central.sitios.conciliar import conciliar
from central.tablero import empaque
from prep.domain.hechos.hechos import Incidencia
from prep.domain.reglas.empaque import CONFORMADO, EMPACADO
from prep.store.conexion import motor
from tests.ataques.ciudad import Crudo, entregar_por
from tests.ataques.tabla.campo import Campo
from tests.ataques.tabla.fila import Fila, Quien, con_pruebas
from tests.ataques.tabla.servidor import LLEGARON, METER
from tests.conftest import Nodo
from tests.espera import hasta

E, P, N, A, F = Quien.ESTACION, Quien.PERSONA, Quien.NODO, Quien.ADMINISTRADOR, Quien.ARCHIVO
SIGUEN = "los demás siguen"
RARAS = (
    "SET DateStyle = 'German, DMY'", "SET TimeZone = 'Asia/Kathmandu'", "SET IntervalStyle = 'sql_standard'",
    "SET bytea_output = 'escape'", "SET array_nulls = off", "SET transform_null_equals = on",
    "SET quote_all_identifiers = on", "SET extra_float_digits = -15", "SET client_encoding = 'LATIN1'",
    "SET default_transaction_deferrable = on", "SET xmloption = 'document'",
    "SET enable_indexscan = off", "SET jit_above_cost = 0", "SET plan_cache_mode = 'force_custom_plan'",
)  # fmt: skip
DESDE = """SELECT n.rol, coalesce(pg_sequence_last_value(format('prep.%%I', 'hechos:' || n.rol)::regclass), 0)
    FROM prep.nodo n WHERE n.catd = '02'"""


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
    campo.hacer("02-4", "", Incidencia(CONFORMADO, "conforme", str(cierre.hecho.id)))
    maquina = motor(campo.centro.base.dsn("prep_centro"))
    try:
        with maquina.connect() as conn:
            return f"se lee: {empaque.leer(conn)['02'].estado.partition(',')[0]}"
    finally:
        maquina.dispose()


def _vistos(centro: Nodo, cuantos: int) -> bool:
    """Whether the centre counted so many units of CATD 02's node."""
    return int(centro.dueno(DESDE)[0][1]) >= cuantos


def pasado_de_su_hora(campo: Campo) -> str:
    """CATD 02's node is over its hour: CATD 01's acta reaches its cut, and what was refused comes by `conciliar`."""
    centro = campo.centro.base
    for _ in range(3):  # again when the centre's guard measured in between
        clave = campo.victima("02")
        ((rol, desde),) = centro.dueno(DESDE)
        centro.dueno("UPDATE prep.cupo SET hechos = %s WHERE estacion = %s", desde + 5, rol)
        with campo.viva.escenas["02"].base.conectar(ADMIN) as admin:
            admin.execute(METER, (clave, 30))
        hasta(partial(_vistos, centro, desde + 30), "el centro las vio")
        campo.honesta()
        if (llegaron := centro.dueno(LLEGARON, clave)[0][0]) < 30:
            break
    with centro.conectar(ADMIN) as admin:
        cupos.medir(admin, 1 << 40)
    conciliar(centro.cluster, "02")
    ((despues,),) = centro.dueno(LLEGARON, clave)
    return f"{SIGUEN}; de 30, {llegaron}, y después {despues}"


def sesion_rara(campo: Campo) -> str:
    """What a session may set of how texts, dates, arrays and NULLs are read, and a fact delivered by it."""
    clave = campo.victima()
    suyo = campo.viva.firmado(2, Crudo("ACOPIO", clave, '{"mecanismo":"D","sitio":"01"}'))
    with campo.hostil(*RARAS) as conexion:
        dicho = entregar_por(conexion, suyo)
    otra = "SET standard_conforming_strings = off"  # our own patterns are read as others
    with campo.hostil(*RARAS, otra) as conexion:
        negado = entregar_por(conexion, campo.viva.firmado(2, replace(suyo, id=uuid7())))
    if dicho == "nuevo":
        sano = "SELECT count(*) FROM prep.cadena WHERE hecho = %s"
        hasta(lambda: campo.centro.base.dueno(sano, suyo.id) == [(1,)], "llega al centro igual que se firmó")
    return f"{dicho}, {negado}"


def retos_sin_descanso(campo: Campo) -> str:
    """A challenge for each person of its site, thrown away and asked for again, from all its connections."""
    pide = ";".join(
        f"SELECT estacion_v1.pedir_reto('op-01-{n}');SELECT estacion_v1.cerrar_sesion('op-01-{n}')" for n in (1, 3, 4)
    )
    with ExitStack() as abiertas:
        for _ in range(CONEXIONES_POR_ESTACION):
            try:
                conexion = abiertas.enter_context(campo.hostil())
            except psycopg.OperationalError:  # as many as the node gives it: one of before may still hold a place
                break
            for _ in range(10):
                with suppress(psycopg.Error):
                    for orden in pide.split(";"):
                        conexion.execute(orden.encode())
        campo.honesta()
    return SIGUEN


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
        "se lee: cerrado",
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
    Fila(
        "234",
        N,
        "pasarse de su hora un nodo, mientras otro trabaja",
        f"{SIGUEN}; de 30, 5, y después 30",
        pasado_de_su_hora,
    ),
    con_pruebas(
        "235",
        A,
        "volver a poner una copia de hace un rato de la base de un nodo, o de la del centro",
        "central/sitios/test_respaldo_viejo.py",
    ),
    con_pruebas("236", E, "llenar de verdad el disco del nodo, hasta el último byte", "ataques/test_disco.py"),
    con_pruebas(
        "244",
        A,
        "en la base del centro, encadenar sin firma lo que dos personas debían firmar",
        "ataques/test_forjas.py::test_una_orden_encadenada_a_mano_la_nombra_quien_repasa_las_firmas",
    ),
    Fila(
        "245", E, "cambiar cómo lee su sesión fechas, textos, arreglos y nulos, y entregar", "nuevo, 22021", sesion_rara
    ),
    Fila("246", E, "pedir retos y cerrar sesiones ajenas sin descanso", SIGUEN, retos_sin_descanso),
]
