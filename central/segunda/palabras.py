"""The second look of the night in words and rows: for `prep miradas`, its file of cells and the control room."""

from collections.abc import Iterable, Sequence
from datetime import tzinfo
from itertools import groupby, pairwise

from central.segunda.cuenta import ActaVista, Fin, MiradasDeLaNoche, contar, esperados
from prep.domain.hechos.indicio import POR_MIL, Indicio, Sospecha

NOMBRES = {
    Sospecha.CIFRA: "una cifra",
    Sospecha.COLUMNAS: "columnas cambiadas",
    Sospecha.RENGLONES: "renglones corridos",
    Sospecha.CASILLAS: "casillas cambiadas",
    Sospecha.REPETIDA: "igual que otra",
}
CLASES = ("Qué se sospecha", "por ver", "vistas", "sin decidir", "bien", "corregidas", "otra vez", "esperadas", "votos")
CALIBRACION = ("Probabilidad que se dijo", "decididas", "se esperaban", "se hallaron")
HORAS = ("Se abrieron a las", "vistas", "se esperaban", "se hallaron", "votos corregidos")
SITIOS = ("Sitio", "por ver", "votos en duda")
BANDAS = (0, 100, 250, 500, 750, 900, POR_MIL + 1)  # per thousand, each up to the next
RELACION = (
    "acta", "sitio", "sospecha", "probabilidad", "votos_en_duda", "campos", "razon", "abierta", "resultado",
    "votos_corregidos",
)  # fmt: skip
Filas = list[tuple[str, ...]]


def resumen(noche: MiradasDeLaNoche, por_mil: int) -> list[str]:
    """What all of it amounts to; `por_mil`: the budget, of each thousand published actas."""
    if not por_mil:
        return ["La segunda mirada está apagada (miradas_por_mil = 0)."]
    if not noche.corte:
        return ["Todavía no hay lista: se hace tras el primer corte."]
    halladas, votos = sum(v.hallada for v in noche.vistas), sum(v.votos for v in noche.vistas)
    return [
        f"Lista del corte {noche.corte}. De las {noche.publicadas:,} actas publicadas se ofrecen hasta"
        f" {noche.publicadas * por_mil // POR_MIL:,} ({por_mil} de cada mil): {len(noche.vistas):,} se abrieron y"
        f" {len(noche.ofrecidas):,} esperan.",
        f"Se vieron {len(noche.vistas)} actas; se esperaban {esperados(noche.vistas):.0f} errores y el papel dijo otra"
        f" cosa en {halladas}: {votos:,} votos corregidos.",
    ]


def por_clase(noche: MiradasDeLaNoche) -> Filas:
    """Under `CLASES`."""
    return [
        (NOMBRES[c.sospecha], str(c.ofrecidas), str(c.vistas), *(str(c.fines[fin]) for fin in Fin),
         f"{c.esperados:.1f}", f"{c.votos:,}")
        for c in contar(noche)
    ]  # fmt: skip


def calibracion(noche: MiradasDeLaNoche) -> Filas:
    """Under `CALIBRACION`: among what was decided, whether the score is to be believed."""
    decididas = [v for v in noche.vistas if v.fin is not Fin.ABIERTA]
    filas: Filas = []
    for desde, hasta in pairwise(BANDAS):
        suyas = [v for v in decididas if desde <= v.indicio.por_mil < hasta]
        if suyas:
            filas.append((f"{desde / 10:.0f} a {min(hasta, POR_MIL) / 10:.0f} %", *_cuentas(suyas)))
    return filas


def por_hora(noche: MiradasDeLaNoche, zona: tzinfo) -> Filas:
    """Under `HORAS`, through the night."""
    en_orden = sorted(noche.vistas, key=lambda v: v.cuando)
    return [
        (hora, *_cuentas(suyas := list(grupo)), f"{sum(v.votos for v in suyas):,}")
        for hora, grupo in groupby(en_orden, key=lambda v: f"{v.cuando.astimezone(zona):%d/%m %H:00}")
    ]


def por_sitio(noche: MiradasDeLaNoche) -> Filas:
    """Under `SITIOS`: where looks wait, the most first."""
    esperan: dict[str, list[int]] = {}
    for una in noche.ofrecidas:
        esperan.setdefault(una.sitio, []).append(una.indicio.votos)
    en_orden = sorted(esperan.items(), key=lambda par: (-len(par[1]), par[0]))
    return [(sitio, str(len(votos)), f"{sum(votos):,}") for sitio, votos in en_orden]


def relacion(noche: MiradasDeLaNoche, zona: tzinfo) -> Filas:
    """Under `RELACION`: each acta that was opened or waits, for whoever checks the night afterwards."""
    abiertas = sorted(noche.vistas, key=lambda v: (v.cuando, v.acta))
    filas: Filas = [
        (v.acta, "", *_dicho(v.indicio, v.motivo), f"{v.cuando.astimezone(zona):%d/%m/%Y %H:%M:%S}", v.fin.value,
         str(v.votos))
        for v in abiertas
    ]  # fmt: skip
    return filas + [(o.acta, o.sitio, *_dicho(o.indicio, o.frase), "", "por ver", "") for o in noche.ofrecidas]


def _cuentas(suyas: Sequence[ActaVista]) -> tuple[str, str, str]:
    return str(len(suyas)), f"{esperados(suyas):.1f}", str(sum(v.hallada for v in suyas))


def _dicho(indicio: Indicio, razon: str) -> Iterable[str]:
    return (
        NOMBRES[indicio.sospecha], f"{indicio.por_mil / POR_MIL:.3f}", str(indicio.votos), " ".join(indicio.campos),
        razon,
    )  # fmt: skip
