"""The act of closing from what the station knows: names, hours and the box of each sobre."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from prep.documents.empaque import ActaDeCierre, CajaDeSobres
from prep.documents.membrete import Membrete
from prep.domain.catalogo.catalogo import Acta, Catalogo
from prep.domain.reglas.empaque import ActaDeEmpaque, ActoDeEmpaque, EstadoDeEmpaque, contar
from prep.services.acopio.papeles import nombre_de
from prep.services.estacion.empaque import VistaDeEmpaque
from prep.ui.rotulos import breve

POR_CAJA = 100
DICHOS = {
    EstadoDeEmpaque.ABIERTO: "BORRADOR: nadie lo ha firmado.",
    EstadoDeEmpaque.PROPUESTO: "BORRADOR: falta la segunda firma.",
    EstadoDeEmpaque.CERRADO: "Cerrado por dos personas.",
    EstadoDeEmpaque.CAMBIO: "Cerrado por dos personas; DESPUÉS CAMBIÓ: estas cuentas son las de ahora.",
    EstadoDeEmpaque.REABIERTO: "REABIERTO: el cierre anterior ya no vale.",
}
Renglon = tuple[str, str, str, str, str]


def acta_de_cierre(catalogo: Catalogo, vista: VistaDeEmpaque, sitio: str) -> ActaDeCierre:
    zona, como = ZoneInfo(catalogo.ajustes.zona), vista.como
    hoja = Membrete(
        "Acta de cierre y empaquetado del CATD", catalogo.proceso, catalogo.entidad.nombre, vista.ahora,
        catalogo.ajustes.zona, catalogo.ajustes.real,
    )  # fmt: skip
    faltan = tuple((*_nombres(catalogo, a)[:2], str(d)) for a in vista.actas if (d := a.diferencia) is not None)
    firmantes = [a.nombre for a in (como.primera, como.segunda) if a is not None]
    cargos = [*firmantes, "Coordinación del CATD", "Otra persona de la mesa o de la coordinación"]
    return ActaDeCierre(
        hoja, nombre_de(catalogo, sitio), DICHOS[como.estado], cuentas_por_eleccion(vista.actas),
        como.primera.texto if como.primera is not None else "", faltan,
        _cajas(catalogo, vista.actas, como.por_caja or POR_CAJA, zona), _constancia(vista.actos, zona),
        tuple(cargos if not firmantes else (*firmantes, *cargos[2:])[:2]),
    )  # fmt: skip


def cuentas_por_eleccion(actas: Sequence[ActaDeEmpaque]) -> tuple[tuple[str, ...], ...]:
    """One row per election, and the total."""
    elecciones = tuple(dict.fromkeys(a.eleccion for a in actas))
    filas = [(e, *contar(a for a in actas if a.eleccion == e).texto.split()) for e in elecciones]
    return (*filas, ("Total", *contar(actas).texto.split()))


def _cajas(
    catalogo: Catalogo, actas: Sequence[ActaDeEmpaque], por_caja: int, zona: ZoneInfo
) -> tuple[CajaDeSobres, ...]:
    """In the order of the casillas: it says into which box each goes."""
    orden = _por_casilla(catalogo, actas)
    sobres = [(*_nombres(catalogo, a), _hora(a.recibida, zona), a.mecanismo or "directo") for a in orden]
    partes = [tuple(sobres[n : n + por_caja]) for n in range(0, len(sobres), por_caja)]
    return tuple(CajaDeSobres(n, parte) for n, parte in enumerate(partes, 1))


def cajas_de(catalogo: Catalogo, actas: Sequence[ActaDeEmpaque], por_caja: int) -> dict[str, int]:
    """The number of the box of each acta that was received."""
    return {a.clave: n // por_caja + 1 for n, a in enumerate(_por_casilla(catalogo, actas))}


def _por_casilla(catalogo: Catalogo, actas: Sequence[ActaDeEmpaque]) -> list[ActaDeEmpaque]:
    """Those that were received."""
    return sorted((a for a in actas if a.recibida is not None), key=lambda a: (_nombres(catalogo, a)[0], a.clave))


def _constancia(actos: Sequence[ActoDeEmpaque], zona: ZoneInfo) -> tuple[tuple[str, str], ...]:
    que = {"CATD_EMPACADO": "Primera firma", "CATD_EMPAQUE_CONFORME": "Segunda firma", "CATD_REABIERTO": "Reapertura"}
    return tuple(
        (que[a.codigo], f"{a.nombre} ({a.quien}), en {a.estacion}, {_hora(a.cuando, zona)}; hecho {a.id}"
         + (f"; motivo: {a.texto}" if a.codigo == "CATD_REABIERTO" else ""))
        for a in actos
    ) or (("Nadie", "Todavía no hay ninguna firma electrónica."),)  # fmt: skip


def _nombres(catalogo: Catalogo, a: ActaDeEmpaque) -> tuple[str, str, str]:
    acta: Acta | None = catalogo.actas.get(a.clave)
    return (breve(acta), acta.eleccion, acta.codigo) if acta is not None else (a.clave, a.eleccion, "")


def _hora(momento: datetime | None, zona: ZoneInfo) -> str:
    return f"{momento.astimezone(zona):%d/%m/%Y %H:%M:%S}" if momento is not None else ""
