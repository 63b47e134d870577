"""`make linea-publica`: a night that publishes by itself to a folder, an S3 server and an Azure one, with faults.

One of the targets is down for a minute and the publisher is killed twice, while somebody looks at each target. At the
end: every cut on time or its alarm, no view mixed, the three equal, and what the public's own tools say of them.
"""

import argparse
import json
import subprocess
import sys
import threading
import time
from pathlib import Path

from central.corte.carpeta import apuntado
from central.difusion.pedidos import Pedidos
from central.firmado.envolturas import PUBLICA
from simulacro.carpeta import limpiar
from tests.ataques.ciudad import RAIZ
from tests.linea.destinos import Lugares, levantados
from tests.linea.juicio import (
    Juicio,
    juzgar_firmas,
    juzgar_iguales,
    juzgar_suelto,
    juzgar_turnos,
    juzgar_vistas,
)
from tests.linea.visitante import Visitante

CAIDO = "s3"


class Vigia:
    """Pulls the cable of one target that shows a cut, as the next one is made, and sees that the others go on."""

    def __init__(self, salida: Path, lugares: Lugares, segundos: float) -> None:
        self._salida, self._lugares, self._segundos = salida, lugares, segundos
        self._alto = threading.Event()
        self.dicho_caido, self.otros_siguieron = False, False
        self._hilo = threading.Thread(target=self._correr, daemon=True)

    def empezar(self) -> None:
        self._hilo.start()

    def terminar(self) -> None:
        self._alto.set()
        self._hilo.join()

    def _corte(self, nombre: str) -> int:
        dicho = Pedidos(self._salida / "nodo").leer(f"destinos/{nombre}.json").get("corte")
        return dicho if isinstance(dicho, int) else 0

    def _correr(self) -> None:
        while (puesto := self._corte(CAIDO)) == 0 or (apuntado(self._salida / "publicacion") or 0) <= puesto:
            if self._alto.wait(0.02):
                return
        self._lugares.cable.cortar()
        print(f"Se cortó el cable de {CAIDO} por {self._segundos:.0f} s, con el corte {puesto}.", flush=True)
        fin = time.monotonic() + self._segundos
        while time.monotonic() < fin:
            estado = Pedidos(self._salida / "nodo").leer(f"destinos/{CAIDO}.json")
            self.dicho_caido = self.dicho_caido or bool(estado.get("falla"))
            otros = [s.nombre for s in self._lugares.sitios if s.nombre != CAIDO]
            if min(map(self._corte, otros)) > self._corte(CAIDO):
                self.otros_siguieron = True
            time.sleep(0.5)
        self._lugares.cable.unir()
        print(f"Volvió el cable de {CAIDO}.", flush=True)


def jugar(salida: Path, semilla: int, cada: int, caido_s: float, opciones: list[str]) -> int:
    limpiar(salida)
    destinos, noche = salida / "destinos", salida / "noche"
    j, inicio = Juicio(lambda linea: print(linea, flush=True)), time.monotonic()
    with levantados(destinos) as lugares:
        visitantes = [Visitante(sitio, semilla) for sitio in lugares.sitios]
        vigia = Vigia(noche, lugares, caido_s)
        for uno in visitantes:
            uno.empezar()
        vigia.empezar()
        orden = [sys.executable, "-m", "simulacro", "noche", "--salida", str(noche), "--semilla", str(semilla)]
        orden += ["--publicador", str(lugares.ajustes), "--cada", str(cada), "--matar", "publicador", *opciones]
        codigo = subprocess.run(orden, cwd=RAIZ, check=False).returncode
        vigia.terminar()
        for uno in visitantes:
            uno.terminar()
        print(f"La noche duró {time.monotonic() - inicio:.0f} s. Lo que se puede decir de ella:", flush=True)
        j.pide(codigo == 0, f"la noche salió con {codigo}")
        if codigo == 0:
            j.pide(vigia.dicho_caido and vigia.otros_siguieron, f"sin {CAIDO}, se dijo y los otros siguieron")
            ultimo = json.loads(lugares.sitios[0].leer("actual.json"))["corte"]
            publica = bytes.fromhex((noche / "publicacion" / "cortes" / "0001" / PUBLICA).read_text())
            juzgar_turnos(noche / "nodo", cada, caido_s, j)
            juzgar_vistas(visitantes, lugares.sitios[-1], ultimo, j)
            juzgar_iguales(lugares.sitios, ultimo, j)
            juzgar_firmas(lugares.sitios[1], ultimo, publica, salida, j)
            juzgar_suelto(lugares.sitios, publica, salida, j)
    (salida / "linea.json").write_text(json.dumps({"bien": j.bien, "mal": j.mal}, ensure_ascii=False, indent=1))
    print(f"LÍNEA PÚBLICA: {len(j.bien)} bien, {len(j.mal)} mal; {time.monotonic() - inicio:.0f} s.")
    return 1 if j.mal else 0


def main() -> int:
    analizador = argparse.ArgumentParser(description=__doc__)
    analizador.add_argument("--semilla", type=int, default=1)
    analizador.add_argument("--salida", type=Path, default=Path("salida/linea"))
    analizador.add_argument("--cada", type=int, default=3, help="minutos entre cortes")
    analizador.add_argument("--caido", type=float, default=90.0, metavar="S", help="por cuánto cae un destino")
    pedido, opciones = analizador.parse_known_args()
    return jugar(pedido.salida.absolute(), pedido.semilla, pedido.cada, pedido.caido, opciones)


if __name__ == "__main__":
    sys.exit(main())
