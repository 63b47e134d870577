"""The night read from a base: the series that is remembered, who works, what holds it back, and the words of it."""

import json

import pytest

from central.tablero.memoria import COLUMNAS
from central.tablero.noche.cuello import detiene, trechos
from prep.domain.hechos.hechos import Acopio
from prep.domain.vida.estado import Etapa
from tests.central.conftest import Mando, clave
from tests.central.tablero.test_memoria import abrir
from tests.store import ejemplos

VACIO = {str(e): 0 for e in Etapa}
MITAD = {Etapa.ESPERADA: "m", Etapa.ACOPIADA: "(120 - m) / 2", Etapa.VERIFICADA: "(120 - m) / 2"}
# As if two hours had gone by since the opening: what came grows with each minute; half is verified.
RECORDAR = (
    f"INSERT INTO prep.minuto (momento, centro, {COLUMNAS})"
    " SELECT date_trunc('minute', now()) - make_interval(mins => m), c.centro,"
    f" {', '.join(MITAD.get(e, '0') for e in Etapa)}"
    " FROM generate_series(1, 120) m, (SELECT DISTINCT centro FROM prep.acta WHERE catalogada) c"
)


def dicho(mando: Mando, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    capsys.readouterr()
    assert mando.correr("pronostico", "--json") == 0
    leido: dict[str, object] = json.loads(capsys.readouterr().out)
    return leido


def test_antes_de_abrir_lo_dice_y_no_pronostica(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    assert dicho(mando, capsys)["metas"] == []
    assert mando.correr("pronostico") == 0
    assert "Todavía no se abre" in capsys.readouterr().out


def test_de_lo_recordado_salen_su_hora_su_etapa_y_sus_centros(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    abrir(mando, 120)
    mando.filas(RECORDAR)
    for seccion in (1, 3):
        mando.entregar(clave(seccion), Acopio(ejemplos.acta(seccion).centro, "D"))
    mando.procesar()
    leido = dicho(mando, capsys)
    assert leido["recibidas"] == 2 and leido["registradas"] == 0 and leido["curva"] in ("INE 2018", "Puebla 2024")
    assert [m["por_ciento"] for m in leido["metas"]] == [90, 95, 100]  # type: ignore[attr-defined]
    etapas = {e["etapa"]: e for e in leido["etapas"]}  # type: ignore[attr-defined]
    assert etapas["digitalización"]["esperan"] == 2 and etapas["digitalización"]["personas"] == 0
    assert mando.correr("pronostico") == 0
    pagina = capsys.readouterr().out
    assert "0 de" in pagina and "recibidas, 2" in pagina and "Supone que lo que falta llega" in pagina
    # a centre that was off: the hole is no fault
    mando.filas(
        "DELETE FROM prep.minuto WHERE momento > now() - interval '70 min' AND momento < now() - interval '9 min'"
    )
    assert dicho(mando, capsys)["recibidas"] == 2


def test_detiene_la_etapa_con_mas_trabajo_y_se_dice_cuanta_gente_le_falta() -> None:
    conteo = VACIO | {"ACOPIADA": 40, "DIGITALIZADA": 300, "EN_DISPUTA": 60, "EN_MESA": 5}
    hechas = trechos(conteo, {"IMAGEN": (100, 4), "CAPTURA": (200, 6), "DICTAMEN": (10, 1)})
    assert [t[:4] for t in hechas] == [("digitalización", 40, 200, 4), ("captura", 360, 200, 6), ("mesa", 5, 20, 1)]
    lenta = detiene(hechas)
    assert lenta is not None and (lenta.nombre, lenta.minutos, lenta.faltan) == ("captura", 108, 11)
    sola = detiene(trechos(conteo, {"IMAGEN": (100, 4), "DICTAMEN": (10, 1)}))
    assert sola is not None and sola.nombre == "captura" and sola.faltan is None
    assert detiene(trechos(VACIO | {"DIGITALIZADA": 9}, {})) is None
