"""Rows of what a station does with its connection: what it asks, holds, fills and takes for itself."""

import hashlib
import os
import time
from contextlib import ExitStack, suppress

import psycopg

from central.nodo.roles import CONEXIONES_POR_ESTACION
from prep.domain.hechos.hechos import Acopio, Captura
from prep.services.nodo.tipos import NodoRechaza
from prep.store.spool.tipos import ImagenNueva
from tests.ataques.ciudad import ENTREGAR
from tests.ataques.tabla.campo import LLENA, Campo
from tests.ataques.tabla.fila import Fila, Intento, Quien, con_pruebas
from tests.ataques.test_estorbo import SIN_LIMITES
from tests.central.arbitro.escena import CAMPOS
from tests.espera import hasta
from tests.store.ejemplos import hecho
from tests.store.entregas import argumentos

E = Quien.ESTACION
PROHIBIDO = "42501"
RECLAMAR = "SELECT acta FROM estacion_v1.reclamar_captura('op-01-2')"
ORDENAR = "SELECT count(*) FROM (SELECT DISTINCT n::text FROM generate_series(1, 100000000) n) t"


def dice(*ordenes: str, espera: str = PROHIBIDO) -> Intento:
    """What refuses each of them; one word when it is the same for all."""

    def intento(campo: Campo) -> str:
        dichos = {orden: campo.sql(orden) for orden in ordenes}
        distintas = [f"{orden[:40]}: {dicho}" for orden, dicho in dichos.items() if dicho != espera]
        return "; ".join(distintas) or espera

    return intento


def mientras(*antes: str, veces: int = 1) -> Intento:
    """With those orders given in an open transaction, which nobody ends, an honest acta goes on."""

    def intento(campo: Campo) -> str:
        with ExitStack() as abiertas:
            for _ in range(veces):
                conexion = abiertas.enter_context(campo.hostil(*SIN_LIMITES, "BEGIN"))
                for orden in antes:
                    with suppress(psycopg.Error):
                        conexion.execute(orden.encode())
            campo.honesta()
        return "los demás siguen"

    return intento


def ocupar(orden: str, veces: int = CONEXIONES_POR_ESTACION) -> Intento:
    """The same order running in all its connections, until each is ended."""

    def intento(campo: Campo) -> str:
        with ExitStack() as abiertas:
            for _ in range(veces):
                conexion = abiertas.enter_context(campo.hostil(*SIN_LIMITES))
                conexion.pgconn.send_query(orden.encode())
            campo.honesta()
            time.sleep(0.1)
        return "los demás siguen"

    return intento


def retener_hechos(campo: Campo) -> str:
    """#12: an acta with a fact in a transaction that does not end; another delivers of the same acta."""
    clave = campo.victima()
    with campo.hostil(*SIN_LIMITES, "BEGIN") as conexion:
        suyo = hecho(clave, Acopio("01", "D"), operador="op-01-2", estacion="est-01-2")
        conexion.execute(ENTREGAR, argumentos(suyo))
        with campo.nodo_vivo() as nodo:
            nodo.sigue_viva(clave)
    return "los demás siguen"


def muchos_candados(campo: Campo) -> str:
    """#13: one transaction that delivers of thousands of actas that are not."""
    negados = 0
    with campo.hostil(*SIN_LIMITES, "BEGIN") as conexion:
        for n in range(50):
            suyo = hecho(f"FC-{n}", Acopio("01", "D"), operador="op-01-2", estacion="est-01-2")
            try:
                with conexion.transaction():
                    conexion.execute(ENTREGAR, argumentos(suyo))
            except psycopg.Error as error:
                negados += error.sqlstate == "PR005"
    return f"{negados} de 50 PR005"


def disputada_en_la_mesa(campo: Campo) -> str:
    """#14: the desk claimed in another's name from a capture station, without any key of theirs."""
    clave = campo.victima()
    with campo.nodo_vivo() as nodo:
        nodo.digitalizar(clave)
    hasta(lambda: campo.catd.base.dueno("SELECT 1 FROM prep.trabajo WHERE acta = %s", clave) != [], "hay trabajo", 10)
    try:
        with campo.hostil() as conexion:
            fila = conexion.execute("SELECT acta FROM estacion_v1.reclamar_captura('op-01-5')").fetchone()
    except psycopg.Error as error:
        return "negada" if error.sqlstate else str(error)
    return "LA TOMÓ" if fila else "no había trabajo"


