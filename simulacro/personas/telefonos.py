"""The phones of a night: `python -m simulacro.personas.telefonos PLAN`, until its input closes.

Each CAE's phone is registered with the code of its sheet, signs what it sends, and sends again until it is received.
"""

import random
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from http.client import HTTPException
from pathlib import Path
from queue import SimpleQueue
from typing import Any, NamedTuple

from central.casilla.carpeta import APARTADAS
from central.telefono.alta import CodigoDeAlta
from simulacro.guion.guion import Excepcion, Llegada, cuentas_de
from simulacro.guion.libro import Libro
from simulacro.papel.foto import fotografiar
from simulacro.papel.papel import Papel
from simulacro.personas.planes import Plan
from simulacro.personas.robots import esperar_inicio
from simulacro.personas.robots import principal as proceso
from simulacro.personas.telefono import Contestado, TelefonoDeCae
from simulacro.red.recepcion import ENVIOS

CADENCIA_S = 0.25  # between two looks at what is due
RELOJ_MS = 45_000  # a phone's clock is off by so much at most
LUGAR = {"latitud": 19.4326, "longitud": -99.1332, "precision_m": 10}
ALTA_S = 60.0
SIN_CENTRO_S = 60.0
TOMAS = {Excepcion.SIN_ACTA: 0, Excepcion.REPETIDA: 2}  # what is sent of an acta; once of any other
TARDE = "posterior al acopio del paquete"  # the paper came first, which a phone cannot know
OTRA_VEZ = frozenset({425, 429, 503, 507})  # not now


class EnvioApartado(RuntimeError):
    """A sending of the drill, which makes none that is bad, was refused or set aside; or nobody took it in time."""


class Toma(NamedTuple):
    """A picture that its phone keeps until the receiver has it; `firmado`: once, so that each try is the same bytes."""

    telefono: TelefonoDeCae
    datos: dict[str, Any]
    contenido: bytes
    firmado: dict[str, str]


