"""A USB bus that is not here, behind pyusb's own door (IBackend): plug, unplug, no permission, devices that lie."""

import errno
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from usb.backend import IBackend
from usb.core import USBError


@dataclass(eq=False)
class Enchufado:
    """One device. `textos`: its strings by index; `miente`: how many configurations and interfaces it says to have."""

    fabricante: int
    modelo: int
    clases: Sequence[int] = (0x03,)
    textos: Sequence[str] = ("ACME", "Lector 2D", "S-1")
    puertos: tuple[int, ...] | None = (1,)
    sin_permiso: bool = False
    miente: bool = False
    ilegible: bool = False
    se_fue: bool = False
    direccion: int = 0
    preguntas: list[int] = field(default_factory=list)


class Bus(IBackend):  # type: ignore[misc]
    """`aparatos`: what is plugged now."""

    def __init__(self, *aparatos: Enchufado) -> None:
        self.aparatos: list[Enchufado] = []
        self.cuantas_veces = 0
        for aparato in aparatos:
            self.enchufar(aparato)

    def enchufar(self, aparato: Enchufado) -> None:
        """As the system does: another address each time."""
        self.cuantas_veces += 1
        aparato.direccion = self.cuantas_veces
        self.aparatos.append(aparato)

    def desenchufar(self, aparato: Enchufado) -> None:
        self.aparatos.remove(aparato)

    def enumerate_devices(self) -> Iterator[Enchufado]:
        yield from list(self.aparatos)

    def get_device_descriptor(self, dev: Enchufado) -> Any:
        if dev.ilegible:
            raise USBError("Input/Output Error", errno=errno.EIO)
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0, bDeviceProtocol=0,
            bMaxPacketSize0=64, idVendor=dev.fabricante, idProduct=dev.modelo, bcdDevice=1, iManufacturer=1, iProduct=2,
            iSerialNumber=3, bNumConfigurations=255 if dev.miente else 1, address=dev.direccion, bus=1, port_number=1,
            port_numbers=dev.puertos, speed=3,
        )  # fmt: skip

    def get_configuration_descriptor(self, dev: Enchufado, config: int) -> Any:
        if dev.se_fue:
            raise USBError("No such device", errno=errno.ENODEV)
        if config and not dev.miente:
            raise IndexError(config)
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=9, bNumInterfaces=255 if dev.miente else len(dev.clases),
            bConfigurationValue=1, iConfiguration=0, bmAttributes=0, bMaxPower=1, extra_descriptors=[],
        )  # fmt: skip

    def get_interface_descriptor(self, dev: Enchufado, intf: int, alt: int, config: int) -> Any:
        if not dev.miente and (alt or intf >= len(dev.clases)):
            raise IndexError(alt)
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=intf, bAlternateSetting=alt, bNumEndpoints=0,
            bInterfaceClass=dev.clases[min(intf, len(dev.clases) - 1)], bInterfaceSubClass=1, bInterfaceProtocol=1,
            iInterface=0, extra_descriptors=[],
        )  # fmt: skip

    def open_device(self, dev: Enchufado) -> Enchufado:
        if dev.sin_permiso:
            raise USBError("Access denied (insufficient permissions)", errno=errno.EACCES)
        return dev

    def close_device(self, dev_handle: Enchufado) -> None:
        """Nothing is held."""

    def ctrl_transfer(
        self, dev_handle: Enchufado, bmRequestType: int, bRequest: int, wValue: int, wIndex: int, data: Any,
        timeout: int,
    ) -> int:  # fmt: skip
        """The strings: what it says, whatever that is."""
        indice = wValue & 0xFF
        dev_handle.preguntas.append(indice)
        cuerpo = b"\x09\x04" if not indice else dev_handle.textos[indice - 1].encode("utf-16-le", "surrogatepass")[:252]
        leido = bytes([min(len(cuerpo) + 2, 254), 3]) + cuerpo
        for n, octeto in enumerate(leido[: len(data)]):
            data[n] = octeto
        return min(len(leido), len(data))


LECTOR = (0x05F9, 0x2214)
MEMORIA_USB = (0x0951, 0x1666)


def lector(**otros: Any) -> Enchufado:
    return Enchufado(*LECTOR, **otros)


def memoria(serie: str = "001", **otros: Any) -> Enchufado:
    return Enchufado(*MEMORIA_USB, clases=(0x08,), textos=("Kingston", "DataTraveler 3.0", serie), **otros)
