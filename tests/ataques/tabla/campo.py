"""A live city with its two CATD, and what the rows of the table do in it: deliver, connect, look at what came."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import psycopg

from central.nodo.cluster import ADMIN
from central.sitios.centro_remoto import CentroRemoto, conectar
from prep.domain.hechos.hechos import Captura, Cuerpo
from prep.domain.vida.estado_texto import estado_de_json
from prep.store.hechos import HechoFirmado
from tests.ataques.ciudad import Ciudad, Crudo, ciudad
from tests.ataques.vivo import NodoVivo
from tests.central.arbitro.escena import CAMPOS, Escena
from tests.central.corte.apoyo import resultados
from tests.espera import hasta, ocupada
from tests.store import ejemplos

ACTAS = 500
HONESTA_S = 10.0
INTACTA = "no cambia"
LLENA = "too many connections for role"
LLEGO = """SELECT (SELECT count(*) FROM prep.cadena WHERE hecho = %s)
  + (SELECT count(*) FROM prep.cuarentena WHERE hecho = %s)"""
RARO = "SELECT count(*) FROM prep.entrega_rara WHERE hecho = %s"


@dataclass
class Campo:
    """`_publicada`: the last acta that honest people registered and that a cut showed."""

    viva: Ciudad
    _publicada: str = ""
    _victimas: Iterator[int] = field(default_factory=lambda: iter(range(ACTAS - 2, 0, -1)))

    @property
    def catd(self) -> Escena:
        return self.viva.catd

    @property
    def centro(self) -> Escena:
        return self.viva.centro

    def victima(self, sitio: str = "01") -> str:
        """An acta of that CATD that nobody honest will touch."""
        n = next(n for n in self._victimas if n % 2 == int(sitio) % 2)
        return ejemplos.acta(n, centro=sitio).clave

    def honesta(self, acta: str = "") -> float:
        """Seconds in which an honest acta (that one, or any) goes from its acopio to its row of a cut."""
        inicio = time.monotonic()
        clave = self.viva.sigue_viva(acta)
        filas = resultados(self.viva.cortar().carpeta)
        assert filas[ejemplos.catalogo(ACTAS).actas[clave].clave_casilla]["PAN"] == "7", clave
        self._publicada = clave
        return time.monotonic() - inicio

    @property
    def publicada(self) -> str:
        """One that nobody changed yet."""
        if not self._publicada or self.igual(self._publicada) != INTACTA:
            self.honesta()
        return self._publicada

    @contextmanager
    def nodo_vivo(self) -> Iterator[NodoVivo]:
        """The node of CATD 01 with the clients of its stations."""
        with ExitStack() as abiertos:
            yield NodoVivo(self.catd, abiertos)

    @contextmanager
    def hostil(self, *antes: str, estacion: str = "est-01-2") -> Iterator[psycopg.Connection[Any]]:
        """A station's own connection, in which nothing is undone; once there is a place, if the last ones go on."""
        with closing(self._con_lugar(estacion)) as conexion:
            for orden in antes:
                conexion.execute(orden.encode())
            yield conexion

    def _con_lugar(self, estacion: str) -> psycopg.Connection[Any]:
        limite = time.monotonic() + ocupada(HONESTA_S)
        while True:
            try:
                return psycopg.connect(self.catd.base.dsn(estacion), autocommit=True)
            except psycopg.OperationalError as error:
                if LLENA not in str(error) or time.monotonic() > limite:
                    raise
            time.sleep(0.2)

    def sql(self, *ordenes: str, estacion: str = "est-01-2") -> str:
        """The SQLSTATE that refuses the first of them that is refused, or `pasa`."""
        try:
            with self.hostil(*ordenes, estacion=estacion):
                return "pasa"
        except psycopg.Error as error:
            return error.sqlstate or type(error).__name__

    @contextmanager
    def al_centro(self) -> Iterator[CentroRemoto]:
        """At the centre, with what the package of CATD 01's node has."""
        with conectar(self.viva.paquete) as centro:
            yield centro

    def entregar(self, crudo: Crudo, persona: int = 0) -> str:
        return self.viva.entregar(self.viva.firmado(persona, crudo) if persona else crudo)

    def apartado(self, crudo: Crudo, persona: int = 0, aqui: bool = True) -> str:
        """Put in the node's own table, as its administrator: the centre sets it aside, and its own árbitro (`aqui`)."""
        crudo = replace(crudo, id=Crudo("", "", "").id)
        if persona:
            crudo = self.viva.firmado(persona, crudo)
        self.viva.meter(crudo)
        propio = "SELECT count(*) FROM prep.cuarentena WHERE hecho = %s"
        if aqui:
            hasta(lambda: self.catd.base.dueno(propio, crudo.id) == [(1,)], "su árbitro lo aparta", 20)
        hasta(lambda: self.centro.base.dueno(RARO, crudo.id) == [(1,)], "el centro lo aparta", 20)
        return "apartado"

    def los_dos(self, crudo: Crudo, persona: int = 0) -> str:
        """By a station, then past its functions."""
        return f"{self.entregar(crudo, persona)}, {self.apartado(crudo, persona)}"

    def hacer(self, quien: str, acta: str, cuerpo: Cuerpo, toma: bool = False) -> HechoFirmado:
        """Person `02-1` (of CATD 02) or `01-5` signs and delivers at their site; the centre has looked at it."""
        escena = self.viva.escenas[quien[:2]]
        firmado = escena.firmar(quien, acta, cuerpo)
        escena.entregar(firmado, dada=toma)
        self.llego(firmado)
        return firmado

    def llego(self, firmado: HechoFirmado) -> None:
        id_ = firmado.hecho.id
        hasta(lambda: self.centro.base.dueno(LLEGO, id_, id_) == [(1,)], "el centro lo mira", 20)

    def capturas(self, acta: str, huella: str, *quienes: str, votos: int = 9) -> None:
        """Equal capturas of people who were given nothing."""
        for quien in quienes:
            self.hacer(quien, acta, Captura(1, huella, (votos,) * CAMPOS, "ACTA PREP", acta))

    def etapa(self, acta: str) -> str:
        """At the centre; ESPERADA of one without facts."""
        filas = self.centro.base.dueno("SELECT etapa FROM prep.acta_estado WHERE acta = %s", acta)
        return str(filas[0][0]) if filas else "ESPERADA"

    def cifras(self, acta: str) -> tuple[Any, ...]:
        """Those in force, at the centre."""
        ((texto,),) = self.centro.base.dueno("SELECT estado::text FROM prep.acta_estado WHERE acta = %s", acta)
        vigente = estado_de_json(texto).vigente
        return tuple(vigente.valores) if vigente else ()

    def igual(self, acta: str) -> str:
        """Whether a published acta is as honest people left it."""
        bien = self.etapa(acta) == "VERIFICADA" and self.cifras(acta) == (7,) * CAMPOS
        return INTACTA if bien else f"CAMBIÓ: {self.etapa(acta)}, {self.cifras(acta)}"

    def alarma(self, codigo: str, donde: str = "centro") -> str:
        """`alarma CODIGO` when there is one."""
        escena = self.centro if donde == "centro" else self.catd
        hay = escena.base.dueno("SELECT 1 FROM prep.alarma WHERE codigo = %s LIMIT 1", codigo)
        return f"alarma {codigo}" if hay else f"SIN ALARMA {codigo}"

    def como_admin(self, *ordenes: str) -> None:
        """At the base of CATD 01, as its administrator."""
        with self.catd.base.conectar(ADMIN) as admin:
            for orden in ordenes:
                admin.execute(orden.encode())


@contextmanager
def campo() -> Iterator[Campo]:
    with ciudad(ACTAS, ("01", "02")) as viva:
        yield Campo(viva)
