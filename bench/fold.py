"""Facts folded per second on one core, on actas of four or five facts: `python -m bench.fold [--actas N]`.

Each acta is received, scanned and captured twice; one in twenty has a difference and a third captura. The figure is the
median of five runs; CPU time is beside it, because the machine may be shared.
"""

import argparse
import random
import statistics
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID

from bench.maquina import encabezado
from prep.domain.ajustes import Ajustes
from prep.domain.catalogo import TOTALES, Acta, Forma, TipoCasilla, clave_acta
from prep.domain.fold import fold
from prep.domain.hechos import Acopio, Captura, Cuerpo, Fuente, Hecho, Imagen

VUELTAS = 5
FORMA = Forma("GUB", "000", "A02", TOTALES, tuple(f"V{n}" for n in range(17)))
APERTURA = datetime(2024, 6, 3, tzinfo=UTC)


def expediente(n: int, azar: random.Random) -> tuple[Acta, list[Hecho]]:
    """Acta number `n` and its facts, in order of arrival."""
    seccion = f"{n:04d}"
    clave = clave_acta("GUB", "000", seccion, "B", "01", "00", "A02", 0)
    acta = Acta(clave, "GUB", "000", seccion, TipoCasilla.B, "01", "00", "A02", 0, 700, "1", "07", f"09{seccion}B0100")
    huella = f"{n:064x}"
    cifras = tuple(azar.randrange(400) for _ in FORMA.campos)
    leidas = [cifras, cifras]
    if n % 20 == 0:
        leidas.insert(1, (cifras[0] + 1, *cifras[1:]))
    capturas = [Captura(1, huella, valores, "ACTA PREP", clave) for valores in leidas]
    cuerpos: list[Cuerpo] = [Acopio("07", "D"), Imagen(huella, "ESCANER", "07"), *capturas]
    hechos = []
    for sec, cuerpo in enumerate(cuerpos, start=1):
        momento = APERTURA + timedelta(seconds=n + 60 * sec)
        quien, donde = f"op-{azar.randrange(10)}-{sec}", f"est-07-{sec}"
        id_ = UUID(int=azar.getrandbits(128))
        hechos.append(Hecho(id_, "SIM-1", clave, Fuente.CATD, quien, donde, momento, cuerpo, 350, "07", sec))
    return acta, hechos


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actas", type=int, default=20_000)
    opciones = parser.parse_args()
    azar = random.Random(1)
    expedientes = [expediente(n, azar) for n in range(opciones.actas)]
    hechos = sum(len(h) for _, h in expedientes)
    ajustes = Ajustes()
    reloj, cpu = [], []
    for _ in range(VUELTAS):
        inicio, inicio_cpu = time.perf_counter(), time.process_time()
        registradas = sum(fold(h, acta, FORMA, ajustes, proceso="SIM-1").registrada for acta, h in expedientes)
        reloj.append(hechos / (time.perf_counter() - inicio))
        cpu.append(hechos / (time.process_time() - inicio_cpu))
        if registradas != len(expedientes):
            raise SystemExit(f"se registraron {registradas} de {len(expedientes)} actas: la medida no vale")
    print(encabezado())
    print(f"fold: {hechos} hechos de {len(expedientes)} actas, mediana de {VUELTAS} vueltas")
    print(f"  {statistics.median(reloj):,.0f} hechos/s por reloj · {statistics.median(cpu):,.0f} hechos/s de CPU")


if __name__ == "__main__":
    main()
