"""What happens to a CATD in one schedule, drawn from a seed, while its people work; and what must be so afterwards."""

import signal
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import Any
from uuid import UUID

import psycopg

from central.nodo.cluster import Cluster
from prep.domain.hechos.hechos import Imagen
from prep.store.hechos import HechoFirmado
from tests import prestadas
from tests.central.arbitro.escena import Escena
from tests.espera import hasta
from tests.hosts.lugar import AFUERA, EN_LAN, ENLACE, OTRO_ENLACE, RUTEADOR, Lugar
from tests.hosts.red import llenar
from tests.hosts.relevador import ANGOSTO, CORTADO, MALO, SANO, Calidad, Relevador
from tests.servidor import matar
from tests.store.ejemplos import acta

DURA_S = (1.0, 6.0)
REINTENTO_S, LLENO_S = 0.3, 5.0
MIDE_S = 150.0  # a node that had no room looks again each minute
SUYOS = "SELECT id FROM prep.hecho WHERE nodo LIKE 'CATD01%%'"
PLIEGUES = "SELECT acta, etapa, md5(estado::text) FROM prep.acta_estado WHERE etapa <> 'ESPERADA'"
CADENA = (
    "SELECT comprobada_n = cabeza_n AND comprobada = cabeza AND cabeza_n > 0 FROM prep.nodo WHERE estado <> 'CERCADO'"
)


@dataclass
class EscenaQueInsiste(Escena):
    """Its stations deliver each fact until their node has it, as a spool does; `confirmados`: what it said it has."""

    confirmados: set[UUID] = field(default_factory=set)
    guardados: list[HechoFirmado] = field(default_factory=list)

    def hacer(self, n: int | str, acta: str, *resto: Any) -> HechoFirmado:
        firmado = self.firmar(n, acta, *resto)
        self.guardados.append(firmado)
        self._hasta_tenerlo(lambda: self.entregar(firmado))
        self.confirmados.add(firmado.hecho.id)
        return firmado

    def digitalizada(self, acta: str) -> str:
        return str(self._hasta_tenerlo(lambda: Escena.digitalizada(self, acta)))

    def repetir(self) -> None:
        """To another node all that is kept, each image before the fact that names it."""
        for firmado in self.guardados:
            hecho = firmado.hecho
            if isinstance(hecho.cuerpo, Imagen):
                self._hasta_tenerlo(partial(self.entregar_imagen, hecho.cuerpo.huella, hecho.acta))
            self._hasta_tenerlo(partial(self.entregar, firmado))

    def entregar_imagen(self, huella: str, acta: str) -> str:
        with prestadas.prestada(self.base.dsn("est-01-1")) as conexion:
            conexion.execute("SELECT estacion_v1.entregar_imagen(%s, %s, %s)", (huella, acta, acta.encode()))
        return huella

    def _hasta_tenerlo(self, pedir: Callable[[], object]) -> object:
        dicho: list[object] = []
        fallas: list[psycopg.Error] = []

        def lo_tiene() -> bool:
            try:
                dicho.append(pedir())
            except psycopg.Error as error:  # its server died, or has no room, and comes back
                fallas.append(error)
                prestadas.cerrar()
                time.sleep(REINTENTO_S)
            return bool(dicho)

        try:
            hasta(lo_tiene, "el nodo contesta a su estación", MIDE_S)
        except AssertionError as error:
            raise AssertionError(f"{error}: {fallas[-1:]}") from None
        return dicho[-1]


@dataclass(frozen=True, slots=True)
class Suceso:
    """One thing that goes wrong for `dura_s`."""

    nombre: str
    dura_s: float


def programa(semilla: int, cuantos: int) -> list[Suceso]:
    azar = Random(semilla)
    return [Suceso(azar.choice(sorted(SUCESOS)), azar.uniform(*DURA_S)) for _ in range(cuantos)]


