"""What a monitor reads of a node: each figure with its name, its unit and what it means (docs/metricas.md)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from prometheus_client.metrics_core import GaugeMetricFamily

from central.sitios.salud import SaludDeNodo
from central.tablero.informe import InformeDeEstado, vigentes

ARRIBA = "prep_arriba"
# Name: labels and what it is. Times in seconds, sizes in bytes; what nobody knows has no sample.
FIGURAS: Mapping[str, tuple[tuple[str, ...], str]] = {
    ARRIBA: ((), "1 mientras la base de este nodo contesta; con 0 no hay ninguna otra"),
    "prep_leido_segundos": ((), "lo que se tardó en leer todo lo demás"),
    "prep_arbitro": ((), "1 mientras corre el árbitro de este nodo"),
    "prep_fase": (("fase",), "1 en la fase en que se está"),
    "prep_actas": (("eleccion", "etapa"), "actas esperadas que están en esa etapa"),
    "prep_actas_centro": (("centro", "etapa"), "lo mismo por CATD o CCV"),
    "prep_actas_fuera": (("etapa",), "actas fuera de catálogo"),
    "prep_espera_segundos": (("etapa",), "desde cuándo está ahí la que más lleva"),
    "prep_trabajos": (("estado",), "trabajos libres, tomados y vencidos"),
    "prep_cola": ((), "hechos que esperan al árbitro"),
    "prep_cuarentena": ((), "hechos apartados"),
    "prep_entregas_raras": ((), "entregas que no se entienden"),
    "prep_alarmas": ((), "alarmas que nadie atiende"),
    "prep_propuestas": ((), "órdenes que esperan el conforme de otra persona"),
    "prep_cotejos_abiertos": ((), "cotejos sin resultado"),
    "prep_retenidas": ((), "renglones en revisión en el último corte"),
    "prep_corte_segundos": ((), "edad del último corte"),
    "prep_corte_turno_segundos": ((), "cada cuánto ha de haber uno"),
    "prep_nodo_vivo": (("nodo",), "1 si dio señal hace un momento"),
    "prep_nodo_callado_segundos": (("nodo",), "desde su última señal"),
    "prep_nodo_contesta": (("nodo",), "1 si contestó cuando se le preguntó cómo va"),
    "prep_nodo_reloj_segundos": (("nodo",), "lo que hay que sumar a su reloj"),
    "prep_nodo_cola": (("nodo",), "hechos que esperan a su árbitro"),
    "prep_nodo_por_bajar": (("nodo",), "hechos del centro que le faltan"),
    "prep_nodo_faltan": (("nodo", "camino"), "renglones suyos que el centro no tiene"),
    "prep_nodo_atraso_bytes": (("nodo", "camino"), "lo mismo en bytes"),
    "prep_nodo_atraso_segundos": (("nodo", "camino"), "desde cuándo espera el más viejo"),
    "prep_nodo_detenido": (("nodo", "camino"), "1 si por ahí no llega nada"),
    "prep_disco_libre_bytes": ((), "lo que queda en el disco de la carpeta del nodo"),
    "prep_disco_bytes": ((), "de cuánto es"),
    "prep_respaldo_segundos": ((), "edad del último respaldo de este nodo («prep respaldo hacer»)"),
    "prep_certificado_segundos": (("cual",), "lo que falta para que venza; de la lista de revocados también"),
}


@dataclass(frozen=True, slots=True)
class DatosDeMaquina:
    """Of the machine of the node. `vencen`: until when each certificate serves; `respaldo`: when the last one was."""

    libre: int
    total: int
    vencen: Sequence[tuple[str, datetime]] = field(default_factory=list)
    respaldo: datetime | None = None


def familia(nombre: str) -> GaugeMetricFamily:
    etiquetas, ayuda = FIGURAS[nombre]
    return GaugeMetricFamily(nombre, ayuda, labels=etiquetas)


def una(nombre: str, valor: float) -> GaugeMetricFamily:
    hecha = familia(nombre)
    hecha.add_metric([], valor)
    return hecha


def figuras(informe: InformeDeEstado, nodos: Sequence[SaludDeNodo], maquina: DatosDeMaquina) -> list[GaugeMetricFamily]:
    """All of FIGURAS but the first two, of one moment; `nodos` as they answered."""
    hechas = [*_sueltas(informe, maquina), *_por_etapa(informe), *_por_nodo(nodos, informe.momento)]
    vencen = familia("prep_certificado_segundos")
    for cual, cuando in maquina.vencen:
        vencen.add_metric([cual], (cuando - informe.momento).total_seconds())
    return [*hechas, vencen]


def _sueltas(i: InformeDeEstado, maquina: DatosDeMaquina) -> Iterator[GaugeMetricFamily]:
    dichas: dict[str, float] = {
        "prep_arbitro": i.arbitro,
        "prep_cola": i.cola,
        "prep_cuarentena": i.cuarentena,
        "prep_entregas_raras": i.entregas_raras,
        "prep_alarmas": i.alarmas,
        "prep_propuestas": i.propuestas,
        "prep_cotejos_abiertos": i.cotejos.todos_abiertos,
        "prep_retenidas": i.retenidas.todas,
        "prep_corte_turno_segundos": i.minutos_entre_cortes * 60,
        "prep_disco_libre_bytes": maquina.libre,
        "prep_disco_bytes": maquina.total,
    }
    if i.ultimo_corte:
        dichas["prep_corte_segundos"] = (i.momento - i.ultimo_corte).total_seconds()
    if maquina.respaldo:
        dichas["prep_respaldo_segundos"] = (i.momento - maquina.respaldo).total_seconds()
    yield from (una(nombre, valor) for nombre, valor in dichas.items())


def _por_etapa(i: InformeDeEstado) -> Iterator[GaugeMetricFamily]:
    for nombre, conteos in (("prep_actas", i.conteos.elecciones), ("prep_actas_centro", i.conteos.centros)):
        actas = familia(nombre)
        for de, conteo in conteos.items():
            for etapa, cuantas in conteo.items():
                actas.add_metric([de, etapa], cuantas)
        yield actas
    fuera, espera, fase, trabajos = map(
        familia, ("prep_actas_fuera", "prep_espera_segundos", "prep_fase", "prep_trabajos")
    )
    for etapa, cuantas in i.conteos.fuera.items():
        fuera.add_metric([etapa], cuantas)
    for e in i.espera:
        espera.add_metric([e.etapa], (i.momento - e.desde).total_seconds())
    if i.fases:
        fase.add_metric([str(i.fases[-1].fase)], 1)
    vivos = len(vigentes(i))
    for estado, n in (("libre", sum(i.libres.values())), ("tomado", vivos), ("vencido", len(i.tomados) - vivos)):
        trabajos.add_metric([estado], n)
    yield from (fuera, espera, fase, trabajos)


def _por_nodo(nodos: Sequence[SaludDeNodo], momento: datetime) -> Iterator[GaugeMetricFamily]:
    """Of the nodes in place: one that was fenced is nobody's trouble any more."""
    suyas = {nombre: familia(nombre) for nombre in FIGURAS if nombre.startswith("prep_nodo_")}
    for n in nodos:
        if n.cercado:
            continue
        callado = n.callado(momento)
        dichas = {
            "vivo": n.vivo(momento),
            "callado_segundos": callado.total_seconds() if callado else None,
            "contesta": n.contesta,
            "reloj_segundos": n.deriva_ms / 1000,
            "cola": n.cola,
            "por_bajar": n.por_bajar,
        }
        for nombre, valor in dichas.items():
            _poner(suyas[f"prep_nodo_{nombre}"], [n.nombre.nodo], valor)
        for cual, camino in n.caminos.items():
            suya = [n.nombre.nodo, cual]
            _poner(suyas["prep_nodo_faltan"], suya, camino.faltan)
            _poner(suyas["prep_nodo_atraso_bytes"], suya, camino.octetos)
            _poner(suyas["prep_nodo_atraso_segundos"], suya, camino.segundos)
            _poner(suyas["prep_nodo_detenido"], suya, camino.parado)
    yield from suyas.values()


def _poner(familia: GaugeMetricFamily, etiquetas: list[str], valor: float | None) -> None:
    if valor is not None:
        familia.add_metric(etiquetas, valor)
