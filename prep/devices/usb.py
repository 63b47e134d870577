"""Looks at what is on the USB bus (pyusb over libusb): whatever a device says of itself is bounded, and may be a lie.

No right of the system is needed to see a device and what kind it is. Its name asks for one, unless the system tells it
itself (Linux, in /sys). Without libusb nothing is seen, and that is what is said.
"""

import contextlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from prep.devices.aparatos import Aparato, InventarioUsb, clases_de, limpio

if TYPE_CHECKING:
    from usb.backend import IBackend
    from usb.core import Device

SYSFS = Path("/sys/bus/usb/devices")
APARATOS_MAX, CONFIGURACIONES_MAX, INTERFACES_MAX, PUERTOS_MAX = 64, 8, 32, 8
TEXTO_SYSFS_MAX = 512
CONCENTRADOR = 0x09
# A device may say anything, or go away between two questions; USBError is an OSError.
FALLAS = (OSError, ValueError, IndexError, TypeError, OverflowError, NotImplementedError)
SIN_LIBUSB = (
    "No se ven los aparatos USB: en este equipo falta libusb. Todo lo demás funciona. "
    "Para verlos en Debian o Ubuntu: apt-get install libusb-1.0-0, y vuelva a abrir el programa."
)
SIN_NOMBRE = "De {} no se pudo leer el nombre: el sistema no da permiso, o no lo dice. Se ve qué es y si está."
DANADOS = "{} no se entienden y no están en la lista: desconéctelos y conéctelos de nuevo."
Leido = tuple[tuple[Aparato, ...], bool]  # and whether its name could be read


class RondaUsb:
    """Call it every second, off the windows' thread: a device is asked its name once, while it stays."""

    def __init__(self, backend: "IBackend | None" = None, sysfs: Path = SYSFS) -> None:
        """`backend`: another than libusb."""
        self._backend, self._busco, self._sysfs = backend, backend is not None, sysfs
        self._sabidos: dict[tuple[int, ...], Leido] = {}

    def __call__(self) -> InventarioUsb:
        """What there is now. Raises nothing that a device could cause."""
        if not self._busco:
            self._backend, self._busco = _libusb(), True  # looked for once: it starts programs to look
        if self._backend is None:
            return InventarioUsb((), SIN_LIBUSB)
        antes, self._sabidos = self._sabidos, {}
        danados = 0
        for aparato in self._enumerados():
            if aparato is None:
                danados += 1
                continue
            clave = (aparato.bus or 0, aparato.address or 0, aparato.idVendor, aparato.idProduct)
            try:
                self._sabidos[clave] = antes[clave] if clave in antes else self._leer(aparato)
            except FALLAS:
                danados += 1
        return self._inventario(danados)

    def _inventario(self, danados: int) -> InventarioUsb:
        leidos = self._sabidos.values()
        mudos = sum(not nombrado for aparatos, nombrado in leidos if aparatos)
        dichos = []
        if mudos:
            dichos.append(SIN_NOMBRE.format("un aparato" if mudos == 1 else f"{mudos} aparatos"))
        if danados:
            dichos.append(DANADOS.format("Un aparato" if danados == 1 else f"{danados} aparatos"))
        orden = sorted((a for aparatos, _ in leidos for a in aparatos), key=lambda a: (a.clase, a.nombre, a.identidad))
        return InventarioUsb(tuple(orden), " ".join(dichos))

    def _enumerados(self) -> "Iterator[Device | None]":
        """Each device of the bus; None for one that cannot even be asked what it is."""
        from usb.core import Device

        assert self._backend is not None, "sólo se enumera con qué"
        with contextlib.suppress(*FALLAS):  # the bus itself: what was seen is what there is
            for crudo in islice(self._backend.enumerate_devices(), APARATOS_MAX):
                try:
                    aparato = Device(crudo, self._backend)
                except FALLAS:
                    yield None
                    continue
                if aparato.bDeviceClass != CONCENTRADOR:
                    yield aparato

    def _leer(self, aparato: "Device") -> Leido:
        fabricante, modelo = int(aparato.idVendor), int(aparato.idProduct)
        clases = _interfaces(aparato)
        puertos = _puertos(aparato)
        donde = f"{aparato.bus or 0}-{puertos or aparato.address or 0}"
        marca = f"{fabricante:04x}:{modelo:04x}"
        nombre, serie, leido = self._de_sysfs(f"{aparato.bus}-{puertos}") if puertos else ("", "", False)
        if not leido:
            nombre, serie, leido = _preguntado(aparato)
        son = clases_de(fabricante, clases, nombre)
        return tuple(Aparato(c, nombre or c.value, marca, serie, donde) for c in son), leido

    def _de_sysfs(self, puerto: str) -> tuple[str, str, bool]:
        """Its name and series as the system keeps them, without asking the device; whether it does."""
        carpeta = self._sysfs / puerto
        if not carpeta.is_dir():
            return "", "", False
        hace, que, serie = (_linea(carpeta / dato) for dato in ("manufacturer", "product", "serial"))
        return _junto(hace, que), limpio(serie), bool(que or hace)


def _libusb() -> "IBackend | None":
    try:
        from usb.backend import libusb1

        return libusb1.get_backend()
    except (ImportError, *FALLAS):
        return None


def _interfaces(aparato: "Device") -> frozenset[int]:
    """The classes that its interfaces say; how many it says that it has is not believed."""
    clases = {int(aparato.bDeviceClass)}
    for configuracion in islice(aparato, CONFIGURACIONES_MAX):
        clases |= {int(i.bInterfaceClass) for i in islice(configuracion, INTERFACES_MAX)}
    return frozenset(clases)


def _puertos(aparato: "Device") -> str:
    """Through which ports, as the system names it: `1.4`; "" when nobody says."""
    dichos = aparato.port_numbers or ()
    return ".".join(str(int(p)) for p in islice(dichos, PUERTOS_MAX))


def _preguntado(aparato: "Device") -> tuple[str, str, bool]:
    """Its name and series as it says them, and whether it could be asked at all."""
    import usb.util

    textos: list[str] = []
    leido = False
    try:
        for indice in (aparato.iManufacturer, aparato.iProduct, aparato.iSerialNumber):
            dicho = ""
            if indice:
                with contextlib.suppress(*FALLAS):
                    dicho = limpio(usb.util.get_string(aparato, indice))
                    leido = True
            textos.append(dicho)
    finally:
        with contextlib.suppress(*FALLAS):
            usb.util.dispose_resources(aparato)
    return _junto(textos[0], textos[1]), textos[2], leido


def _junto(hace: str, que: str) -> str:
    """Maker and model in one name, not twice the maker."""
    return limpio(que if hace and que.casefold().startswith(hace.casefold()) else f"{hace} {que}")


def _linea(archivo: Path) -> str:
    try:
        with archivo.open(encoding="utf-8", errors="replace") as abierto:
            return limpio(abierto.read(TEXTO_SYSFS_MAX))
    except OSError:
        return ""
