"""The cuts of a drill: made by itself, as fast as its night goes, or by a real publisher, at its own turns."""

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from central.corte import carpeta, foto
from central.corte.corte import hacer_corte, minuto_libre
from central.difusion.pedidos import Pedidos
from central.firmado.envolturas import MANIFIESTO
from central.marco.conexion import NodoAbierto
from prep.store.conexion import cruda
from simulacro.red.compania import Compania, Programa
from simulacro.red.ordenes import NocheFallida
from simulacro.red.publicado import SitioPublicado

Decir = Callable[[str], None]
PLAZO_S, OTRA_VEZ_S = 600.0, 75.0  # until a cut that was asked for; and asked again when its minute had one already
LLEVAR_S = 1_800.0  # until everything is at every target, images too, once the last cut is made


@dataclass(frozen=True, slots=True)
class CorteDeNoche:
    """A published cut, as its own manifest says. `resumenes`: by election; `segundos`: what it took to be written."""

    numero: int
    carpeta: Path
    sha256: str
    actas: int
    en_revision: int
    resumenes: Mapping[str, Mapping[str, str]]
    segundos: float

    @property
    def dicho(self) -> str:
        return f"{self.actas} actas, verificado, {self.segundos:.1f} s"


class CortesDeNoche(Protocol):
    """Who makes the cuts of a night."""

    def abrir(self) -> None:
        """The phase `publicar` has begun."""

    def cortar(self, ultimo: bool, mientras: Callable[[], object]) -> CorteDeNoche:
        """One cut; `mientras` is called while it is waited for. Raises NocheFallida."""

    def hechos(self) -> list[CorteDeNoche]:
        """All of them, in order."""

    def terminar(self, decir: Decir) -> list[str]:
        """Everything is where it goes, images too; how to open it. Raises NocheFallida."""


def leer_corte_de_noche(ruta: Path, segundos: float | None = None) -> CorteDeNoche:
    """The cut in that folder; `segundos` None: from the moment that it carries to the one in which it was written."""
    crudo = (ruta / MANIFIESTO).read_bytes()
    dicho = json.loads(crudo)
    if segundos is None:
        segundos = (ruta / MANIFIESTO).stat().st_mtime - datetime.fromisoformat(dicho["momento"]).timestamp()
    return CorteDeNoche(
        dicho["numero"], ruta, hashlib.sha256(crudo).hexdigest(), dicho["publicadas"], dicho["en_revision"],
        dicho["elecciones"], segundos,
    )  # fmt: skip


class CortesDelSimulacro:
    """Made in the drill's own process, when it says; in a night of seconds each is dated a minute after the last."""

    def __init__(self, puesto: NodoAbierto, salida: Path, sitio: SitioPublicado | None) -> None:
        self._puesto, self._salida, self._sitio = puesto, salida, sitio
        self._hechos: list[CorteDeNoche] = []

    def abrir(self) -> None:
        """Nothing is to be started."""

    def cortar(self, ultimo: bool, mientras: Callable[[], object]) -> CorteDeNoche:
        antes = time.monotonic()
        hecho = hacer_corte(self._puesto, self._salida, self._hora(), ultimo)
        self._hechos.append(leer_corte_de_noche(hecho.carpeta, time.monotonic() - antes))
        if self._sitio is not None:
            self._sitio.mostrar(hecho.numero)
        return self._hechos[-1]

    def _hora(self) -> datetime:
        """Now, or the minute after the last cut's: no two packages have one name."""
        with self._puesto.mirar() as conn:
            anterior = foto.anterior(cruda(conn))
        ahora = datetime.now(UTC)
        return max(ahora, minuto_libre(anterior.momento)) if anterior else ahora

    def hechos(self) -> list[CorteDeNoche]:
        return list(self._hechos)

    def terminar(self, decir: Decir) -> list[str]:
        if self._sitio is None:
            return []
        self._sitio.completar(self._puesto, decir)
        return self._sitio.como_se_abre()


class CortesDelPublicador:
    """`prep publicar empezar`, as on the night: it cuts at its turns and when asked, and takes each to its targets."""

    def __init__(self, compania: Compania, datos: Path, salida: Path, ajustes: Path) -> None:
        self._compania, self._datos, self._salida, self._ajustes = compania, datos, salida, ajustes
        self._programa: Programa | None = None

    def abrir(self) -> None:
        orden = ("central", "publicar", "empezar", "--datos", str(self._datos), "--salida", str(self._salida))
        self._programa = self._compania.iniciar("publicador", *orden, "--ajustes", str(self._ajustes))

    def matar(self) -> str:
        """kill -9, wherever it was, and another one takes its place; what it says."""
        assert self._programa is not None
        self._programa.matar()
        self._programa.renacer()
        return f"Murió el publicador y volvió, con el corte {carpeta.apuntado(self._salida) or 0} puesto."

    def cortar(self, ultimo: bool, mientras: Callable[[], object]) -> CorteDeNoche:
        """Asked for, unless it is the last one, which its phase asks for."""
        antes, limite, pedir = carpeta.apuntado(self._salida) or 0, time.monotonic() + PLAZO_S, 0.0
        while not self._hay(antes, ultimo):
            if time.monotonic() > limite:
                raise NocheFallida(f"El publicador no hizo un corte en {PLAZO_S:.0f} s: vea publicador.log.")
            if not ultimo and time.monotonic() >= pedir:
                pedir = time.monotonic() + OTRA_VEZ_S
                Pedidos(self._datos).pedir_ya()
            mientras()
        return self.hechos()[-1]

    def _hay(self, antes: int, ultimo: bool) -> bool:
        numero = carpeta.apuntado(self._salida) or 0
        if numero <= antes:
            return False
        manifiesto = carpeta.carpeta_de(self._salida, numero) / MANIFIESTO
        return not ultimo or bool(json.loads(manifiesto.read_bytes())["ultimo"])

    def hechos(self) -> list[CorteDeNoche]:
        numero = carpeta.apuntado(self._salida) or 0
        return [leer_corte_de_noche(carpeta.carpeta_de(self._salida, n)) for n in range(1, numero + 1)]

    def terminar(self, decir: Decir) -> list[str]:
        """It ends by itself when everything is at every target."""
        assert self._programa is not None
        decir("El publicador termina de llevar el último corte y sus imágenes.")
        if (codigo := self._programa.acabar(LLEVAR_S)) != 0:
            raise NocheFallida(f"El publicador terminó con código {codigo}: vea publicador.log.")
        return []
