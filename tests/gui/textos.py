"""The windows' words for tests: compiled, or every one of them 40 % longer."""

import math
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from installer.textos import CATALOGO
from prep.ui import programa

DE_QT = re.compile(r"Q[A-Z]")  # contexts of Qt's own


def compilar(fuente: Path, carpeta: Path) -> Path:
    """`fuente` (.ts) compiled into `carpeta`, as `make setup` does."""
    qm = carpeta / f"{fuente.stem}.qm"
    lrelease = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([lrelease, "-silent", fuente, "-qm", qm], check=True)
    return qm


@pytest.fixture(scope="session")
def compiladas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the windows' words as `make setup` leaves them."""
    return compilar(CATALOGO, tmp_path_factory.mktemp("palabras")).parent


@pytest.fixture
def palabras(qapp: QApplication, compiladas: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The windows' words and Qt's, as the program has them."""
    monkeypatch.setattr(programa, "TRADUCCIONES", compiladas)
    puestos = programa.traducir(qapp)
    yield
    for traductor in puestos:
        qapp.removeTranslator(traductor)


class Largo(QTranslator):
    """Every text with 40 % more letters after it; keeps those of ours that were asked for, and those that count."""

    def __init__(self) -> None:
        super().__init__()
        self.pedidos: set[str] = set()
        self.contados: set[str] = set()

    def isEmpty(self) -> bool:
        return False

    def translate(self, contexto: str, texto: str, aclara: str | None = None, n: int = -1) -> str:
        if not DE_QT.match(contexto):
            (self.contados if n >= 0 else self.pedidos).add(texto)
        relleno = re.sub(r"[^\w ]", "", texto) or texto
        mas = math.ceil(len(texto) * 0.4)
        alargado = f"{texto} {(relleno * (mas // len(relleno) + 1))[:mas]}".rstrip()
        return alargado.replace("%n", str(n))

    @staticmethod
    def en_xml(texto: str) -> str:
        """As the .ts has it."""
        return f"<source>{escape(texto)}</source>"
