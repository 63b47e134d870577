"""The papers of the acopio desk from what the station knows: labels, cover sheets and the acuse de recibo."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from prep.documents.acuse import Acuse, Recibida, acuse
from prep.documents.caratulas import Caratula, Etiqueta
from prep.documents.etiquetas import Ajuste, papeles, sueltas
from prep.documents.membrete import Membrete
from prep.domain.catalogo.catalogo import CCV, Acta, Catalogo, TipoCasilla
from prep.domain.catalogo.etiqueta import texto_etiqueta
from prep.services.acopio.acopio import MECANISMOS
from prep.services.acopio.casillas import N_A, TIPOS, Casilla
from prep.services.acopio.llegadas import Movimiento


def hoja_de(catalogo: Catalogo, titulo: str, momento: datetime) -> Membrete:
    return Membrete(
        titulo, catalogo.proceso, catalogo.entidad.nombre, momento, catalogo.ajustes.zona, catalogo.ajustes.real
    )


def nombre_de(catalogo: Catalogo, centro: str) -> str:
    """`CATD 07`, or the CCV, as the catalogue calls it."""
    return next((c.nombre for c in catalogo.centros if c.id == centro), centro)


def etiquetas_y_caratulas(
    catalogo: Catalogo,
    casillas: Sequence[Casilla],
    momento: datetime,
    ajuste: Ajuste,
    *,
    con_etiquetas: bool = True,
    con_caratulas: bool = True,
    avance: Callable[[int, int], None] | None = None,
) -> bytes:
    """The PDF for these casillas, in their order: all of a CATD in a few seconds. Raises ValueError for the setting."""
    hojas = [_caratula(catalogo, casilla) for casilla in casillas]
    etiquetas = [etiqueta for una in hojas for etiqueta in una.etiquetas] if con_etiquetas else []
    hoja = hoja_de(catalogo, "Carátula de casilla", momento)
    return papeles(hoja, etiquetas, hojas if con_caratulas else [], ajuste, avance)


def etiquetas_sueltas(catalogo: Catalogo, casilla: Casilla, momento: datetime) -> bytes:
    """The labels of one casilla, a page each, for a label printer: one that came off is made again at once."""
    return sueltas(hoja_de(catalogo, "Etiquetas de casilla", momento), _caratula(catalogo, casilla).etiquetas)


def acuse_de(
    catalogo: Catalogo, actas: Sequence[tuple[Casilla, Acta, Movimiento]], entrega: str, recibe: str, momento: datetime,
    sitio: str,
) -> bytes:  # fmt: skip
    """The acuse of these receptions; its folio comes from their facts, so that the same ones have the same."""
    zona = ZoneInfo(catalogo.ajustes.zona)
    nombres = {e.codigo: e.nombre for e in catalogo.elecciones}
    folio = sha256("".join(sorted(str(m.hecho) for _, _, m in actas)).encode()).hexdigest()[:8].upper()
    renglones = tuple(
        Recibida(
            acta.eleccion,
            casilla.nombre,
            acta.codigo,
            f"{m.momento.astimezone(zona):%d/%m/%Y %H:%M:%S}",
            m.dato,
            m.nombre,
            m.hecho.hex[-8:],
        )
        for casilla, acta, m in actas
    )
    cuentas = Counter(acta.eleccion for _, acta, _ in actas)
    por_eleccion = tuple((f"{nombres[e]} ({e})", n) for e in nombres if (n := cuentas[e]))
    hoja = hoja_de(catalogo, "Acuse de recibo de actas PREP", momento)
    traslados = "; ".join(f"{letra or 'vacío'}, {nombre}" for letra, nombre in MECANISMOS.items())
    centro = nombre_de(catalogo, sitio)
    return acuse(Acuse(hoja, folio, centro, entrega.strip(), recibe, por_eleccion, traslados, renglones))


def _caratula(catalogo: Catalogo, casilla: Casilla) -> Caratula:
    centros = dict.fromkeys(nombre_de(catalogo, acta.centro) for acta in casilla.actas)
    etiquetas = tuple(_etiqueta(catalogo, acta) for acta in casilla.actas)
    return Caratula(casilla.nombre_largo, casilla.nombre, tuple(centros), etiquetas)


def _etiqueta(catalogo: Catalogo, acta: Acta) -> Etiqueta:
    tipo = TIPOS[acta.tipo]
    numero = "" if acta.numero == N_A else f" {acta.numero.lstrip('0')}"
    que = "contigua" if acta.tipo is TipoCasilla.E else "ext."
    extension = f" {que} {acta.extension}" if acta.extension.strip("0") else ""
    ordinal = f" n.º {acta.ordinal}" if acta.ordinal > 1 else ""
    return Etiqueta(
        qr=texto_etiqueta(catalogo.proceso, acta.clave),
        clave=acta.clave,
        eleccion=f"{acta.eleccion} · {catalogo.eleccion(acta.eleccion).nombre}",
        seccion=acta.seccion,
        casilla=f"{tipo[0].upper()}{tipo[1:]}{numero}{extension}{ordinal}",
        codigo=acta.codigo,
        centro=acta.centro if acta.centro == CCV else f"CATD {acta.centro}",
    )
