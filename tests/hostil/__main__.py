"""`make hostil`: a night of the drill in which a station, a person of a desk and a node are hostile all the time.

The drill knows nothing of it: it is another program, which is beside. At the end its figures must be exact, nothing
lost nor doubled, and each act stopped by what the table of attacks says, with its alarm. Exit code 0 when it was so.
"""

import argparse
import json
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psycopg

from central.nodo.cluster import Cluster
from central.nodo.roles import DUENO
from tests.ataques.ciudad import RAIZ
from tests.ataques.tabla.fila import Quien
from tests.hostil.actos import ACTOS, Acto
from tests.hostil.enemigos import Enemigos, llave_de
from tests.hostil.maneras import NADA

CORTES = 6
PAUSA_S = (0.2, 1.5)
ABIERTA = "SELECT proceso FROM prep.hecho WHERE tipo = 'FASE' AND cuerpo LIKE '%abrir%'"
ALARMAS = "SELECT DISTINCT codigo FROM prep.alarma"


@dataclass(frozen=True, slots=True)
class Hecho:
    """An act that was done: in which second of the night, what stopped it; `bien`, whether that was what had to."""

    n: str
    quien: str
    segundo: float
    detuvo: str
    bien: bool
    alarma: str


@dataclass
class NocheHostil:
    """The enemies at work in the night of `salida`, until each is told to stop."""

    salida: Path
    semilla: int
    enemigos: Enemigos
    inicio: float = field(default_factory=time.monotonic)
    hechos: list[Hecho] = field(default_factory=list)
    alarmas: set[str] = field(default_factory=set)
    paren: dict[Quien, threading.Event] = field(default_factory=dict)
    hilos: list[threading.Thread] = field(default_factory=list)

    def empezar(self) -> None:
        for quien in (Quien.ESTACION, Quien.PERSONA, Quien.NODO):
            self.paren[quien] = threading.Event()
            hilo = threading.Thread(target=self._actuar, args=(quien,), daemon=True)
            self.hilos.append(hilo)
            hilo.start()

    def _actuar(self, quien: Quien) -> None:
        azar = random.Random(f"{self.semilla}/{quien}")
        suyos, siguen = [a for a in ACTOS if a.quien is quien], list[Acto]()
        while not self.paren[quien].wait(azar.uniform(*PAUSA_S)):
            siguen = siguen or azar.sample(suyos, len(suyos))  # all of them, in another order each time
            self._uno(siguen.pop(), azar)

    def _uno(self, acto: Acto, azar: random.Random) -> None:
        segundo = time.monotonic() - self.inicio
        try:
            detuvo = acto.hacer(self.enemigos, azar)
        except Exception as error:
            detuvo = f"{type(error).__name__}: {str(error).splitlines()[0][:120]}"
        if detuvo != NADA:
            hecho = Hecho(
                acto.n, str(acto.quien), round(segundo, 1), detuvo, detuvo in (acto.detiene, acto.antes), acto.alarma
            )
            self.hechos.append(hecho)

    def mirar_alarmas(self) -> None:
        e = self.enemigos
        for donde in {e.centro.datos, *(e.cluster(s).datos for s in (e.sitio, e.mesa, e.nodo))}:
            with suppress(psycopg.OperationalError):
                self.alarmas |= {codigo for (codigo,) in e.consultar(Cluster(donde), ALARMAS)}

    def parar(self, *quienes: Quien) -> None:
        for quien in quienes:
            self.paren[quien].set()

    def terminar(self) -> None:
        self.parar(*self.paren)
        for hilo in self.hilos:
            hilo.join(20)
        self.enemigos.guardar(self.salida)

    @property
    def mal(self) -> list[str]:
        """What was not stopped as it had to, or left no alarm."""
        malos = [f"#{h.n} ({h.quien}, segundo {h.segundo}): {h.detuvo}" for h in self.hechos if not h.bien]
        faltan = {h.alarma for h in self.hechos} - self.alarmas - {""}
        return [*malos, *(f"no hubo alarma {codigo}" for codigo in sorted(faltan))]


