"""What the site of a cut costs to make, and to visit: `python -m bench.publico`.

The figures of the whole city without a base. Baseline in the same run: the same bytes compressed and written.
"""

import argparse
import gc
import hashlib
import http.client
import json
import random
import statistics
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import brotli
import psutil

from bench.maquina import encabezado, terminar_en_orden
from bench.medida import Figura, InformeDeMedida
from bench.publico.ciudad import corte_de
from bench.publico.servidor import figuras_de_nginx
from bench.publico.visitas import Visitante, navegador, servido
from central.difusion.guardado import BROTLI, Pieza
from central.publico.corte_publico import CortePublico
from central.publico.formatos import NOMBRE
from central.publico.sitio import SitioDelCorte, hacer_sitio

KB = 1000
VISITAS, CAMBIOS_POR_S = 1000, 4
LENTAS = 5


def figuras_de_hacerlo(corte: CortePublico) -> tuple[SitioDelCorte, list[Figura]]:
    gc.collect()
    gc.disable()  # as in a cut
    inicio, cpu = time.perf_counter(), time.process_time()
    sitio = hacer_sitio(corte)
    segundos, cpu = time.perf_counter() - inicio, time.process_time() - cpu
    gc.enable()
    memoria = psutil.Process().memory_info().rss / 2**20
    inicio = time.perf_counter()
    pesos = {n: len(brotli.compress(c, quality=BROTLI)) for n, c in sitio.entradas.items()}
    comprimir = time.perf_counter() - inicio
    resumen = json.loads(sitio.entradas[f"d/{sitio.indice[:NOMBRE]}.json"])["resumen"]
    mayor = max(n for nombre, n in pesos.items() if nombre.startswith("d/"))
    actas = sum(map(len, corte.por_eleccion.values()))
    return sitio, [
        Figura(f"la parte del sitio en un corte de {actas} actas", f"{segundos:.2f} s (CPU {cpu:.2f})", "≤ 4 s",
               segundos <= 4, f"comprimirla: {comprimir:.2f} s", segundos / comprimir),
        Figura("  memoria del proceso, con el corte dentro", f"{memoria:.0f} MiB", "≤ 600 MiB", memoria <= 600),
        _peso("el fragmento mayor (brotli 5)", mayor, 20),
        _peso("el índice", pesos[f"d/{sitio.indice[:NOMBRE]}.json"], 8),
        _peso("el resumen", pesos[f"d/{resumen}.json"], 10),
        Figura("la página mayor (brotli 5)", f"{max(n for p, n in pesos.items() if p.endswith('.html')) / KB:.1f} KB"),
    ]  # fmt: skip


def _peso(nombre: str, n: int, limite: float) -> Figura:
    return Figura(nombre, f"{n / KB:.1f} KB", f"≤ {limite:g} KB", n <= limite * KB)


def poner(raiz: Path, sitio: SitioDelCorte, corte: CortePublico, proximo: datetime | None = None) -> None:
    """As a folder has it, with what is compressed beside; the pages last, then the pointer."""
    actual = {"version": 1, "corte": corte.numero, "momento": corte.local, "pausa": None, "simulacro": True,
              "proximo": proximo.isoformat(timespec="seconds") if proximo else None,
              "resumen": json.loads(sitio.entradas[f"d/{sitio.indice[:NOMBRE]}.json"])["resumen"],
              "indice": sitio.indice[:NOMBRE], "manifiesto": "0" * 64}  # fmt: skip
    for nombre, crudo in (*sitio.entradas.items(), ("actual.json", json.dumps(actual).encode())):
        ruta = raiz / nombre
        ruta.parent.mkdir(parents=True, exist_ok=True)
        if not nombre.startswith(("d/", "a/")) or not ruta.exists():
            for camino, que in ((ruta.with_name(f"{ruta.name}.br"), Pieza(nombre, crudo).br()), (ruta, crudo)):
                parcial = camino.with_name(f".{camino.name}.parcial")
                parcial.write_bytes(que)
                parcial.replace(camino)


def figuras_de_visitas(raiz: Path, seccion: str, otro: tuple[SitioDelCorte, CortePublico]) -> list[Figura]:
    figuras = []
    with servido(raiz) as base, navegador() as chromium:
        uno = Visitante(chromium.new_context(viewport={"width": 360, "height": 740}))
        uno.abrir(f"{base}index.html")
        primera, pedidos = uno.cuenta.bytes, uno.cuenta.pedidos
        figuras.append(_visita("primera vista: bytes y peticiones", primera, pedidos, 15, 3))
        uno.abrir(f"{base}gub.html")
        uno.abrir(f"{base}casilla.html?seccion={seccion}")
        figuras.append(
            _visita("visita: portada, una elección, una casilla", uno.cuenta.bytes, uno.cuenta.pedidos, 35, 8)
        )
        for nombre, pagina, corrido_max in (("portada", "index.html", 0.0), ("elección", "gub.html", 0.0),
                                            ("casilla", f"casilla.html?seccion={seccion}", 0.05)):  # fmt: skip
            figuras.append(_lenta(chromium, nombre, f"{base}{pagina}", corrido_max))
        figuras.append(_espera(chromium, base, raiz, otro))
    return figuras


def _lenta(chromium: Any, nombre: str, direccion: str, corrido_max: float) -> Figura:
    vistas = []
    for _ in range(LENTAS):
        lento = Visitante(chromium.new_context(viewport={"width": 360, "height": 740}), lento=True)
        vistas.append(lento.abrir(direccion))
        lento.hoja.context.close()
    segundos, peor = statistics.median(s for s, _ in vistas), max(s for s, _ in vistas)
    corrido = max(c for _, c in vistas)
    return Figura(f"3G lento, CPU ÷ 4, {nombre}: sus cifras (mediana de {LENTAS}; la peor); cuánto se movió",
                  f"{segundos:.2f} s ({peor:.2f}); {corrido:.3f}", f"≤ 2 s; ≤ {corrido_max:g}",
                  segundos <= 2 and corrido <= corrido_max)  # fmt: skip


