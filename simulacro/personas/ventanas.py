"""People beside the robots: seats of their own in one CATD, some papers that no robot touches, and real windows."""

import contextlib
import os
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from central.gente.fichas import escribir
from central.nodo.cluster import Cluster
from central.nodo.personas import EstacionNueva, Gente, OperadorNuevo
from central.nodo.registro import registrar
from prep.domain.catalogo.catalogo import CCV, Acta, Catalogo, TipoCasilla
from prep.domain.hechos.roles import Rol
from prep.net.identidad import LETRAS, nueva, sellar
from prep.services.estacion.entrega import Entrega
from prep.services.estacion.ficha import ARCHIVO, leer
from prep.services.nodo.cliente import NodoCliente
from prep.services.nodo.tipos import NodoRechaza
from prep.store.spool.spool import Spool
from prep.store.spool.tipos import SpoolOcupado
from prep.ui.escritorio import rehusan
from simulacro.guion.guion import Excepcion, Llegada
from simulacro.papel.dibujo.dibujo import dibujar
from simulacro.papel.papel import Papel

MEDIDA = "1200x700"  # several on one screen
CASILLAS = 3  # whose actas are left for people
DESPEDIDA_S = 10.0
SPOOL = "spool.sqlite"  # as the windows' program calls it
BITACORA = "ventana.log"  # of a window, in its station's folder
ENTRADA = "escaneos"  # where a station's scanning window looks for pages
ESPERA_CORTE_S = 5.0  # between a registered acta and the cut that publishes it
ROLES = {
    "acopio": (Rol.ACOPIO, Rol.DIGITALIZACION),
    "captura1": (Rol.CAPTURA,),
    "captura2": (Rol.CAPTURA,),
    "mesa": (Rol.MESA,),
}
HACE = {
    "acopio": "acopio, y digitalización con F9",
    "captura1": "captura",
    "captura2": "captura",
    "mesa": "validación",
}


def hay_pantalla() -> bool:
    """Whether somebody would see a window."""
    dicen = any(os.environ.get(v) for v in ("DISPLAY", "WAYLAND_DISPLAY"))
    return sys.platform in ("win32", "darwin") or (dicen and not rehusan())


