"""What a node says of itself is judged before it is believed, signed or shown (findings 33 to 36)."""

from typing import Any

import psycopg
import pytest
from sqlalchemy import create_engine

from central.corte import foto
from central.marco.tabla import tabla
from central.sitios import salud
from central.sitios.centro_remoto import conectar
from central.tablero.consulta import por_atender
from tests.central.sitios.conftest import Par
from tests.store import ejemplos

CABEZA = bytes(range(32))
DICHO = "SELECT cabeza_n, cabeza, latido > clock_timestamp() - interval '5 s' FROM prep.nodo"


def dicho(par: Par) -> tuple[int, bytes, bool]:
    ((n, cabeza, reciente),) = par.centro.escena.base.dueno(DICHO)
    return n, bytes(cabeza), reciente


def test_la_cadena_que_un_nodo_dice_no_entra_en_un_manifiesto_si_no_puede_ser(par: Par) -> None:
    malos: list[tuple[int, bytes]] = [
        (6, b"x" * 600_000),
        (2**63 - 1, CABEZA),
        (-1, CABEZA),
        (4, CABEZA),
        (5, bytes(32)),
        (40_000, CABEZA),
    ]
    with conectar(par.alta.paquete) as centro:
        centro.latir(0, 5, CABEZA, 0)
        assert dicho(par) == (5, CABEZA, True)
        for n, cabeza in malos:
            centro.latir(-3, n, cabeza, 0)
            assert dicho(par) == (5, CABEZA, True), n
        centro.latir(0, 5, CABEZA, 0)
        alarmas = "SELECT codigo, causa, veces FROM prep.alarma WHERE codigo = 'NODO_CADENA'"
        assert par.centro.escena.base.dueno(alarmas) == [("NODO_CADENA", "CATD01", len(malos))]
        with par.centro.escena.base.conectar("prep_centro") as conexion:
            assert [(s.dice, s.comprobado) for s in foto.sin_comprobar(conexion)] == [(5, 0)]
        centro.latir(0, 6, bytes(32), 0)
        assert dicho(par) == (6, bytes(32), True)


@pytest.mark.parametrize(
    "direccion",
    [("\x1b[2J", 5, "0006"), ("10.0.0.7", 5, "\x1b]0;x\x07"), ("a b", 5, ""), ("h" * 300, 5, ""), ("10.0.0.7", 0, "")],
)
def test_una_direccion_que_no_lo_es_se_niega(par: Par, direccion: tuple[Any, ...]) -> None:
    antes = par.centro.escena.base.dueno("SELECT servidor, puerto, esquema FROM prep.nodo")
    with conectar(par.alta.paquete) as centro, pytest.raises(psycopg.Error) as negado:
        centro.presentar(*direccion)
    assert negado.value.sqlstate == "PR005"
    assert par.centro.escena.base.dueno("SELECT servidor, puerto, esquema FROM prep.nodo") == antes


def test_lo_que_dicen_otros_no_maneja_la_terminal(par: Par) -> None:
    """Also what an older version let in."""
    base = par.centro.escena.base
    base.dueno("UPDATE prep.nodo SET esquema = E'\x1b[2J'")
    base.dueno("INSERT INTO prep.alarma (codigo, acta, texto) VALUES ('REPLICA', '', E'uno\x1b[1A\u202edos')")
    maquina = create_engine("postgresql+psycopg://", creator=lambda: base.conectar("prep_centro"))
    try:
        with maquina.connect() as conn, base.conectar("prep_centro") as conexion:
            assert {a.texto for a in por_atender(conn)} >= {"uno·[1A·dos"}
            assert {n.esquema for n in salud.leer(conexion)} == {"·[2J"}
    finally:
        maquina.dispose()
    assert "\x1b" not in tabla(["Nodo"], [["\x1b[31mrojo"]])
    assert ejemplos.PROCESO in tabla(["Proceso"], [[ejemplos.PROCESO]])
