"""A station's kit opened in its own folder: which ones are at hand, and what one of them becomes."""

import os
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from prep.net import kit as kits
from prep.net import kit_usado
from prep.net.identificacion import (
    ARCHIVO,
    CENTRO,
    IdentificacionDeLugar,
    IdentificacionInvalida,
    guardar,
    leer_si_hay,
)
from prep.net.kit import KitDeLugar, KitInvalido
from prep.services.estacion.errores import NoProcede

MEMORIAS = ("/media", "/run/media")
HONDO = 5  # /media/USER/MEMORY/kits/01/estacion.e01-1.kit
A_LA_MANO_MAX = 400  # a city's
CARPETAS_MAX = 400
HALLADOS_MAX = 2_000  # each is asked whether it was used
CCV = "ccv"  # its program
ESCANER = "escaner.txt"  # as prep/devices/eleccion.py reads it, until somebody there chooses another


def a_la_mano() -> list[Path]:
    """The kits of stations in what is plugged in, the used ones last; what cannot be read is not there."""
    hallados: list[Path] = []
    for raiz in MEMORIAS:
        base = len(Path(raiz).parts)
        for carpeta, dentro, archivos in islice(os.walk(raiz), CARPETAS_MAX):
            dentro[:] = (
                sorted(d for d in dentro if not d.startswith(".")) if len(Path(carpeta).parts) < base + HONDO else []
            )
            hallados += [Path(carpeta, a) for a in archivos if a.startswith("estacion.") and a.endswith(".kit")]
            if len(hallados) >= HALLADOS_MAX:
                break
    del hallados[HALLADOS_MAX:]
    return sorted(hallados, key=lambda ruta: (kit_usado.usado(ruta), ruta.name, str(ruta)))[:A_LA_MANO_MAX]


def quien(suya: IdentificacionDeLugar) -> str:
    de_quien = suya.para if suya.servidor else f"la estación {suya.para}"
    return f"{de_quien} (sitio {suya.sitio}, {suya.proceso})"


def exigir_de(suya: IdentificacionDeLugar, datos: Path) -> None:
    """Raises KitInvalido when the folder is of another place than what is put in it; OSError."""
    try:
        antes = leer_si_hay(datos)
    except IdentificacionInvalida as error:
        raise KitInvalido(str(error)) from error
    if antes and (antes.raiz, antes.para, antes.sitio) != (suya.raiz, suya.para, suya.sitio):
        raise KitInvalido(f"{datos} es la carpeta de {quien(antes)}, y el kit es de {quien(suya)}. Use otra carpeta.")
    if not antes and (datos / "claves.json").exists():
        raise KitInvalido(f"{datos} es la carpeta de un centro o de un nodo sin certificados. Use otra carpeta.")


def poner(kit: KitDeLugar, datos: Path) -> None:
    """Again, it changes nothing. Raises KitInvalido, OSError."""
    exigir_de(kit.identificacion, datos)
    datos.mkdir(mode=0o700, parents=True, exist_ok=True)
    guardar(kit.identificacion, datos / ARCHIVO)
    if kit.escaner:
        (datos / ESCANER).write_text(kit.escaner, encoding="utf-8")


@dataclass(frozen=True, slots=True)
class AperturaDeKit:
    """Opens the kit `ruta` into the folder `datos` of the station's program `programa`."""

    ruta: Path
    frase: str
    datos: Path
    programa: str

    def __call__(self) -> IdentificacionDeLugar:
        """Raises NoProcede, with what to do; then nothing was written."""
        try:
            kit_usado.exigir_sin_usar(self.ruta, self.datos)
            kit = kits.abrir(self.ruta, self.frase)
            self._exigir_de_estacion(kit)
            poner(kit, self.datos)
        except KitInvalido as error:
            raise NoProcede(str(error)) from error
        except OSError as error:
            raise NoProcede(f"No se puede usar {error.filename or 'un archivo'}: {error.strerror}.") from error
        kit_usado.marcar(self.ruta, self.datos)
        return kit.identificacion

    def _exigir_de_estacion(self, kit: KitDeLugar) -> None:
        suya = kit.identificacion
        if kit.es_de_nodo:
            raise KitInvalido(f"Este kit es de un nodo (sitio {suya.sitio}): se abre en su máquina, con «prep unir».")
        if (suya.sitio == CENTRO) != (self.programa == CCV):
            de, otro = ("del CCV", "CCV") if suya.sitio == CENTRO else (f"del CATD {suya.sitio}", "CATD")
            raise KitInvalido(f"Este kit es de una estación {de}: abra el programa «PREP, estación del {otro}».")
