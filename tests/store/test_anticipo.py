"""The image of the next acta, fetched without taking it, and the work of the acta in hand: as blind as the claim."""

from hashlib import sha256
from typing import Any

import psycopg
import pytest

from tests.conftest import Nodo
from tests.store.ejemplos import acta, captura, hecho
from tests.store.entregas import Conexion, dar_trabajo, entregar, reclamar, uno, verificar

CLAVES = [acta(n).clave for n in range(1, 14, 2)]
UNA, OTRA = CLAVES[:2]


def foto(clave: str) -> tuple[str, bytes]:
    imagen = f"foto de {clave}".encode()
    return sha256(imagen).hexdigest(), imagen


def poner(base: Nodo, claves: list[str], *, traida: bool = True, **como: Any) -> None:
    """Work on images that station 24 brought (or that did not come yet)."""
    with base.conectar("prep_arbitro") as arbitro, base.conectar("est-01-24") as escaner:
        for clave in claves:
            huella, imagen = foto(clave)
            if traida:
                uno(escaner, "SELECT estacion_v1.entregar_imagen(%s, %s, %s)", huella, clave, imagen)
            dar_trabajo(arbitro, [clave], imagen=huella, **como)


def anticipar(conn: Conexion, operador: str, tengo: list[str]) -> tuple[Any, ...] | None:
    return conn.execute("SELECT * FROM estacion_v1.anticipar(%s, %s)", (operador, tengo)).fetchone()


def anticipadas(conn: Conexion, operador: str) -> list[str]:
    """All the hashes that it gives when each is kept."""
    tengo: list[str] = []
    while (fila := anticipar(conn, operador, tengo)) is not None:
        assert sha256(fila[1]).hexdigest() == fila[0]
        tengo.append(fila[0])
    return tengo


def reclamar_acta(conn: Conexion, operador: str, clave: str) -> tuple[Any, ...] | None:
    return conn.execute("SELECT * FROM estacion_v1.reclamar_acta(%s, %s)", (operador, clave)).fetchone()


def sorteadas(base: Nodo, operador: str) -> list[str]:
    """The actas of site 01 in the order in which they are offered to that person."""
    consulta = (
        "SELECT w.acta FROM prep.sorteo('01', %s) s JOIN prep.trabajo w USING (id) ORDER BY s.grupo, s.turno, s.id"
    )
    return list(dict.fromkeys(acta for (acta,) in base.dueno(consulta, operador)))


def test_lo_anticipado_es_lo_que_luego_da_la_toma_con_sus_exclusiones(base: Nodo) -> None:
    """Seven actas: one of another site, one whose image is not here, one touched by the person, one by the station."""
    base.dueno("UPDATE prep.proceso SET sorteo = 20")
    de_otro_sitio, sin_foto, mia, de_aqui, tomada, libre, despues = CLAVES
    poner(base, [de_otro_sitio], sitio="02")
    poner(base, [sin_foto], traida=False)
    poner(base, [mia, de_aqui, tomada, libre, despues])
    with base.conectar("est-01-1") as conn, base.conectar("est-01-2") as otra, base.conectar("est-01-3") as tercera:
        entregar(otra, hecho(mia, captura(1), operador="op-01-1", estacion="est-01-2"))
        entregar(conn, hecho(de_aqui, captura(1), operador="op-01-9"))
        verificar(base)
        for quien, donde in (("op-01-3", otra), ("op-01-4", tercera)):
            toma = reclamar_acta(donde, quien, tomada)
            assert toma is not None and toma[2] == tomada
        esperadas = [foto(clave)[0] for clave in sorteadas(base, "op-01-1") if clave in (libre, despues)]
        assert len(esperadas) == 2
        assert anticipadas(conn, "op-01-1") == esperadas
        dadas = []
        while (toma := reclamar(conn, "op-01-1")) is not None:
            dadas.append(toma[6])
            entregar(conn, hecho(toma[2], captura(1)))
            assert anticipadas(conn, "op-01-1") == esperadas[len(dadas) :]
        assert dadas == esperadas


def test_al_teclear_un_acta_se_trae_la_siguiente_y_no_su_otro_puesto(base: Nodo) -> None:
    poner(base, [UNA, OTRA])
    with base.conectar("est-01-1") as conn:
        toma = reclamar(conn, "op-01-1")
        assert toma is not None
        assert anticipadas(conn, "op-01-1") == [foto(OTRA if toma[2] == UNA else UNA)[0]]


