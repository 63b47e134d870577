"""A station goes on to the proceso that followed: by itself, a real process on a real screen, and nothing is lost."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from central.gente.fichas import escribir
from central.marcha.centro import relevar_centro
from central.nodo import relevo as relevos
from central.nodo.cluster import Cluster
from central.nodo.personas import EstacionNueva, Gente, OperadorNuevo
from central.nodo.preparar import preparar
from central.nodo.registro import registrar
from central.nodo.relevo import Relevo
from prep.domain.hechos.hechos import Acopio, Fuente
from prep.net import identidad
from prep.services.estacion import ficha as fichas
from prep.services.estacion.firma import FirmaDeSesion
from prep.services.estacion.relevo import BANDEJA, SPOOL
from prep.store.spool.spool import Spool
from tests import prestadas
from tests.espera import hasta
from tests.gui.nodo_prep import TECLEABLE
from tests.gui.pantalla_x import PantallaX
from tests.gui.test_programa import abrir, entrar
from tests.services.conftest import TODOS, llave
from tests.servidor import aparte
from tests.store import ejemplos


@pytest.fixture
def cluster_propio() -> Iterator[Cluster]:
    """A node of its own, with one person and one station."""
    with aparte("relevo") as cluster:
        preparar(cluster, ejemplos.catalogo(), [], [EstacionNueva("est-01-1", "01")])
        sellada = identidad.sellar(llave("ana"), TECLEABLE, costo="prueba")
        registrar(cluster, Gente([OperadorNuevo("ana", "Ana", llave("ana").publica, sellada, TODOS, "01")]))
        yield cluster


def relevar(cluster: Cluster, de: str, a: str) -> None:
    prestadas.cerrar()
    relevos.ordenar(Relevo(de, a), cluster.datos)
    relevar_centro(cluster, Relevo(de, a))


def test_la_estacion_pasa_sola_cuando_nadie_trabaja_y_dice_lo_que_no_entrego(
    pantalla_x: PantallaX, cluster_propio: Cluster, tmp_path: Path
) -> None:
    (carpeta,) = escribir(cluster_propio, ["est-01-1"], tmp_path / "fichas")
    (carpeta / BANDEJA).mkdir()
    (carpeta / BANDEJA / "de-antes.txt").write_text("una página", encoding="utf-8")
    programa = abrir(pantalla_x, carpeta)
    entrar(pantalla_x, programa)
    relevar(cluster_propio, ejemplos.PROCESO, "SIM-2")
    pantalla_x.tecla("F10")  # who worked leaves when they will; until then it waits
    hasta(lambda: (carpeta / "spool.SIM-2.sqlite").exists(), f"pasa a SIM-2: {programa.dicho}")
    entrar(pantalla_x, programa)
    assert fichas.leer(carpeta / fichas.ARCHIVO).red == ejemplos.PROCESO
    assert (carpeta / f"{BANDEJA}.{ejemplos.PROCESO}" / "de-antes.txt").exists()
    programa.matar()
    dejar_sin_entregar(carpeta)
    relevar(cluster_propio, "SIM-2", "SIM-3")
    otra = abrir(pantalla_x, carpeta)
    hasta(lambda: (carpeta / "spool.SIM-3.sqlite").exists(), f"pasa a SIM-3: {otra.dicho}")
    entrar(pantalla_x, otra)
    pantalla_x.foto(tmp_path / "tras-el-relevo.png")
    assert (carpeta / SPOOL).exists() and pendientes(carpeta / "spool.SIM-2.sqlite") == 1
    otra.matar()


def dejar_sin_entregar(carpeta: Path) -> None:
    """A fact of SIM-2 that never reached its node."""
    firma = FirmaDeSesion("ana", "est-01-1", "SIM-2", llave("ana"))
    with Spool.abrir(carpeta / "spool.SIM-2.sqlite", "SIM-2", "est-01-1") as spool:
        spool.guardar([firma.hecho(ejemplos.acta(1).clave, Fuente.CATD, Acopio("01", "D"))])


def pendientes(ruta: Path) -> int:
    with closing(sqlite3.connect(ruta)) as conexion:
        ((n,),) = conexion.execute("SELECT count(*) FROM salida WHERE estado = 'pendiente'").fetchall()
    return int(n)