@dataclass
class Campo:
    """The place in which schedules are played, the quality of its link, and the next acta that nobody worked yet."""

    lugar: Lugar
    relevador: Relevador
    escena: EscenaQueInsiste
    siguiente: int = 1

    def jugar(self, sucesos: list[Suceso]) -> None:
        """Each with an acta worked meanwhile; afterwards all is well again."""
        for suceso in sucesos:
            sanar = SUCESOS[suceso.nombre](self)
            empezo = time.monotonic()
            self._trabajar()
            time.sleep(max(0.0, suceso.dura_s - (time.monotonic() - empezo)))
            sanar()

    def _trabajar(self) -> None:
        clave = acta(2 * self.siguiente - 1).clave  # odd: of this CATD
        self.siguiente += 1
        with self.lugar.catd.dentro():
            huella = self.escena.digitalizada(clave)
            for persona in (2, 3):
                self.escena.captura(persona, clave, huella)

    def calidad(self, como: Calidad) -> Callable[[], None]:
        self.relevador.calidad = como
        return lambda: setattr(self.relevador, "calidad", SANO)

    def matar(self, que: str) -> Callable[[], None]:
        uno = self.lugar.corriendo[que]
        uno.send_signal(signal.SIGKILL)
        uno.wait()
        return lambda: self._encender(que)

    def matar_con_su_servidor(self) -> Callable[[], None]:
        """At once back: a station cannot work meanwhile, and its spool is not of this test."""
        self.matar("nodo")
        with self.lugar.catd.dentro():
            prestadas.cerrar()
        matar(Cluster(self.lugar.datos))
        self._encender("nodo")
        return lambda: None

    def reemplazar(self) -> Callable[[], None]:
        """It dies for good: another takes its place, from its kit, and the stations give it all that they keep."""
        self.matar("nodo")
        with self.lugar.catd.dentro():
            prestadas.cerrar()
        matar(Cluster(self.lugar.datos))
        self.lugar.reemplazar()
        self.escena.base = self.lugar.escena.base
        with self.lugar.catd.dentro():
            self.escena.repetir()
        return lambda: None

    def rotar(self) -> Callable[[], None]:
        self.lugar.rotar()
        return lambda: None

    def llenar_el_disco(self) -> Callable[[], None]:
        """Of the node; there is room again while its stations still ask."""
        relleno = llenar(self.lugar.datos)
        libre = threading.Timer(LLENO_S, relleno.unlink)
        libre.start()
        return libre.join

    def mudar(self) -> Callable[[], None]:
        self.lugar.catd.direccion("enlace", f"{OTRO_ENLACE}/24", RUTEADOR)
        return lambda: self.lugar.catd.direccion("enlace", f"{ENLACE}/24", RUTEADOR)

    def _encender(self, que: str) -> None:
        lugar, centro = self.lugar, str(self.lugar.sitios.centro.cluster.datos)
        if que == "tunel":
            lugar.encender(que, lugar.centro, "Se reciben", "tunel", "servir", f"{centro}/tunel")
        elif que == "centro":
            lugar.encender(que, lugar.centro, "en marcha", "nodo", "--datos", centro, "--escucha", AFUERA)
        else:
            lugar.encender(que, lugar.catd, "en marcha", "nodo", "--datos", str(lugar.datos), "--escucha", EN_LAN)

    def ver(self) -> "Visto":
        centro = self.lugar.en_centro
        with self.lugar.catd.dentro():
            del_nodo = {a: (e, h) for a, e, h in self.escena.base.dueno(PLIEGUES)}
        suyos = [id_ for (id_,) in centro(SUYOS)]
        del_centro = {a: (e, h) for a, e, h in centro(PLIEGUES)}
        return Visto(set(self.escena.confirmados), suyos, del_nodo, del_centro, centro(CADENA) == [(True,)])


SUCESOS: Mapping[str, Callable[[Campo], Callable[[], None]]] = {
    "corte": lambda c: c.calidad(CORTADO),
    "pierde 20 % a 40 ms": lambda c: c.calidad(MALO),
    "512 kbit/s": lambda c: c.calidad(ANGOSTO),
    "cambia de dirección": Campo.mudar,
    "se llena el disco del nodo": Campo.llenar_el_disco,
    "cambian los certificados": Campo.rotar,
    "muere el programa del nodo": lambda c: c.matar("nodo"),
    "muere el nodo con su servidor": Campo.matar_con_su_servidor,
    "muere el nodo y otro lo reemplaza": Campo.reemplazar,
    "muere el programa del centro": lambda c: c.matar("centro"),
    "muere lo que recibe los túneles": lambda c: c.matar("tunel"),
}


@dataclass(frozen=True, slots=True)
class Visto:
    """What stations were told is safe, what the centre has of that node, both folds, and whether its chain holds."""

    confirmados: set[UUID]
    en_centro: list[Any]
    del_nodo: Mapping[Any, Any]
    del_centro: Mapping[Any, Any]
    cadena: bool


def juzgar(visto: Visto) -> list[str]:
    """What is wrong; nothing when each action is at the centre once, and nothing else, and both fold alike."""
    hay = set(visto.en_centro)
    fallas = [f"no llegó {uno}" for uno in sorted(visto.confirmados - hay)]
    fallas += [f"sobra {uno}" for uno in sorted(hay - visto.confirmados)]
    if len(visto.en_centro) > len(hay):
        fallas.append("hay hechos dos veces")
    actas = {*visto.del_nodo, *visto.del_centro}
    fallas += [f"{a} no se pliega igual" for a in sorted(actas) if visto.del_nodo.get(a) != visto.del_centro.get(a)]
    return fallas if visto.cadena else [*fallas, "la cadena del nodo no está comprobada"]
