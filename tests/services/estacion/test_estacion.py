"""What the station keeps of its node (catalogue, operators, clock) serves when the node is gone."""

from pathlib import Path

import pytest

from prep.services.estacion.errores import DatoInvalido, NoProcede
from prep.services.estacion.estacion import Estacion
from prep.services.nodo.cliente import NodoCliente
from prep.services.nodo.tipos import NodoAusente, NodoRechaza
from prep.store.spool.spool import Spool
from tests.conftest import Nodo
from tests.services.conftest import CONTRASENA
from tests.store import ejemplos

UNO, DOS = ejemplos.acta(1).clave, ejemplos.acta(2).clave


def test_con_una_visita_al_nodo_basta_para_entrar_sin_el(poblada: Nodo, tmp_path: Path, sin_nodo: str) -> None:
    with Spool.abrir(tmp_path / "s.db", ejemplos.PROCESO, "est-01-1") as spool:
        with NodoCliente(sin_nodo) as ido:
            nueva = Estacion(spool, ido, "01")
            with pytest.raises(NoProcede, match="aún no conoce a sus operadores"):
                nueva.entrar("ana", CONTRASENA)
            with pytest.raises(NoProcede, match="aún no tiene catálogo"):
                nueva.acta(UNO)
            with pytest.raises(NodoAusente):
                nueva.actualizar()
        with NodoCliente(poblada.dsn("est-01-1")) as nodo:
            estado = Estacion(spool, nodo, "01").actualizar()
    assert (estado.proceso, estado.fase) == (ejemplos.PROCESO, "")
    with Spool.abrir(tmp_path / "s.db", ejemplos.PROCESO, "est-01-1") as spool, NodoCliente(sin_nodo) as ido:
        estacion = Estacion(spool, ido, "01")
        assert estacion.entrar("ana", CONTRASENA).nombre == "Ana"
        assert estacion.desfase_ms == estado.desfase_ms
        assert estacion.acta(UNO) == ejemplos.acta(1)
        assert estacion.forma(estacion.acta(UNO)) == ejemplos.catalogo().forma_de(ejemplos.acta(1))
        with pytest.raises(DatoInvalido, match="no está en el catálogo de este sitio"):
            estacion.acta(DOS)
        with pytest.raises(NoProcede, match="no es correcta"):
            estacion.entrar("fer", CONTRASENA)  # of another site


def test_el_desfase_del_reloj_es_chico_en_una_misma_maquina(poblada: Nodo) -> None:
    with NodoCliente(poblada.dsn("est-01-1")) as nodo:
        assert abs(nodo.estado_nodo().desfase_ms) < 1_000


def test_un_nodo_de_otro_proceso_se_rechaza(poblada: Nodo, tmp_path: Path) -> None:
    with (
        Spool.abrir(tmp_path / "s.db", "REAL", "est-01-1") as spool,
        NodoCliente(poblada.dsn("est-01-1")) as nodo,
        pytest.raises(NoProcede, match=r"El nodo es del proceso «.*» y esta estación de «REAL»"),
    ):
        Estacion(spool, nodo, "01").actualizar()


def test_en_que_va_un_acta_llega_sin_cifras(poblada: Nodo) -> None:
    with NodoCliente(poblada.dsn("est-01-1")) as nodo:
        assert nodo.consultar_acta(UNO)["etapa"] == "ESPERADA"
        assert nodo.consultar_acta(DOS) == {}


def test_una_contrasena_mala_de_la_estacion_es_rechazo_y_no_ausencia(poblada: Nodo) -> None:
    clave = poblada.cluster.claves["est-01-1"]
    with (
        NodoCliente(poblada.dsn("est-01-1").replace(clave, "otra")) as nodo,
        pytest.raises(NodoRechaza, match="no admite a esta estación"),
    ):
        nodo.estado_nodo()
