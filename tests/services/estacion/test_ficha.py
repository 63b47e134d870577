"""A station's card: kept whole, readable by its owner only, and what is not a card is told in a sentence."""

import json
import stat
from pathlib import Path

import pytest

from prep.services.estacion import ficha as fichas
from prep.services.estacion.errores import DatoInvalido
from prep.services.estacion.ficha import Ficha

FICHA = Ficha(proceso="prueba-1", estacion="e01-1", sitio="01", servidor="127.0.0.1", puerto=5433, contrasena="secreta")


def test_lo_guardado_se_lee_igual_y_solo_su_dueno_lo_lee(tmp_path: Path) -> None:
    ruta = tmp_path / fichas.ARCHIVO
    fichas.guardar(FICHA, ruta)
    assert fichas.leer(ruta) == FICHA
    assert stat.S_IMODE(ruta.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [ruta]


@pytest.mark.parametrize(
    "texto",
    ["", "[]", "{}", json.dumps({"proceso": "p"}), '{"proceso": 1, "estacion": "e", "sitio": "01", "servidor": "s",'
     ' "puerto": 5433, "contrasena": "x"}', json.dumps({"proceso": "p", "estacion": "e", "sitio": "01",
     "servidor": "s", "puerto": 99999, "contrasena": "x"}), "\x00" * 70_000, "[" * 30_000],
)  # fmt: skip
def test_lo_que_no_es_una_ficha_se_dice(tmp_path: Path, texto: str) -> None:
    ruta = tmp_path / fichas.ARCHIVO
    ruta.write_text(texto, encoding="utf-8")
    with pytest.raises(DatoInvalido, match=r"ficha\.json|ficha"):
        fichas.leer(ruta)


@pytest.mark.parametrize(
    ("servidor", "laboratorio"),
    [("127.0.0.1", False), ("localhost", False), ("::1", False), ("192.168.1.20", True), ("nodo.example", True)],
)
def test_fuera_de_esta_maquina_es_de_laboratorio(servidor: str, laboratorio: bool) -> None:
    assert FICHA.model_copy(update={"servidor": servidor}).laboratorio is laboratorio
