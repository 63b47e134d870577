"""The catalogue by which rows are made is under the manifest: a change of it in the base shows to who kept one."""

from dataclasses import replace

import pytest

from central.corte.cabezas import otro_catalogo
from central.corte.comprobar import comprobar
from central.corte.corte import CorteRetenido
from central.nodo.cluster import ADMIN
from prep.domain.catalogo.catalogo import Catalogo
from prep.store import catalogos
from prep.store.catalogo_json import huella_de
from prep.store.conexion import motor
from tests.central.corte.escena import ACTAS, Cortes
from tests.store import ejemplos

SIN_LIMITE = "UPDATE prep.acta SET lista_nominal = 1 WHERE clave = %s"  # its votes would count for nobody
COMO_SI = "UPDATE prep.corte SET manifiesto = replace(manifiesto, %s, %s)"


def huella(cortes: Cortes) -> str:
    base = motor(cortes.base.dsn("prep_dueno"))
    try:
        with base.connect() as conn:
            return huella_de(catalogos.leer(conn))
    finally:
        base.dispose()


def test_otro_limite_en_la_base_retiene_el_corte_y_lo_delata_el_manifiesto_de_antes(cortes: Cortes) -> None:
    cortes.verificada(ACTAS[0], votos=4)
    cortes.cortar()
    antes = huella(cortes)
    assert otro_catalogo(cortes.salida, antes) == []
    with cortes.base.conectar(ADMIN) as admin:
        admin.execute(SIN_LIMITE, (ACTAS[1],))
    cortes.verificada(ACTAS[1], votos=4)
    with pytest.raises(CorteRetenido, match="El catálogo no es el del corte anterior"):
        cortes.cortar()
    ahora = huella(cortes)
    (dicho,) = otro_catalogo(cortes.salida, ahora)
    assert "corte 0001" in dicho
    with cortes.base.conectar(ADMIN) as admin:  # and what the base says of the last cut, too
        admin.execute(COMO_SI, (antes, ahora))
    cortes.cortar()
    fallas = " ".join(comprobar(cortes.salida).fallas)
    assert "Corte 0002: se hizo con otro catálogo que el corte anterior." in fallas


@pytest.mark.parametrize(
    "cambio",
    [
        lambda c: replace(c, ajustes=replace(c.ajustes, representantes_max=1)),
        lambda c: replace(c, convenios=(replace(c.convenios[0], reparto=(("MORENA", 1), ("PT", 9999))),)),
        lambda c: replace(c, formas={n: replace(f, votos=f.votos[::-1]) for n, f in c.formas.items()}),
        lambda c: replace(c, actas={n: replace(a, territorio="002") for n, a in c.actas.items()}),
        lambda c: replace(c, actas=dict(list(c.actas.items())[::-1])),
    ],
)
def test_cada_cosa_que_hace_un_renglon_esta_en_su_huella(cambio: "object") -> None:
    catalogo: Catalogo = ejemplos.catalogo()
    assert callable(cambio)
    assert huella_de(catalogo) == huella_de(ejemplos.catalogo()) != huella_de(cambio(catalogo))
