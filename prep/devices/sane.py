"""The scanners of this computer, of any maker and age, through SANE: its own program `scanimage`, sheet by sheet."""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from prep.devices.aparatos import limpio
from prep.devices.archivos import paginas_de
from prep.devices.escaner import HOJA_S, HOJAS_MAX, Falla, FallaDeEscaner, Pagina
from prep.devices.escl.mensajes import PPP
from prep.devices.imagen import ImagenDanada
from prep.devices.por_hojas import ProgramaDeHojas

PROGRAMA = "scanimage"
PREGUNTA_S = 30.0  # what asking takes at most: some drivers wait for devices that are off
DICHO_MAX = 200_000  # characters of an answer that are looked at
DISPOSITIVOS_MAX = 32
NO_ESCANERES = ("v4l:", "gphoto2:")  # cameras
ANCHO_MM, ALTO_MM = 279.4, 431.8  # a tabloid sheet: no acta is larger
OPCION = re.compile(
    r"^ +(?P<nombre>--?[a-z][a-z0-9-]*)[ =](?P<valores>\S.*?)(?: \(in steps of [^)]*\))? \[(?P<es>.*)\]$"
)
NUMERO = re.compile(r"-?\d+(?:\.\d+)?")
# How scanimage ends, by the status of SANE that it says; None: there is no more paper.
DETENIDO_POR = re.compile(r"scanimage: sane_(?:start|read): (?P<estado>.*)")
POR_ESTADO: Mapping[str, Falla | None] = {
    "Document feeder out of documents": None,
    "Operation was canceled": Falla.DETENIDA,  # the button of the scanner itself
    "Device busy": Falla.OCUPADO,
    "Document feeder jammed": Falla.ATASCO,
    "Scanner cover is open": Falla.TAPA,
    "Error during device I/O": Falla.SOLTADO,
    "Access to resource has been denied": Falla.SIN_PERMISO,
}


@dataclass(frozen=True, slots=True)
class DispositivoSane:
    """A scanner as SANE calls it, and as people do."""

    donde: str
    nombre: str


def dispositivos() -> list[DispositivoSane]:
    """Those that answer, cameras apart; none when there is no SANE. Raises FallaDeEscaner when it never ends."""
    try:
        dicho = _preguntar("--formatted-device-list=%d\t%v\t%m%n")
    except FallaDeEscaner as falla:
        if falla.falla is Falla.SIN_PROGRAMA:
            return []
        raise
    hay: list[DispositivoSane] = []
    for linea in dicho.splitlines():
        donde, *nombres = linea.split("\t")
        if len(nombres) == 2 and not donde.startswith(NO_ESCANERES) and _sirve(donde):
            hay.append(DispositivoSane(donde, limpio(" ".join(nombres)) or limpio(donde)))
    return hay[:DISPOSITIVOS_MAX]


class EscanerSane:
    """One scanner. `aparte`: options of its own for `scanimage`, as its maker's page asks for them."""

    def __init__(self, donde: str, aparte: Sequence[str] = (), hoja_s: float = HOJA_S) -> None:
        """`donde`: as SANE calls it. Raises ValueError; nothing is asked yet."""
        if not _sirve(donde):
            raise ValueError(f"«{donde[:60]}» no es un escáner de esta computadora.")
        self._donde, self._aparte, self._hoja_s = donde, tuple(aparte), hoja_s
        self._programa: ProgramaDeHojas | None = None

    @property
    def avance(self) -> int:
        programa = self._programa
        return programa.avance if programa is not None else 0

    def detener(self) -> None:
        if (programa := self._programa) is not None:
            programa.detener()

    def paginas(self) -> Iterator[Pagina]:
        """All the sheets of the feeder, or the one on the glass; raises FallaDeEscaner after those that came."""
        opciones = _opciones(_preguntar("--device-name", self._donde, "--all-options"))
        con_alimentador, suyas = _elegidas(opciones)
        with TemporaryDirectory(prefix="prep-escaner-") as donde:
            carpeta = Path(donde)
            orden = [
                PROGRAMA, f"--device-name={self._donde}", "--format=tiff", *suyas, *self._aparte,
                f"--batch={carpeta}/%d.tif", "--batch-prompt", "--batch-print", "--progress",
            ]  # fmt: skip
            try:
                with ProgramaDeHojas(orden, carpeta, _entorno(), _acaba, self._hoja_s) as self._programa:
                    yield from self._de_programa(self._programa, HOJAS_MAX if con_alimentador else 1)
            finally:
                self._programa = None

    def _de_programa(self, programa: ProgramaDeHojas, cuantas: int) -> Iterator[Pagina]:
        hojas = 0
        while hojas < cuantas and not programa.detenido:
            contenido = programa.siguiente(hojas)
            if contenido is None:
                falla = _por_que(programa)
                if falla is not None or not hojas:
                    raise FallaDeEscaner(falla or Falla.VACIO, hojas)
                return
            try:
                enteras = list(paginas_de(contenido))
            except ImagenDanada as error:
                raise FallaDeEscaner(Falla.INCOMPLETA, hojas) from error
            for pagina in enteras:
                hojas += 1
                yield Pagina(pagina, f"escaner hoja {hojas}")


