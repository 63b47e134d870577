"""A phone image received at the centre is known at its CATD: nobody there captures what the CCV has (R-06, R-07)."""

from prep.domain.hechos.hechos import Captura, Cotejo, Fuente, Imagen, Publicado
from tests.central.arbitro.escena import CAMPOS, Escena
from tests.central.sitios.conftest import Par
from tests.espera import hasta
from tests.store.ejemplos import acta

FOTO = Imagen("ab" * 32, "MOVIL", "CCV", "cae-7")
CUANTOS = "SELECT count(*) FROM prep.hecho WHERE acta = %s"
COTEJO = "SELECT (estado ->> 'cotejo_abierto')::boolean FROM prep.acta_estado WHERE acta = %s"


def sitios_con_trabajo(escena: Escena, clave: str) -> list[tuple[str]]:
    return escena.base.dueno("SELECT sitio FROM prep.trabajo WHERE acta = %s AND terminado IS NULL", clave)


def test_el_papel_que_llega_despues_a_su_catd_ni_se_captura_ni_abre_un_cotejo_y_su_mesa_puede_pedirlo(par: Par) -> None:
    clave, centro, nodo = acta(13).clave, par.centro.escena, par.nodo.escena
    centro.hacer("centro", clave, FOTO, Fuente.CASILLA)
    centro.correr()
    assert par.sitios.bajar(par.alta, par.nodo) >= 1
    nodo.digitalizada(clave)
    nodo.correr()
    hasta(lambda: par.centro.valor(CUANTOS, clave) == 3)
    centro.correr()
    assert sitios_con_trabajo(nodo, clave) == []
    assert sitios_con_trabajo(centro, clave) == [("CCV",), ("CCV",)]
    for quien in ("ccv-2", "ccv-3"):
        centro.hacer(quien, clave, Captura(1, FOTO.huella, (1,) * CAMPOS, "ACTA PREP", clave), Fuente.CASILLA)
    centro.correr()
    centro.hacer("centro", "", Publicado(1, ((clave, Fuente.CASILLA, "cd" * 32),)), Fuente.CENTRO)
    centro.correr()
    par.sitios.bajar(par.alta, par.nodo)
    nodo.correr()
    for escena in (centro, nodo):
        assert escena.etapa(clave) == "VERIFICADA"
        assert escena.base.dueno("SELECT custodia FROM prep.acta_estado WHERE acta = %s", clave) == [("CCV",)]
        assert escena.base.dueno(COTEJO, clave) == [(None,)]
        assert sitios_con_trabajo(escena, clave) == []
        assert escena.base.dueno("SELECT count(*) FROM prep.cuarentena") == [(0,)]
    nodo.hacer(4, clave, Cotejo(0, "el papel dice otra cosa"))
    nodo.correr()
    hasta(lambda: par.centro.valor(CUANTOS + " AND tipo = 'COTEJO'", clave) == 1)
    centro.correr()
    assert [escena.base.dueno(COTEJO, clave) for escena in (centro, nodo)] == [[(True,)]] * 2
    assert (sitios_con_trabajo(centro, clave), sitios_con_trabajo(nodo, clave)) == ([("CCV",)], [])
    assert par.centro.valor(CUANTOS + " AND tipo = 'CAPTURA'", clave) == 2
