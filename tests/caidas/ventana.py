"""`python -m tests.caidas.ventana --veces 100`: a capture window killed (`kill -9`) at random moments of a session.

Each time it is started again on the same spool: every field whose mark was on the screen is there, the operator goes on
at the field after it, and no captura is at the node twice.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

from central.nodo.cluster import Cluster
from central.nodo.personas import EstacionNueva, OperadorNuevo
from central.nodo.preparar import preparar
from prep.domain.catalogo.catalogo import Catalogo
from prep.domain.hechos.hechos import Captura, Tipo
from prep.domain.hechos.texto import cuerpo_de_texto
from prep.net import identidad
from tests.caidas.puntos import RAIZ
from tests.caidas.ventana_hija import cifra
from tests.conftest import Nodo
from tests.corrida import Corrida
from tests.services.arbitro import centinela
from tests.services.trabajos import ofrecer
from tests.servidor import aparte
from tests.store import ejemplos

BASE, ESTACION, OPERADOR, CONTRASENA = "ventana", "est-01-ana", "ana", "Contrasena-1"
SESION_S = (0.05, 1.5)  # of typing, before the kill
ARRANQUE_S = 30.0


@dataclass
class Cuenta:
    """What the sessions said, added up."""

    sesiones: int = 0
    campos: int = 0
    perdidos: list[str] = field(default_factory=list)
    fuera_de_lugar: list[str] = field(default_factory=list)
    hechos: dict[str, set[int]] = field(default_factory=dict)  # acta → the fields whose mark was seen


def sembrar(cluster: Cluster, actas: int, base: str = BASE) -> Nodo:
    """A node with that many actas to capture from the paper, each with one slot."""
    llave = identidad.nueva()
    sellada = identidad.sellar(llave, CONTRASENA, costo="prueba")
    gente = [OperadorNuevo(OPERADOR, "Ana", llave.publica, sellada, ("captura",), "01")]
    catalogo: Catalogo = ejemplos.catalogo(actas * 2)
    preparar(cluster, catalogo, gente, [EstacionNueva(ESTACION, "01")], base=base)
    nodo = Nodo(cluster, base)
    for acta in catalogo.actas.values():
        if acta.centro == "01":
            ofrecer(nodo, acta.clave, "", 1)
    return nodo


def sesion(nodo: Nodo, carpeta: Path, dura_s: float, cuenta: Cuenta) -> None:
    """One session, killed after `dura_s` of typing; what it said is held against what was said before."""
    orden = {
        "spool": str(carpeta / "spool.db"), "dsn": nodo.dsn(ESTACION), "estacion": ESTACION, "operador": OPERADOR,
        "contrasena": CONTRASENA,
    }  # fmt: skip
    proceso = subprocess.Popen(
        [sys.executable, "-m", "tests.caidas.ventana_hija"],
        cwd=RAIZ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert proceso.stdin is not None and proceso.stdout is not None
    alarma = threading.Timer(ARRANQUE_S, _matar, (proceso,))
    with proceso:
        alarma.start()
        proceso.stdin.write(json.dumps(orden))
        proceso.stdin.close()
        empezo = False
        for linea in proceso.stdout:
            if not linea.endswith("\n"):
                break  # cut by its death: nobody saw it whole
            if not empezo:
                empezo = True
                alarma.cancel()
                alarma = threading.Timer(dura_s, _matar, (proceso,))
                alarma.start()
            _anotar(linea.split(), cuenta)
    alarma.cancel()
    if not empezo:
        raise AssertionError("la ventana no llegó a abrir un acta")
    cuenta.sesiones += 1


def _matar(proceso: "subprocess.Popen[str]") -> None:
    if proceso.poll() is None:
        os.kill(proceso.pid, signal.SIGKILL)


def _anotar(palabras: list[str], cuenta: Cuenta) -> None:
    que, *resto = palabras
    if que == "campo":
        clave, n, valor = resto
        assert int(valor) == cifra(clave, int(n))
        cuenta.hechos.setdefault(clave, set()).add(int(n))
        cuenta.campos += 1
    elif que == "sigue":
        clave, donde = resto[:2]
        recordados = {int(n) for n in resto[2].split(",")} if len(resto) > 2 else set()
        vistos = cuenta.hechos.get(clave, set())
        cuenta.perdidos += [f"{clave} campo {n}" for n in sorted(vistos - recordados)]
        if vistos and int(donde) not in (max(vistos) + 1, max(recordados) + 1, max(recordados)):
            cuenta.fuera_de_lugar.append(f"{clave}: siguió en {donde} y llevaba {max(vistos)}")
    elif que == "falla":
        raise AssertionError(f"la ventana terminó sola: {palabras}")


def correr(nodo: Nodo, carpeta: Path, veces: int, semilla: int) -> tuple[Cuenta, int, int]:
    """The count, how many capturas the node has, and how many of them are doubled or not what the paper says."""
    cuenta, azar = Cuenta(), random.Random(semilla)
    with centinela(nodo):
        for _ in range(veces):
            sesion(nodo, carpeta, azar.uniform(*SESION_S), cuenta)
    filas = nodo.dueno("SELECT acta, cuerpo FROM prep.hecho WHERE tipo = 'CAPTURA'")
    malas = len(filas) - len({acta for acta, _ in filas})
    for acta, cuerpo in filas:
        captura = cuerpo_de_texto(Tipo.CAPTURA, cuerpo)
        assert isinstance(captura, Captura)
        malas += captura.valores != tuple(cifra(acta, n) for n in range(len(captura.valores)))
    return cuenta, len(filas), malas


def main() -> int:
    analizador = argparse.ArgumentParser(description=__doc__)
    analizador.add_argument("--veces", type=int, default=100)
    analizador.add_argument("--semilla", type=int, default=1)
    o = analizador.parse_args()
    with Corrida() as carpeta, aparte("ventana") as cluster:
        cuenta, capturas, malas = correr(sembrar(cluster, 40 * o.veces), carpeta, o.veces, o.semilla)
    print(
        f"{cuenta.sesiones} muertes; {cuenta.campos} campos vistos como guardados: {len(cuenta.perdidos)} perdidos,"
        f" {len(cuenta.fuera_de_lugar)} veces fuera de lugar; {capturas} capturas en el nodo, {malas} mal o repetidas"
    )
    for linea in (*cuenta.perdidos, *cuenta.fuera_de_lugar):
        print("  ", linea)
    return 3 if cuenta.perdidos or cuenta.fuera_de_lugar or malas else 0


if __name__ == "__main__":
    sys.exit(main())