def imagenes_al_azar(campo: Campo) -> str:
    """#29: of an acta that is not; and of one that is, more than an hour's."""
    contenido = os.urandom(1 << 20)
    huella = hashlib.sha256(contenido).hexdigest()
    with campo.nodo_vivo() as nodo, suppress(NodoRechaza):
        nodo.estacion(2).entregar_imagen(ImagenNueva(huella, "GUB-999-9999-B01-0-A02-1", contenido))
        return "LA TOMÓ"
    return "negada"


def imagen_danada(campo: Campo) -> str:
    return campo.sql(f"SELECT estacion_v1.entregar_imagen('{'ab' * 32}', '{campo.victima()}', 'x')")


def imagen_enorme(campo: Campo) -> str:
    grande = bytes(4 << 20) + b"x"
    with campo.nodo_vivo() as nodo:
        try:
            nodo.estacion(2).entregar_imagen(ImagenNueva(hashlib.sha256(grande).hexdigest(), campo.victima(), grande))
        except NodoRechaza as error:
            return "PR003" if "4194304" in str(error) else str(error)
    return "LA TOMÓ"


def quinta_conexion(campo: Campo) -> str:
    with ExitStack() as abiertas:
        try:
            for _ in range(CONEXIONES_POR_ESTACION + 1):
                abiertas.enter_context(psycopg.connect(campo.catd.base.dsn("est-01-6")))
        except psycopg.OperationalError as error:
            return "negada" if LLENA in str(error) else str(error)
    return "ENTRÓ"


def acaparar(campo: Campo) -> str:
    """Claims and gives back two hundred times what comes next."""
    with campo.hostil() as conexion:
        for _ in range(200):
            with suppress(psycopg.Error):  # refused too: nobody proved to be that person
                fila = conexion.execute("SELECT trabajo, toma FROM estacion_v1.reclamar_captura('op-01-2')").fetchone()
                conexion.execute("SELECT estacion_v1.devolver(%s, %s)", fila)
        campo.honesta()
    return "los demás siguen"


def _acaba(dicho: str) -> str:
    """By the bound of what it fills, or by the guard, on a machine so busy that it takes five seconds to fill it."""
    return "se acaba" if dicho in ("53400", "53200", "57P01") else dicho


def temporales(campo: Campo) -> str:
    return _acaba(campo.sql("SET work_mem = '64kB'", ORDENAR))


def memoria(campo: Campo) -> str:
    return _acaba(
        campo.sql("SET work_mem = '64GB'", "SELECT array_agg(repeat('x', 900)) FROM generate_series(1, 100000000)")
    )


def imagen_ajena(campo: Campo) -> str:
    """Of an acta that others captured."""
    huella = hashlib.sha256(campo.publicada.encode()).hexdigest()
    with campo.hostil() as conexion:
        return (
            "LA VIO" if conexion.execute("SELECT estacion_v1.imagen(%s)", (huella,)).fetchone() != (None,) else "nada"
        )


def una_persona_dos_veces(campo: Campo) -> str:
    """#22: one who captures at two stations: one of the two counts."""
    clave = campo.victima()
    with campo.nodo_vivo() as nodo:
        huella = nodo.digitalizar(clave)
        nodo.capturar(3, clave)
        firmado = campo.catd.firmar(3, clave, Captura(1, huella, (7,) * CAMPOS, "ACTA PREP", clave))
        nodo.estacion(4).entregar(firmado)
        campo.llego(firmado)
        return "VERIFICADA" if nodo.etapa(clave) == "VERIFICADA" else "no se verifica"


