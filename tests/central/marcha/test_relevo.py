"""Another proceso follows: one order at the centre, and the nodes take it by themselves, whatever dies meanwhile."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from central.__main__ import principal
from central.difusion.pedidos import Pedidos
from central.kits.ciudad import AjustesDeKits, KitNuevo, kits_de, lugares
from central.kits.lugar import poner
from central.marcha import pedido
from central.marco.conexion import abrir
from central.nodo import relevo as relevos
from central.nodo.centro import CENTRO
from central.nodo.cluster import Cluster
from central.nodo.preparar import BASE
from central.nodo.relevo import archivada
from central.sitios import unirse
from central.sitios.alta import dar_de_alta
from central.tablero.oyente import Oyente
from prep.domain.hechos.hechos import Acopio, Fase, Fuente, NombreFase
from prep.store.punto import VARIABLE
from tests import prestadas
from tests.central.arbitro.escena import Escena
from tests.central.autoridad.cifra import DEL_CENTRO, DEL_NODO
from tests.central.autoridad.ejemplo import AHORA
from tests.central.sitios.cifrado import SitiosCifrados
from tests.central.sitios.conftest import Sitios, un_centro
from tests.central.sitios.test_nodo_orden import PROYECTO, proceso
from tests.conftest import Nodo
from tests.espera import hasta, ocupada
from tests.servidor import nuevo
from tests.store.ejemplos import PROCESO, acta

HASTA_CERRAR = (NombreFase.PUBLICAR, NombreFase.ULTIMO, NombreFase.CERRAR)
PROPIO = "SELECT proceso FROM prep.proceso"
GENTE = (
    "SELECT o.operador, o.publica, o.sellada, o.roles, o.sitio, e.n FROM prep.operador o,"
    " (SELECT count(*) AS n FROM prep.estacion) e WHERE o.operador NOT LIKE 'nodo%%' AND o.operador <> 'centro'"
    " ORDER BY 1"
)
PUNTOS = ("relevo.renombrar.antes", "relevo.renombrar.despues", "relevo.nodos.antes")
ETAPA = "SELECT etapa FROM prep.acta_estado WHERE acta = %s"


class Ciudad:
    """A centre and the node of CATD 01 with certificates, each by its own program."""

    def __init__(self, sitios: SitiosCifrados, cierre: ExitStack) -> None:
        self.sitios, self.centro, self.datos = sitios, sitios.centro.cluster, sitios.carpeta / "nodo01"
        bases = sitios.cifra.repartir(self.centro, {"01": self.datos})
        nuevo(self.datos)  # where a server of the tests is: to make another takes long
        cierre.callback(Cluster(self.datos).borrar)
        self.en_centro = sitios.centro.escena
        self.en_nodo = Escena(bases["01"], self.en_centro.llaves)

    def kits(self) -> list[KitNuevo]:
        dichos = AjustesDeKits({"01": DEL_NODO})
        return list(kits_de(self.centro, self.sitios.autoridad, lugares(self.centro, "01"), dichos, AHORA))

    def pasar_a(self, proceso: str) -> None:
        """The people of the test sign what is of that proceso from now on."""
        self.en_centro, self.en_nodo = (replace(e, proceso=proceso) for e in (self.en_centro, self.en_nodo))

    def fases(self, *cuales: NombreFase) -> None:
        for cual in cuales:
            self.en_centro.hacer(CENTRO, "", Fase(cual), Fuente.CENTRO)

    def trabajar(self, n: int) -> None:
        """An acta at its stations, until the centre has it verified."""
        clave = acta(n).clave
        huella = self.en_nodo.digitalizada(clave)
        for persona in (2, 3):
            self.en_nodo.captura(persona, clave, huella)
        hasta(lambda: self.en_centro.base.dueno(ETAPA, clave) == [("VERIFICADA",)], f"el acta {n} llega verificada")

    @contextmanager
    def nodo(self) -> Iterator[None]:
        with proceso("nodo", "--datos", self.datos, "--escucha", DEL_NODO):
            yield

    def en_proceso(self, cual: str) -> bool:
        """Whether the node has a base of that proceso, with whom it works."""
        try:
            return self.en_nodo.base.dueno(f"{PROPIO}, prep.operador WHERE operador = 'op-01-1'") == [(cual,)]
        except OSError:
            return False
        except Exception as error:
            return bool(re.search("nunca", str(error)))


def correr_hasta_morir(punto: str, *orden: object) -> None:
    """A command of ours that is killed at that point, as by kill -9."""
    entorno = {**os.environ, VARIABLE: punto}
    argumentos = [sys.executable, "-m", "prep", *map(str, orden)]
    hecho = subprocess.run(argumentos, cwd=PROYECTO, env=entorno, capture_output=True, check=False, timeout=ocupada(90))
    assert hecho.returncode == -signal.SIGKILL, hecho.stderr.decode()


def mandar(centro: Cluster, *orden: str) -> int:
    prestadas.cerrar()
    return principal([*orden, "--datos", str(centro.datos)])


def seguir(centro: Cluster, nombre: str, antes: str, *mas: str) -> int:
    return mandar(centro, "proceso", "nuevo", nombre, "--como", antes, *mas)


@pytest.fixture
def ciudad() -> Iterator[Ciudad]:
    with ExitStack() as cierre:
        sitios = cierre.enter_context(un_centro(SitiosCifrados))
        assert isinstance(sitios, SitiosCifrados)
        yield Ciudad(sitios, cierre)
        prestadas.cerrar()


def test_una_noche_y_otra_con_una_sola_orden(
    ciudad: Ciudad, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cortes = tmp_path / "publicacion"
    with proceso("nodo", "--datos", ciudad.centro.datos, "--escucha", DEL_CENTRO):
        with ciudad.nodo():
            ciudad.fases(NombreFase.CEROS, NombreFase.ABRIR)
            ciudad.trabajar(1)
            assert seguir(ciudad.centro, "SIM-2", PROCESO) == 3
            assert "está en la fase «abrir»" in capsys.readouterr().err
            ciudad.fases(*HASTA_CERRAR)
            (cortes / "cortes").mkdir(parents=True)
        assert seguir(ciudad.centro, "SIM-2", PROCESO, "--publicacion", str(cortes)) == 0
        assert "Sigue el proceso SIM-2." in capsys.readouterr().out
        assert not cortes.exists() and (tmp_path / f"publicacion.{PROCESO}" / "cortes").is_dir()
        with Cluster(ciudad.datos):  # a station gives its node what it still had, and the centre is no longer there
            ciudad.en_nodo.hacer(1, acta(3).clave, Acopio("01", "D"))
            prestadas.cerrar()
        correr_hasta_morir("relevo.renombrar.despues", "nodo", "--datos", ciudad.datos, "--escucha", DEL_NODO)
        ciudad.pasar_a("SIM-2")
        with ciudad.nodo():
            hasta(lambda: ciudad.en_proceso("SIM-2"), "el nodo toma SIM-2")
            assert guardados(ciudad.datos) == [(acta(1).clave,), (acta(3).clave,)]
            alarma = "SELECT texto FROM prep.alarma WHERE codigo = 'PROCESO_INCOMPLETO'"
            ((dicho,),) = ciudad.en_centro.base.dueno(alarma)
            assert dicho.startswith(f"El nodo CATD01 guarda 1 hechos de {PROCESO} que el centro no llegó a tener")
            ciudad.en_centro.base.dueno("UPDATE prep.alarma SET atendida = clock_timestamp()")  # as in the control room
            noche_de_un_acta(ciudad, cortes)
            puntos = ciudad.centro.datos / "puntos"
            hasta(lambda: list(puntos.glob("SIM-2.*.txt")), "un punto de la cadena de SIM-2")
            ciudad.fases(NombreFase.ULTIMO, NombreFase.CERRAR)
            assert seguir(ciudad.centro, "SIM-3", "SIM-2") == 0  # with all of it at work
            hasta(lambda: ciudad.en_proceso("SIM-3"), "el nodo toma SIM-3")
            assert mandar(ciudad.centro, "proceso", "lista") == 0
        leer_lo_guardado(ciudad, tmp_path)
        kit_de_otro_nodo(ciudad)
    dicho, mal = capsys.readouterr()
    assert "Aquí no está el proceso «SIM-7»" in mal
    assert re.search(rf"^{PROCESO} +prep_{PROCESO} +cerrar +\d+$", dicho, re.MULTILINE), dicho
    assert re.search(r"^SIM-3 +prep +0$", dicho, re.MULTILINE), dicho


def leer_lo_guardado(ciudad: Ciudad, carpeta: Path) -> None:
    """Who audits reads each proceso where it is kept, at the centre and at the node: signatures, chain and folds."""
    for cual in (PROCESO, "SIM-2"):
        assert mandar(ciudad.centro, "reconstruir", "--firmas", "--proceso", cual) == 0
        assert principal(["reconstruir", "--firmas", "--proceso", cual, "--datos", str(ciudad.datos)]) == 0
        assert mandar(ciudad.centro, "acta", "1 B1", "--proceso", cual) == 0
    (puntos,) = (ciudad.centro.datos / "puntos").glob("SIM-2.*.txt")
    assert mandar(ciudad.centro, "reconstruir", "--proceso", "SIM-2", "--puntos", str(puntos)) == 0
    assert mandar(ciudad.centro, "informe", "--proceso", "SIM-2", "--salida", str(carpeta / "informe")) == 0
    assert mandar(ciudad.centro, "acta", "1 B1", "--proceso", "SIM-7") == 2


def kit_de_otro_nodo(ciudad: Ciudad) -> None:
    """Who takes the place of a node in SIM-2 gets a kit of the authority of before, and it opens."""
    dar_de_alta(ciudad.centro, "01", True, DEL_NODO)
    carpeta = ciudad.sitios.carpeta / "otro"
    de_nodo = [k.kit for k in ciudad.kits() if k.kit.es_de_nodo]
    poner(de_nodo[0], carpeta)
    suyo = unirse.paquete_de(carpeta)
    assert (suyo.nombre.nodo, suyo.proceso, suyo.autoridad) == ("CATD01.2", "SIM-3", PROCESO)


def guardados(datos: Path) -> list[tuple[object, ...]]:
    """The actas that were received in the proceso that the node keeps."""
    with Nodo(Cluster(datos), archivada(PROCESO)).conectar("prep_dueno") as conn:
        return conn.execute("SELECT acta FROM prep.hecho WHERE tipo = 'ACOPIO' ORDER BY acta").fetchall()


def noche_de_un_acta(ciudad: Ciudad, cortes: Path) -> None:
    """From the counting of zeros, by its command, to a cut."""
    hasta(lambda: mandar(ciudad.centro, "fase", "ceros") == 0, "los nodos están y se entra a ceros")
    ciudad.fases(NombreFase.ABRIR)
    ciudad.trabajar(1)  # the same acta as in the other night
    ciudad.fases(NombreFase.PUBLICAR)
    assert mandar(ciudad.centro, "corte", "publicar", "--salida", str(cortes)) == 0
    assert (cortes / "actual").is_symlink()


@pytest.fixture
def solo() -> Iterator[Sitios]:
    """A centre whose program is not at work."""
    with un_centro() as sitios:
        yield sitios
        prestadas.cerrar()


def test_sin_el_nodo_en_marcha_lo_hace_la_orden_y_se_repite_si_muere(
    solo: Sitios, capsys: pytest.CaptureFixture[str]
) -> None:
    centro = solo.centro.cluster
    antes = solo.centro.escena.base.dueno(GENTE)
    ruta = solo.alta().ruta
    llave = re.search('"llave": "(.*)"', ruta.read_text())
    prestadas.cerrar()
    for n, punto in enumerate(PUNTOS, start=2):
        de = PROCESO if n == 2 else f"SIM-{n - 1}"
        orden = ("proceso", "nuevo", f"SIM-{n}", "--como", de, "--datos", centro.datos)
        correr_hasta_morir(punto, *orden)
        assert mandar(centro, "estado") == 2
        assert f"El paso de {de} a SIM-{n} está a medias" in capsys.readouterr().err
        assert seguir(centro, "SIM-99", de) == 2
        assert "repita antes esa orden" in capsys.readouterr().err
        assert seguir(centro, f"SIM-{n}", de) == 0
        assert relevos.pendiente(centro.datos) is None
    base = Nodo(centro, BASE)
    assert base.dueno(GENTE) == antes
    assert base.dueno("SELECT nodo, estado FROM prep.nodo") == [("CATD01", "ALTA")]
    assert llave and llave[0] in ruta.read_text() and f'"proceso": "SIM-{n}"' in ruta.read_text()
    assert base.dueno("SELECT de FROM prep.sucesion ORDER BY momento") == [
        (PROCESO,), *((f"SIM-{m}",) for m in range(2, n))
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("nuevo", "como", "dicho"),
    [
        (PROCESO.upper(), "OTRO", f"Este centro es de {PROCESO}; --como OTRO no es ése"),
        ("sim 2", PROCESO, "«sim 2» no sirve de nombre"),
        ("SIM-2'; DROP", PROCESO, "no sirve de nombre"),
        ("S" * 31, PROCESO, "no sirve de nombre"),
        ("", PROCESO, "no sirve de nombre"),
    ],
)
def test_un_nombre_que_no_sirve_se_dice_con_codigo_2(
    uno: Sitios, nuevo: str, como: str, dicho: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert seguir(uno.centro.cluster, nuevo, como) == 2
    assert dicho in capsys.readouterr().err
    assert relevos.pendiente(uno.centro.cluster.datos) is None


@pytest.fixture(scope="module")
def uno() -> Iterator[Sitios]:
    with un_centro() as sitios:
        yield sitios
        prestadas.cerrar()


def test_con_la_sala_o_el_publicador_abiertos_no_se_pasa_a_otro(
    uno: Sitios, capsys: pytest.CaptureFixture[str]
) -> None:
    datos, leido = uno.centro.cluster.datos, threading.Event()
    with abrir(datos) as puesto, Pedidos(datos).unico():
        sala = Oyente(puesto, lambda _: leido.set(), lambda _: None)
        sala.start()
        assert leido.wait(ocupada(30))
        assert seguir(uno.centro.cluster, "SIM-2", PROCESO) == 3
        assert "cierre la sala de control y detenga el publicador" in capsys.readouterr().err
        sala.parar()
        assert seguir(uno.centro.cluster, "SIM-2", PROCESO) == 3
        assert "Antes detenga el publicador" in capsys.readouterr().err
    assert relevos.pendiente(datos) is None


def test_a_uno_real_no_lo_sigue_ninguno_ni_se_hace_sin_disco(
    uno: Sitios, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pedido, "LIBRES", 1 << 60)
    assert seguir(uno.centro.cluster, "SIM-2", PROCESO) == 2
    assert "MB de disco y hacen falta" in capsys.readouterr().err
    monkeypatch.undo()
    uno.centro.escena.base.dueno("UPDATE prep.proceso SET cabecera = jsonb_set(cabecera, '{ajustes,real}', 'true')")
    assert seguir(uno.centro.cluster, "SIM-2", PROCESO) == 3
    assert f"{PROCESO} es un proceso real: otro no toma su lugar" in capsys.readouterr().err
    assert relevos.pendiente(uno.centro.cluster.datos) is None
