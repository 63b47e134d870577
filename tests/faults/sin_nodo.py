"""`make sin-nodo`: a CATD's node is stopped for a minute while a clerk receives and scans, by the keyboard.

A real centre, a real node joined to it, the real windows with Qt's own key events. The status bar is printed each
second; at the end every acopio and every page is at the centre, once.
"""

import argparse
import csv
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

from prep.domain.hechos.campos import Valor

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psycopg
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from catd.app import PUERTAS
from central.catalogo.importar import importar
from central.catalogo.perfil_toml import cargar
from central.nodo.cluster import Cluster
from central.nodo.preparar import BASE
from central.nodo.roles import DUENO
from prep.domain.catalogo.catalogo import Acta
from prep.domain.catalogo.etiqueta import texto_etiqueta
from prep.services.estacion import ficha as fichas
from prep.services.estacion.estacion import Estacion
from prep.services.nodo.cliente import NodoCliente
from prep.store.spool.spool import Spool
from prep.ui.fallos import Fallos
from prep.ui.hilos import Taller
from prep.ui.marco import Marco
from prep.ui.programa import traducir
from prep.ui.sonidos import Sonidos
from prep.ui.tema import Tema
from simulacro.papel.dibujo.dibujo import dibujar
from simulacro.papel.papel import Papel
from tests.corrida import Corrida
from tests.e2e.maquina import Maquina

PROCESO, QUIEN = "SIM-1", "ana"
GENTE = "operador,nombre,roles,sitio\nana,Ana López,acopio digitalizacion,01\n"
PLAZO_S = 90.0
CONTAR = "SELECT count(*), count(DISTINCT acta) FROM prep.hecho WHERE tipo = %s AND acta = ANY(%s)"


@dataclass(frozen=True, slots=True)
class Cuenta:
    """What is at the centre: facts, and how many actas they are of."""

    acopios: int
    de_actas: int
    imagenes: int
    de_paginas: int

    def doblados(self) -> int:
        return self.acopios - self.de_actas + self.imagenes - self.de_paginas


def enfocado() -> QWidget:
    """The control that has the focus."""
    control = QApplication.focusWidget()
    assert control is not None, "nadie tiene el foco"
    return control


