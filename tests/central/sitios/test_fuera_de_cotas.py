"""What a hostile node gives out of bounds is set aside where it arrives, and the link goes on.

A pair of its own: the node's administrator goes round its triggers.
"""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest

from central.nodo import cupos
from central.nodo.centro import CENTRO
from central.nodo.cluster import ADMIN
from central.sitios.conciliar import conciliar
from prep.domain.hechos.cotas import DICHOS_MAX
from prep.domain.hechos.hechos import Acopio, Fuente, Imagen
from tests.central.sitios.conftest import Par
from tests.espera import hasta
from tests.store.ejemplos import PROCESO, acta

TODOS = "SELECT count(*) FROM prep.hecho"
CUANTOS = f"{TODOS} WHERE acta = %s"
DEL_CENTRO = f"{TODOS} WHERE nodo = 'CENTRO'"
LLEVADAS = "SELECT bool_and(latest_end_lsn >= %s::pg_lsn) FROM pg_stat_subscription WHERE subname LIKE 'imagenes%%'"
APARTADOS = "SELECT count(*) FROM prep.entrega_rara WHERE resultado = 'fuera'"
COLUMNAS = ("id", "proceso", "tipo", "acta", "fuente", "operador", "estacion", "nodo", "sec", "ronda", "momento",
            "desfase_ms", "cuerpo", "firma", "recibido", "toma")  # fmt: skip
FORJADO = "01900000-0000-7000-8000-00000000000f"
BUENO = {
    "id": "gen_random_uuid()", "proceso": f"'{PROCESO}'", "tipo": "'ACOPIO'", "acta": f"'{acta(2).clave}'",
    "fuente": "'CATD'", "operador": "'op-01-1'", "estacion": "'est-01-1'", "nodo": "'CATD01'", "sec": "1",
    "ronda": "NULL", "momento": "now()", "desfase_ms": "0", "cuerpo": "'{}'",
    "firma": "decode(repeat('00', 64), 'hex')", "recibido": "now()", "toma": "''",
}  # fmt: skip
MALOS = {
    "infinito": {"momento": "'infinity'"},
    "antes de Cristo": {"momento": "'0044-03-15 BC'"},
    "año 20000": {"momento": "'20000-01-01'"},
    "30 MB": {"cuerpo": "'{\"a\":\"' || repeat('x', 30000000) || '\"}'"},
    "no es JSON": {"tipo": "'IMAGEN'", "cuerpo": "'x'"},
    "hondo": {"cuerpo": "repeat('{\"a\":', 5000)"},
    "clave": {"acta": "'FC-²'"},
    "escape": {"estacion": "E'e\\x1b[2J'"},
    "operador de un megabyte": {"operador": "repeat('x', 1000000)"},
    "firma": {"firma": "''"},
    "tipo": {"tipo": "'NADA'"},
    "sec": {"sec": "-5"},
    "otro proceso": {"proceso": "'otro'"},
    "de todos": {"acta": "''", "tipo": "'INCIDENCIA'", "fuente": "'CENTRO'"},
    "publicado": {"acta": "''", "tipo": "'PUBLICADO'", "fuente": "'CENTRO'"},
}


def meter(par: Par, cambios: dict[str, str]) -> Any:
    """As the node's administrator, straight into its table."""
    valores = ", ".join({**BUENO, **cambios}[c] for c in COLUMNAS)
    with par.nodo.escena.base.conectar(ADMIN) as admin:
        fila = admin.execute(f"INSERT INTO prep.hecho VALUES ({valores}) RETURNING id".encode()).fetchone()
    assert fila is not None
    return fila[0]


def test_lo_que_sale_de_cotas_se_aparta_con_su_alarma_y_lo_demas_llega(par: Par) -> None:
    testigo, apartados, hechos = acta(1).clave, par.centro.valor(APARTADOS), par.centro.valor(TODOS)
    for cambios in MALOS.values():
        meter(par, cambios)
    par.nodo.escena.hacer(1, testigo, Acopio("01", "D"))
    hasta(lambda: par.centro.valor(CUANTOS, testigo) == 1)
    assert par.centro.valor(APARTADOS) == apartados + len(MALOS)
    assert par.centro.valor(TODOS) == hechos + 1
    assert par.centro.valor("SELECT max(octet_length(cuerpo)) FROM prep.entrega_rara") <= 65_536
    textos = [
        t for (t,) in par.centro.escena.base.dueno("SELECT texto FROM prep.alarma WHERE codigo = 'REPLICA_FUERA'")
    ]
    assert len(textos) == len(set(textos)) >= 8 and all(t.isprintable() and len(t) < 200 for t in textos)
    par.centro.escena.correr()
    assert par.centro.escena.etapa(testigo) == "ACOPIADA"


