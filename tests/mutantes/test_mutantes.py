"""What is known of the mutants: how each is named, which nobody could see, that the list speaks of what there is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.arbol import RAIZ
from tests.mutantes import conocidos
from tests.mutantes.conocidos import Cambio, cambio, es_solo_sql
from tests.mutantes.salas import SinSala, pruebas_de

DIFERENCIA = """--- central/arbitro/lote.py
+++ central/arbitro/lote.py
@@ -1,3 +1,3 @@
 def uno():
-    return 1 or 2
+    return 1 and 2
"""


def test_un_mutante_se_conoce_por_su_funcion_y_lo_que_cambia() -> None:
    assert cambio("central.arbitro.lote.x__tomar__mutmut_3", DIFERENCIA) == Cambio(
        "central.arbitro.lote._tomar", "return 1 or 2", "return 1 and 2"
    )
    de_clase = cambio("prep.services.nodo.cliente.xǁNodoClienteǁ_uno__mutmut_12", DIFERENCIA)
    assert de_clase.funcion == "prep.services.nodo.cliente.NodoCliente._uno"
    assert de_clase.archivo == "prep/services/nodo/cliente.py"


@pytest.mark.parametrize(
    ("quita", "pone", "nadie_lo_ve"),
    [
        ('"SELECT acta FROM prep.cola"', '"select acta from prep.cola"', True),
        ('"SELECT acta FROM prep.cola"', '"XXSELECT acta FROM prep.colaXX"', False),
        ("\"SELECT 1 FROM t WHERE c = 'ALTA'\"", "\"select 1 from t where c = 'alta'\"", False),
        ('f"El nodo {nodo} no responde"', 'f"EL NODO {nodo} NO RESPONDE"', False),
    ],
)
def test_de_sql_con_otras_letras_no_se_espera_que_nadie_lo_vea(quita: str, pone: str, nadie_lo_ve: bool) -> None:
    assert es_solo_sql(Cambio("a.b", quita, pone)) is nadie_lo_ve


def test_la_lista_de_los_que_sobreviven_habla_de_lo_que_hay_y_da_razones() -> None:
    lista = conocidos.leer(conocidos.LISTA.read_text(encoding="utf-8"))
    assert list(conocidos.sobrantes(lista)) == []
    assert all(len(razon) > 20 for razon in lista.values())


def test_el_que_habla_de_lo_que_ya_no_esta_se_dice() -> None:
    viejos = {Cambio("central.arbitro.lote._tomar", "return jamas_escrito", "return None"): "equivalente, por algo"}
    (dicho,) = conocidos.sobrantes(viejos)
    assert "central.arbitro.lote._tomar: ya no está «return jamas_escrito»" in dicho


@pytest.mark.parametrize(
    ("sala", "pruebas"),
    [
        ("prep/domain", ("tests/domain",)),
        ("prep/store/spool", ("tests/store/spool",)),
        ("central/arbitro", ("tests/central/arbitro",)),
        ("ccv", ("tests/gui",)),
    ],
)
def test_las_pruebas_de_una_sala_estan_en_su_espejo(sala: str, pruebas: tuple[str, ...]) -> None:
    assert pruebas_de(sala) == pruebas


@pytest.mark.parametrize("sala", ["prep/nada", "tests/store", "central/gente", "prep/domain/nada"])
def test_lo_que_no_es_una_sala_con_pruebas_se_dice(sala: str) -> None:
    with pytest.raises(SinSala, match=f"«{sala}» no "):
        pruebas_de(sala)


@pytest.fixture
def en_la_raiz(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(RAIZ)
    yield RAIZ


def test_cada_mutante_nace_con_lo_que_importan_las_pruebas_de_su_sala(en_la_raiz: Path) -> None:
    from tests.mutantes import motor  # here: mutmut takes half a second, and each worker collects this file

    modulos = motor.modulos(["tests/central/corte", "tests/domain/escena.py"])
    assert {"tests.central.corte.conftest", "tests.central.corte.test_corte", "tests.domain.escena"} <= set(modulos)


def test_primero_van_los_archivos_rapidos_sin_ir_y_volver() -> None:
    from tests.mutantes import motor

    tardan = {"a.py::lenta": 9.0, "a.py::rapida": 0.1, "b.py::una": 1.0, "b.py::otra": 0.5}
    assert motor.en_orden(tardan, tardan) == ["b.py::otra", "b.py::una", "a.py::rapida", "a.py::lenta"]
