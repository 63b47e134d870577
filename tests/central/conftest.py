"""A prepared node for the commands: two elections, the centre's own key, and an árbitro that empties the queue."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import psycopg
import pytest

from central.__main__ import principal
from central.arbitro.contexto import Contexto
from central.arbitro.lote import procesar
from central.mando.conteos import tablas_de_operacion
from central.marco import conexion
from central.marco.conexion import NodoAbierto
from central.nodo import roles
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.personas import EstacionNueva, OperadorNuevo
from central.nodo.preparar import preparar
from prep.domain.catalogo.catalogo import CCV, Acta, Catalogo, Codigo, Eleccion, Forma, clave_acta
from prep.domain.hechos.hechos import Captura, Cuerpo, Fuente
from prep.net.identidad import Llave, guardar
from prep.services.estacion.firma import FirmaDeSesion
from prep.store.conexion import motor
from tests.central.arbitro.escena import TOMA
from tests.conftest import Nodo
from tests.dos_personas import coordinadores, de_dos
from tests.prestadas import prestada
from tests.store import ejemplos

LLAVE_CENTRO, LLAVE_CATD = Llave(b"c" * 32), Llave(b"1" * 32)
OPERADOR, ESTACION = "ana", "est-01-1"


def catalogo() -> Catalogo:
    """The example's GUB actas, and one DIP_LOC acta of each of its casillas."""
    base = ejemplos.catalogo(12)
    votos = next(iter(base.formas.values())).votos
    forma = Forma("DIP_LOC", "007", "A03", (), votos)
    otras = [_dip(a) for a in base.actas.values() if a.tipo == "B"]
    return replace(
        base,
        elecciones=(*base.elecciones, Eleccion("DIP_LOC", "DIPUTACIONES", ejemplos.COLUMNAS, (Codigo("A03"),))),
        formas={**base.formas, forma.clave: forma},
        actas={**base.actas, **{a.clave: a for a in otras}},
    )


def _dip(acta: Acta) -> Acta:
    clave = clave_acta("DIP_LOC", "007", acta.seccion, acta.tipo, acta.numero, acta.extension, "A03", 1)
    return replace(acta, clave=clave, eleccion="DIP_LOC", territorio="007", codigo="A03")


def clave(seccion: int, eleccion: str = "GUB") -> str:
    acta = ejemplos.acta(seccion)
    return acta.clave if eleccion == "GUB" else _dip(acta).clave


@dataclass
class Mando:
    """The commands on one base: `correr` as from the shell, `entregar` a station's fact, `procesar` the árbitro."""

    nodo: Nodo
    datos: Path
    _numero: list[int] = field(default_factory=lambda: [0])

    def correr(self, *argumentos: str) -> int:
        return principal([*argumentos, "--datos", str(self.datos)])

    def de_dos(self, *argumentos: str) -> int:
        """An order that two people give."""
        return de_dos(self.datos, *argumentos)

    def entregar(self, acta: str, cuerpo: Cuerpo, fuente: Fuente = Fuente.CATD) -> None:
        firmado = FirmaDeSesion(OPERADOR, ESTACION, ejemplos.PROCESO, LLAVE_CATD).hecho(acta, fuente, cuerpo)
        h = firmado.hecho
        if isinstance(cuerpo, Captura):
            clave_de_toma = (acta, str(fuente), cuerpo.ronda, OPERADOR, ESTACION)
            self.filas(f"{TOMA} VALUES (%s, %s, %s, %s, %s, gen_random_uuid()) ON CONFLICT DO NOTHING", *clave_de_toma)
        with self.nodo.conectar(ESTACION) as conn:
            fila = conn.execute(
                "SELECT estacion_v1.entregar(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
                (
                    h.id,
                    h.proceso,
                    str(h.tipo),
                    acta,
                    str(fuente),
                    OPERADOR,
                    h.momento,
                    0,
                    firmado.cuerpo,
                    firmado.firma,
                ),
            ).fetchone()
            assert fila == ("nuevo",)

    def procesar(self) -> None:
        """The árbitro folds all that is queued."""
        dsn = self.nodo.dsn("prep_arbitro")
        maquina = motor(dsn)
        try:
            with psycopg.connect(dsn, autocommit=True) as conn:
                contexto = Contexto(maquina, conn)
                while procesar(conn, contexto):
                    pass
        finally:
            maquina.dispose()

    def filas(self, consulta: str, *valores: object) -> list[tuple[object, ...]]:
        return self.nodo.dueno(consulta, *valores)

    def etapa(self, acta: str) -> str:
        self.procesar()
        filas = self.filas("SELECT etapa FROM prep.acta_estado WHERE acta = %s", acta)
        return str(filas[0][0]) if filas else "ESPERADA"

    def tomar(self, acta: str, operador: str = OPERADOR, vence_en_s: int = 40) -> None:
        """A capture work of `acta` in somebody's hands, as `reclamar_captura` leaves it."""
        self._numero[0] += 1
        self.filas(
            "INSERT INTO prep.trabajo"
            " (acta, clase, fuente, ronda, puesto, sitio, imagen, operador, estacion, toma, expira)"
            " VALUES (%s, 'CAPTURA', 'CATD', 1, %s, '01', '', %s, %s, gen_random_uuid(),"
            " clock_timestamp() + make_interval(secs => %s))",
            *(acta, self._numero[0], operador, ESTACION, vence_en_s),
        )


@pytest.fixture(scope="session")
def nodo_mando(cluster: Cluster) -> Nodo:
    """The prepared base of these tests."""
    papeles = ("acopio", "digitalizacion", "captura", "mesa", "coordinacion")
    base = f"mando_{secrets.token_hex(4)}"
    preparar(
        cluster,
        catalogo(),
        [
            OperadorNuevo("centro", "CENTRO", LLAVE_CENTRO.publica, "{}", (), CCV),
            OperadorNuevo(OPERADOR, "Ana", LLAVE_CATD.publica, "{}", papeles, "01"),
            *coordinadores(),
        ],
        [EstacionNueva(ESTACION, "01")],
        base=base,
    )
    nodo = Nodo(cluster, base)
    nodo.firmar_lista(LLAVE_CENTRO)
    return nodo


@pytest.fixture
def mando(nodo_mando: Nodo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mando:
    """A clean node. Only the way in is replaced: the session's cluster holds many bases, a node's folder only one."""
    guardar(LLAVE_CENTRO, tmp_path / "centro.key")
    vaciar(nodo_mando)
    monkeypatch.setattr(conexion, "abrir", abre(nodo_mando))
    return Mando(nodo_mando, tmp_path)


def vaciar(nodo: Nodo) -> None:
    """Empties the operating tables, as only a superuser who silences the triggers can."""
    tablas = ", ".join(f"prep.{tabla}" for tabla in (*tablas_de_operacion(), "alarma"))
    with prestada(nodo.dsn(ADMIN)) as conn, conn.transaction():
        conn.execute("SET LOCAL session_replication_role = replica")
        conn.execute(f"TRUNCATE {tablas} RESTART IDENTITY")


def abre(nodo: Nodo) -> Callable[[Path], object]:
    @contextmanager
    def abrir(datos: Path, proceso: str = "") -> Iterator[NodoAbierto]:
        maquina = motor(nodo.dsn(conexion.ROL))
        try:
            yield NodoAbierto(datos, maquina, nodo.dsn(roles.DUENO))
        finally:
            maquina.dispose()

    return abrir


@contextmanager
def puesto_de(mando: Mando) -> Iterator[NodoAbierto]:
    """The open node that the commands get, for what is not a command."""
    with conexion.abrir(mando.datos) as puesto:
        yield puesto