def _visita(nombre: str, n: int, pedidos: int, kb: float, maximo: int) -> Figura:
    bien = n <= kb * KB and pedidos <= maximo
    return Figura(nombre, f"{n / KB:.1f} KB, {pedidos}", f"≤ {kb:g} KB, {maximo}", bien)


def _espera(chromium: Any, base: str, raiz: Path, otro: tuple[SitioDelCorte, CortePublico]) -> Figura:
    """From the page at rest to the new cut on it: pointers and page."""
    quieto = Visitante(chromium.new_context(viewport={"width": 360, "height": 740}))
    quieto.abrir(f"{base}index.html")
    antes = quieto.cuenta.bytes
    poner(raiz, *otro, proximo=datetime.now(UTC) + timedelta(minutes=20))
    quieto.hoja.locator("#aviso", has_text="Corte").wait_for(timeout=200_000)
    gastado = quieto.cuenta.bytes - antes
    return _peso("quien espera, por corte, con cabezas (su página)", gastado, 6)


def _de_una_visita(sitio: SitioDelCorte, seccion: str) -> list[str]:
    """Besides its pages: what they name, and the shard of that section."""
    indice = json.loads(sitio.entradas[f"d/{sitio.indice[:NOMBRE]}.json"])
    de_la_pagina = [
        n for n in sitio.entradas if n.startswith("a/") and n.endswith(("sitio.css", "frescura.js", "casilla.js"))
    ]
    return [*de_la_pagina, f"d/{indice['tramos'][str(int(seccion) // 16)]}.json"]


def figura_de_cambios(carpeta: Path, sitios: list[tuple[SitioDelCorte, CortePublico]]) -> Figura:
    """The link switched under visits: each reads the pointer, the summary that it names and a page."""
    for n, par in enumerate(sitios):
        poner(carpeta / f"v{n}", *par)
    enlace, parar, fallas = carpeta / "actual", threading.Event(), []
    enlace.symlink_to("v0")
    paginas = {hashlib.sha256(s.entradas["gub.html"]).digest() for s, _ in sitios}

    def cambiar() -> None:
        n = 0
        while not parar.wait(1 / CAMBIOS_POR_S):
            n += 1
            (carpeta / ".nuevo").symlink_to(f"v{n % 2}")
            (carpeta / ".nuevo").replace(enlace)

    def pedir(conexion: http.client.HTTPConnection, ruta: str) -> bytes:
        conexion.request("GET", f"/{ruta}")
        dicho = conexion.getresponse()
        cuerpo = dicho.read()
        if dicho.status != http.HTTPStatus.OK:
            raise OSError(f"{ruta}: {dicho.status}")
        return cuerpo

    def visitar(base: str, cuantas: int) -> None:
        for _ in range(cuantas):
            conexion = http.client.HTTPConnection(urlsplit(base).netloc)
            try:
                if hashlib.sha256(pedir(conexion, "gub.html")).digest() not in paginas:
                    fallas.append("página mezclada")
                actual = json.loads(pedir(conexion, "actual.json"))
                time.sleep(random.random() / 100)
                if actual["resumen"] not in sabidos[actual["corte"]]:
                    fallas.append("puntero mezclado")
            except OSError as error:
                fallas.append(str(error))
            finally:
                conexion.close()

    sabidos = {c.numero: json.loads(s.entradas[f"d/{s.indice[:NOMBRE]}.json"])["resumen"] for s, c in sitios}
    with servido(enlace) as base:
        hilos = [threading.Thread(target=visitar, args=(base, VISITAS // 8)) for _ in range(8)]
        relevo = threading.Thread(target=cambiar)
        for hilo in (relevo, *hilos):
            hilo.start()
        for hilo in hilos:
            hilo.join()
        parar.set()
        relevo.join()
    return Figura(f"enlace cambiado {CAMBIOS_POR_S} veces por segundo, {VISITAS} visitas",
                  f"{len(fallas)} fallas", "0", not fallas)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--escala", choices=["pueblo", "ciudad"], default="ciudad")
    opciones = parser.parse_args()
    cabeza = encabezado()
    terminar_en_orden()
    corte = corte_de(opciones.escala, 1.0)
    sitio, figuras = figuras_de_hacerlo(corte)
    despues = corte_de(opciones.escala, 1.0, numero=corte.numero + 1)
    otro = (hacer_sitio(despues), despues)
    seccion = next(f.acta.seccion for f in corte.por_eleccion["GUB"] if f.registrada and f.acta.seccion.isdigit())
    with TemporaryDirectory() as carpeta:
        poner(Path(carpeta) / "s", sitio, corte)
        rutas = ["index.html", "actual.json", "gub.html", "casilla.html", *_de_una_visita(sitio, seccion)]
        figuras += figuras_de_nginx(Path(carpeta), Path(carpeta) / "s", rutas)
        figuras += figuras_de_visitas(Path(carpeta) / "s", seccion, otro)
        figuras.append(figura_de_cambios(Path(carpeta), [(sitio, corte), otro]))
    notas = ["Servidor de Python con lo ya comprimido (brotli 5); 3G lento: 400 ms y 400 kbit/s. Chromium sin ventana."]
    InformeDeMedida("Sitio público", figuras, notas).imprimir(cabeza)


if __name__ == "__main__":
    main()
