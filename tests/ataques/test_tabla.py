"""The table of attacks: the rows that are tried live come out as it says, and the others name tests that are there."""

import random
import re
from collections import Counter

import pytest

from tests.ataques.ciudad import RAIZ
from tests.ataques.tabla.campo import HONESTA_S, campo
from tests.ataques.tabla.correr import Hecha, Juicio, correr
from tests.ataques.tabla.fila import NO_AQUI, Ausente, Fila, Pruebas, Quien, ausente
from tests.ataques.tabla.todas import FILAS, NUESTRAS, REVISION
from tests.espera import ocupada

HONESTAS, SEMILLA = 6, 12
VIVAS = [f for f in FILAS if callable(f.intento)]
FILA = Fila("0", Quien.RED, "algo", "se niega", lambda _: "se niega")


def test_estan_las_66_de_la_revision_y_cuarenta_mas() -> None:
    numeros = Counter(f.n for f in FILAS)
    assert [n for n, veces in numeros.items() if veces > 1] == []
    assert {f.n for f in REVISION} == {*map(str, range(1, 66)), "53b"}
    assert len(NUESTRAS) >= 40 and {f.quien for f in FILAS} == set(Quien)
    assert [que for que, veces in Counter(f.que for f in FILAS).items() if veces > 1] == []


def test_las_pruebas_que_se_nombran_estan() -> None:
    for fila in FILAS:
        for nombre in fila.intento.nombres if isinstance(fila.intento, Pruebas) else ():
            archivo, _, prueba = nombre.partition("::")
            texto = (RAIZ / archivo).read_text(encoding="utf-8")
            assert re.search(rf"^def {prueba or 'test_'}", texto, re.M), f"{fila.n}: {nombre}"


def test_lo_vivo_sale_como_dice_la_tabla_y_tras_unos_cuantos_un_acta_honesta_llega_a_su_corte() -> None:
    azar = random.Random(SEMILLA)
    con_acta = {f.n for f in azar.sample(VIVAS, HONESTAS)}
    with campo() as abierto:
        abierto.honesta()
        hechas = list(correr(abierto, VIVAS, lambda _: False, lambda f: f.n in con_acta))
        assert abierto.honesta() < ocupada(HONESTA_S)
    distintas = [f"{h.fila.n} {h.fila.que}: {h.sale}" for h in hechas if h.juicio is Juicio.DISTINTO]
    assert not distintas, "\n".join(distintas)
    assert sum(h.honesta_s is not None for h in hechas) == HONESTAS


@pytest.mark.parametrize(
    ("hecha", "juicio"),
    [
        (Hecha(FILA, "se niega", 1.0), Juicio.BIEN),
        (Hecha(FILA, "se niega"), Juicio.BIEN),
        (Hecha(FILA, "se niega", HONESTA_S + 1), Juicio.DISTINTO),
        (Hecha(FILA, "ENTRÓ", 1.0), Juicio.DISTINTO),
        (Hecha(Fila("0", Quien.RED, "algo", "se niega", lambda _: "", "falta"), "ENTRÓ", 1.0), Juicio.ABIERTO),
        (Hecha(Fila("0", Quien.RED, "algo", "se niega", lambda _: "", "falta"), "se niega", 1.0), Juicio.BIEN),
        (Hecha(ausente("0", Quien.RED, "algo", "falta"), NO_AQUI), Juicio.NO_AQUI),
    ],
)
def test_cada_una_se_juzga(hecha: Hecha, juicio: Juicio) -> None:
    assert hecha.juicio is juicio
    assert isinstance(hecha.fila.intento, Ausente) is (juicio is Juicio.NO_AQUI)
