"""The counts of docs/seguridad.md are those of the table of attacks and of the hostile night."""

import re
from collections import Counter

import pytest

from tests.ataques.ciudad import RAIZ
from tests.ataques.tabla.fila import Ausente, Quien
from tests.ataques.tabla.todas import FILAS, NUESTRAS, REVISION
from tests.hostil.actos import ACTOS

TEXTO = (RAIZ / "docs" / "seguridad.md").read_text(encoding="utf-8")
TITULOS = {
    Quien.ESTACION: "A station's role and password",
    Quien.PERSONA: "An operator, or two who agree",
    Quien.NODO: "A node",
    Quien.ADMINISTRADOR: "Who administers a base, or its machine",
    Quien.RED: "Who is on the network and no more",
    Quien.TELEFONO: "A phone, or who took the receiver",
    Quien.ARCHIVO: "Who gives a file: the public folder, a phone, a scanner, a catalogue",
}
SE_DICE = ("**Can**", "**Stopped by**", "**Shown by**", "**Nothing stops**")


def numeros(filas: list[str]) -> str:
    return ", ".join(f"#{n}" for n in filas) or "none"


def test_dice_cuantos_ataques_hay_y_cuales_estan_abiertos() -> None:
    abiertas = numeros([f.n for f in FILAS if f.abierto])
    ausentes = numeros([f.n for f in FILAS if isinstance(f.intento, Ausente)])
    assert f"{len(FILAS)} attacks, {len(REVISION)} of a review and {len(NUESTRAS)} of our own." in TEXTO
    assert f"Known to be open: {abiertas}." in TEXTO
    assert f"for want of more machines: {ausentes}." in TEXTO
    assert f"do {len(ACTOS)} of them all the time" in TEXTO


@pytest.mark.parametrize("quien", Quien)
def test_cada_quien_tiene_su_cuenta(quien: Quien) -> None:
    suyos = Counter(f.quien for f in FILAS)[quien]
    assert re.search(rf"^### {re.escape(TITULOS[quien])} \({suyos} attacks?[^)]*\)$", TEXTO, re.M), suyos


def test_de_cada_uno_se_dice_que_puede_que_lo_detiene_que_lo_muestra_y_que_no() -> None:
    parte = TEXTO.partition("## Who could do harm")[2].partition("\n## ")[0]
    for seccion in parte.split("\n### ")[1:]:
        for dicho in SE_DICE:
            assert seccion.count(f"- {dicho}") == 1, seccion.splitlines()[0]
