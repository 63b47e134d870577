"""Rows of what one connection does to the server that all share: locks of the whole proceso, floods, endless work."""

import threading
import time
from contextlib import ExitStack, closing, suppress
from uuid import UUID

import psycopg
from uuid_utils.compat import uuid7

from central.nodo.cluster import ADMIN
from central.nodo.roles import CONEXIONES_POR_ESTACION
from prep.domain.hechos.cotas import DICHOS_MAX
from prep.domain.hechos.hechos import Cotejo, Incidencia, PasoDeIncidente, Seguimiento
from prep.domain.reglas.incidentes import CLASE_DE
from tests.ataques.tabla.campo import Campo
from tests.ataques.tabla.fila import Fila, Quien, con_pruebas
from tests.ataques.test_estorbo import SIN_LIMITES
from tests.central.arbitro.escena import CAMPOS, Escena
from tests.espera import hasta

E, P, N = Quien.ESTACION, Quien.PERSONA, Quien.NODO
SIGUEN = "los demás siguen"
SUYO = """SELECT estacion_v1.entregar('{}', 'prueba-1', 'INCIDENCIA', '', 'CATD', '{}', now(), 0,
    '{{"codigo":"x","texto":"x"}}', decode(repeat('00', 64), 'hex'))"""
METER = """INSERT INTO prep.hecho (id, proceso, tipo, acta, fuente, operador, estacion, nodo, sec, momento, desfase_ms,
    cuerpo, firma, recibido) SELECT gen_random_uuid(), 'prueba-1', 'INCIDENCIA', %s, 'CATD', 'op-02-2', 'est-02-2',
    'CATD02', 1000000 + n, now(), 0, '{"codigo":"x","texto":"x"}', decode(repeat('00', 64), 'hex'), now()
    FROM generate_series(1, %s) n"""
LLEGARON = "SELECT count(*) FROM prep.hecho WHERE acta = %s AND nodo = 'CATD02'"
ESPERAN = "SELECT count(*) FROM prep.cola WHERE acta = %s"
SAL, CERO = "AAAAAAAAAAAAAAAAAAAAAA==", "A" * 43 + "="
ABIERTOS = "SELECT id FROM prep.incidentes_de('', %s, 500) h WHERE h.tipo = %s"


def todo_el_proceso(campo: Campo) -> str:
    """The lock under which the centre says what a cut showed, asked for by a station of the CCV four times over."""
    with ExitStack() as abiertas:
        for _ in range(CONEXIONES_POR_ESTACION):
            conexion = abiertas.enter_context(closing(_en_el_ccv(campo)))
            conexion.pgconn.send_query(f"BEGIN; {SUYO.format(uuid7(), 'op-ccv-1')}; SELECT pg_sleep(60)".encode())
        campo.honesta()
    return SIGUEN


def _en_el_ccv(campo: Campo) -> "psycopg.Connection[tuple[object, ...]]":
    conexion = psycopg.connect(campo.centro.base.dsn("est-ccv-1"), autocommit=True)
    for orden in SIN_LIMITES:
        conexion.execute(orden.encode())
    return conexion


def avisos(de_quien: str) -> str:
    """Two hundred notices, each of 7,900 characters, in one order."""
    return ";".join(f"NOTIFY prep_cola, '{de_quien}{n:05d}{'x' * 7_900}'" for n in range(200))


def gritar(campo: Campo) -> str:
    """Notices with content, committed as fast as they go from every connection, for two seconds and the honest acta."""
    parar = threading.Event()

    def uno(cual: int) -> None:
        with suppress(psycopg.Error), campo.hostil(*SIN_LIMITES, "SET synchronous_commit = off") as conexion:
            vez = 0
            while not parar.is_set():
                vez += 1
                conexion.execute(avisos(f"{cual}-{vez}-").encode())

    hilos = [threading.Thread(target=uno, args=(n,)) for n in range(CONEXIONES_POR_ESTACION)]
    for hilo in hilos:
        hilo.start()
    try:
        time.sleep(2)
        campo.honesta()
    finally:
        parar.set()
        for hilo in hilos:
            hilo.join()
    return SIGUEN


def inundar_por_la_replica(campo: Campo) -> str:
    """Of an acta of the other CATD, so that it comes down there too; all that is there is looked at while they work."""
    clave, cuantos = campo.victima("01"), 3_000
    with campo.viva.escenas["02"].base.conectar(ADMIN) as admin:
        admin.execute(METER, (clave, cuantos))
    hasta(lambda: campo.centro.base.dueno(LLEGARON, clave) == [(DICHOS_MAX,)], "llegan los que caben", 60)
    campo.honesta()
    for escena in (campo.centro, campo.catd):
        hasta(lambda donde=escena: donde.base.dueno(ESPERAN, clave) == [(0,)], "se apartan", 60)  # type: ignore[misc]
    return SIGUEN


def computar_en_el_centro(campo: Campo) -> str:
    """With all that a node may connect there, what never ends; its own node's link has the rest."""
    with ExitStack() as abiertas:
        for _ in range(3):
            conexion = abiertas.enter_context(campo.al_centro()).conexion
            conexion.pgconn.send_query(b"SELECT sum(n) FROM (SELECT generate_series(1, 1000000000000) AS n) t")
        campo.honesta()
    return SIGUEN


