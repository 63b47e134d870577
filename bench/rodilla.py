"""Up to what rate several sites keep up, robots included on the same cores: `python -m bench.rodilla`.

The drill of `bench.sitios`, its rate raised step by step. The knee is the last step that is held: p99 within its limit
and nothing that waits grows.
"""

import argparse
import itertools
from collections.abc import Sequence

from bench.maquina import encabezado, terminar_en_orden
from bench.medida import Figura, InformeDeMedida, percentiles_ms
from bench.sitios.juego import Escalon, jugar
from bench.sitios.sitios import HORA_S, Tramo, opciones_de, tramos

META_POR_HORA = 250_000


def informe(todos: Sequence[Tramo], nodos: int) -> InformeDeMedida:
    """Each step, and the last that was held."""
    figuras = []
    for t in todos:
        p50, _, p99 = percentiles_ms(t.viajes)
        medido = (
            f"{t.por_s:.1f} verificadas/s; p50 {p50:.0f} ms, p99 {p99:.0f}; pendientes"
            f" {t.tercios('pendientes')[0]:.0f} → {t.tercios('pendientes')[1]:.0f}; CPU {t.ocupacion:.0%},"
            f" de ella los robots {t.robots:.0%}; otros programas {t.ajena:.0%}"
        )
        figuras.append(Figura(f"a {t.escalon.ritmo:g} actas/s", medido, "se sostiene", t.sostenido))
    sostenidos = list(itertools.takewhile(lambda t: t.sostenido, todos))
    sostiene = sostenidos[-1].por_s * HORA_S if sostenidos else 0.0
    mayor = max(t.por_s for t in todos) * HORA_S
    figuras += [
        Figura("la rodilla, con los robots en los mismos núcleos", f"{sostiene:,.0f} actas por hora",
               f"≥ {META_POR_HORA:,}", sostiene >= META_POR_HORA),
        Figura("lo más que se verificó", f"{mayor:,.0f} actas por hora"),
    ]  # fmt: skip
    ultimo = todos[-1]
    sin_robots = ultimo.por_s * HORA_S / max(1e-9, ultimo.ocupacion * (1 - ultimo.robots))
    return InformeDeMedida("Varios sitios, hasta la rodilla", figuras, [
        f"{nodos} nodos de CATD y el centro; {ultimo.escalon.segundos:g} s por escalón.",
        "Si los núcleos fueran sólo para nodos y centro, por el CPU que usaron en el último escalón: "
        f"{sin_robots:,.0f} actas por hora.",
    ])  # fmt: skip


def escalera(desde: float, hasta: float, paso: float, segundos: float) -> list[Escalon]:
    """The steps, the first and the last included when `paso` falls on it."""
    cuantos = int((hasta - desde) / paso) + 1
    return [Escalon(desde + n * paso, segundos) for n in range(cuantos)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--desde", type=float, default=40.0, help="actas por segundo del primer escalón")
    parser.add_argument("--hasta", type=float, default=90.0, help="del último")
    parser.add_argument("--paso", type=float, default=10.0)
    parser.add_argument("--segundos", type=float, default=60.0, help="de cada escalón")
    opciones_de(parser)
    o = parser.parse_args()
    cabeza = encabezado()
    terminar_en_orden()
    escalones = escalera(o.desde, o.hasta, o.paso, o.segundos)
    informe(tramos(jugar(o.salida, o.escala, o.nodos, o.imagenes, escalones, o.robots)), o.nodos).imprimir(cabeza)


if __name__ == "__main__":
    main()