class Puesto:
    """The clerk at the window."""

    def __init__(self, maquina: Maquina, decir: Callable[[str], None]) -> None:
        self.maquina, self.decir = maquina, decir
        hay = QApplication.instance()
        self.aplicacion = hay if isinstance(hay, QApplication) else QApplication(["estacion"])
        self.actas: list[Acta] = []
        self.papel: dict[str, tuple[Valor, ...]] = {}
        self._dicho = 0.0

    def preparar(self) -> None:
        (self.maquina.aqui / "personas.csv").write_text(GENTE, encoding="utf-8")
        self.maquina.correr(["simulacro", "pueblo", "ejemplo", "--escala", "pueblo"])
        for orden in (
            f"catalogo importar ejemplo --proceso {PROCESO} --datos centro",
            "persona alta --archivo personas.csv --contrasenas claves.csv --datos centro",
            "estacion alta e01-1 --sitio 01 --datos centro",
            "fase ceros --datos centro",
        ):
            self.maquina.correr(orden.split())
        self.maquina.encender(["nodo", "--datos", "centro"])
        self.maquina.correr(["sitio", "alta", "--datos", "centro", "--sitio", "01", "--paquete", "catd01.json"])
        self.encender("--alta", "catd01.json")
        self.maquina.de_dos("fase", "abrir")
        self.maquina.correr(["estacion", "ficha", "e01-1", "--datos", "nodo01", "--salida", "fichas"])
        importado = importar(self.maquina.aqui / "ejemplo", cargar("cdmx-2024"), PROCESO)
        self.actas = [a for a in importado.catalogo.actas.values() if a.centro == "01" and a.seccion.isdigit()]
        self.catalogo, self.papel = importado.catalogo, dict(importado.papel)

    def encender(self, *mas: str) -> None:
        self.maquina.encender(["nodo", "--datos", "nodo01", "--sitio", "01", *mas])

    def apagar(self) -> None:
        nodo = self.maquina.nodos["nodo01"]
        nodo.send_signal(signal.SIGTERM)
        self.hasta(lambda: nodo.poll() is not None, "que el nodo se detenga")

    def hasta(self, cumple: Callable[[], bool], que: str, plazo_s: float = PLAZO_S) -> None:
        limite = time.monotonic() + plazo_s
        while not cumple():
            assert time.monotonic() < limite, f"no ocurrió a tiempo: {que}"
            self.girar()

    def girar(self) -> None:
        """The window lives; each second its bar is told."""
        self.aplicacion.processEvents()
        time.sleep(0.005)
        if self.marco is not None and time.monotonic() - self._dicho >= 1.0:
            self.decir_barra()

    def decir_barra(self) -> None:
        assert self.marco is not None
        self._dicho = time.monotonic()
        piezas = (self.marco.barra.texto(pieza) for pieza in ("nodo", "espera", "apartados"))
        self.decir(" | ".join(filter(None, piezas)))

    marco: Marco | None = None

    def sentarse(self, pila: ExitStack) -> None:
        datos = self.maquina.aqui / "fichas" / "e01-1"
        ficha = fichas.leer(datos / fichas.ARCHIVO)
        spool = pila.enter_context(Spool.abrir(datos / "spool.sqlite", ficha.proceso, ficha.estacion))
        estacion = Estacion(spool, pila.enter_context(NodoCliente(ficha.dsn)), ficha.sitio)
        estacion.entregar_aparte()
        taller = Taller()
        pila.callback(taller.cerrar)
        fallos = Fallos(datos / "informes", "0")
        fallos.instalar()
        pila.callback(fallos.retirar)
        self.marco = Marco(
            estacion, taller, Tema(self.aplicacion), fallos, PUERTAS, version="0", sonidos=Sonidos(mudo=True)
        )
        pila.callback(self.marco.close)
        self.marco.resize(1366, 768)
        self.marco.show()
        self.marco.empezar()
        self.hasta(lambda: "Entrada" in self._titulo, "que la estación conozca a su gente")
        with (self.maquina.aqui / "claves.csv").open(encoding="utf-8-sig", newline="") as archivo:
            clave = next(f["contrasena"] for f in csv.DictReader(archivo) if f["operador"] == QUIEN)
        for texto in (QUIEN, clave):
            QTest.keyClicks(enfocado(), texto)
            QTest.keyClick(enfocado(), Qt.Key.Key_Return)
        self.hasta(lambda: "Contraseña nueva" in self._titulo, "que le pida una suya")
        for _ in range(2):
            QTest.keyClicks(enfocado(), "Una que solo yo se")
            QTest.keyClick(enfocado(), Qt.Key.Key_Return)
        self.hasta(lambda: "Acopio" in self._titulo, "la pantalla de acopio")
        QTest.keyClick(enfocado(), Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
        QTest.keyClick(enfocado(), Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)  # one acta at a time
        self.entrada = datos / "escaneos"
        self.spool = spool

    @property
    def _titulo(self) -> str:
        return self.marco.windowTitle() if self.marco is not None else ""

    def recibir(self, acta: Acta) -> None:
        """By its label, as the reader types it."""
        antes = self.spool.cuentas().total
        self.hasta(lambda: isinstance(QApplication.focusWidget(), QLineEdit), "el campo del lector")
        QTest.keyClicks(enfocado(), texto_etiqueta(PROCESO, acta.clave))
        QTest.keyClick(enfocado(), Qt.Key.Key_Return)
        self.hasta(lambda: self.spool.cuentas().total > antes, f"el acopio de {acta.clave}")

    def escanear(self, actas: list[Acta]) -> None:
        """Their pages appear in the watched folder, and are accepted by themselves."""
        antes = self.spool.cuentas().total
        QTest.keyClick(enfocado(), Qt.Key.Key_F9)
        self.hasta(lambda: "Digitalización" in self._titulo and self.entrada.is_dir(), "la pantalla de digitalización")
        for n, acta in enumerate(actas):
            papel = Papel(acta.clave, self.papel[acta.clave], "ACTA PREP")
            nueva = self.entrada / f"hoja-{n}.tmp"
            nueva.write_bytes(dibujar(papel, self.catalogo, 1, etiqueta=True))
            nueva.rename(nueva.with_suffix(".jpg"))
            self.girar()
        self.hasta(lambda: self.spool.cuentas().total >= antes + len(actas), "que se acepten todas las páginas")

    def en_el_centro(self, actas: list[Acta]) -> Cuenta:
        claves = [a.clave for a in actas]
        with psycopg.connect(Cluster(self.maquina.aqui / "centro").dsn(DUENO, BASE)) as conn:
            acopios = conn.execute(CONTAR, ("ACOPIO", claves)).fetchone()
            imagenes = conn.execute(CONTAR, ("IMAGEN", claves)).fetchone()
        assert acopios is not None and imagenes is not None
        return Cuenta(*acopios, *imagenes)


def probar(maquina: Maquina, cuantas: int, segundos: float, decir: Callable[[str], None]) -> Cuenta:
    """What is at the centre once all is level again; the node was away for at least `segundos`."""
    puesto = Puesto(maquina, decir)
    with ExitStack() as pila:
        puesto.preparar()
        puesto.sentarse(pila)
        actas = puesto.actas[:cuantas]
        assert len(actas) == cuantas, f"el pueblo sólo tiene {len(actas)} actas en el CATD 01"
        decir(f"El nodo se detiene por {segundos:g} s.")
        puesto.apagar()
        ido = time.monotonic()
        puesto.hasta(lambda: "SIN NODO" in puesto.marco.barra.texto("nodo"), "que la barra lo diga")  # type: ignore[union-attr]
        for acta in actas:
            puesto.recibir(acta)
        puesto.escanear(actas)
        barra = puesto.marco.barra  # type: ignore[union-attr]
        puesto.hasta(lambda: barra.texto("espera").startswith(f"{2 * cuantas} "), "que la barra los cuente")
        puesto.decir_barra()
        decir(f"Sin nodo: {cuantas} acopios y {cuantas} páginas en el disco de la estación.")
        puesto.hasta(lambda: time.monotonic() - ido >= segundos, "el minuto", segundos + PLAZO_S)
        decir("El nodo vuelve.")
        puesto.encender()
        puesto.hasta(lambda: puesto.en_el_centro(actas) == Cuenta(*(cuantas,) * 4), "que todo llegue al centro")
        puesto.hasta(lambda: puesto.marco.barra.texto("espera") == "Todo entregado", "la barra")  # type: ignore[union-attr]
        puesto.decir_barra()
        return puesto.en_el_centro(actas)


def main() -> int:
    analizador = argparse.ArgumentParser(description=__doc__)
    analizador.add_argument("--actas", type=int, default=30)
    analizador.add_argument("--segundos", type=float, default=60.0)
    o = analizador.parse_args()
    aplicacion = QApplication(["estacion"])
    traducir(aplicacion)
    with Corrida() as aqui, ExitStack() as cierre:
        cuenta = probar(Maquina(aqui, cierre), o.actas, o.segundos, lambda linea: print(linea, flush=True))
    print(f"En el centro: {cuenta.acopios} + {cuenta.imagenes}; {cuenta.doblados()} doblados")
    return 0 if cuenta == Cuenta(*(o.actas,) * 4) else 3


if __name__ == "__main__":
    sys.exit(main())