def test_anticipar_no_toma_nada_ni_da_derecho_a_la_imagen(base: Nodo) -> None:
    poner(base, [UNA], puestos=(1,))
    with base.conectar("est-01-1") as conn, base.conectar("est-01-2") as otra:
        assert anticipadas(conn, "op-01-1") == [foto(UNA)[0]]
        assert uno(conn, "SELECT estacion_v1.imagen(%s)", foto(UNA)[0]) is None
        assert reclamar(otra, "op-01-2") is not None
        assert anticipadas(conn, "op-01-1") == []


@pytest.mark.parametrize("sorteo", [1, 20])
def test_mira_unas_actas_adelante_y_no_mas(base: Nodo, sorteo: int) -> None:
    base.dueno("UPDATE prep.proceso SET sorteo = %s", sorteo)
    poner(base, CLAVES)
    with base.conectar("est-01-1") as conn:
        assert anticipadas(conn, "op-01-1") == [foto(clave)[0] for clave in sorteadas(base, "op-01-1")[:4]]


def test_no_se_nota_si_el_acta_esta_en_disputa(base: Nodo) -> None:
    """The first two slots and the third: the same answer, with the same columns."""
    poner(base, [UNA])
    with base.conectar("est-01-9") as conn:
        limpia = anticipar(conn, "op-01-9", [])
        for n in (1, 2):
            with base.conectar(f"est-01-{n}") as estacion:
                reclamar(estacion, f"op-01-{n}")
                entregar(estacion, hecho(UNA, captura(1, n), operador=f"op-01-{n}", estacion=f"est-01-{n}"))
        assert anticipar(conn, "op-01-9", []) is None
        poner(base, [UNA], puestos=(3,))
        assert anticipar(conn, "op-01-9", []) == limpia == foto(UNA)


@pytest.mark.parametrize(
    ("operador", "tengo", "codigo"),
    [("op-02-1", [], "PR002"), ("nadie", [], "PR002"), ("op-01-1", ["x"] * 65, "PR003")],
)
def test_solo_para_quien_captura_en_este_sitio_y_con_una_lista_corta(
    base: Nodo, operador: str, tengo: list[str], codigo: str
) -> None:
    with base.conectar("est-01-1") as conn, pytest.raises(psycopg.Error) as error:
        anticipar(conn, operador, tengo)
    assert error.value.sqlstate == codigo


def test_el_acta_en_la_mano_se_toma_por_su_clave_aunque_haya_mas_antiguas(base: Nodo) -> None:
    poner(base, CLAVES)
    with base.conectar("est-01-1") as conn:
        toma = reclamar_acta(conn, "op-01-1", CLAVES[4])
        assert toma is not None and toma[2:6] == (CLAVES[4], "CATD", 1, 1)
        de_nuevo = reclamar_acta(conn, "op-01-1", CLAVES[4])
        assert de_nuevo is not None and de_nuevo[:7] == toma[:7]
        otra = reclamar_acta(conn, "op-01-1", UNA)
        assert otra is not None and otra[2] == CLAVES[4], "tiene una a medias: una a la vez"


def test_la_segunda_captura_no_es_para_persona_ni_estacion_de_la_primera(base: Nodo) -> None:
    poner(base, [UNA])
    with base.conectar("est-01-1") as conn, base.conectar("est-01-2") as otra:
        assert reclamar_acta(conn, "op-01-1", UNA) is not None
        entregar(conn, hecho(UNA, captura(1)))
        assert reclamar_acta(conn, "op-01-1", UNA) is None
        assert reclamar_acta(conn, "op-01-2", UNA) is None
        assert reclamar_acta(otra, "op-01-1", UNA) is None
        assert reclamar_acta(otra, "op-01-2", UNA) is not None


@pytest.mark.parametrize("clave", ["", "GUB-NADA", None, acta(2).clave])
def test_un_acta_sin_trabajo_aqui_no_es_nada(base: Nodo, clave: str | None) -> None:
    poner(base, [UNA])
    with base.conectar("est-01-1") as conn:
        assert conn.execute("SELECT * FROM estacion_v1.reclamar_acta('op-01-1', %s)", (clave,)).fetchone() is None
