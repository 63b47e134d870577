"""The sheets by which the phones of the CAE are registered, as PDF: each for one person's hands."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

from central.casilla.telefonos import HojaNueva
from central.marco.proceso import Cabecera
from central.telefono import codigo
from prep.documents.guardado import al_confirmar


def hora_en(momento: datetime | None, zona: ZoneInfo) -> str:
    return f"{momento.astimezone(zona):%d/%m/%Y %H:%M}" if momento else ""


def en_pdf(ruta: Path, liga: str, cabecera: Cabecera, hojas: Sequence[HojaNueva]) -> AbstractContextManager[None]:
    """The sheets, written now and named once the transaction that they speak of was committed."""
    from prep.documents.telefono import HojaDeTelefono, hojas_de_telefono  # ReportLab, only where a page is drawn

    membrete = cabecera.hoja("Alta de teléfonos", datetime.now(UTC))
    zona = ZoneInfo(cabecera.zona)
    dichas = []
    for h in hojas:
        escrito = codigo.en_grupos(codigo.escribir(h.codigo))
        qr = qr_de(liga, cabecera.proceso, h)
        dichas.append(HojaDeTelefono(h.cuenta, qr, escrito, liga, hora_en(h.vence, zona)))
    return al_confirmar(ruta, hojas_de_telefono(membrete, dichas), 0o600)


def qr_de(liga: str, proceso: str, hoja: HojaNueva) -> str:
    """The address of the application with what never travels: account, code and proceso."""
    valores = {"a": hoja.cuenta, "c": codigo.escribir(hoja.codigo), "p": proceso}
    return f"{liga}#{'&'.join(f'{k}={quote(v, safe=str())}' for k, v in valores.items())}"
