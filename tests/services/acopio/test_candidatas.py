"""What is written of a page finds its acta: section, type and number, and the election by its first letters."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from prep.domain.catalogo.catalogo import Acta, TipoCasilla
from prep.domain.catalogo.etiqueta import texto_etiqueta
from prep.services.acopio.candidatas import ActasPosibles
from prep.services.digitalizacion.digitalizacion import Digitalizar
from tests.devices.actas import PROCESO, Actas, actas_de_pueblo
from tests.services.digitalizacion.escaneo import Puesto, propias, puesto


@pytest.fixture(scope="module")
def actas(tmp_path_factory: pytest.TempPathFactory) -> Actas:
    return actas_de_pueblo(tmp_path_factory.mktemp("pueblo-candidatas"))


@pytest.fixture
def lugar(actas: Actas, tmp_path: Path) -> Iterator[Puesto]:
    with puesto(actas, tmp_path) as abierto:
        yield abierto


def _basica(lugar: Puesto) -> Acta:
    suyas = (lugar.actas.catalogo.actas[lugar.actas.claves[n]] for n in propias(lugar.actas))
    return next(a for a in suyas if a.tipo is TipoCasilla.B)


def _claves(lugar: Puesto, texto: str) -> list[str]:
    return [c.clave for c in ActasPosibles(lugar.estacion).sugeridas(texto)]


def test_la_casilla_ofrece_sus_elecciones_y_la_letra_deja_una(lugar: Puesto) -> None:
    acta = _basica(lugar)
    escrita = f"{int(acta.seccion)} b1"
    todas = _claves(lugar, escrita)
    assert len(todas) == 3 and acta.clave in todas
    for dicha, eleccion in (("g", "GUB"), ("JEF", "GUB"), ("d", "DIP_LOC"), ("alc", "ALC"), ("Alcaldías", "ALC")):
        (una,) = _claves(lugar, f"{escrita} {dicha}")
        assert una.startswith(eleccion) and _claves(lugar, una) == [una]


def test_la_seccion_sola_ofrece_sus_casillas_y_las_que_empiezan_asi(lugar: Puesto) -> None:
    acta = _basica(lugar)
    assert all(acta.seccion in clave for clave in _claves(lugar, acta.seccion))
    assert _claves(lugar, "9999") == [] and _claves(lugar, "") == [] and _claves(lugar, "hola D") == []


def test_la_etiqueta_leida_ofrece_su_acta(lugar: Puesto) -> None:
    clave = _basica(lugar).clave
    assert _claves(lugar, texto_etiqueta(PROCESO, clave)) == [clave]
    assert _claves(lugar, texto_etiqueta(PROCESO, "GUB-001-9999-B01-00-A02-1")) == []


def test_las_que_ya_tienen_imagen_van_al_final_y_lo_dicen(lugar: Puesto) -> None:
    acta = _basica(lugar)
    escrita = f"{acta.seccion} B01"
    primera = _claves(lugar, escrita)[0]
    lugar.acopio.registrar(primera, "D")
    Digitalizar(lugar.estacion, lugar.sesion).digitalizar(primera, b"imagen")
    ultima = ActasPosibles(lugar.estacion).sugeridas(escrita)[-1]
    assert (ultima.clave, ultima.tiene) == (primera, True)


def test_el_nombre_se_dice_como_la_gente_y_el_ajeno_por_su_clave(lugar: Puesto) -> None:
    acta = _basica(lugar)
    candidatas = ActasPosibles(lugar.estacion)
    assert candidatas.nombre(acta.clave) == f"Sección {acta.seccion}, casilla básica 1 · {acta.eleccion}"
    assert candidatas.nombre("FC-lo-que-sea") == "FC-lo-que-sea"
