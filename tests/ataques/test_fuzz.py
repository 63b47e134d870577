"""A few hundred of the facts of `make fuzz`, always the same: none of them stops the city."""

from tests.ataques.ciudad import ciudad
from tests.ataques.fuzz import ACTAS, TANDA, juzgar, lanzar
from tests.ataques.vivo import PLAZO_S
from tests.espera import ocupada


def test_tras_cientos_de_hechos_dibujados_un_acta_honesta_sale_en_un_corte() -> None:
    with ciudad(ACTAS) as viva:
        vistos = lanzar(viva, TANDA, 2, lambda _: None)
        assert juzgar(viva) < ocupada(PLAZO_S)
        apartados = viva.catd.base.dueno("SELECT count(*) FROM prep.cuarentena")[0][0]
    # all the ways were gone, what is in bounds went in, and what is none was looked at and set aside
    assert {via.split()[0] for via in vistos} == {"estación", "operador", "nodo", "coludidos"}
    assert vistos["operador nuevo"] > 50 and vistos["coludidos nuevo"] > 10 and apartados > 100