@dataclass(slots=True)
class Ventanas:
    """The seats of people at `sitio`, and the papers that are theirs. `carpeta`: of their stations."""

    sitio: str
    carpeta: Path
    llegadas: tuple[Llegada, ...]
    contrasena: str = field(default_factory=lambda: "".join(secrets.choice(LETRAS) for _ in range(6)), repr=False)
    _carpetas: list[Path] = field(default_factory=list)
    _abiertas: "list[subprocess.Popen[bytes]]" = field(default_factory=list)

    @property
    def claves(self) -> frozenset[str]:
        return frozenset(x.clave for x in self.llegadas)

    def puesto(self, persona: str) -> str:
        """The station of `persona`."""
        return f"p{self.sitio}-{persona}"

    def dar_de_alta(self, centro: Cluster) -> None:
        """At the prepared centre; the node of their CATD learns it when it joins."""
        gente = []
        for persona, roles in ROLES.items():
            llave = nueva()
            sellada = sellar(llave, self.contrasena, costo="prueba")
            nombre = f"{persona.capitalize()} del simulacro"
            gente.append(OperadorNuevo(persona, nombre, llave.publica, sellada, roles, self.sitio))
        registrar(centro, Gente(gente, [EstacionNueva(self.puesto(p), self.sitio) for p in ROLES]))

    def abrir(self, nodo: Path, catalogo: Catalogo, semilla: int) -> list[str]:
        """Their windows, on the node of that folder, with the papers where the scanner leaves them.

        Returns what a person must know to work at them.
        """
        fichas = escribir(Cluster(nodo), map(self.puesto, ROLES), self.carpeta)
        entrada = self.carpeta / self.puesto("acopio") / ENTRADA
        entrada.mkdir()
        for n, x in enumerate(self.llegadas, 1):
            papel = Papel(x.clave, x.valores, x.documento)
            (entrada / f"acta-{n:02d}.jpg").write_bytes(dibujar(papel, catalogo, semilla, etiqueta=True))
        self._carpetas = list(fichas)
        for carpeta in fichas:
            registro = (carpeta / BITACORA).open("wb")
            with registro:
                orden = [sys.executable, "-m", "catd", "--datos", str(carpeta), "--ventana", MEDIDA]
                self._abiertas.append(
                    subprocess.Popen(  # noqa: S603 -- our own program
                        orden, stdin=subprocess.DEVNULL, stdout=registro, stderr=registro, start_new_session=True
                    )
                )
        return self._bienvenida(catalogo)

    def _bienvenida(self, catalogo: Catalogo) -> list[str]:
        otra_vez = f"{sys.executable} -m catd --datos {self.carpeta / self.puesto('captura1')}"
        actas = [catalogo.actas[x.clave] for x in self.llegadas]
        casillas = dict.fromkeys(f"sección {a.seccion}, {a.tipo}{a.numero}" for a in actas)
        return [
            f"Ventanas abiertas en el CATD {self.sitio}. Contraseña de todos: {self.contrasena}",
            *(f"  {self.puesto(p):14} clave «{p}»: {HACE[p]}" for p in ROLES),
            f"Por recibir, digitalizar y capturar: {len(actas)} actas de {'; '.join(casillas)}.",
            "Cada acta la capturan las dos personas; si difieren, la decide la mesa. F1 dice las teclas de la ventana.",
            f"Segundos después sale en un corte: {self.carpeta.parent / 'publicacion' / 'actual'}",
            f"Para abrir otra vez una que se cerró: {otra_vez}",
            "Cierre las ventanas (Ctrl+Q), o aquí Ctrl-C, para terminar.",
        ]

    @property
    def abiertas(self) -> bool:
        return any(ventana.poll() is None for ventana in self._abiertas)

    def atender(self, registradas: Callable[[], int], cortar: Callable[[], object]) -> None:
        """Until they close their windows, or Ctrl-C: a cut some seconds after each acta that is registered.

        Ctrl-C here only says that people are done, and interrupts nothing; the next one stops the night.
        """
        publicadas, desde, basta = registradas(), time.monotonic(), threading.Event()
        antes = signal.signal(signal.SIGINT, lambda *_: basta.set())
        try:
            while self.abiertas and not basta.is_set():
                hay = registradas()
                if hay == publicadas:
                    desde = time.monotonic()
                elif time.monotonic() - desde >= ESPERA_CORTE_S:
                    publicadas = hay
                    cortar()
        finally:
            signal.signal(signal.SIGINT, antes)

    def caidas(self) -> list[str]:
        """What to tell of the windows that nobody closed: they could not open, or fell."""
        return [
            f"La ventana de {carpeta.name} no abrió o cayó (código {ventana.returncode})."
            f" Lo que dijo: {carpeta / BITACORA}"
            for carpeta, ventana in zip(self._carpetas, self._abiertas, strict=False)
            if ventana.poll()
        ]

    def cerrar(self, decir: Callable[[str], object]) -> None:
        """Closes what is open and delivers what waited; all that people saved stays in their folders.

        A window that somebody opened again is theirs to close: `decir` tells them that it is waited for.
        """
        for ventana in self._abiertas:
            ventana.terminate()
        for ventana in self._abiertas:
            try:
                ventana.wait(DESPEDIDA_S)
            except subprocess.TimeoutExpired:
                ventana.kill()
                ventana.wait()
        for carpeta in self._carpetas:
            ficha, avisado = leer(carpeta / ARCHIVO), False
            while (spool := _libre(carpeta / SPOOL, ficha.proceso, ficha.estacion)) is None:
                if not avisado:
                    decir(f"La ventana de {ficha.estacion} sigue abierta: ciérrela (Ctrl+Q) para terminar.")
                avisado = True
            with spool, NodoCliente(ficha.dsn) as nodo, contextlib.suppress(NodoRechaza):  # the settling will tell
                Entrega(spool, nodo).vaciar()


def _libre(ruta: Path, proceso: str, estacion: str) -> Spool | None:
    """The spool of that station; None when, after the seconds that opening one waits, a window still has it."""
    try:
        return Spool.abrir(ruta, proceso, estacion)
    except SpoolOcupado:
        return None


def apartar(catalogo: Catalogo, llegadas: Sequence[Llegada]) -> tuple[str, tuple[Llegada, ...]]:
    """The first CATD and the arrivals of some of its casillas, whole and with nothing strange, for people."""
    sitio = min(c.id for c in catalogo.centros if c.id != CCV)
    casillas: dict[str, list[Llegada]] = {}
    for x in llegadas:
        if x.clave in catalogo.actas:
            casillas.setdefault(catalogo.actas[x.clave].clave_casilla, []).append(x)
    llanas = [s for s in casillas.values() if all(_llana(x, catalogo.actas[x.clave], sitio) for x in s)]
    elegidas = sorted(llanas, key=lambda suyas: (-len(suyas), min(x.clave for x in suyas)))[:CASILLAS]
    return sitio, tuple(x for suyas in elegidas for x in sorted(suyas, key=lambda x: x.clave))


def _llana(x: Llegada, acta: Acta, sitio: str) -> bool:
    comun = acta.tipo in (TipoCasilla.B, TipoCasilla.C) and x.excepcion is Excepcion.NINGUNA
    return comun and x.sitio == sitio and not x.telefono and x.foto is None
