"""A node dies of kill -9 while people have sessions open and actas in their hands: they go on where they were."""

from dataclasses import replace
from pathlib import Path

from central.nodo.preparar import preparar
from prep.services.estacion.prenda import con_sesion
from tests.ataques.test_derecho import sigue_hasta_su_corte
from tests.ataques.vivo import vivo
from tests.central.corte.escena import Cortes
from tests.conftest import Nodo
from tests.espera import hasta
from tests.servidor import aparte, matar
from tests.store import ejemplos

UNA = ejemplos.acta(1).clave


def test_muerto_con_sesiones_abiertas_cada_quien_entrega_lo_suyo_y_su_acta_llega_al_corte(tmp_path: Path) -> None:
    with aparte("muere") as cluster:
        preparar(cluster, ejemplos.catalogo(), ejemplos.operadores(), ejemplos.estaciones())
        base = Nodo(cluster, "prep")
        cortes = Cortes(base, tmp_path)
        with vivo(base, cortes.escena) as nodo:
            nodo.digitalizar(UNA)
            hasta(nodo.vacia, "hay trabajo con su imagen")
            puesto = nodo.estacion(3)
            tomada = con_sesion(puesto, nodo.firma(3), lambda: puesto.reclamar_acta("op-01-3", UNA))
            assert tomada is not None
        matar(cluster)  # its sessions and what was taken stay as they were: nobody said goodbye
        cluster.iniciar()
        with vivo(base, cortes.escena) as nodo:
            puesto = nodo.estacion(3)
            otra_vez = con_sesion(puesto, nodo.firma(3), lambda: puesto.reclamar_acta("op-01-3", UNA))
            assert otra_vez and replace(otra_vez, expira=tomada.expira) == tomada
            nodo.sigue_viva(UNA, digitalizada=True)
        sigue_hasta_su_corte(cortes, UNA, votos=7)
