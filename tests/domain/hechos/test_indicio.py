"""Why an acta is looked at again, as text in a petition: read back whole, and nothing else is taken for one."""

import pytest

from prep.domain.hechos.indicio import Indicio, Sospecha, leer


@pytest.mark.parametrize("campos", [(), ("PRI",), ("PAN", "PAN_PRI_PRD", "no_registradas")])
def test_lo_escrito_se_lee_igual(campos: tuple[str, ...]) -> None:
    indicio = Indicio(Sospecha.RENGLONES, 834, 41, campos)
    assert leer(indicio.texto()) == indicio


def test_de_un_tramo_muy_largo_se_pierden_los_ultimos_campos_y_lo_demas_queda() -> None:
    campos = tuple(f"CANDIDATURA_{n}" for n in range(22))
    leido = leer(Indicio(Sospecha.RENGLONES, 1000, 9, campos).texto())
    assert leido is not None and 5 < len(leido.campos) < 22
    assert leido.campos == campos[: len(leido.campos)]


@pytest.mark.parametrize(
    "texto",
    ["", "porque sí", "cifra 834 41", "otra 834 41 PRI", "cifra 1001 41 PRI", "cifra -1 41 PRI", "cifra ٣ 41 PRI"],
)
def test_lo_que_nadie_escribio_asi_no_dice_nada(texto: str) -> None:
    assert leer(texto) is None
