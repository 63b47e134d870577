"""The list of incidents as it is exported: each with who, when, where, and how it ended, in words (R-34)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from prep.documents.incidentes import RelacionDeIncidentes, RenglonDeIncidente
from prep.documents.membrete import Membrete
from prep.domain.catalogo.catalogo import Catalogo
from prep.domain.reglas.incidentes import Incidente


def relacion(
    catalogo: Catalogo, vistos: Iterable[Incidente], nombres: Mapping[str, str], momento: datetime, sitio: str,
    centros: Mapping[UUID, str] | None = None,
) -> RelacionDeIncidentes:  # fmt: skip
    """`vistos` as they are exported, the oldest first. `nombres`: of who is known; `centros`: where each was made."""
    zona = ZoneInfo(catalogo.ajustes.zona)
    hoja = Membrete(
        "Relación de incidentes", catalogo.proceso, catalogo.entidad.nombre, momento, catalogo.ajustes.zona,
        catalogo.ajustes.real,
    )  # fmt: skip
    renglones = []
    for uno in sorted(vistos, key=lambda i: (i.cuando, i.id)):
        fin = uno.cierre
        cierre = f"{_hora(fin.cuando, zona)} {nombres.get(fin.quien, fin.quien)}: {fin.texto}" if fin else ""
        suyo = (centros or {}).get(uno.id, sitio)
        renglones.append(
            RenglonDeIncidente(
                _hora(uno.cuando, zona), uno.clase.nombre, suyo, uno.acta or uno.lugar,
                nombres.get(uno.operador, uno.operador), uno.estacion, uno.texto, str(uno.estado),
                nombres.get(uno.dueno, uno.dueno), cierre,
            )
        )  # fmt: skip
    de = sitio if not sitio.isdigit() else f"CATD {sitio}"
    return RelacionDeIncidentes(hoja, de, tuple(renglones), "Coordinación")


def _hora(momento: datetime, zona: ZoneInfo) -> str:
    return f"{momento.astimezone(zona):%d/%m %H:%M:%S}"