@dataclass(slots=True)
class Telefonos:
    """All the phones of the night; `libro`: of what nothing follows; `carpeta`: where the receiver leaves sendings."""

    plan: Plan
    carpeta: Path
    azar: random.Random
    libro: Libro
    cola: list[Llegada]
    de: dict[str, TelefonoDeCae] = field(default_factory=dict)
    pendientes: deque[Toma] = field(default_factory=deque)
    _cuentas: dict[str, str] = field(init=False)
    _sin_desde: float | None = None

    def __post_init__(self) -> None:
        self._cuentas = cuentas_de(x.clave for lista in self.plan.llegadas.values() for x in lista)

    def darse_de_alta(self) -> None:
        """Each with its sheet, as when it is read inside the application; raises EnvioApartado."""
        self.de = {c: TelefonoDeCae(c, self.plan.proceso, self.plan.puerto) for c in self.plan.hojas}
        for cuenta, suyo in self.de.items():
            dicho = _insistir(partial(suyo.pedir, "POST", "/v1/altas", suyo.alta(self.plan.hojas[cuenta])))
            if dicho.estado not in (200, 202):
                raise EnvioApartado(f"{cuenta} no se dio de alta: {dicho}")
        limite = time.monotonic() + ALTA_S
        for cuenta, suyo in self.de.items():
            while suyo.pedir("GET", f"/v1/altas/{suyo.llave}").estado != 200:
                if time.monotonic() > limite:
                    raise EnvioApartado(f"{cuenta} no quedó de alta en {ALTA_S:.0f} s.")
                time.sleep(0.1)

    def tomar(self, ahora: float) -> None:
        """What is due by `ahora`, in fractions of the night, is photographed and kept."""
        while self.cola and _cuando(self.cola[-1]) <= ahora:
            llegada = self.cola.pop()
            if llegada.telefono and llegada.excepcion:
                self.libro.excepcion(llegada)
            papel = Papel(llegada.clave, llegada.valores, llegada.documento)
            for toma in range(1, TOMAS.get(llegada.excepcion, 1) + 1):
                self._guardar(llegada.clave, fotografiar(papel, toma))

    def enviar(self) -> None:
        """All that is kept, the oldest first; what is not received now stays. Raises EnvioApartado."""
        while self.pendientes:
            toma = self.pendientes[0]
            for esperado in (201, 200) if self.plan.doble else (201,):
                dicho = self._mandar(toma)
                if dicho is None:
                    return
                if dicho.estado not in (esperado, 200):  # 200: its answer was lost
                    raise EnvioApartado(f"{toma.telefono.cuenta} recibió {dicho.estado}: {dicho.dicho}")
            self.pendientes.popleft()

    def entraron(self) -> bool:
        """Whether the centre took in all that was received; raises EnvioApartado when it set something aside."""
        apartadas = self.carpeta / APARTADAS
        motivos = [r.read_text(encoding="utf-8") for r in sorted(apartadas.glob("*.motivo.txt"))]
        if malos := [m for m in motivos if TARDE not in m]:
            raise EnvioApartado("\n".join(malos))
        return not any(self.carpeta.glob("[!.]*.json"))

    def _mandar(self, toma: Toma) -> Contestado | None:
        """What the receiver answered; None when it cannot take it now. Raises EnvioApartado after a minute of that."""
        with suppress(OSError, HTTPException):
            dicho = toma.telefono.enviar(toma.datos, toma.contenido, toma.firmado)
            if dicho.estado not in OTRA_VEZ:
                self._sin_desde = None
                return dicho
        self._sin_desde = self._sin_desde or time.monotonic()
        if time.monotonic() - self._sin_desde > SIN_CENTRO_S:
            raise EnvioApartado(f"Nadie recibe lo de {toma.telefono.cuenta} desde hace {SIN_CENTRO_S:.0f} s.")
        return None

    def _guardar(self, clave: str, contenido: bytes) -> None:
        """A picture signed as it is taken, by a clock that is off."""
        desfase = self.azar.randint(-RELOJ_MS, RELOJ_MS)
        suya = datetime.now(UTC) - timedelta(milliseconds=desfase)
        telefono = self.de[self._cuentas[clave]]
        hora = suya.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        horas = {"digitalizada": hora, "desfase_ms": desfase, "desfase_toma_ms": desfase}
        datos = telefono.datos(clave, contenido, posicion=LUGAR, **horas)
        self.pendientes.append(Toma(telefono, datos, contenido, telefono.encabezados(datos)))


def jugar(plan: Plan, parar: threading.Event) -> None:
    """Plays until `parar`, with the same words on standard output as the robots."""
    cola = sorted((x for lista in plan.llegadas.values() for x in lista), key=_cuando, reverse=True)
    azar = random.Random(f"{plan.semilla}/telefonos")  # noqa: S311 -- a reproducible drill
    libro = Libro(Path(plan.carpeta) / f"libro-{plan.nombre}.jsonl")
    try:
        telefonos = Telefonos(plan, Path(plan.carpeta) / ENVIOS, azar, libro, cola)
        telefonos.darse_de_alta()
        print("LISTO", flush=True)
        inicio, avisado = esperar_inicio(parar, SimpleQueue()), False
        while not parar.is_set():
            telefonos.tomar((time.monotonic() - inicio) / plan.duracion_s)
            telefonos.enviar()
            if not (avisado or telefonos.cola or telefonos.pendientes) and telefonos.entraron():
                avisado = True
                print("LLEGARON", flush=True)
            parar.wait(CADENCIA_S)
    finally:
        libro.cerrar()


def _insistir(pedir: Callable[[], Contestado]) -> Contestado:
    """The answer to what is asked until it is not «not now», nor that a sheet just made is not known yet."""
    limite = time.monotonic() + ALTA_S
    while True:
        dicho = pedir()
        ya = dicho.estado not in OTRA_VEZ and dicho.dicho.get("codigo") != CodigoDeAlta.CODIGO_DESCONOCIDO
        if ya or time.monotonic() > limite:
            return dicho
        time.sleep(CADENCIA_S)


def _cuando(llegada: Llegada) -> float:
    assert llegada.foto is not None
    return llegada.foto


if __name__ == "__main__":
    sys.exit(proceso(jugar))