def test_de_una_estacion_y_un_acta_se_reciben_pocos_y_lo_que_otro_diga_en_su_nombre_no_cuenta(par: Par) -> None:
    clave = acta(8).clave
    for n in range(DICHOS_MAX + 3):
        meter(par, {"acta": f"'{clave}'", "sec": str(n + 1)})
    meter(par, {"acta": f"'{clave}'", "estacion": "'est-01-2'", "sec": "99"})
    hasta(lambda: par.centro.valor(f"{CUANTOS} AND estacion = 'est-01-2'", clave) == 1)
    assert par.centro.valor(CUANTOS, clave) == DICHOS_MAX + 1
    assert par.centro.valor("SELECT count(*) FROM prep.alarma WHERE texto LIKE '%%más de lo que se recibe%%'") == 1
    assert par.centro.valor("SELECT prep.dichos(jsonb_populate_record(NULL::prep.hecho, %s::jsonb))", json.dumps(
        {"acta": clave, "estacion": "est-01-1", "nodo": "CATD02"})) == 0  # fmt: skip


def medir(par: Par, libre: int = 1 << 40) -> None:
    """As the centre's guard does each minute, with so many bytes free on its disk."""
    with par.centro.escena.base.conectar(ADMIN) as admin:
        cupos.medir(admin, libre)


def inundar(par: Par, clave: str, cuantos: int) -> None:
    valores = ", ".join({**BUENO, "acta": f"'{clave}'"}[c] for c in COLUMNAS)
    with par.nodo.escena.base.conectar(ADMIN) as admin:
        admin.execute(f"INSERT INTO prep.hecho SELECT {valores} FROM generate_series(1, {cuantos})".encode())


def test_lo_que_un_nodo_manda_de_mas_en_su_hora_se_queda_en_el_y_conciliar_lo_trae_despues(par: Par) -> None:
    clave, del_ccv, testigo = acta(10).clave, acta(4).clave, acta(5).clave
    medir(par)
    par.centro.escena.base.dueno(
        "UPDATE prep.cupo c SET hechos = 5 + setval('prep.\"hechos:' || c.estacion || '\"', 1000)"
        " FROM prep.nodo n WHERE n.rol = c.estacion"
    )
    inundar(par, clave, 30)
    hasta(lambda: par.centro.valor(CUANTOS, clave) == 5)
    par.centro.escena.hacer(CENTRO, del_ccv, Imagen("1" * 64, "MOVIL", "CCV", "cae"), Fuente.CASILLA)
    assert par.centro.hechos(del_ccv) == {("IMAGEN", "CENTRO")}  # nobody else waits for it
    hasta(
        lambda: (
            par.centro.valor("SELECT pg_sequence_last_value('prep.\"hechos:' || rol || '\"') FROM prep.nodo") == 1030
        )
    )
    medir(par)
    medir(par)
    ((texto, veces),) = par.centro.escena.base.dueno("SELECT texto, veces FROM prep.alarma WHERE codigo = 'NODO_CUPO'")
    assert veces == 1 and "CATD01" in texto and ": 25 unidades" in texto
    conciliar(par.centro.cluster, "01")
    assert par.centro.valor(CUANTOS, clave) == 30
    par.nodo.escena.hacer(1, testigo, Acopio("01", "D"))
    hasta(lambda: par.centro.valor(CUANTOS, testigo) == 1)
    par.centro.escena.correr()
    assert par.centro.escena.etapa(testigo) == "ACOPIADA"


def test_con_el_disco_del_centro_lleno_la_imagen_se_queda_en_su_nodo_y_los_hechos_llegan(par: Par) -> None:
    """What a filling disk refuses is not lost: the node keeps it, and it comes once there is room (R-26)."""
    clave, despues = acta(11).clave, acta(12).clave
    huella, otra = (hashlib.sha256(foto).hexdigest() for foto in (b"una foto", b"otra foto"))
    hay = "SELECT count(*) FROM prep.imagen WHERE huella = %s"
    medir(par)
    medir(par, libre=1 << 30)
    par.nodo.escena.hacer(1, clave, Acopio("01", "D"))
    entregar(par, huella, clave, b"una foto")
    par.nodo.escena.hacer(1, clave, Imagen(huella, "MOVIL", "01", "cae"))
    hasta(lambda: par.centro.hechos(clave) >= {("ACOPIO", "CATD01"), ("IMAGEN", "CATD01")})
    hasta_aqui = par.nodo.valor("SELECT pg_current_wal_lsn()::text")
    hasta(lambda: par.centro.valor(LLEVADAS, hasta_aqui))
    assert par.centro.valor(hay, huella) == 0 and par.nodo.valor(hay, huella) == 1
    alarmas = par.centro.escena.base.dueno("SELECT texto FROM prep.alarma WHERE codigo = 'DISCO_LLENO'")
    assert len(alarmas) == 1 and "1024 MiB" in alarmas[0][0]

    medir(par)
    conciliar(par.centro.cluster, "01")
    assert par.centro.valor(hay, huella) == 1
    entregar(par, otra, despues, b"otra foto")
    hasta(lambda: par.centro.valor(hay, otra) == 1)


