"""A receiver of its own process, on a list that is signed here: for tests that need no base behind it."""

import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from central.telefono import codigo
from central.telefono.padron import ARCHIVO, firmar_padron
from prep.net.identidad import Llave
from simulacro.personas.telefono import TelefonoDeCae
from tests.espera import hasta

PROCESO = "SIM-1"
LISTO = "Recibiendo en http://127.0.0.1:"
MANANA_MS = 86_400_000


@contextmanager
def servir(envios: Path, avisos: Path, dentro_de: Sequence[str] = ()) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """The command, until the block ends; its port and its process."""
    orden = [*dentro_de, sys.executable, "-m", "prep", "casilla", "servir", str(envios), "--avisos", str(avisos)]
    with subprocess.Popen([*orden, "--escucha", "127.0.0.1:0"], stdout=subprocess.PIPE, text=True) as proceso:
        try:
            assert proceso.stdout is not None
            linea = proceso.stdout.readline()
            assert linea.startswith(LISTO), linea
            yield int(linea.removeprefix(LISTO).partition("/")[0]), proceso
        finally:
            proceso.kill()
            proceso.wait()


@dataclass
class ReceptorSolo:
    """The two folders, and the list that a centre would sign."""

    raiz: Path
    centro: Llave = field(default_factory=lambda: Llave(b"c" * 32))
    fase: str = "abierto"
    puerto: int = 0
    llaves: dict[str, dict[str, str]] = field(default_factory=dict)
    hojas: list[dict[str, object]] = field(default_factory=list)

    @property
    def envios(self) -> Path:
        return self.raiz / "envios"

    @property
    def avisos(self) -> Path:
        return self.raiz / "avisos"

    def preparar(self) -> None:
        self.envios.mkdir()
        self.avisos.mkdir()
        (self.avisos / "centro.pub").write_text(self.centro.publica.hex())
        self.firmar()

    def firmar(self, llave: Llave | None = None) -> None:
        """The list as it is now, in its place."""
        listas = {"llaves": list(self.llaves.values()), "hojas": self.hojas}
        datos: dict[str, object] = {"version": 1, "proceso": PROCESO, "fase": self.fase, **listas}
        nueva = self.avisos / f".{ARCHIVO}"
        nueva.write_bytes(firmar_padron(datos, llave or self.centro))
        nueva.rename(self.avisos / ARCHIVO)

    def con_fase(self, fase: str) -> None:
        self.fase = fase
        self.firmar()

    def telefono(self, cuenta: str, estado: str = "EN_USO") -> TelefonoDeCae:
        """One that the centre has registered."""
        suyo = TelefonoDeCae(cuenta, PROCESO, self.puerto)
        self.dejar(suyo, estado)
        return suyo

    def dejar(self, suyo: TelefonoDeCae, estado: str) -> None:
        spki = b64encode(suyo.spki).decode()
        self.llaves[suyo.llave] = {"llave": suyo.llave, "spki": spki, "cuenta": suyo.cuenta, "estado": estado}
        self.firmar()

    def hoja(self, crudo: bytes, cuenta: str, estado: str = "INVITADO", vence_en_ms: int = MANANA_MS) -> str:
        """A sheet of that account, as it is typed."""
        vence = time.time_ns() // 1_000_000 + vence_en_ms
        self.hojas.append({"codigo_id": codigo.nombre_de(crudo), "cuenta": cuenta, "vence": vence, "estado": estado})
        self.firmar()
        return codigo.escribir(crudo)

    def dejados(self) -> list[str]:
        return sorted(r.name for r in self.envios.iterdir() if not r.name.startswith(".") and r.is_file())

    def escondidos(self) -> list[str]:
        return sorted(r.name for r in self.envios.iterdir() if r.name.startswith(".") and r.name != ".recibos")

    def esperar(self, nombre: str) -> None:
        hasta(lambda: nombre in self.dejados(), nombre)