def esperar_nodos(salida: Path, noche: "subprocess.Popen[str]") -> tuple[str, list[str]]:
    """The proceso and the sites of the nodes, once the night is open."""
    while noche.poll() is None:
        with suppress(Exception), psycopg.connect(Cluster(salida / "nodo").dsn(DUENO)) as conn:
            if filas := conn.execute(ABIERTA).fetchall():
                return str(filas[0][0]), sorted(r.name.removeprefix("nodo") for r in (salida / "nodos").glob("nodo??"))
        time.sleep(0.2)
    raise SystemExit("La noche terminó antes de abrir.")


def jugar(salida: Path, semilla: int, opciones: list[str]) -> int:
    orden = [sys.executable, "-m", "simulacro", "noche", "--salida", str(salida), "--semilla", str(semilla)]
    with subprocess.Popen(
        [*orden, "--cortes", str(CORTES), *opciones], cwd=RAIZ, stdout=subprocess.PIPE, text=True
    ) as noche:
        lineas: list[str] = []
        lector = threading.Thread(target=lambda: lineas.extend(_decir(linea) for linea in noche.stdout or ()))
        lector.start()
        proceso, sitios = esperar_nodos(salida, noche)
        azar = random.Random(semilla)
        sitio, mesa, nodo = (azar.choice(sitios) for _ in range(3))
        hostil = NocheHostil(salida, semilla, Enemigos(salida, proceso, sitio, mesa, nodo, llave_de(salida, mesa)))
        hostil.empezar()
        while noche.poll() is None and not any("(último)" in linea for linea in lineas):
            hostil.mirar_alarmas()
            if any(linea.startswith(f"Corte {CORTES - 1}:") for linea in lineas):
                hostil.parar(Quien.NODO)  # what it puts and takes out must not be on its way when all is reconciled
            time.sleep(0.5)
        hostil.terminar()
        hostil.mirar_alarmas()
        noche.wait()
        lector.join()
    return contar(hostil, noche.returncode)


def _decir(linea: str) -> str:
    print(linea, end="", flush=True)
    return linea


def contar(hostil: NocheHostil, codigo: int) -> int:
    """The report, beside the night's, and the last line."""
    informe = hostil.salida / "informe.md"
    e = hostil.enemigos
    quienes = (
        f"Hostiles toda la noche: la estación {e.estacion}, la persona {e.persona[0]} y el nodo del CATD {e.nodo}."
    )
    filas = [
        f"| {h.segundo} | {h.n} | {h.quien} | {h.detuvo}{'' if h.bien else ' (NO ERA)'} | {h.alarma or '-'} |"
        for h in sorted(hostil.hechos, key=lambda h: h.segundo)
    ]
    with informe.open("a", encoding="utf-8") as archivo:
        cabeza = (
            "",
            "## Actos hostiles",
            "",
            quienes,
            "",
            "| segundo | ataque | quién | qué lo detuvo | alarma |",
            "|---|---|---|---|---|",
        )
        archivo.write("\n".join([*cabeza, *filas, ""]))
    datos = {"semilla": hostil.semilla, "actos": [asdict(h) for h in hostil.hechos], "mal": hostil.mal}
    (hostil.salida / "hostil.json").write_text(json.dumps(datos, ensure_ascii=False, indent=1), encoding="utf-8")
    for linea in hostil.mal:
        print(f"  NO SE DETUVO: {linea}")
    cuantos = ", ".join(f"{n} de {quien}" for quien, n in Counter(h.quien for h in hostil.hechos).items())
    print(quienes)
    print(
        f"HOSTIL semilla {hostil.semilla}: {len(hostil.hechos)} actos ({cuantos}), "
        f"{len({h.n for h in hostil.hechos})} ataques distintos, {len(hostil.mal)} sin detener; "
        f"la noche salió con {codigo}."
    )
    return 1 if codigo or hostil.mal or not hostil.hechos else 0


def main() -> int:
    analizador = argparse.ArgumentParser(description=__doc__)
    analizador.add_argument("--semilla", type=int, default=1)
    analizador.add_argument("--salida", type=Path, default=Path("salida/hostil"))
    pedido, opciones = analizador.parse_known_args()
    return jugar(pedido.salida.absolute(), pedido.semilla, opciones)


if __name__ == "__main__":
    sys.exit(main())
