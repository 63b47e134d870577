"""A site made to break its reader: what its files say has any form, and the verifier says so in a sentence."""

import json
from pathlib import Path
from typing import Any

import pytest

from central.verificar.modelo import NoEsPrep
from central.verificar.publicado.lugar import LugarEnCarpeta
from central.verificar.publicado.revisar import Preguntas, verificar_publicado
from prep.net.identidad import verificar


@pytest.mark.parametrize("archivos", [5, ["x"], [{}], [{"nombre": 7}], {"a": 1}])
def test_un_manifiesto_de_cualquier_forma_se_dice_en_una_frase(tmp_path: Path, archivos: Any) -> None:
    corte = tmp_path / "cortes" / "0001"
    corte.mkdir(parents=True)
    datos = {"numero": 1, "proceso": "p", "anterior": "0" * 64, "archivos": archivos}
    (corte / "manifiesto.json").write_text(json.dumps(datos), encoding="utf-8")
    try:
        hallado = verificar_publicado(LugarEnCarpeta(tmp_path), Preguntas(), verificar)
    except NoEsPrep as error:
        assert str(error)
    else:
        assert not hallado.concuerda
