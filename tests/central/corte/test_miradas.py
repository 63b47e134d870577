"""What came of a second look, as `prep miradas` counts it: what was offered, opened, found and corrected."""

import json

import pytest

from central.segunda.cuenta import Fin, contar, de_la_noche, ofrecidas, vistas
from prep.domain.hechos.hechos import Cotejo, Fuente
from prep.domain.hechos.indicio import Sospecha
from tests.central.arbitro.escena import CAMPOS
from tests.central.corte.escena import Cortes
from tests.central.corte.test_cotejo import HUELLA_PAPEL, UNA, capturan

CATD = Fuente.CATD
MIRADA = "columnas 834 41 PAN,PRI"


@pytest.fixture
def vista(cortes: Cortes) -> Cortes:
    """UNA was published with 1 vote each; the list of its site offers it and an acta that nobody opened."""
    cortes.imagen(UNA)
    capturan(cortes, ("01-2", "01-3"), 1, CATD, HUELLA_PAPEL)
    cortes.cortar()
    filas = [{"acta": clave, "mirada": MIRADA, "frase": "", "seguridad": "", "otra": ""} for clave in (UNA, "OTRA")]
    cortes.base.dueno("INSERT INTO prep.miradas VALUES ('01', 1, %s)", json.dumps(filas))
    return cortes


def cuenta(cortes: Cortes) -> tuple[int, int, dict[Fin, int], float, int]:
    cortes.escena.correr()
    with cortes.base.conectar("prep_centro") as conexion:
        (suya,) = (c for c in contar(de_la_noche(conexion)) if c.sospecha is Sospecha.COLUMNAS)
    return suya.ofrecidas, suya.vistas, {fin: n for fin, n in suya.fines.items() if n}, suya.esperados, suya.votos


def abrir(cortes: Cortes, mirada: str = MIRADA) -> Cotejo:
    pedido = cortes.escena.hacer("01-4", UNA, Cotejo(0, "Segunda mirada", mirada=mirada))
    return Cotejo(1, "visto", vistos=(pedido.hecho.id,))


def test_lo_que_se_ofrece_y_lo_que_se_abrio_y_esta_bien(vista: Cortes) -> None:
    assert cuenta(vista) == (2, 0, {}, 0.0, 0)
    bien = abrir(vista)
    assert cuenta(vista) == (1, 1, {Fin.ABIERTA: 1}, 0.834, 0)
    vista.escena.hacer("01-4", UNA, bien)
    assert cuenta(vista) == (1, 1, {Fin.BIEN: 1}, 0.834, 0)
    with vista.base.conectar("prep_centro") as conexion:
        assert [o.acta for o in ofrecidas(conexion)] == ["OTRA"]


def test_lo_corregido_cuenta_los_votos_que_se_movieron(vista: Cortes) -> None:
    vistos = abrir(vista).vistos
    otras = Cotejo(2, "así dice", (4, *(1,) * (CAMPOS - 2), 6), vistos=vistos)
    vista.escena.acordar(("01-4", "01-5"), UNA, otras, CATD)
    assert cuenta(vista) == (1, 1, {Fin.CORREGIDA: 1}, 0.834, 8)


def test_lo_que_se_captura_otra_vez_se_hallo_y_un_cotejo_cualquiera_no_es_de_la_mirada(vista: Cortes) -> None:
    vistos = abrir(vista, "").vistos
    with vista.base.conectar("prep_centro") as conexion:
        assert vistas(conexion) == []
    vista.escena.acordar(("01-4", "01-5"), UNA, Cotejo(3, "mal", vistos=(*vistos, *abrir(vista).vistos)), CATD)
    assert cuenta(vista) == (1, 1, {Fin.OTRA_VEZ: 1}, 0.834, 0)
