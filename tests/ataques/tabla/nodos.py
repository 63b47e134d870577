"""Rows of a node against the centre: what its role says there, and what its base gives to be replicated."""

from contextlib import ExitStack, suppress

import psycopg

from central.nodo.cluster import ADMIN
from central.sitios.alta import CONEXIONES
from central.sitios.centro_remoto import NodoFuera
from tests.ataques.tabla.campo import LLENA, Campo
from tests.ataques.tabla.fila import Fila, Intento, Quien, con_pruebas

N = Quien.NODO
CABEZA = bytes(range(32))


def latido(n: int, cabeza: bytes) -> Intento:
    """What it says of its chain is not taken; the manifest of the cut that follows has what was checked."""

    def intento(campo: Campo) -> str:
        with campo.al_centro() as centro:
            centro.latir(0, n, cabeza, 0)
        filas = campo.centro.base.dueno("SELECT cabeza_n, octet_length(cabeza) FROM prep.nodo WHERE nodo = 'CATD01'")
        tomado = filas[0][0] == n or filas[0][1] not in (None, 32)
        return "LO TOMÓ" if tomado else campo.alarma("NODO_CADENA")

    return intento


def en_otra_parte(campo: Campo) -> str:
    with campo.al_centro() as centro, suppress(NodoFuera):
        centro.presentar("10.9.8.7", 5432, "")
        return "LO CREYÓ"
    return campo.alarma("NODO_FUERA")


def con_escapes(campo: Campo) -> str:
    with campo.al_centro() as centro:
        try:
            centro.presentar("127.0.0.1\x1b[2J", 5432, "\x1b]0;x\x07")
        except psycopg.Error as error:
            return str(error.sqlstate)
    return "LO TOMÓ"


def en_el_centro(*ordenes: str, espera: str = "42501") -> Intento:
    """By its role there."""

    def intento(campo: Campo) -> str:
        distintas = []
        with campo.al_centro() as centro:
            for orden in ordenes:
                try:
                    centro.conexion.execute(orden.encode())
                    dicho = "pasa"
                except psycopg.Error as error:
                    dicho = error.sqlstate or type(error).__name__
                distintas += [] if dicho == espera else [f"{orden[:40]}: {dicho}"]
        return "; ".join(distintas) or espera

    return intento


def retener_su_renglon(campo: Campo) -> str:
    """Its own row at the centre, in a transaction that it leaves open."""
    with campo.al_centro() as centro:
        centro.conexion.execute("BEGIN")
        centro.latir(0, 0, CABEZA, 0)
        campo.honesta()
    return "los demás siguen"


def latir_mucho(campo: Campo) -> str:
    with campo.al_centro() as centro:
        for _ in range(500):
            centro.latir(2**31 - 1, 0, b"", -(2**31))
        campo.honesta()
    return "los demás siguen"


def muchas_conexiones(campo: Campo) -> str:
    with ExitStack() as abiertas:
        try:
            for _ in range(CONEXIONES + 1):
                abiertas.enter_context(campo.al_centro())
        except psycopg.OperationalError as error:
            return "negada" if LLENA in str(error) else str(error)
    return "ENTRÓ"


def llaves_de_otros(campo: Campo) -> str:
    """Of the people of other sites it learns whom to believe, and no sealed key."""
    with campo.al_centro() as centro:
        selladas = {o.sitio for o in centro.operadores() if o.sellada}
    return f"selladas de {', '.join(sorted(selladas))}"


def sin_enlace(campo: Campo) -> str:
    """Its administrator ends each connection by which the centre reads it, again and again."""
    with campo.catd.base.conectar(ADMIN) as admin:
        for _ in range(5):
            admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'prep_replica'")
    campo.honesta()
    return "reintenta"


FILAS = [
    Fila(
        "33",
        N,
        "decir que está en otra dirección, para que el centro le dé ahí su contraseña",
        "alarma NODO_FUERA",
        en_otra_parte,
    ),
    Fila("34", N, "latir con un «hash» de 600 KB", "alarma NODO_CADENA", latido(6, b"x" * 600_000)),
    Fila("35", N, "latir con n = 2⁶³ − 1", "alarma NODO_CADENA", latido(2**63 - 1, CABEZA)),
    Fila("36", N, "secuencias de la terminal en su dirección y versión", "PR005", con_escapes),
    con_pruebas(
        "40",
        N,
        "contestar distinto la segunda vez que «conciliar» lee",
        "central/sitios/test_fuera_de_cotas.py::test_lo_que_conciliar_lee_se_juzga_en_esa_lectura",
    ),
    con_pruebas(
        "41",
        N,
        "borrar y reescribir por la réplica",
        "central/sitios/test_trampas.py::test_lo_que_se_reescribe_o_borra_en_un_nodo_no_cambia_el_centro_ni_detiene_la_replica",
    ),
    Fila(
        "43",
        N,
        "leer las tablas del centro",
        "42501",
        en_el_centro(
            "SELECT * FROM prep.hecho",
            "SELECT * FROM prep.operador",
            "SELECT * FROM prep.nodo",
            "SELECT estacion_v1.catalogo()",
        ),
    ),
    Fila("136", N, "llaves selladas de la gente de otros sitios", "selladas de 01", llaves_de_otros),
    Fila("137", N, "retener su propio renglón del centro", "los demás siguen", retener_su_renglon),
    Fila("138", N, "quinientos latidos disparatados", "los demás siguen", latir_mucho),
    Fila("139", N, "más conexiones con el centro que las suyas", "negada", muchas_conexiones),
    Fila(
        "140",
        N,
        "escribir en el centro por su cuenta",
        "42501",
        en_el_centro(
            "SELECT prep.alarmar('X', '', '', '')",
            "DELETE FROM prep.alarma",
            "UPDATE prep.nodo SET estado = 'CERCADO'",
            "SELECT prep.entregar_imagen_centro('', '', '')",
        ),
    ),
    con_pruebas(
        "189",
        N,
        "mandar cientos de hechos de cada acta, también a nombre de estaciones ajenas",
        "central/sitios/test_fuera_de_cotas.py::"
        "test_de_una_estacion_y_un_acta_se_reciben_pocos_y_lo_que_otro_diga_en_su_nombre_no_cuenta",
    ),
    con_pruebas(
        "223",
        N,
        "llenar el centro: mandar en una hora más que toda la ciudad",
        "central/sitios/test_fuera_de_cotas.py::"
        "test_lo_que_un_nodo_manda_de_mas_en_su_hora_se_queda_en_el_y_conciliar_lo_trae_despues",
    ),
    Fila("141", N, "cortarle al centro la réplica una y otra vez", "reintenta", sin_enlace),
]
