"""A node of the commands, open, with the CAE of its casillas, and a folder of sendings."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.central.casilla.envios import CUENTA, datos, jpeg, poner
from tests.central.conftest import Mando, clave, mando, nodo_mando
from tests.central.recuerdo import Recuerdo
from tests.conftest import Nodo

__all__ = ["mando", "nodo_mando"]
_ABIERTOS: dict[str, Recuerdo] = {}  # what a base holds once two people opened it, with their acts


@dataclass
class Casilla:
    """The command on its folder."""

    mando: Mando
    carpeta: Path

    def recibir(self) -> int:
        return self.mando.correr("casilla", "recibir", str(self.carpeta))

    def enviar(self, seccion: int, nombre: str = "foto", **cambios: Any) -> dict[str, Any]:
        """A good sending of the acta of `seccion`, but for `cambios`; returns its JSON."""
        crudo = jpeg(100 + seccion)
        escrito = datos(clave(seccion), crudo, **cambios)
        poner(self.carpeta, nombre, crudo, escrito)
        return escrito

    def dejados(self, carpeta: str = "") -> list[str]:
        """The files left in the folder, or in one of its two subfolders."""
        raiz = self.carpeta / carpeta
        return sorted(r.name for r in raiz.iterdir() if r.is_file() and not r.name.startswith("."))

    def motivo(self, nombre: str = "foto") -> str:
        return (self.carpeta / "apartadas" / f"{nombre}.motivo.txt").read_text(encoding="utf-8")

    def fotos(self) -> int:
        """The IMAGEN facts in the base."""
        return int(str(self.mando.filas("SELECT count(*) FROM prep.hecho WHERE tipo = 'IMAGEN'")[0][0]))


@pytest.fixture
def casilla(mando: Mando, nodo_mando: Nodo, tmp_path: Path) -> Casilla:
    """Open, and every acta of the example with the same CAE."""
    mando.filas("DELETE FROM prep.cae")
    mando.filas("DELETE FROM prep.telefono")
    mando.filas("INSERT INTO prep.cae (acta, cuenta) SELECT clave, %s FROM prep.acta", CUENTA)
    if nodo_mando.base not in _ABIERTOS:
        for fase in ("ceros", "abrir"):
            assert mando.de_dos("fase", fase) == 0
        _ABIERTOS[nodo_mando.base] = Recuerdo.de(nodo_mando)
    else:
        _ABIERTOS[nodo_mando.base].poner(nodo_mando)
    return Casilla(mando, tmp_path / "envios")
