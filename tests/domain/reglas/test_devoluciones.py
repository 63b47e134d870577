"""Why an acta is handed back: every reason has its letter and its words."""

from prep.domain.hechos.razones import RazonDeDevolucion
from prep.domain.reglas.devoluciones import RAZON_DE, RAZONES


def test_cada_razon_tiene_su_letra_su_nombre_y_que_sigue() -> None:
    assert set(RAZONES) == set(RazonDeDevolucion) == set(RAZON_DE.values())
    assert all(RAZONES[RAZON_DE[letra]].letra == letra for letra in RAZON_DE)
    assert len({dicha.nombre for dicha in RAZONES.values()}) == len(RAZONES) == len(RAZON_DE)
    assert all(dicha.sigue.endswith(".") for dicha in RAZONES.values())
