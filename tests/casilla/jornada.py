"""A night of one phone: actas without signal, then a bad link, and browser and receiver killed again and again.

`python -m tests.casilla.jornada ACTAS MUERTES`; what is asserted is that nothing is lost nor comes in twice.
"""

import json
import signal
import subprocess
import sys
import time
from base64 import b64decode
from contextlib import ExitStack
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Error, sync_playwright

from central.telefono.recado import RECADOS, ruta_de_cuenta
from tests.casilla.conftest import Campo
from tests.casilla.enlace import EnlaceMalo, enlazado
from tests.casilla.navegador import EnMarcha, matar
from tests.casilla.receptor import CODIGO, CUENTA, PROCESO, mias
from tests.devices.actas import Actas, actas_de_pueblo
from tests.espera import hasta
from tests.receptor import ReceptorSolo, servir

if TYPE_CHECKING:
    from playwright.sync_api import Page, Playwright

CORTADAS = 0.45  # share of the connections


@dataclass
class Jornada:
    """The phone, the link and the receiver of one night."""

    campo: Campo
    enlace: EnlaceMalo
    solo: ReceptorSolo
    _servido: ExitStack = field(default_factory=ExitStack)
    _proceso: subprocess.Popen[str] | None = None

    def servir(self) -> None:
        """The receiver begins, or begins again on what it left."""
        self._servido.close()
        self.enlace.destino, self._proceso = self._servido.enter_context(servir(self.solo.envios, self.solo.avisos))

    def matar_receptor(self) -> None:
        assert self._proceso is not None
        self._proceso.send_signal(signal.SIGKILL)
        self._proceso.wait()
        self.servir()

    def matar_navegador(self) -> "Page":
        matar(self.campo.carpeta / "perfil")
        self.campo.apagar()
        return self.abrir()

    def abrir(self) -> "Page":
        hoja = self.campo.abrir().pages[0]
        hoja.goto(self.campo.receptor.base)
        hoja.wait_for_selector("h1:has-text('Mis casillas')")
        return hoja

    def registrar(self) -> "Page":
        """Enrolled by its sheet: here the test is the centre, and signs the list with the key that was asked for."""
        escrito = self.solo.hoja(CODIGO, CUENTA)
        hoja = self.campo.abrir().pages[0]
        hoja.goto(f"{self.campo.receptor.base}#a={CUENTA}&c={escrito}&p={PROCESO}")
        hoja.get_by_role("button", name="Registrar este teléfono").click()
        recados = self.solo.envios / RECADOS
        hasta(lambda: list(recados.glob("alta-*.json")), "que llegue el alta")
        (recado,) = recados.glob("alta-*.json")
        spki = str(json.loads(recado.read_bytes())["spki"])
        llave = sha256(b64decode(spki)).hexdigest()[:16]
        self.solo.llaves[llave] = {"llave": llave, "spki": spki, "cuenta": CUENTA, "estado": "EN_USO"}
        self.solo.firmar()
        hoja.wait_for_selector("li.abierta")
        return hoja

    def llegadas(self) -> list[Path]:
        return sorted(self.solo.envios.glob("*.jpg"))

    def exigir(self, hoja: "Page", cuantas: int) -> None:
        """All there, each once, and each the picture that the phone signed."""
        pares = [(imagen, imagen.with_suffix(".json")) for imagen in self.llegadas()]
        dichos: list[dict[str, Any]] = [json.loads(b64decode(json.loads(j.read_bytes())["datos"])) for _, j in pares]
        assert len(pares) == cuantas and len({d["acta"]["clave"] for d in dichos}) == cuantas
        for (imagen, _), dicho in zip(pares, dichos, strict=True):
            assert sha256(imagen.read_bytes()).hexdigest() == dicho["sha256"] and imagen.stem == dicho["envio"]
        assert len({d["sha256"] for d in dichos}) == cuantas
        assert hoja.locator(".estado.recibida").count() == cuantas


def jugar(juego: "Playwright", carpeta: Path, actas: Actas, cuantas: int, muertes: int, semilla: int = 17) -> str:
    """Plays it and says how it went."""
    solo, azar = ReceptorSolo(carpeta), Random(semilla)
    solo.preparar()
    ruta_de_cuenta(solo.avisos, CUENTA).write_text(json.dumps(mias(-(-cuantas // 3))), encoding="utf-8")
    with enlazado(semilla) as enlace:
        jornada = Jornada(Campo(juego, carpeta, EnMarcha(enlace.puerto), actas), enlace, solo)
        try:
            return _jugar(jornada, cuantas, muertes, azar)
        finally:
            jornada.campo.apagar()
            jornada._servido.close()


def _jugar(jornada: Jornada, cuantas: int, muertes: int, azar: Random) -> str:
    campo, enlace = jornada.campo, jornada.enlace
    jornada.servir()
    campo.delante(0)
    hoja = jornada.registrar()
    hoja.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    enlace.hay = False
    for n in range(cuantas):
        campo.delante(n)
        campo.fotografiar(hoja, n)
        if n == cuantas // 2:
            hoja = jornada.matar_navegador()
    assert hoja.locator(".estado.guardada").count() == cuantas
    enlace.hay, enlace.parte, inicio, hechas = True, CORTADAS, time.monotonic(), 0
    hoja.evaluate("dispatchEvent(new Event('online'))")
    while len(jornada.llegadas()) < cuantas or hechas < muertes:
        time.sleep(azar.uniform(0.05, 0.4))
        if hechas < muertes:
            hechas += 1
            if azar.random() < 0.5:
                jornada.matar_receptor()
            else:
                hoja = jornada.matar_navegador()
    enlace.parte = 0.0
    hasta(lambda: _recibidas(hoja) == cuantas, "que el teléfono las tenga por recibidas")
    jornada.exigir(hoja, cuantas)
    assert campo.malos == []
    return (
        f"{cuantas} actas, {hechas} muertes: {len(jornada.llegadas())} llegaron, {enlace.cortadas} de {enlace.pasadas}"
        f" conexiones cortadas, {time.monotonic() - inicio:.0f} s desde que hubo señal"
    )


def _recibidas(hoja: "Page") -> int:
    try:
        return hoja.locator(".estado.recibida").count()
    except Error:
        return 0  # the page is being drawn


def principal(argumentos: list[str]) -> int:
    cuantas, muertes = (int(x) for x in argumentos) if argumentos else (30, 100)
    with TemporaryDirectory() as aparte, sync_playwright() as juego:
        raiz = Path(aparte)
        (raiz / "noche").mkdir()
        print(jugar(juego, raiz / "noche", actas_de_pueblo(raiz / "pueblo"), cuantas, muertes))
    return 0


if __name__ == "__main__":
    sys.exit(principal(sys.argv[1:]))
