"""A centre and the nodes of its CATD as an administrator runs them, each a program, and whether they still work.

What an attack delivers may be no fact at all, so it goes as the columns of one (`Crudo`): by a station's own call, or
straight into the node's table as its administrator would put it, from where it replicates.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import psycopg
from uuid_utils.compat import uuid7

from central.autoridad.autoridad import Autoridad
from central.corte import foto
from central.corte.corte import ResultadoCorte, hacer_corte, minuto_libre
from central.marco.conexion import NodoAbierto
from central.nodo.centro import CENTRO
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.personas import OperadorNuevo
from central.nodo.preparar import BASE, preparar
from central.sitios.alta import Alta, dar_de_alta
from central.sitios.paquete import PaqueteDeAlta
from prep.domain.catalogo.catalogo import CCV
from prep.domain.hechos.hechos import Fase, Fuente, NombreFase
from prep.domain.hechos.roles import Rol
from prep.net.identidad import nueva
from prep.store.conexion import cruda, motor
from tests.ataques.vivo import BASURA, NodoVivo
from tests.central.arbitro.escena import Escena
from tests.central.autoridad.cifra import DEL_CENTRO, DEL_NODO, Cifra
from tests.conftest import Nodo
from tests.espera import hasta
from tests.servidor import nuevo
from tests.store import ejemplos

RAIZ = Path(__file__).resolve().parents[2]
ENTREGAR = "SELECT estacion_v1.entregar(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
METER = (
    "INSERT INTO prep.hecho (id, proceso, tipo, acta, fuente, operador, estacion, nodo, sec, momento, desfase_ms,"
    " cuerpo, firma, recibido) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)


@dataclass(frozen=True, slots=True)
class Crudo:
    """The columns of a fact, or of what says that it is one; `momento` as PostgreSQL writes it."""

    tipo: str
    acta: str
    cuerpo: str
    momento: str = ""
    operador: str = "op-01-2"
    estacion: str = "est-01-2"
    fuente: str = "CATD"
    proceso: str = ejemplos.PROCESO
    desfase_ms: int = 0
    firma: bytes = BASURA
    nodo: str = "CATD01"
    sec: int = 1
    recibido: str = "now"
    id: UUID = field(default_factory=uuid7)

    @property
    def cuando(self) -> str:
        return self.momento or datetime.now(UTC).isoformat(timespec="microseconds")


@dataclass
class Ciudad:
    """The same people at the centre's base and at that of each CATD (`escenas`); each acta is asked for once."""

    carpeta: Path
    centro: Escena
    escenas: dict[str, Escena]
    altas: dict[str, Alta]
    programas: list["subprocess.Popen[str]"]
    honestas: Iterator[str]  # actas of CATD 01 that no attack touches

    @property
    def catd(self) -> Escena:
        return self.escenas["01"]

    @property
    def paquete(self) -> PaqueteDeAlta:
        return self.altas["01"].paquete

    def firmado(self, n: int, crudo: Crudo) -> Crudo:
        """The same, of person `n` at their station, with their real signature over what it says."""
        quien, donde = f"op-01-{n}", f"est-01-{n}"
        cuando = crudo.cuando
        cabeza = ("prep-1", str(crudo.id), crudo.proceso, crudo.tipo, crudo.acta, crudo.fuente, quien, donde, cuando)
        dicho = "\n".join((*cabeza, str(crudo.desfase_ms), crudo.cuerpo))
        firma = self.catd.llaves[quien].firmar(dicho.encode())
        return replace(crudo, operador=quien, estacion=donde, momento=cuando, firma=firma)

    def entregar(self, crudo: Crudo) -> str:
        """What the node answers to its station, or the SQLSTATE with which it refuses."""
        with self.catd.base.conectar(crudo.estacion) as conexion:
            return entregar_por(conexion, crudo)

    def meter(self, *crudos: Crudo) -> None:
        """Straight into the node's table, as its administrator."""
        with self.catd.base.conectar(ADMIN) as conexion:
            meter_por(conexion, *crudos)

    def sigue_viva(self, clave: str = "") -> str:
        """An honest acta (`clave`, or one that nobody touched) goes from acopio to verified, at its node and at the
        centre; its key."""
        clave = clave or next(self.honestas)
        with ExitStack() as abiertos:
            NodoVivo(self.catd, abiertos).sigue_viva(clave)
        etapa = "SELECT etapa FROM prep.acta_estado WHERE acta = %s"
        hasta(lambda: self.centro.base.dueno(etapa, clave) == [("VERIFICADA",)], f"{clave} llega al centro", 20)
        assert all(p.poll() is None for p in self.programas), "un programa se detuvo"
        return clave

    def cortar(self) -> ResultadoCorte:
        """Now, or a minute after the last one: no two are of one minute."""
        maquina = motor(self.centro.base.dsn("prep_centro"))
        try:
            puesto = NodoAbierto(self.centro.base.cluster.datos, maquina)
            with puesto.mirar() as conn:
                anterior = foto.anterior(cruda(conn))
            ahora = datetime.now(UTC)
            hora = max(ahora, minuto_libre(anterior.momento)) if anterior else ahora
            return hacer_corte(puesto, self.carpeta / "salida", hora, False)
        finally:
            maquina.dispose()