def _acaba(linea: str) -> bool:
    return DETENIDO_POR.match(linea) is not None


def _por_que(programa: ProgramaDeHojas) -> Falla | None:
    """What stopped it; None when there was no more paper."""
    for linea in reversed(programa.dicho):
        if (dicho := DETENIDO_POR.match(linea)) is not None:
            return POR_ESTADO.get(dicho["estado"], Falla.NEGADA)
    codigo = programa.codigo
    if codigo == 0:
        return None
    return Falla.SOLTADO if codigo < 0 else _al_abrir(" ".join(programa.dicho), Falla.NEGADA)


def _al_abrir(dicho: str, si_no: Falla) -> Falla:
    """Why a scanner could not be opened."""
    for estado, falla in POR_ESTADO.items():
        if estado in dicho and falla in (Falla.OCUPADO, Falla.SIN_PERMISO):
            return falla
    return Falla.AUSENTE if "open of device" in dicho else si_no


def _sirve(donde: str) -> bool:
    return bool(donde) and len(donde) <= 200 and donde.isprintable() and not donde.startswith("-")


def _entorno() -> dict[str, str]:
    """Its words in English: they are read."""
    return {**os.environ, "LC_ALL": "C"}


def _preguntar(*que: str) -> str:
    """What `scanimage` answers. Raises FallaDeEscaner."""
    try:
        hecho = subprocess.run(  # noqa: S603 -- no shell; `donde` is an option of its own
            [PROGRAMA, *que],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=_entorno(),
            timeout=PREGUNTA_S,
            check=False,
        )
    except FileNotFoundError as error:
        raise FallaDeEscaner(Falla.SIN_PROGRAMA) from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise FallaDeEscaner(Falla.AUSENTE) from error
    if hecho.returncode:
        raise FallaDeEscaner(_al_abrir(os.fsdecode(hecho.stderr[-2000:]), Falla.AUSENTE))
    return os.fsdecode(hecho.stdout)[:DICHO_MAX]


def _opciones(dicho: str) -> dict[str, str]:
    """The values that each option takes; those that cannot be set now are not there."""
    hay = (OPCION.match(linea) for linea in dicho.splitlines())
    return {o["nombre"]: o["valores"] for o in hay if o is not None and o["es"] not in ("inactive", "read-only")}


def _elegidas(opciones: dict[str, str]) -> tuple[bool, list[str]]:
    """Grey, from the feeder, one side, as fine as PPP and as large as a tabloid. Whether there is a feeder."""
    suyas: list[str] = []
    fuentes = opciones.get("--source", "").split("|")
    alimentadores = [f for f in fuentes if re.search("adf|feeder", f, re.IGNORECASE)]
    de_un_lado = [f for f in alimentadores if not re.search("duplex|back|both", f, re.IGNORECASE)]
    if alimentadores:
        suyas.append(f"--source={(de_un_lado or alimentadores)[0]}")
    modos = [m for m in opciones.get("--mode", "").split("|") if re.search("gr[ae]y", m, re.IGNORECASE)]
    if modos:
        suyas.append(f"--mode={min(modos, key=len)}")
    if finura := opciones.get("--resolution", ""):
        suyas.append(f"--resolution={_finura(finura)}")
    for nombre, maximo in (("--page-width", ANCHO_MM), ("--page-height", ALTO_MM), ("-x", ANCHO_MM), ("-y", ALTO_MM)):
        if numeros := NUMERO.findall(opciones.get(nombre, "").replace("..", " ")):
            suyas += [f"{nombre}={min(maximo, float(numeros[-1]))}"] if nombre[1] == "-" else [
                nombre, str(min(maximo, float(numeros[-1])))
            ]  # fmt: skip
    return bool(alimentadores), suyas


def _finura(valores: str) -> int:
    """PPP, the nearest above it, or the best there is."""
    numeros = [int(float(n)) for n in NUMERO.findall(valores.replace("..", " "))]
    if ".." in valores and len(numeros) >= 2:
        return max(numeros[0], min(PPP, numeros[1]))
    bastan = [n for n in numeros if n >= PPP]
    return min(bastan) if bastan else max(numeros, default=PPP)
