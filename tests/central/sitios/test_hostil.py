"""A hostile station of one CATD does nothing to the actas of another centre by replication (finding 8)."""

import hashlib

from prep.domain.catalogo.catalogo import CCV, TipoCasilla
from tests.ataques.vivo import NodoVivo, vivo
from tests.central.sitios.conftest import Par
from tests.espera import hasta
from tests.store.ejemplos import acta

DEL_CCV = acta(0, TipoCasilla.M, CCV).clave


def test_capturas_falsas_que_llegan_de_otro_nodo_no_le_quitan_el_acta_a_nadie(par: Par) -> None:
    for tabla, columna in (("operador", "operador"), ("estacion", "estacion")):  # the honest ones work at the CCV
        par.centro.escena.base.dueno(f"UPDATE prep.{tabla} SET sitio = 'CCV' WHERE {columna} ~ '-01-[1345]$'")
    huella = hashlib.sha256(DEL_CCV.encode()).hexdigest()
    with (nodo := NodoVivo(par.nodo.escena)).abiertos:
        nodo.quemar(DEL_CCV, huella)
    with vivo(par.centro.escena.base, par.centro.escena) as centro:
        centro.sitio = CCV
        hasta(lambda: par.centro.valor("SELECT count(*) FROM prep.cuarentena") == 24)
        centro.sigue_viva(DEL_CCV)
