"""Which published actas are offered for a second look: within the budget, to the site where their cotejo opens."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest

from central.nodo import roles
from central.segunda import apartador
from central.segunda.apartador import Apartador
from central.segunda.lista import apartar, elegir
from prep.domain.catalogo.catalogo import CCV, Catalogo
from prep.domain.hechos.indicio import Sospecha, leer
from prep.segunda.vista import Vista
from tests.conftest import Nodo
from tests.segunda.ciudad import PARTIDOS, elecciones, mirador_de, votos
from tests.services.conftest import perder
from tests.store import ejemplos

DONDE = ("GUB", 7, 1)
CLAVE = "GUB-001-0007-C01-00-A1-0"
PONER = (
    "INSERT INTO prep.acta_estado (acta, etapa, fuente, registrada, custodia, hechos, estado, huella)"
    " VALUES (%s, 'VERIFICADA', 'CATD', true, '01', 1, %s, '')"
)
COTEJADA = (
    "INSERT INTO prep.hecho (id, proceso, tipo, acta, fuente, operador, estacion, momento, desfase_ms, cuerpo, firma,"
    " nodo, sec)"
    " VALUES (gen_random_uuid(), 'P', 'COTEJO', %s, 'CATD', 'caro', 'e', now(), 0, %s, '', 'n', 1) RETURNING id"
)
BUENOS = votos(1)
SIN_CORTE = "GUB-001-0030-C01-00-A1-0"  # verified after the cut
TAMBIEN = ("DIP_LOC", 20, 2)
MALO = [BUENOS[DONDE][4], *BUENOS[DONDE][1:4], BUENOS[DONDE][0], *BUENOS[DONDE][5:]]


def vistas() -> list[Vista]:
    """An invented city with two columns of an acta exchanged, and a figure of another one that does not add up."""
    malas = {donde: [BUENOS[donde][0] + 300, *BUENOS[donde][1:]] for donde in (TAMBIEN, ("GUB", 30, 1))}
    mirador = mirador_de({**BUENOS, DONDE: MALO, **malas}, BUENOS)
    return [v for grupo in mirador.grupos.values() for v in grupo.vistas]


def catalogo_de(vistas: list[Vista], por_mil: int) -> Catalogo:
    base = ejemplos.catalogo()
    return replace(
        base, ajustes=replace(base.ajustes, miradas_por_mil=por_mil), elecciones=elecciones(PARTIDOS),
        formas={v.acta.clave_forma: v.forma for v in vistas}, actas={v.acta.clave: v.acta for v in vistas},
    )  # fmt: skip


@pytest.fixture(scope="module")
def ciudad(base_modulo: Nodo) -> Nodo:
    """All of it verified at CATD 01, and published but for SIN_CORTE; the árbitro has not said so to any acta yet."""
    with base_modulo.conectar(roles.DUENO) as conn, conn.transaction(), conn.cursor() as cur:
        for v in vistas():
            suya = {"fuente": "CATD", "etapa": "VERIFICADA", "valores": list(v.valores), "imagen": ""}
            estado = {"acta": v.acta.clave, "etapa": "VERIFICADA", "fuentes": [suya]}
            cur.execute(PONER, (v.acta.clave, json.dumps(estado)))
            if v.acta.clave != SIN_CORTE:
                cur.execute("INSERT INTO prep.corte_fila VALUES (%s, 1, '', '')", (v.acta.clave,))
    return base_modulo


@pytest.fixture
def conexion(ciudad: Nodo) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    with ciudad.conectar(roles.ARBITRO) as conn:
        yield conn
        conn.execute("DELETE FROM prep.miradas")


def lista(conexion: "psycopg.Connection[tuple[object, ...]]", sitio: str) -> list[dict[str, str]]:
    fila = conexion.execute("SELECT lista FROM prep.miradas WHERE sitio = %s", (sitio,)).fetchone()
    return json.loads(str(fila[0])) if fila else []


def test_la_plantada_va_en_la_lista_de_su_sitio_con_su_razon(
    conexion: "psycopg.Connection[tuple[object, ...]]",
) -> None:
    assert apartar(conexion, catalogo_de(vistas(), 10), 3) >= 1
    (suya,) = (m for m in lista(conexion, "01") if m["acta"] == CLAVE)
    indicio = leer(suya["mirada"])
    assert indicio is not None
    assert (indicio.sospecha, set(indicio.campos)) == (Sospecha.COLUMNAS, {"A", "E"})
    assert "parecen cambiados" in suya["frase"]


def test_no_pasa_del_presupuesto_ni_ofrece_lo_poco_probable(
    conexion: "psycopg.Connection[tuple[object, ...]]",
) -> None:
    todas = vistas()
    assert elegir(conexion, catalogo_de(todas, 0)) == []
    for por_mil in (3, 10, 100):
        elegidas = elegir(conexion, catalogo_de(todas, por_mil))
        assert 1 <= len(elegidas) <= len(todas) * por_mil // 1000
        assert all(m.probabilidad >= 0.05 for m in elegidas)
        assert [m.votos for m in elegidas] == sorted((m.votos for m in elegidas), reverse=True)
    assert elegir(conexion, catalogo_de(todas, 2)) == [], "de 360, dos por mil no llegan a una"


def test_lo_que_nadie_ha_publicado_no_se_ofrece(
    ciudad: Nodo, conexion: "psycopg.Connection[tuple[object, ...]]"
) -> None:
    """What a list says of figures everybody has read (R-04)."""
    assert SIN_CORTE not in {m.clave for m in elegir(conexion, catalogo_de(vistas(), 100))}
    ciudad.dueno("INSERT INTO prep.corte_fila VALUES (%s, 2, '', '')", SIN_CORTE)
    try:
        assert SIN_CORTE in {m.clave for m in elegir(conexion, catalogo_de(vistas(), 100))}
    finally:
        ciudad.dueno("DELETE FROM prep.corte_fila WHERE acta = %s", SIN_CORTE)


def test_lo_que_ya_se_cotejo_no_se_ofrece_y_gasta_del_presupuesto(
    ciudad: Nodo, conexion: "psycopg.Connection[tuple[object, ...]]"
) -> None:
    cuerpo = json.dumps({"motivo": "x", "resultado": 0, "valores": [], "mirada": "columnas 834 41 A,E"})
    ((hecho,),) = ciudad.dueno(COTEJADA, CLAVE, cuerpo)
    ciudad.dueno("INSERT INTO prep.cadena (n, hecho, version, eslabon) VALUES (1, %s, 1, '')", hecho)
    try:
        assert CLAVE not in {m.clave for m in elegir(conexion, catalogo_de(vistas(), 10))}
        assert elegir(conexion, catalogo_de(vistas(), 3)) == [], "la única del presupuesto ya se vio"
        assert [m.clave for m in elegir(conexion, catalogo_de(vistas(), 6))] == ["DIP_LOC-001-0020-C02-00-A1-0"]
    finally:
        perder(ciudad, "TRUNCATE prep.cadena, prep.hecho, prep.cola")


def test_lo_del_telefono_es_de_la_ccv_y_lo_que_deja_de_ofrecerse_se_quita(
    ciudad: Nodo, conexion: "psycopg.Connection[tuple[object, ...]]"
) -> None:
    conexion.execute("INSERT INTO prep.miradas VALUES ('02', 1, '[{}]')")
    cambia = "UPDATE prep.acta_estado SET fuente = 'CASILLA', estado = replace(estado::text, 'CATD', 'CASILLA')::jsonb"
    ciudad.dueno(f"{cambia} WHERE acta = %s", CLAVE)
    apartar(conexion, catalogo_de(vistas(), 6), 4)
    assert [m["acta"] for m in lista(conexion, CCV)] == [CLAVE]
    assert len(lista(conexion, "01")) == 1 and lista(conexion, "02") == []
    assert conexion.execute("SELECT DISTINCT corte FROM prep.miradas").fetchall() == [(4,)]


def test_lo_que_falla_se_avisa_una_vez_y_la_lista_de_antes_sigue(ciudad: Nodo, monkeypatch: pytest.MonkeyPatch) -> None:
    """The catalogue of that base is another: its actas are of nobody there, and the process ends well."""
    monkeypatch.setattr(apartador, "MINIMO", 0)
    ciudad.dueno("INSERT INTO prep.miradas VALUES ('01', 1, '[]')")
    oficio = Apartador(ciudad.dsn(roles.ARBITRO), threading.Event())
    with ciudad.conectar(roles.ARBITRO) as conn:
        oficio.ronda(conn)
        assert conn.execute("SELECT corte FROM prep.miradas").fetchall() == [(1,)], "no hay corte"
        ciudad.dueno("INSERT INTO prep.corte VALUES (1, now(), false, '', '{}', '')")
        ciudad.dueno("ALTER TABLE prep.miradas RENAME TO apartadas")
        oficio.ronda(conn)
        oficio.ronda(conn)
        ciudad.dueno("ALTER TABLE prep.apartadas RENAME TO miradas")
        ciudad.dueno("UPDATE prep.corte SET numero = 2")
        assert conn.execute("SELECT codigo FROM prep.alarma").fetchall() == [("SEGUNDA_MIRADA",)]
        oficio.ronda(conn)
        assert conn.execute("SELECT DISTINCT corte, lista FROM prep.miradas").fetchall() == [(2, "[]")]


def test_con_pocas_actas_no_se_empieza_ningun_programa(ciudad: Nodo, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small night makes a cut each few seconds."""
    monkeypatch.setattr(Apartador, "_contar", lambda *_: pytest.fail("no hay qué contar"))
    ciudad.dueno("INSERT INTO prep.corte VALUES (7, now(), false, '', '{}', '') ON CONFLICT DO NOTHING")
    oficio = Apartador(ciudad.dsn(roles.ARBITRO), threading.Event())
    with ciudad.conectar(roles.ARBITRO) as conn:
        oficio.ronda(conn)
        assert conn.execute("SELECT DISTINCT corte, lista FROM prep.miradas").fetchall() == [(7, "[]")]
