"""`prep estado` counts every acta once, says what waits and who holds what; 3 when something is not well."""

import json
from datetime import timedelta
from typing import Any

import pytest

from central.marco.tabla import hace
from central.nodo.cluster import ADMIN
from prep.domain.hechos.hechos import Acopio, Imagen
from prep.store import candados
from tests.central.conftest import ESTACION, OPERADOR, Mando, clave

TOTAL = 25  # one from abroad, twelve of GUB and twelve of DIP_LOC


def informe(mando: Mando, capsys: pytest.CaptureFixture[str], codigo: int = 0) -> dict[str, Any]:
    capsys.readouterr()
    assert mando.correr("estado", "--json") == codigo
    leido: dict[str, Any] = json.loads(capsys.readouterr().out)
    return leido


def test_un_nodo_sin_nada_espera_todas_las_actas(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    dicho = informe(mando, capsys)
    assert dicho["actas"] == TOTAL == dicho["etapas"]["ESPERADA"]
    assert dicho["elecciones"]["GUB"]["ESPERADA"] == 13 and dicho["elecciones"]["DIP_LOC"]["ESPERADA"] == 12
    assert {c: sum(n.values()) for c, n in dicho["centros"].items()} == {"01": 12, "02": 12, "CCV": 1}
    assert dicho["fase"] is None and dicho["cola"] == 0 and dicho["alarmas"]["sin_atender"] == 0
    assert dicho["real"] is False


def test_las_cuentas_siguen_lo_que_dicen_los_hechos(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    mando.entregar(clave(1), Acopio("01", "D"))
    mando.entregar(clave(3), Acopio("01", "D"))
    mando.entregar(clave(3), Imagen("a" * 64, "ESCANER", "01"))
    assert informe(mando, capsys)["cola"] == 3
    mando.procesar()
    dicho = informe(mando, capsys)
    assert dicho["cola"] == 0
    assert dicho["etapas"]["ACOPIADA"] == 1 and dicho["etapas"]["DIGITALIZADA"] == 1
    assert dicho["etapas"]["ESPERADA"] == TOTAL - 2 and sum(dicho["etapas"].values()) == TOTAL
    assert dicho["centros"]["01"]["ACOPIADA"] == 1 and dicho["elecciones"]["DIP_LOC"]["ESPERADA"] == 12
    assert dicho["trabajo"]["libre"] == 2  # the two blind captures of the digitised one
    assert [(e["etapa"], e["acta"]) for e in dicho["espera"]] == [("ACOPIADA", clave(1)), ("DIGITALIZADA", clave(3))]


def test_el_acta_mas_antigua_de_una_etapa_se_nombra_con_su_espera(
    mando: Mando, capsys: pytest.CaptureFixture[str]
) -> None:
    for seccion in (1, 3):
        mando.entregar(clave(seccion), Acopio("01", "D"))
    mando.procesar()
    mando.filas("UPDATE prep.acta_estado SET cambiado = cambiado - interval '2 hours' WHERE acta = %s", clave(3))
    (espera,) = informe(mando, capsys)["espera"]
    assert espera["acta"] == clave(3) and 7200 <= espera["segundos"] < 7300
    assert mando.correr("estado") == 0
    assert f"Acopiada  {clave(3)}  2 h 00 min" in capsys.readouterr().out


def test_dice_quien_tiene_cada_trabajo_y_hasta_cuando(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    mando.tomar(clave(1), vence_en_s=40)
    mando.tomar(clave(2), vence_en_s=-5)
    dicho = informe(mando, capsys)["trabajo"]
    assert (dicho["tomado"], dicho["vencido"]) == (1, 1)
    vencido, vivo = dicho["detalle"]
    assert (vivo["acta"], vivo["operador"], vivo["estacion"]) == (clave(1), OPERADOR, ESTACION)
    assert vivo["vencido"] is False and vencido["vencido"] is True and vencido["acta"] == clave(2)
    assert 20 <= vivo["segundos"] < 60  # the lease is of 60 s and 40 are left
    assert mando.correr("estado") == 0
    pagina = capsys.readouterr().out
    assert "Trabajos: 1 tomados, 1 vencidos, 0 libres" in pagina and ESTACION in pagina


def test_un_acta_fuera_de_catalogo_se_cuenta_aparte(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    mando.entregar("FC-GUB-001-0999-B01-00-A02-1", Acopio("01", "D"))
    mando.procesar()
    dicho = informe(mando, capsys)
    assert dicho["fuera_de_catalogo"]["ACOPIADA"] == 1
    assert dicho["actas"] == TOTAL and dicho["etapas"]["ACOPIADA"] == 0
    assert mando.correr("estado") == 0
    assert "Fuera de catálogo" in capsys.readouterr().out


def test_las_alarmas_y_la_cuarentena_se_dicen(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    mando.filas("INSERT INTO prep.alarma (codigo, acta, texto) VALUES ('CUARENTENA', %s, 'Firma inválida.')", clave(1))
    mando.filas("INSERT INTO prep.cuarentena (hecho, razon) VALUES (gen_random_uuid(), 'la firma no corresponde')")
    dicho = informe(mando, capsys, 3)
    assert dicho["cuarentena"] == 1 and dicho["alarmas"]["sin_atender"] == 1
    assert dicho["alarmas"]["ultimas"][0]["acta"] == clave(1)
    assert mando.correr("estado") == 3
    pagina = capsys.readouterr().out
    assert "alarmas sin atender: 1" in pagina
    orden = f"prep sala --datos {mando.datos}"
    assert pagina.endswith(f"\nPor hacer\n- Atienda las alarmas en la sala: hay 1: {orden}\n")
    assert (dicho["sano"], [h["orden"] for h in dicho["por_hacer"]]) == (False, [orden])


def test_con_la_noche_abierta_un_nodo_apagado_no_esta_bien(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    assert mando.de_dos("fase", "ceros") == 0
    antes = informe(mando, capsys)
    assert (antes["en_marcha"], antes["sano"], antes["por_hacer"]) == (False, True, [])
    assert mando.de_dos("fase", "abrir") == 0
    (tarea,) = informe(mando, capsys, 3)["por_hacer"]
    assert tarea["orden"] == f"prep nodo --datos {mando.datos}" and tarea["que"].startswith("Encienda este nodo")
    with mando.nodo.conectar("prep_arbitro") as arbitro:  # its lock, as its program holds it
        arbitro.execute("SELECT pg_advisory_lock(%s)", (candados.ARBITRO,))
        assert informe(mando, capsys)["en_marcha"] is True
        assert mando.correr("estado") == 0
        assert capsys.readouterr().out.endswith("\n\nNada por hacer.\n")


def test_publicando_hace_falta_un_corte_en_cada_turno(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    for fase in ("ceros", "abrir", "publicar"):
        assert mando.de_dos("fase", fase) == 0
    with mando.nodo.conectar("prep_arbitro") as arbitro:
        arbitro.execute("SELECT pg_advisory_lock(%s)", (candados.ARBITRO,))
        assert informe(mando, capsys)["ultimo_corte"] is None, "la fase acaba de empezar"
        hace_mucho = "UPDATE prep.hecho SET momento = momento - interval '50 min' WHERE tipo = 'FASE'"
        with mando.nodo.conectar(ADMIN) as admin:  # nobody else may change a fact
            admin.execute("SET session_replication_role = replica")
            admin.execute(hace_mucho)
        (tarea,) = informe(mando, capsys, 3)["por_hacer"]
    assert "van 50 min sin ninguno" in tarea["que"]
    assert tarea["orden"] == f"prep publicar empezar --datos {mando.datos} --salida CARPETA"


def test_la_pagina_dice_simulacro_y_la_fase(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    assert mando.correr("estado") == 0
    pagina = capsys.readouterr().out
    assert "SIMULACRO" in pagina.splitlines()[0] and "fase: ninguna todavía" in pagina
    assert mando.de_dos("fase", "ceros") == 0
    capsys.readouterr()
    assert informe(mando, capsys)["fase"] == "ceros"


@pytest.mark.parametrize(
    ("segundos", "dicho"), [(-3, "0 s"), (59, "59 s"), (60, "1 min"), (3599, "59 min"), (3660, "1 h 01 min")]
)
def test_las_esperas_se_dicen_con_palabras(segundos: int, dicho: str) -> None:
    assert hace(timedelta(seconds=segundos)) == dicho