def entregar_por(conexion: psycopg.Connection[tuple[object, ...]], c: Crudo) -> str:
    valores = (c.id, c.proceso, c.tipo, c.acta, c.fuente, c.operador, c.cuando, c.desfase_ms, c.cuerpo, c.firma)
    try:
        fila = conexion.execute(ENTREGAR, valores).fetchone()
    except psycopg.Error as error:
        assert not conexion.closed, str(error)
        return error.sqlstate or type(error).__name__
    assert fila is not None
    return str(fila[0])


def meter_por(conexion: psycopg.Connection[tuple[object, ...]], *crudos: Crudo) -> None:
    filas = [
        (c.id, c.proceso, c.tipo, c.acta, c.fuente, c.operador, c.estacion, c.nodo, c.sec, c.cuando, c.desfase_ms,
         c.cuerpo, c.firma, c.recibido)
        for c in crudos
    ]  # fmt: skip
    with conexion.cursor() as cursor:
        cursor.executemany(METER, filas)


@contextmanager
def ciudad(actas: int = 200, sitios: tuple[str, ...] = ("01",), autoridad: Autoridad | None = None) -> Iterator[Ciudad]:
    """All of them at work, in the phase of publishing; at each CATD `op-…-7` coordinates, and the CCV has stations.

    With `autoridad`, by certificates alone, each server at an address beyond loopback.
    """
    carpeta = Path(tempfile.mkdtemp(prefix="ciudad-"))
    carpeta.chmod(0o755)
    cluster, suyos = nuevo(carpeta / "centro"), {sitio: carpeta / f"catd{sitio}" for sitio in sitios}
    cifra = Cifra(carpeta / "cifra", autoridad) if autoridad else None
    try:
        if cifra:
            cifra.centro(cluster)
        with cluster, ExitStack() as programas:
            llaves = {f"op-{sitio}-7": nueva() for sitio in sitios}
            gente = [
                *(uno for sitio in sitios for uno in ejemplos.operadores(6, sitio)),
                *ejemplos.operadores(3, CCV),
                *(OperadorNuevo(n, n, k.publica, "{}", (Rol.COORDINACION,), n[3:5]) for n, k in llaves.items()),
            ]
            puestos = [e for s in sitios for e in ejemplos.estaciones(7, s)]
            preparar(cluster, ejemplos.catalogo(actas), gente, [*puestos, *ejemplos.estaciones(2, CCV)])
            centro = Escena(Nodo(cluster, BASE))
            centro.llaves |= llaves
            altas = {sitio: dar_de_alta(cluster, sitio, direccion=DEL_NODO if cifra else "") for sitio in sitios}
            del_centro = ("--escucha", DEL_CENTRO) if cifra else ()
            andan = [programas.enter_context(_programa(carpeta, "--datos", cluster.datos, *del_centro))]
            bases = cifra.repartir(cluster, suyos) if cifra else {s: Nodo(Cluster(n), BASE) for s, n in suyos.items()}
            for sitio, suyo in suyos.items():
                mas = ("--escucha", DEL_NODO) if cifra else ("--sitio", sitio, "--alta", altas[sitio].ruta)
                andan.append(programas.enter_context(_programa(carpeta, "--datos", suyo, *mas)))
            escenas = {sitio: Escena(base, centro.llaves) for sitio, base in bases.items()}
            honestas = (ejemplos.acta(n).clave for n in range(1, actas + 1, 2))
            for fase in (NombreFase.CEROS, NombreFase.ABRIR, NombreFase.PUBLICAR):
                centro.hacer(CENTRO, "", Fase(fase), Fuente.CENTRO)
            yield Ciudad(carpeta, centro, escenas, altas, andan, honestas)
    finally:
        for uno in (*map(Cluster, suyos.values()), cluster):
            uno.borrar()
        shutil.rmtree(carpeta)


@contextmanager
def _programa(carpeta: Path, *opciones: object) -> Iterator["subprocess.Popen[str]"]:
    orden = [sys.executable, "-m", "central", "nodo", *map(str, opciones)]
    with (carpeta / "registro.txt").open("a") as registro, subprocess.Popen(
        orden, cwd=RAIZ, stdout=subprocess.PIPE, stderr=registro, encoding="utf-8"
    ) as corriendo:  # fmt: skip
        try:
            assert corriendo.stdout
            assert "en marcha" in corriendo.stdout.readline()
            yield corriendo
        finally:
            corriendo.terminate()
            corriendo.wait(30)
