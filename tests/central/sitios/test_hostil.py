"""A hostile station of one CATD does nothing to the actas of another centre by replication (finding 8)."""

import hashlib
from dataclasses import replace

from prep.domain.catalogo.catalogo import CCV, TipoCasilla
from prep.domain.hechos.hechos import Acopio
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


def test_un_id_que_una_estacion_del_centro_entrego_antes_no_le_quita_su_hecho_al_nodo(par: Par) -> None:
    """Finding 21, by replication: the true one lands where another holds its id, and takes its place."""
    clave = acta(7).clave
    suyo = par.nodo.escena.firmar(6, clave, Acopio("01", "D"))  # of CATD 01 all night long
    assert par.centro.escena.entregar(replace(suyo, hecho=replace(suyo.hecho, estacion="est-01-2"))) == "nuevo"
    assert par.nodo.escena.entregar(suyo) == "nuevo"
    with vivo(par.centro.escena.base, par.centro.escena) as centro:
        hasta(lambda: centro.etapa(clave) == "ACOPIADA", plazo_s=10)
    assert par.centro.valor("SELECT nodo FROM prep.hecho WHERE id = %s", suyo.hecho.id) == "CATD01"
