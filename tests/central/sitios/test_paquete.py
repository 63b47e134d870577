"""A node's package: kept for its owner only, and what is not one is refused with all that is wrong, no secret shown."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from central.nodo.binarios import ErrorNodo
from central.sitios import paquete
from tests.ajeno.gramaticas import PAQUETE

MALOS: list[tuple[dict[str, Any], str]] = [
    ({"version": 1, "otra": 1}, "(version: se esperaba 2 y dice 1)"),
    ({"version": "2"}, "(version: se esperaba 2 y dice '2')"),
    ({"catd": "1"}, "(catd: lo que dice no es un CATD de dos cifras)"),
    ({"catd": "00"}, "(catd: ningún CATD es el 00)"),
    ({"generacion": 0, "puerto": 0},
     "(generacion: lo que dice es menor que 1; puerto: lo que dice no está entre 1 y 65535)"),
    ({"llave": "0a" * 31, "otra": 1}, "(llave: lo que dice no es una llave en 64 cifras hexadecimales; otra: sobra)"),
]  # fmt: skip


def test_lo_escrito_se_lee_igual_y_solo_su_dueno_lo_lee(tmp_path: Path) -> None:
    ruta = tmp_path / "alta.json"
    bueno = paquete.PaqueteDeAlta.model_validate(PAQUETE)
    paquete.escribir(bueno, ruta)
    assert (paquete.leer(ruta), json.loads(ruta.read_text())) == (bueno, PAQUETE)
    assert stat.S_IMODE(ruta.stat().st_mode) == 0o600
    assert (bueno.nombre.nodo, len(bueno.publica)) == ("CATD01", 32)


@pytest.mark.parametrize(("cambios", "dice"), MALOS, ids=[dice for _, dice in MALOS])
def test_lo_que_no_es_un_paquete_se_dice(tmp_path: Path, cambios: dict[str, Any], dice: str) -> None:
    ruta = tmp_path / "alta.json"
    ruta.write_text(json.dumps({**PAQUETE, **cambios}))
    with pytest.raises(ErrorNodo) as error:
        paquete.leer(ruta)
    todo = f"{ruta} no es un paquete de alta o está incompleto {dice}: pida otro al centro con «prep sitio alta»."
    assert str(error.value) == todo
