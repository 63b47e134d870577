"""What was set aside, as its own files tell it: of which account, which sending and why."""

from dataclasses import dataclass, field
from pathlib import Path

from central.casilla.carpeta import APARTADAS
from central.telefono.apartada import CodigoDeApartada

MOTIVO = ".motivo.txt"
MOTIVO_MAX = 8 * 1024


@dataclass(frozen=True, slots=True)
class ApartadaContada:
    """One sending that was not taken in, of an account that surely sent it."""

    cuenta: str
    envio: str
    acta: str
    codigo: CodigoDeApartada


@dataclass(slots=True)
class Apartadas:
    """The reasons of a folder of sendings; each is read once, for they do not change."""

    raiz: Path
    _leidas: dict[str, ApartadaContada | None] = field(default_factory=dict)

    def leer(self) -> list[ApartadaContada]:
        carpeta = self.raiz / APARTADAS
        nombres = sorted(r.name for r in carpeta.glob(f"*{MOTIVO}")) if carpeta.is_dir() else []
        for nombre in nombres:
            if nombre not in self._leidas:
                self._leidas[nombre] = _de_texto((carpeta / nombre).read_bytes()[:MOTIVO_MAX])
        return [a for n in nombres if (a := self._leidas[n]) is not None]


def _de_texto(crudo: bytes) -> ApartadaContada | None:
    """None for one whose account nobody proved, or of a program of before, which wrote no code."""
    dicho: dict[str, str] = {}
    for linea in crudo.decode("utf-8", "replace").splitlines():
        que, _, cual = linea.partition(": ")
        dicho.setdefault(que, cual)
    if not dicho.get("Cuenta") or dicho.get("Código") not in set(CodigoDeApartada):
        return None
    return ApartadaContada(
        dicho["Cuenta"], dicho.get("Envío", ""), dicho.get("Acta", ""), CodigoDeApartada(dicho["Código"])
    )
