"""What a phone four times slower than this machine sees and how long it takes: `python -m tests.casilla.medida`.

Drawn frames of each class (33 actas unless another number is said), and a shot from the frame to the disk.
"""

import base64
import statistics
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import cv2
from playwright.sync_api import sync_playwright

from prep.devices.imagen import Gris
from tests.casilla.cuadros import CLASES, cuadros
from tests.casilla.navegador import BASE, CHROMIUM
from tests.casilla.receptor import Receptor, abierto
from tests.devices.actas import Actas, actas_de_pueblo

if TYPE_CHECKING:
    from playwright.sync_api import Page

LENTO = 4  # times
VUELTAS = 20  # shots
CARGAR = """async (crudo) => {
  const mapa = await createImageBitmap(await (await fetch(`data:image/png;base64,${crudo}`)).blob());
  const lienzo = Object.assign(document.createElement('canvas'), {width: mapa.width, height: mapa.height});
  lienzo.getContext('2d').drawImage(mapa, 0, 0);
  Object.assign(lienzo, {videoWidth: mapa.width, videoHeight: mapa.height});
  window.cuadro = lienzo; }"""
MIRAR = """async () => {
  window.mirar ??= (await import('./toma.js')).mirador;
  const mirar = window.mirar(window.cuadro), inicio = performance.now(), {marcas} = mirar();
  return [performance.now() - inicio, marcas.filter(Boolean).length]; }"""
GUARDAR = """async () => {
  const [{preparar}, {guardarEnvio}, {uuid7}] = await Promise.all(
    ['foto', 'almacen', 'llave'].map((n) => import(`./${n}.js`)));
  const inicio = performance.now(), foto = await preparar(window.cuadro), lista = performance.now();
  await guardarEnvio({envio: uuid7(Date.now()), estado: 'medida'}, foto.jpeg);
  return [lista - inicio, performance.now() - lista, foto.jpeg.byteLength]; }"""


def _poner(hoja: "Page", gris: Gris) -> None:
    hoja.evaluate(CARGAR, base64.b64encode(cv2.imencode(".png", gris)[1].tobytes()).decode())


def _p(valores: list[float], cuanto: int) -> str:
    return f"{statistics.quantiles(valores, n=100)[cuanto - 1]:.0f} ms"


def medir(hoja: "Page", actas: Actas, cuantas: int) -> None:
    tiempos: list[float] = []
    vistas: Counter[str] = Counter()
    hoja.context.new_cdp_session(hoja).send("Emulation.setCPUThrottlingRate", {"rate": LENTO})
    for _, cuadro in cuadros(actas, cuantas, paso=5):
        _poner(hoja, cuadro.gris)
        ms, marcas = hoja.evaluate(MIRAR)
        tiempos.append(ms)
        vistas[cuadro.clase] += marcas == 4
    for clase in CLASES:
        print(f"{clase}: las cuatro marcas en {vistas[clase]} de {cuantas}")
    print(f"una mirada, {len(tiempos)} cuadros de 1600 × 1200: p50 {_p(tiempos, 50)}, p95 {_p(tiempos, 95)}")
    tomas: list[list[float]] = []
    for n in range(VUELTAS):
        _poner(hoja, actas.gris(n, True))
        tomas.append(hoja.evaluate(GUARDAR))
    preparar, guardar = ([t[i] for t in tomas] for i in (0, 1))
    todo = [a + b for a, b in zip(preparar, guardar, strict=True)]
    print(f"de la toma a guardada, sin quien la mira: p50 {_p(todo, 50)}, p95 {_p(todo, 95)}")
    print(
        f"  preparar p50 {_p(preparar, 50)}, guardar p50 {_p(guardar, 50)}, hasta {max(t[2] for t in tomas):.0f} bytes"
    )


def principal(argumentos: list[str]) -> int:
    cuantas = int(argumentos[0]) if argumentos else 33
    with TemporaryDirectory() as aparte, abierto(Receptor()) as receptor, sync_playwright() as juego:
        navegador = juego.chromium.launch(executable_path=CHROMIUM, args=BASE)
        hoja = navegador.new_page(bypass_csp=True)
        hoja.goto(receptor.base)
        medir(hoja, actas_de_pueblo(Path(aparte)), cuantas)
        navegador.close()
    return 0


if __name__ == "__main__":
    sys.exit(principal(sys.argv[1:]))
