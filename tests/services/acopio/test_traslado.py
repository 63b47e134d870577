"""How a package travelled: the catalogue says it, the counter confirms or corrects it (dictionary, field 39)."""

from dataclasses import replace
from pathlib import Path

import pytest

from prep.domain.hechos.hechos import Acopio
from prep.services.acopio.acopio import Acopiar
from prep.services.acopio.avisos import ClaseDeRespuesta
from prep.services.acopio.llegadas import Acopios
from prep.services.acopio.mostrador import Mostrador
from prep.services.estacion.estacion import Estacion
from prep.services.nodo.cliente import NodoCliente
from prep.store.spool.spool import Spool
from tests.services import tres
from tests.services.conftest import sesion
from tests.store import ejemplos

DEL_CATALOGO = {"0001": "F", "0003": ""}


@pytest.mark.parametrize(
    ("texto", "elegido", "publicado"), [("1b", None, "F"), ("1c", "I", "I"), ("3b", None, ""), ("1b", "", "")]
)
def test_es_el_del_catalogo_y_quien_recibe_puede_corregirlo(
    tmp_path: Path, sin_nodo: str, texto: str, elegido: str | None, publicado: str
) -> None:
    catalogo = tres.catalogo()
    actas = {c: replace(a, traslado=DEL_CATALOGO.get(a.seccion)) for c, a in catalogo.actas.items() if a.centro == "01"}
    with Spool.abrir(tmp_path / "e.db", ejemplos.PROCESO, "est-01-1") as spool, NodoCliente(sin_nodo) as nodo:
        estacion = Estacion(spool, nodo, "01", replace(catalogo, actas=actas))
        mostrador = Mostrador(estacion, Acopiar(estacion, sesion("ana", estacion)), Acopios(estacion))
        assert mostrador.leer(texto, elegido).clase is ClaseDeRespuesta.RECIBIDA
        dichos = {f.hecho.cuerpo.mecanismo for f in spool.pendientes() if isinstance(f.hecho.cuerpo, Acopio)}
        assert dichos == {publicado}
        assert mostrador.leer("5b", None).clase is ClaseDeRespuesta.NO_PROCEDE  # of which the catalogue says nothing
