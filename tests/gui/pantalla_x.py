"""A screen of its own (Xvfb) for programs with real windows, driven by xdotool: nobody's own screen is taken."""

import os
import select
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import ImageGrab

from tests.espera import hasta

RAIZ = Path(__file__).resolve().parents[2]
PLAZO_S = 30.0
# Between two keys, a very fast hand (prep/ui/lector.py): once the screen has had the first, for on a busy machine it
# gives those that wait one same time. xdotool waits half of the other, a reader's.
MANO = ("getdisplaygeometry", "sleep", "0.04")
LECTOR_MS = "8"
HACE_FALTA = ("Xvfb", "xdotool")
A_LA_VISTA = ("search", "--onlyvisible", "--name", ".")


@dataclass
class Programa:
    """A program with windows; its words go to files, so that none waits for a reader."""

    proceso: "subprocess.Popen[bytes]"
    salida: Path

    @property
    def dicho(self) -> str:
        return self.salida.read_text(encoding="utf-8", errors="replace")

    def esperar(self) -> int:
        """Its exit code, once it has ended."""
        return self.proceso.wait(PLAZO_S)

    def matar(self) -> None:
        """kill -9."""
        self.proceso.kill()
        self.proceso.wait(PLAZO_S)


@dataclass
class PantallaX:
    """`numero`: of the display. Without a window manager: who has the keyboard is said by `enfocar`."""

    numero: str
    carpeta: Path
    programas: list[Programa] = field(default_factory=list)

    @property
    def entorno(self) -> dict[str, str]:
        limpio = {k: v for k, v in os.environ.items() if not k.startswith(("QT_", "WAYLAND"))}
        return {**limpio, "DISPLAY": self.numero, "PYTHONPATH": str(RAIZ), "QT_QPA_PLATFORM": "xcb"}

    def abrir(self, python: str, *orden: str, entorno: Mapping[str, str] | None = None) -> Programa:
        """`python -m ORDEN…` on this screen, ended with it."""
        salida = self.carpeta / f"programa-{len(self.programas)}.txt"
        with salida.open("wb") as archivo:
            proceso = subprocess.Popen(
                [python, "-m", *orden], cwd=RAIZ, env={**self.entorno, **(entorno or {})},
                stdin=subprocess.DEVNULL, stdout=archivo, stderr=subprocess.STDOUT,
            )  # fmt: skip
        self.programas.append(Programa(proceso, salida))
        return self.programas[-1]

    def titulos(self) -> dict[str, str]:
        """id → title of the windows in sight that have one: one question, asked again if one went meanwhile."""
        while True:
            dichos = self._xdo(*A_LA_VISTA, "getwindowname", "%@", *A_LA_VISTA, bien=False).splitlines()
            titulos, vistas = dichos[: len(dichos) // 2], dichos[len(dichos) // 2 :]
            if len(titulos) == len(vistas) and all(map(str.isdigit, vistas)):
                return {vista: titulo for vista, titulo in zip(vistas, titulos, strict=True) if titulo.strip()}

    def ventana(self, parte: str, de: Programa | None = None) -> str:
        """The id of the window whose title has `parte`, when it is in sight; `de`: that must not have ended."""
        hallada: list[str] = []

        def esta() -> bool:
            assert de is None or de.proceso.poll() is None, f"terminó con código {de.proceso.poll()}: {de.dicho}"
            hallada[:] = [v for v, titulo in self.titulos().items() if parte in titulo]
            return bool(hallada)

        try:
            hasta(esta, f"una ventana «{parte}»")
        except AssertionError:
            self.foto(self.carpeta / "pantalla.png")
            raise
        return hallada[0]

    def enfocar(self, ventana: str) -> None:
        self._xdo("windowfocus", "--sync", ventana)

    def teclear(self, texto: str, ventana: str = "") -> None:
        """As typed by hand, where the keyboard goes now or in `ventana`."""
        if ventana:
            self.enfocar(ventana)
        self._xdo(*(parte for letra in texto for parte in ("type", "--args", "1", "--delay", "0", letra, *MANO)))

    def leer(self, texto: str, ventana: str) -> None:
        """As a reader does, with its Enter."""
        self.enfocar(ventana)
        self._xdo("type", "--delay", LECTOR_MS, texto)
        self.tecla("Return")

    def tecla(self, *teclas: str) -> None:
        """By their X names: Return, F12, ctrl+q."""
        self._xdo(*(parte for tecla in teclas for parte in ("key", "--delay", "0", tecla, *MANO)))

    def mantener(self, tecla: str, ventana: str, segundos: float = 0.6) -> None:
        """Down, and up after a while."""
        self.enfocar(ventana)
        self._xdo("keydown", tecla, "sleep", str(segundos), "keyup", tecla)

    def foto(self, ruta: Path) -> None:
        """All that is on the screen, to look at after a failure."""
        ImageGrab.grab(xdisplay=self.numero).save(ruta)

    def cerrar(self) -> None:
        for programa in self.programas:
            if programa.proceso.poll() is None:
                programa.matar()

    def _xdo(self, *orden: str, bien: bool = True) -> str:
        hecho = subprocess.run(
            ["xdotool", *orden], env=self.entorno, capture_output=True, encoding="utf-8", errors="replace",
            timeout=PLAZO_S, check=False,
        )  # fmt: skip
        assert not bien or hecho.returncode == 0, f"xdotool {orden}: {hecho.stderr}"
        return hecho.stdout


@contextmanager
def pantalla(carpeta: Path, ancho: int = 1366, alto: int = 768) -> Iterator[PantallaX]:
    """A screen of that size on a display that nobody has; gone at the end, with whatever was opened on it."""
    lee, escribe = os.pipe()
    orden: Sequence[str] = (
        "Xvfb", "-displayfd", str(escribe), "-screen", "0", f"{ancho}x{alto}x24", "-nolisten", "tcp", "-noreset",
    )  # fmt: skip
    with (carpeta / "xvfb.txt").open("wb") as registro:
        servidor = subprocess.Popen(orden, pass_fds=(escribe,), stdout=registro, stderr=subprocess.STDOUT)
    os.close(escribe)
    try:
        numero = _numero(lee)
        una = PantallaX(f":{numero}", carpeta)
        try:
            yield una
        finally:
            una.cerrar()
    finally:
        os.close(lee)
        servidor.terminate()
        servidor.wait(PLAZO_S)


def _numero(lee: int) -> int:
    """What Xvfb says when it is ready."""
    dicho = b""
    while not dicho.endswith(b"\n"):
        listo, _, _ = select.select([lee], [], [], PLAZO_S)
        assert listo, "Xvfb no arrancó a tiempo"
        trozo = os.read(lee, 64)
        assert trozo, "Xvfb terminó sin decir su pantalla"
        dicho += trozo
    return int(dicho)


@pytest.fixture
def pantalla_x(tmp_path: Path) -> Iterator[PantallaX]:
    faltan = [programa for programa in HACE_FALTA if shutil.which(programa) is None]
    if faltan:
        pytest.skip(f"falta {', '.join(faltan)}: «make test» dice cómo instalarlo")
    with pantalla(tmp_path) as una:
        yield una