def entregar(par: Par, huella: str, clave: str, foto: bytes) -> None:
    with par.nodo.escena.base.conectar("est-01-1") as estacion:
        estacion.execute("SELECT estacion_v1.entregar_imagen(%s, %s, %s)", (huella, clave, foto))


def test_cuando_se_recibio_lo_dice_quien_recibe_y_la_ronda_lo_firmado(par: Par) -> None:
    antes = datetime.now(UTC) - timedelta(minutes=1)
    id_ = meter(
        par, {"tipo": "'CAPTURA'", "recibido": "'1999-01-01'", "ronda": "99", "cuerpo": '\'{"ronda":2,"valores":[]}\''}
    )
    hasta(lambda: par.centro.escena.base.dueno("SELECT 1 FROM prep.hecho WHERE id = %s", id_))
    ((recibido, ronda),) = par.centro.escena.base.dueno("SELECT recibido, ronda FROM prep.hecho WHERE id = %s", id_)
    assert recibido > antes and ronda == 2


@pytest.fixture
def con_vista(par: Par) -> Any:
    """The node's table is a view that says its own node to who lists it, and another to who reads a second time."""
    with psycopg.connect(par.nodo.cluster.dsn(ADMIN), autocommit=True) as admin:
        par.nodo.escena.hacer(1, acta(3).clave, Acopio("01", "D"))
        admin.execute("ALTER TABLE prep.hecho RENAME TO verdadera")
        admin.execute("CREATE SEQUENCE prep.vistas")
        otras = ", ".join(f"v.{c}" for c in COLUMNAS if c not in ("nodo", "id", "acta"))
        otra_vez = "nextval('prep.vistas') > (SELECT count(*) FROM prep.verdadera) + 1"
        nodo = f"CASE WHEN {otra_vez} THEN 'CENTRO' ELSE 'CATD01' END"
        admin.execute(
            f"""
            CREATE VIEW prep.hecho AS SELECT v.id, {nodo} AS nodo, v.acta, {otras} FROM prep.verdadera v
            UNION ALL SELECT '{FORJADO}', {nodo}, 'FORJADO', {otras} FROM (SELECT * FROM prep.verdadera LIMIT 1) v
            """.encode()
        )
        admin.execute("GRANT SELECT ON prep.hecho TO prep_replica")
        admin.execute("GRANT USAGE ON SEQUENCE prep.vistas TO prep_replica")
        yield
        admin.execute("DROP VIEW prep.hecho")
        admin.execute("ALTER TABLE prep.verdadera RENAME TO hecho")


def test_lo_que_conciliar_lee_se_juzga_en_esa_lectura(par: Par, con_vista: None) -> None:
    antes = par.centro.valor(DEL_CENTRO)
    conciliar(par.centro.cluster, "01")
    assert par.centro.valor(DEL_CENTRO) == antes
    apartado = "SELECT resultado FROM prep.entrega_rara WHERE hecho = %s"
    assert par.centro.escena.base.dueno(apartado, FORJADO) == [("ajeno",)]


DEUDA = """
WITH h AS (
    INSERT INTO prep.hecho (id, proceso, tipo, acta, fuente, operador, estacion, nodo, sec, momento, desfase_ms, cuerpo,
                            firma)
    VALUES (gen_random_uuid(), %s, 'ACOPIO', %s, 'CATD', 'op-01-1', 'est-01-1', %s, 1, %s, 0, '{}',
            decode(repeat('00', 64), 'hex')) RETURNING id)
INSERT INTO prep.bajada (nodo, hecho) SELECT 'CATD01', id FROM h ON CONFLICT DO NOTHING
"""


def test_lo_que_baja_y_sale_de_cotas_o_es_de_otro_se_aparta(par: Par) -> None:
    """What a centre of before could hold: it is judged where it arrives, and nothing waits for it."""
    clave = acta(15).clave
    with par.centro.escena.base.conectar(ADMIN) as admin:
        for momento, proceso, nodo in (
            ("infinity", PROCESO, "CENTRO"),
            ("now", "otro", "CENTRO"),
            ("now", PROCESO, "CATD01"),
        ):
            admin.execute(DEUDA, (proceso, clave, nodo, momento))
    par.centro.escena.hacer(CENTRO, clave, Imagen("0" * 64, "MOVIL", "CCV", "cae"), Fuente.CASILLA)
    assert par.sitios.bajar(par.alta, par.nodo) == 4
    assert par.nodo.hechos(clave) == {("IMAGEN", "CENTRO")}
    assert par.nodo.valor("SELECT count(*) FROM prep.alarma WHERE codigo = 'REPLICA_FUERA'") == 3
