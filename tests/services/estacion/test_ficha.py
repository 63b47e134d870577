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


BUENA = {"proceso": "p", "estacion": "e", "sitio": "01", "servidor": "s", "puerto": 5433, "contrasena": "x"}
MALAS: list[tuple[str, str]] = [
    ("", "(está cortado o no es JSON (línea 1, columna 1))"),
    ("[]", "(no es un objeto)"),
    ("{}", "(proceso: falta; estacion: falta; sitio: falta; servidor: falta; puerto: falta)"),
    (json.dumps({**BUENA, "proceso": 1}), "(proceso: lo que dice no es un texto)"),
    (json.dumps({**BUENA, "puerto": 99999}), "(puerto: lo que dice no está entre 1 y 65535)"),
    (json.dumps({**BUENA, "puerto": True}), "(puerto: lo que dice no es un número entero)"),
    (json.dumps({**BUENA, "puerto": "5433", "base": "", "servdor": "s"}),
     "(puerto: lo que dice no es un número entero; base: está vacío; servdor: sobra)"),
    ('{"puerto": 1, "puerto": 2}', "(puerto: está dos veces)"),
    ("\x00" * 70_000, "(es demasiado grande: el máximo es 65536 bytes)"),
    ("[" * 30_000, "(tiene demasiados niveles (más de 8))"),
]  # fmt: skip


@pytest.mark.parametrize(("texto", "dice"), MALAS, ids=[dice for _, dice in MALAS])
def test_lo_que_no_es_una_ficha_se_dice_con_todo_lo_malo(tmp_path: Path, texto: str, dice: str) -> None:
    ruta = tmp_path / fichas.ARCHIVO
    ruta.write_text(texto, encoding="utf-8")
    with pytest.raises(DatoInvalido) as error:
        fichas.leer(ruta)
    assert str(error.value) == f"ficha.json no es la ficha de una estación {dice}: pida otra a la coordinación."


@pytest.mark.parametrize(
    ("servidor", "laboratorio"),
    [("127.0.0.1", False), ("localhost", False), ("::1", False), ("192.168.1.20", True), ("nodo.example", True)],
)
def test_fuera_de_esta_maquina_es_de_laboratorio(servidor: str, laboratorio: bool) -> None:
    assert FICHA.model_copy(update={"servidor": servidor}).laboratorio is laboratorio