SIGUEN = "los demás siguen"
FILAS = [
    Fila(
        "9",
        E,
        "quitarse los límites de tiempo y pedir memoria, y ocupar al servidor",
        SIGUEN,
        ocupar("SELECT sum(n) FROM (SELECT generate_series(1, 1000000000000) AS n) t"),
    ),
    Fila("10", E, "retener en una transacción el turno de un acta", SIGUEN, mientras(RECLAMAR)),
    Fila(
        "11",
        E,
        "retener los candados de otras personas",
        SIGUEN,
        mientras("SELECT FROM estacion_v1.reclamar_captura('op-01-3')", "SELECT pg_sleep(0)", veces=4),
    ),
    Fila("12", E, "retener un acta con un hecho sin terminar", SIGUEN, retener_hechos),
    Fila("13", E, "llenar de candados la tabla de todos", "49 de 50 PR005", muchos_candados),
    Fila(
        "14",
        E,
        "tomar trabajo a nombre de otra persona, sin su llave",
        "negada",
        disputada_en_la_mesa,
    ),
    Fila(
        "22", Quien.PERSONA, "una persona captura dos veces, en dos estaciones", "no se verifica", una_persona_dos_veces
    ),
    con_pruebas("24", E, "adivinar cifras por lo que se contesta", "ataques/test_ataques.py"),
    Fila(
        "25",
        E,
        "dónde va el diario del servidor y quién replica",
        PROHIBIDO,
        dice(
            "SELECT * FROM pg_replication_slots", "SELECT pg_control_checkpoint()", "SELECT pg_get_replication_slots()"
        ),
    ),
    Fila(
        "26",
        E,
        "lo que de la base no es secreto: tablas publicadas, texto de las funciones, avisos",
        "pasa",
        dice("SELECT * FROM pg_publication_tables", "SELECT prosrc FROM pg_proc", "NOTIFY prep_cola", espera="pasa"),
    ),
    con_pruebas(
        "184",
        E,
        "sellar la llave de otra persona, o miles, con la función de las contraseñas",
        "services/estacion/test_personas.py::test_sellar_es_de_quien_esta_ahi_y_no_cambia_a_nadie",
    ),
    con_pruebas(
        "188",
        E,
        "cientos de hechos de cada acta, para que plegarlas tome un minuto",
        "ataques/test_cupos.py::test_lo_que_una_estacion_dice_de_un_acta_tiene_limite_y_las_demas_siguen_con_ella",
    ),
    con_pruebas("27", E, "24 vistas y funciones más del servidor", "ataques/test_ataques.py"),
    Fila("29", E, "imágenes al azar de un acta que no existe", "negada", imagenes_al_azar),
    Fila("30", E, "llenar el disco de temporales", "se acaba", temporales),
    Fila("115", E, "llenar la memoria de la máquina", "se acaba", memoria),
    Fila("116", E, "imagen que no es la de su huella", "PR005", imagen_danada),
    Fila("117", E, "imagen de más de 4 MiB", "PR003", imagen_enorme),
    Fila("118", E, "una quinta conexión", "negada", quinta_conexion),
    Fila("119", E, "tomar y devolver doscientas veces lo que sigue", SIGUEN, acaparar),
    Fila("120", E, "cuatro conexiones que duermen", SIGUEN, ocupar("SELECT pg_sleep(60)")),
    Fila(
        "121",
        E,
        "recursión sin fin en cuatro conexiones",
        SIGUEN,
        ocupar("WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT sum(n) FROM r"),
    ),
    Fila(
        "122",
        E,
        "diez mil avisos y oídos abiertos en una transacción",
        SIGUEN,
        mientras("LISTEN prep_cola", *(f"NOTIFY prep_cola, '{n}'" for n in range(300))),
    ),
    Fila(
        "123",
        E,
        "cursores que quedan abiertos",
        SIGUEN,
        mientras("DECLARE c CURSOR WITH HOLD FOR SELECT generate_series(1, 1000000)", "FETCH ALL FROM c"),
    ),
    Fila(
        "124",
        E,
        "mil órdenes preparadas en una sesión",
        SIGUEN,
        mientras(*(f"PREPARE p{n} AS SELECT {n}" for n in range(1_000))),
    ),
    Fila("125", E, "imagen de otros por su huella", "nada", imagen_ajena),
    Fila(
        "126", E, "cambiarse de papel", PROHIBIDO, dice("SET ROLE prep_dueno", "SET SESSION AUTHORIZATION prep_admin")
    ),
]
