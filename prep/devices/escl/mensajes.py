"""The XML of eSCL, the scanners' protocol: what a scanner says of itself and how it is asked to scan."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from prep.devices.escaner import Falla

ESCL = "http://schemas.hp.com/imaging/escl/2011/05/03"
PWG = "http://www.pwg.org/schemas/2010/12/sm"
PPP = 200  # the resolution asked for, or the nearest above that the scanner has
ANCHO_MAX, ALTO_MAX = 3_300, 5_100  # three hundredths of an inch: a tabloid sheet

# What the feeder or the scanner says → what is wrong.
ESTADOS_ADF = {
    "ScannerAdfJam": Falla.ATASCO,
    "ScannerAdfMispick": Falla.ATASCO,
    "ScannerAdfMultipickDetected": Falla.DOBLE,
    "ScannerAdfHatchOpen": Falla.TAPA,
    "ScannerAdfInputTrayFailed": Falla.ATASCO,
    "ScannerAdfInputTrayOverloaded": Falla.ATASCO,
}
ADF_VACIO = "ScannerAdfEmpty"

TRABAJO = """<?xml version="1.0" encoding="UTF-8"?>
<scan:ScanSettings xmlns:scan="{escl}" xmlns:pwg="{pwg}">
<pwg:Version>{version}</pwg:Version><scan:Intent>Document</scan:Intent>
<pwg:ScanRegions><pwg:ScanRegion><pwg:Height>{alto}</pwg:Height><pwg:Width>{ancho}</pwg:Width>
<pwg:XOffset>0</pwg:XOffset><pwg:YOffset>0</pwg:YOffset>
<pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits></pwg:ScanRegion></pwg:ScanRegions>
<pwg:InputSource>{fuente}</pwg:InputSource><scan:Duplex>false</scan:Duplex>
<scan:ColorMode>Grayscale8</scan:ColorMode>
<scan:XResolution>{ppp}</scan:XResolution><scan:YResolution>{ppp}</scan:YResolution>
<pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat>
<scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt></scan:ScanSettings>"""


class Incomprensible(Exception):
    """An answer that is no XML of eSCL."""


@dataclass(frozen=True, slots=True)
class Capacidades:
    """What a scanner can do; sizes of its feeder, or of its glass when it has none, in three hundredths of an inch."""

    modelo: str
    version: str
    alimentador: bool
    ancho: int
    alto: int
    resoluciones: tuple[int, ...]

    @property
    def ppp(self) -> int:
        """PPP, the nearest above it, or the best there is."""
        bastan = [r for r in self.resoluciones if r >= PPP]
        return min(bastan) if bastan else max(self.resoluciones, default=PPP)


@dataclass(frozen=True, slots=True)
class EstadoEscaner:
    """How a scanner is: Idle, Processing, Stopped, Down…; and its feeder, "" when it does not say."""

    escaner: str
    adf: str

    @property
    def falla(self) -> Falla | None:
        """What stops it from scanning, except an empty feeder; None when nothing does."""
        if self.adf in ESTADOS_ADF:
            return ESTADOS_ADF[self.adf]
        return {
            "Processing": Falla.OCUPADO,
            "Testing": Falla.OCUPADO,
            "Stopped": Falla.NEGADA,
            "Down": Falla.NEGADA,
        }.get(self.escaner)

    @property
    def vacio(self) -> bool:
        return self.adf == ADF_VACIO


def leer_capacidades(xml: bytes) -> Capacidades:
    """Raises Incomprensible."""
    raiz = _raiz(xml, "ScannerCapabilities")
    adf = next(_todos(raiz, "Adf"), None)
    fuente = raiz if adf is None else adf
    resoluciones = {_entero(e) for e in _todos(fuente, "XResolution")}
    return Capacidades(
        modelo=_texto(raiz, "MakeAndModel")[:80],
        version=_texto(raiz, "Version")[:10] or "2.0",
        alimentador=adf is not None,
        ancho=min(ANCHO_MAX, max((_entero(e) for e in _todos(fuente, "MaxWidth")), default=ANCHO_MAX)),
        alto=min(ALTO_MAX, max((_entero(e) for e in _todos(fuente, "MaxHeight")), default=ALTO_MAX)),
        resoluciones=tuple(sorted(resoluciones)),
    )


def leer_estado(xml: bytes) -> EstadoEscaner:
    """Raises Incomprensible."""
    raiz = _raiz(xml, "ScannerStatus")
    return EstadoEscaner(_texto(raiz, "State"), _texto(raiz, "AdfState"))


def trabajo(capacidades: Capacidades) -> bytes:
    """The order to scan all that is in the feeder, or the sheet on the glass where there is none, in grey."""
    c = capacidades
    fuente = "Feeder" if c.alimentador else "Platen"
    hecho = TRABAJO.format(escl=ESCL, pwg=PWG, version=c.version, ancho=c.ancho, alto=c.alto, ppp=c.ppp, fuente=fuente)
    return hecho.encode()


def _raiz(xml: bytes, nombre: str) -> Element:
    try:
        raiz: Element = fromstring(xml, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise Incomprensible(str(error)) from error
    if _local(raiz) != nombre:
        raise Incomprensible(f"{_local(raiz)} en lugar de {nombre}")
    return raiz


def _todos(raiz: Element, nombre: str) -> Iterator[Element]:
    """The elements of that name, whatever prefix or version its namespace has: makers differ."""
    return (e for e in raiz.iter() if _local(e) == nombre)


def _local(elemento: Element) -> str:
    return str(elemento.tag).rpartition("}")[2]


def _texto(raiz: Element, nombre: str) -> str:
    return next((t for e in _todos(raiz, nombre) if (t := (e.text or "").strip())), "")


def _entero(elemento: Element) -> int:
    texto = (elemento.text or "").strip()
    if not texto.isdecimal() or len(texto) > 6:
        raise Incomprensible(f"{_local(elemento)} no es un número")
    return int(texto)