def verificador_sin_fin(campo: Campo) -> str:
    """Its own password, as what takes PostgreSQL many seconds to compare and cannot be ended; then it is put back."""
    suya = f"ALTER ROLE CURRENT_USER PASSWORD 'SCRAM-SHA-256$1000000:{SAL}${CERO}:{CERO}'"
    with ExitStack() as abiertas:
        for _ in range(3):
            abiertas.enter_context(campo.al_centro()).conexion.pgconn.send_query(suya.encode())
        campo.honesta()
    hay = "SELECT 1 FROM prep.alarma WHERE codigo = 'CONTRASENA_CAMBIADA'"
    hasta(lambda: campo.centro.base.dueno(hay) != [], "se repone", 120)
    with campo.al_centro():
        return SIGUEN


def sin_derecho_treinta(campo: Campo) -> str:
    """One person of another CATD, on what was published."""
    consulta = "SELECT count(*), sum(veces) FROM prep.alarma WHERE codigo = 'SIN_DERECHO' AND causa = 'op-02-3'"
    escena, clave = campo.viva.escenas["02"], campo.publicada
    for n in range(30):
        firmado = escena.firmar("02-3", clave, Cotejo(2, f"porque sí {n}", (999,) * CAMPOS))
        escena.entregar(firmado)
    campo.llego(firmado)
    ((filas, veces),) = campo.centro.base.dueno(consulta)
    return f"{filas} alarma de {veces}, {campo.igual(clave)}"


def _incidente(campo: Campo, escena: Escena, quien: str, texto: str) -> str:
    firmado = escena.firmar(quien, "", Incidencia("AYUDA", texto))
    escena.entregar(firmado)
    campo.llego(firmado)
    return str(firmado.hecho.id)


def cerrar_lo_de_otros(campo: Campo) -> str:
    """Who coordinates CATD 02 closes what somebody of CATD 01 asks; who coordinates CATD 01 can."""
    pide = _incidente(campo, campo.catd, "01-1", "ayuda, alguien se desmayó")
    dichos = []
    for quien in ("02-7", "01-7"):
        campo.hacer(quien, "", Seguimiento(UUID(pide), PasoDeIncidente.CIERRA, "no pasó nada"))
        dichos.append(len(campo.centro.base.dueno(ABIERTOS, list(CLASE_DE), "SEGUIMIENTO")))
    return f"{dichos[0]}, y de quien lo coordina {dichos[1]}"


def enterrar_incidentes(campo: Campo) -> str:
    """Help that somebody asks for, and five hundred more incidents of one person after it."""
    pide = _incidente(campo, campo.catd, "01-1", "ayuda")
    for n in range(510):
        ultimo = campo.catd.firmar("01-2", "", Incidencia("OTRO_INCIDENTE", f"nada {n}"))
        campo.catd.entregar(ultimo)
    hasta(
        lambda: campo.centro.base.dueno("SELECT 1 FROM prep.cadena WHERE hecho = %s", ultimo.hecho.id) != [],
        "llegan",
        60,
    )
    vistos = {str(id_) for (id_,) in campo.centro.base.dueno(ABIERTOS, list(CLASE_DE), "INCIDENCIA")}
    return "se ve" if pide in vistos else "YA NO SE VE"


FILAS = [
    Fila(
        "157",
        E,
        "el candado de todo el proceso, tomado desde el CCV mientras se hace un corte",
        SIGUEN,
        todo_el_proceso,
    ),
    Fila("158", E, "avisos con contenido, sin descanso, desde sus cuatro conexiones", SIGUEN, gritar),
    Fila(
        "159",
        N,
        "tres mil hechos de nadie, de un acta de otro CATD, en una transacción",
        SIGUEN,
        inundar_por_la_replica,
    ),
    Fila("160", N, "en el centro, un cómputo sin fin en sus conexiones", SIGUEN, computar_en_el_centro),
    Fila("227", N, "en el centro, una contraseña suya que tarda en compararse", SIGUEN, verificador_sin_fin),
    Fila(
        "161",
        P,
        "treinta firmas sobre un acta ajena: una alarma",
        "1 alarma de 30, no cambia",
        sin_derecho_treinta,
    ),
    Fila(
        "162",
        P,
        "quien coordina otro CATD cierra el incidente de éste",
        "0, y de quien lo coordina 1",
        cerrar_lo_de_otros,
    ),
    Fila("163", P, "quinientos incidentes que entierran a quien pide ayuda", "se ve", enterrar_incidentes),
    con_pruebas(
        "164",
        E,
        "lo que PostgreSQL no deja terminar, con un hecho sin confirmar",
        "ataques/test_terca.py::test_a_quien_no_se_puede_terminar_se_le_saca_y_los_demas_siguen",
    ),
    con_pruebas(
        "165",
        E,
        "retener la alarma propia que el árbitro tiene que contar",
        "ataques/test_terca.py::test_la_alarma_que_una_estacion_retiene_no_detiene_al_arbitro",
    ),
    con_pruebas(
        "221",
        E,
        "miles de hechos de una estación en la cola, y detrás el de otra",
        "central/arbitro/test_turnos.py::test_lo_honesto_sale_en_el_primer_lote_aunque_otra_estacion_inunde",
    ),
    con_pruebas(
        "222",
        N,
        "los mismos, en nombre de mil estaciones que no hay",
        "central/arbitro/test_turnos.py::test_el_turno_es_del_nodo_y_de_la_estacion_que_existe",
    ),
    con_pruebas(
        "225",
        E,
        "cambiar su contraseña y lo que rige sus sesiones, para que la verdadera no entre",
        "ataques/test_contrasenas.py",
    ),
    con_pruebas(
        "226",
        E,
        "no dejarse terminar, con su propio papel tomado para que no se le saque",
        "ataques/test_terca.py::test_a_quien_no_se_puede_terminar_se_le_saca_y_los_demas_siguen",
    ),
]
