"""The phones of a night and their intake: `python -m simulacro.personas.telefonos PLAN`, until its input closes.

Each CAE leaves a sending in the folder when its time comes; the real command `casilla recibir` takes in what is there.
"""

import contextlib
import io
import json
import random
import sys
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from queue import SimpleQueue

from uuid_utils.compat import uuid7

from central.__main__ import principal
from central.marco.conexion import MAL_USO
from simulacro.guion.guion import Excepcion, Llegada, cuenta_de
from simulacro.guion.libro import Libro
from simulacro.papel.foto import fotografiar
from simulacro.papel.papel import Papel
from simulacro.personas.planes import Plan
from simulacro.personas.robots import esperar_inicio
from simulacro.personas.robots import principal as proceso

CADENCIA_S = 0.25  # between two looks at the folder
RELOJ_MS = 45_000  # a phone's clock is off by so much at most
CENTRO_DEL_MUNDO = (19.4326, -99.1332)
ENVIOS = "envios"
SIN_CENTRO_S = 60.0
TOMAS = {Excepcion.SIN_ACTA: 0, Excepcion.REPETIDA: 2}  # what is sent of an acta; once of any other
TARDE = "posterior al acopio del paquete"  # the paper came first, which a phone cannot know


class EnvioApartado(RuntimeError):
    """The intake set aside a sending of the drill, which makes none that is bad; or the centre was gone too long."""


@dataclass(slots=True)
class Telefonos:
    """All the phones of the night, and the folder that they send to; `libro`: of those that nothing follows."""

    plan: Plan
    carpeta: Path
    azar: random.Random
    libro: Libro
    cola: list[Llegada]
    pendientes: bool = False
    _falla_desde: float | None = None

    def enviar(self, ahora: float) -> None:
        """What is due by `ahora`, in fractions of the night."""
        while self.cola and _cuando(self.cola[-1]) <= ahora:
            llegada = self.cola.pop()
            if llegada.telefono and llegada.excepcion:
                self.libro.excepcion(llegada)
            papel = Papel(llegada.clave, llegada.valores, llegada.documento)
            for toma in range(1, TOMAS.get(llegada.excepcion, 1) + 1):
                self._dejar(llegada.clave, fotografiar(papel, toma))
                self.pendientes = True

    def recibir(self) -> None:
        """The centre's command, as a timer would give it; what a dead centre did not take in waits. May raise."""
        if not self.pendientes:
            return
        dicho = io.StringIO()
        with contextlib.redirect_stdout(dicho), contextlib.redirect_stderr(dicho):
            codigo = principal(["casilla", "recibir", str(self.carpeta), "--datos", self.plan.datos])
        apartadas = [x for x in dicho.getvalue().splitlines() if x.startswith("Apartada") and TARDE not in x]
        if codigo == MAL_USO:  # it could not start
            self._falla_desde = self._falla_desde or time.monotonic()
            if time.monotonic() - self._falla_desde > SIN_CENTRO_S:
                raise EnvioApartado(dicho.getvalue())
            return
        self.pendientes, self._falla_desde = False, None
        if codigo != 0 and apartadas:
            raise EnvioApartado("\n".join(apartadas))

    def _dejar(self, clave: str, contenido: bytes) -> None:
        """One sending, as the contract says: written under a hidden name and renamed, the image first."""
        envio, desfase = uuid7(), self.azar.randint(-RELOJ_MS, RELOJ_MS)
        suyo = datetime.now(UTC) - timedelta(milliseconds=desfase)
        datos = {
            "version": 1,
            "envio": str(envio),
            "proceso": self.plan.proceso,
            "cuenta": cuenta_de(clave),
            "acta": {"clave": clave},
            "digitalizada": suyo.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "desfase_ms": desfase,
            "posicion": {"latitud": CENTRO_DEL_MUNDO[0], "longitud": CENTRO_DEL_MUNDO[1], "precision_m": 10},
            "sha256": sha256(contenido).hexdigest(),
        }
        for extension, escrito in ((".jpg", contenido), (".json", json.dumps(datos).encode())):
            escondido = self.carpeta / f".{envio}{extension}"
            escondido.write_bytes(escrito)
            escondido.rename(self.carpeta / f"{envio}{extension}")


def jugar(plan: Plan, parar: threading.Event) -> None:
    """Plays until `parar`, with the same words on standard output as the robots."""
    carpeta = Path(plan.carpeta) / ENVIOS
    carpeta.mkdir(parents=True, exist_ok=True)
    cola = sorted((x for lista in plan.llegadas.values() for x in lista), key=_cuando, reverse=True)
    azar = random.Random(f"{plan.semilla}/telefonos")  # noqa: S311 -- a reproducible drill
    libro = Libro(Path(plan.carpeta) / f"libro-{plan.nombre}.jsonl")
    try:
        telefonos = Telefonos(plan, carpeta, azar, libro, cola)
        print("LISTO", flush=True)
        inicio, avisado = esperar_inicio(parar, SimpleQueue()), False
        while not parar.is_set():
            telefonos.enviar((time.monotonic() - inicio) / plan.duracion_s)
            telefonos.recibir()
            if not (avisado or telefonos.cola or telefonos.pendientes):
                avisado = True
                print("LLEGARON", flush=True)
            parar.wait(CADENCIA_S)
    finally:
        libro.cerrar()


def _cuando(llegada: Llegada) -> float:
    assert llegada.foto is not None
    return llegada.foto


if __name__ == "__main__":
    sys.exit(proceso(jugar))
