"""A node destroyed in mid-night and another in its place: real stations, with their spools, lose and double nothing."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from central.arbitro import proceso
from central.arbitro.centinela import Centinela
from central.nodo import roles
from central.nodo.cluster import ADMIN, Cluster
from central.sitios import paquete
from central.sitios.acceso import ALTAS
from central.sitios.alta import Alta
from central.sitios.bajada import Bajada
from central.sitios.conciliar import conciliar
from prep.services.acopio.acopio import Acopiar
from prep.services.captura.captura import Capturar
from prep.services.digitalizacion.digitalizacion import Digitalizar
from prep.services.estacion.estacion import Estacion
from prep.services.estacion.firma import FirmaDeSesion
from prep.services.estacion.sesion import Sesion
from prep.services.nodo.cliente import NodoCliente
from prep.services.nodo.tipos import OperadorConocido
from prep.store.spool.spool import Spool
from tests.central.arbitro.escena import CAMPOS
from tests.central.sitios.conftest import Sitio, Sitios
from tests.dos_personas import de_dos
from tests.espera import hasta
from tests.servidor import matar
from tests.store import ejemplos

ACTAS = [ejemplos.acta(n).clave for n in range(1, 20, 2)]
ANTES, SIN_ENLACE, DESPUES = ACTAS[:4], ACTAS[4:7], ACTAS[7:]
ROLES = ("acopio", "digitalizacion", "captura")
VERIFICADAS = "SELECT count(*) FROM prep.acta_estado WHERE etapa = 'VERIFICADA'"


class Puesto:
    """A station of CATD 01 and the person at it; `hechos`: what its screen confirmed."""

    def __init__(self, n: int, sitio: Sitio, carpeta: Path, pila: ExitStack) -> None:
        self.nombre = f"est-01-{n}"
        spool = pila.enter_context(Spool.abrir(carpeta / f"{self.nombre}.spool", ejemplos.PROCESO, self.nombre))
        nodo = pila.enter_context(NodoCliente(sitio.cluster.dsn(self.nombre)))
        self.estacion = Estacion(spool, nodo, "01", ejemplos.catalogo())
        llave, operador = sitio.escena.llaves[f"op-01-{n}"], f"op-01-{n}"
        conocido = OperadorConocido(operador, operador, llave.publica, "", ROLES)
        sesion = Sesion(conocido, FirmaDeSesion(operador, self.nombre, ejemplos.PROCESO, llave))
        self._acopio, self._escaner = Acopiar(self.estacion, sesion), Digitalizar(self.estacion, sesion)
        self._captura = Capturar(self.estacion, sesion)
        self.hechos: list[UUID] = []

    def recibir(self, clave: str) -> None:
        self.hechos.append(self._acopio.registrar(clave, "D").hecho)
        self.hechos.append(self._escaner.digitalizar(clave, f"papel {clave}".encode() * 100).hecho)

    def capturar(self, cuantas: int) -> None:
        """So many capturas, as the árbitro beside us makes their work."""
        for _ in range(cuantas):
            hasta(self._una)

    def _una(self) -> bool:
        trabajo = self._captura.tomar()
        if trabajo is None:
            return False
        assert trabajo.contenido == f"papel {trabajo.acta.clave}".encode() * 100
        recibo = self._captura.terminar(trabajo, [5] * CAMPOS, "ACTA PREP", trabajo.acta.clave)
        self.hechos.append(recibo.hecho)
        return True


@contextmanager
def en_marcha(sitio: Sitio, alta: Alta | None = None) -> Iterator[None]:
    """Its árbitro, and at a node its link with the centre, as `central nodo` runs them."""
    parar, hilos = threading.Event(), []
    bajada = Bajada(sitio.cluster, alta.paquete, parar) if alta else None
    hilos.append(threading.Thread(target=proceso.correr, args=(sitio.cluster.dsn(roles.ARBITRO), parar)))
    hilos.append(threading.Thread(target=Centinela(sitio.cluster.dsn(roles.ARBITRO), parar).correr))
    if bajada:
        hilos.append(threading.Thread(target=bajada.correr))
    for hilo in hilos:
        hilo.start()
    try:
        yield
    finally:
        parar.set()
        for hilo in hilos:
            hilo.join(30)


def destruir(cluster: Cluster) -> None:
    """kill -9 of its PostgreSQL, and its files gone."""
    matar(cluster)
    cluster.borrar()


def cortar(centro: Sitio) -> None:
    """Nothing more of the node reaches the centre."""
    with psycopg.connect(centro.cluster.dsn(ADMIN), autocommit=True) as admin:
        for flujo in ("hechos", "imagenes"):
            admin.execute(f"ALTER SUBSCRIPTION {flujo}_catd01 DISABLE")


def reemplazo(centro: Sitio) -> Alta:
    """`central sitio alta --reemplazar`, as an administrator does."""
    assert de_dos(centro.cluster.datos, "sitio", "alta", "--sitio", "01", "--reemplazar") == 0
    ruta = centro.cluster.datos / ALTAS / "CATD01.2.json"
    return Alta(paquete.leer(ruta), ruta, True, ("CATD01",), 0)


def test_lo_que_las_estaciones_confirmaron_esta_en_el_centro_una_vez(
    sitios: Sitios, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with ExitStack() as pila, en_marcha(sitios.centro):
        alta = sitios.alta()
        viejo = sitios.unir(alta)
        recepcion, una, otra = puestos = [Puesto(n, viejo, tmp_path, pila) for n in (1, 2, 3)]
        with en_marcha(viejo, alta):
            for clave in ANTES:
                recepcion.recibir(clave)
            una.capturar(4)
            otra.capturar(2)
            hasta(lambda: sitios.centro.valor(VERIFICADAS) == 2)
            cortar(sitios.centro)
            for clave in SIN_ENLACE:
                recepcion.recibir(clave)
            una.capturar(3)
            otra.capturar(2)
        destruir(viejo.cluster)
        recepcion.recibir(DESPUES[0])  # without node

        nueva = reemplazo(sitios.centro)
        assert "CATD01 quedó cercado" in capsys.readouterr().out
        nuevo = sitios.unir(nueva)
        with en_marcha(nuevo, nueva):
            for puesto in (una, otra, recepcion):  # those who capture first: their images are still at the other
                puesto.estacion.nodo.mudar(nuevo.cluster.dsn(puesto.nombre))
                hasta(lambda: puesto.estacion.entrega.vaciar().nodo)  # noqa: B023 -- called at once
            for clave in DESPUES[1:]:
                recepcion.recibir(clave)
            una.capturar(3)
            otra.capturar(6)
            hasta(lambda: sitios.centro.valor(VERIFICADAS) == len(ACTAS))
            hasta(lambda: nuevo.valor(VERIFICADAS) == len(ACTAS))
            hasta(lambda: sitios.centro.valor("SELECT count(*) FROM prep.imagen") == len(ACTAS))
        confirmados = [hecho for puesto in puestos for hecho in puesto.hechos]
        assert cuenta(sitios.centro, confirmados) == (len(confirmados), 0, 0)
        assert len(confirmados) == 4 * len(ACTAS)
        assert all(puesto.estacion.spool.cuentas().entregados == len(puesto.hechos) for puesto in puestos)
        assert conciliar(sitios.centro.cluster)[0].entera


def cuenta(centro: Sitio, confirmados: list[UUID]) -> tuple[int, int, int]:
    """confirmed, lost, doubled: a fact that is not chained, or whose image is not there, is as good as lost."""
    buenos = centro.escena.base.dueno(
        "SELECT h.id FROM prep.hecho h JOIN prep.cadena c ON c.hecho = h.id WHERE h.tipo <> 'IMAGEN'"
        " OR EXISTS (SELECT FROM prep.imagen i WHERE i.huella = h.cuerpo::json ->> 'huella')"
    )
    doblados = centro.valor(
        "SELECT count(*) - count(DISTINCT (tipo, acta, operador)) + (SELECT count(*) FROM prep.entrega_rara)"
        " FROM prep.hecho"
    )
    perdidos = set(confirmados) - {id_ for (id_,) in buenos}
    return len(confirmados), len(perdidos), doblados + len(buenos) - len(confirmados) + len(perdidos)
