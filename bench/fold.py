"""Facts folded per second on one core, on actas of four or five facts: `python -m bench.fold [--actas N]`.

The figure is the median of five runs; CPU time is beside it, because the machine may be shared. Baseline in the same
run: reading the same facts' bodies from their text, which every caller of the fold has done before.
"""

import argparse
import json
import random
import statistics
import time
from datetime import UTC, datetime, timedelta

from bench.expediente import cuerpos, hechos
from bench.maquina import encabezado
from bench.medida import Figura, InformeDeMedida, cronometrar
from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.catalogo.catalogo import TOTALES, Acta, Forma, TipoCasilla, clave_acta
from prep.domain.hechos.hechos import Hecho
from prep.domain.hechos.texto import cuerpo_a_texto
from prep.domain.vida.fold import fold

VUELTAS = 5
MINIMO = 100_000
PROCESO = "SIM-1"
FORMA = Forma("GUB", "000", "A02", TOTALES, tuple(f"V{n}" for n in range(17)))
APERTURA = datetime(2024, 6, 3, tzinfo=UTC)


def expediente(n: int, azar: random.Random) -> tuple[Acta, list[Hecho]]:
    """Acta number `n` and its facts, in order of arrival."""
    seccion = f"{n:04d}"
    clave = clave_acta("GUB", "000", seccion, "B", "01", "00", "A02", 0)
    acta = Acta(clave, "GUB", "000", seccion, TipoCasilla.B, "01", "00", "A02", 0, 700, "1", "07", f"09{seccion}B0100")
    cifras = [azar.randrange(400) for _ in FORMA.campos]
    dichos = cuerpos(n, acta, cifras, "ACTA PREP", f"{n:064x}")
    return acta, hechos(PROCESO, acta, dichos, APERTURA + timedelta(seconds=n), n)


def medir(actas: int) -> InformeDeMedida:
    azar = random.Random(1)
    expedientes = [expediente(n, azar) for n in range(actas)]
    textos = [cuerpo_a_texto(h.cuerpo) for _, lista in expedientes for h in lista]
    ajustes = Ajustes()
    reloj, cpu = [], []
    for _ in range(VUELTAS):
        inicio, inicio_cpu = time.perf_counter(), time.process_time()
        registradas = sum(fold(h, acta, FORMA, ajustes, proceso=PROCESO).registrada for acta, h in expedientes)
        reloj.append(len(textos) / (time.perf_counter() - inicio))
        cpu.append(len(textos) / (time.process_time() - inicio_cpu))
        if registradas != actas:
            raise SystemExit(f"se registraron {registradas} de {actas} actas: la medida no vale")
    base = len(textos) / statistics.median(cronometrar(lambda: [dict(json.loads(t)) for t in textos], VUELTAS))
    ritmo = statistics.median(reloj)
    figura = Figura(
        "hechos plegados por segundo, un núcleo",
        f"{ritmo:,.0f} ({min(reloj):,.0f}–{max(reloj):,.0f}); {statistics.median(cpu):,.0f} por segundo de CPU",
        f"≥ {MINIMO:,}",
        ritmo >= MINIMO,
        f"json.loads de los cuerpos: {base:,.0f} hechos/s",
        base / ritmo,
    )
    nota = f"{len(textos)} hechos de {actas} actas, mediana de {VUELTAS} vueltas; la razón es de tiempos."
    return InformeDeMedida("fold", [figura], [nota])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actas", type=int, default=20_000)
    opciones = parser.parse_args()
    cabeza = encabezado()
    medir(opciones.actas).imprimir(cabeza)


if __name__ == "__main__":
    main()
