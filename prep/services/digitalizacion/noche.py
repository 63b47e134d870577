"""The pages of the whole night as a desk finds them when it opens: what was said of each, and where its file is."""

from dataclasses import replace

from prep.devices.bandeja import Bandeja
from prep.services.digitalizacion.hojas import EstadoHoja, Hoja
from prep.store.spool.spool import Spool


def de_la_noche(spool: Spool, bandeja: Bandeja) -> dict[str, Hoja]:
    """By hash, in their order. Where a page is, its file says: the program may have fallen before it wrote it down."""
    esperan = {e.huella: e for e in bandeja.esperan()}
    halladas = {p.huella: _segun_bandeja(Hoja.de(p), bandeja, espera=p.huella in esperan) for p in spool.paginas()}
    sin_decir = [e for e in bandeja.decididas() if e.huella not in halladas]
    decididas = {e.huella: _segun_bandeja(Hoja(e.huella, e.origen), bandeja, espera=False) for e in sin_decir}
    nuevas = {huella: Hoja(huella, e.origen) for huella, e in esperan.items() if huella not in halladas}
    return halladas | decididas | nuevas


def _segun_bandeja(hoja: Hoja, bandeja: Bandeja, *, espera: bool) -> Hoja:
    if espera:
        return Hoja(hoja.huella, hoja.origen) if hoja.estado.acabada else hoja
    if hoja.estado.acabada:
        return hoja
    clave = bandeja.original_de(hoja.huella)
    estado = EstadoHoja.ACEPTADA if clave else EstadoHoja.DESCARTADA
    return replace(hoja, estado=estado, clave=clave, motivo="", falta_acopio=False)
