"""A disk that is really full: images refused before facts, it is said, nothing half written, and honest work after it.

A small disk of its own, mounted where that may be done; the bounds are as small as it.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from central.nodo import cupos, guardia
from central.nodo.preparar import BASE, preparar
from prep.domain.hechos.hechos import Acopio
from prep.services.nodo.tipos import NodoAusente
from prep.store.spool.tipos import ImagenNueva
from tests import prestadas
from tests.ataques.vivo import NodoVivo, vivo
from tests.central.arbitro.escena import Escena
from tests.conftest import Nodo
from tests.espera import hasta
from tests.servidor import nuevo
from tests.store import ejemplos

MIB = 1 << 20
DISCO, SIN_IMAGENES, SIN_HECHOS = 400 * MIB, 120 * MIB, 40 * MIB
ACTAS = [ejemplos.acta(n).clave for n in range(1, 200, 2)]
ROTAS = "SELECT count(*) FROM prep.imagen WHERE encode(sha256(bytes), 'hex') <> huella"


@pytest.fixture
def chico() -> Iterator[Path]:
    carpeta = Path(tempfile.mkdtemp(prefix="disco-"))
    if os.geteuid() != 0 or sys.platform != "linux":
        pytest.skip("hace falta root para montar un disco chico")
    orden = ["mount", "-t", "tmpfs", "-o", f"size={DISCO},mode=755", "tmpfs", str(carpeta)]
    if subprocess.run(orden, capture_output=True, check=False).returncode:
        pytest.skip("aquí no se puede montar un disco chico")
    try:
        yield carpeta
    finally:
        subprocess.run(["umount", "-l", str(carpeta)], check=True)
        carpeta.rmdir()


@pytest.fixture
def base(chico: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Nodo]:
    monkeypatch.setattr(cupos, "SIN_IMAGENES", SIN_IMAGENES)
    monkeypatch.setattr(cupos, "SIN_HECHOS", SIN_HECHOS)
    monkeypatch.setattr(guardia, "MINUTO_S", 0.5)
    cluster = nuevo(chico / "nodo")
    try:
        cluster.iniciar()
        preparar(cluster, ejemplos.catalogo(len(ACTAS) * 2), ejemplos.operadores(6), ejemplos.estaciones(6))
        yield Nodo(cluster, BASE)
    finally:
        prestadas.cerrar()
        cluster.borrar()


def dejar(chico: Path, libres: int) -> None:
    """So many bytes free, by a file that fills the rest."""
    with (chico / "lastre").open("ab") as lastre:
        faltan = cupos.libre_en(chico) - libres
        nuevo_tamano = lastre.seek(0, os.SEEK_END) + faltan
        if faltan < 0:
            lastre.truncate(nuevo_tamano)
        else:
            os.posix_fallocate(lastre.fileno(), 0, nuevo_tamano)


def foto(n: int, bytes_: int) -> ImagenNueva:
    contenido = os.urandom(bytes_)
    return ImagenNueva(hashlib.sha256(contenido).hexdigest(), ACTAS[n], contenido)


def negado(nodo: NodoVivo, que: object) -> str:
    """Why the node takes neither that image nor that fact now; "" when it does."""
    puesto = nodo.estacion(1)
    try:
        puesto.entregar_imagen(que) if isinstance(que, ImagenNueva) else puesto.entregar(que)  # type: ignore[arg-type]
    except NodoAusente as error:
        return str(error)
    return ""


def llenar(nodo: NodoVivo) -> list[str]:
    """Images one after another while no guard measures; the hashes of those that were confirmed."""
    confirmadas: list[str] = []
    for n in range(200):
        una = foto(n % 50, MIB)
        if negado(nodo, una):
            return confirmadas
        confirmadas.append(una.huella)
    raise AssertionError("nunca se llenó")


def hechas(base: Nodo) -> set[str]:
    return {huella for (huella,) in base.dueno("SELECT huella FROM prep.imagen")}


def test_lleno_de_verdad_primero_las_imagenes_luego_los_hechos_y_al_haber_lugar_todo_sigue(
    chico: Path, base: Nodo
) -> None:
    escena = Escena(base)
    with vivo(base, escena) as nodo:
        nodo.sigue_viva(ACTAS[60])
        dejar(chico, (SIN_IMAGENES + SIN_HECHOS) // 2)
        hasta(lambda: negado(nodo, foto(0, 1_000)), "ya no toma imágenes")
        assert "se le acaba el disco" in negado(nodo, foto(0, 1_000))
        assert negado(nodo, escena.firmar(1, ACTAS[1], Acopio("01", "D"))) == "", "hechos sí"
        assert base.dueno("SELECT count(*) > 0 FROM prep.alarma WHERE codigo = 'DISCO_LLENO'") == [(True,)]
        dejar(chico, SIN_HECHOS // 2)
        hasta(lambda: negado(nodo, escena.firmar(1, ACTAS[2], Acopio("01", "D"))), "ya no toma hechos")
        dejar(chico, SIN_IMAGENES * 2)
        hasta(lambda: not negado(nodo, foto(3, 1_000)), "otra vez toma imágenes")
        nodo.sigue_viva(ACTAS[61])


def test_sin_un_byte_libre_nada_queda_a_medias_lo_confirmado_esta_y_despues_se_trabaja(
    chico: Path, base: Nodo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Filled between two looks of the guard: the server may go down, and comes back as the node's program does it."""
    monkeypatch.setattr(guardia, "MINUTO_S", 3_600.0)
    escena = Escena(base)
    with vivo(base, escena) as nodo:
        nodo.sigue_viva(ACTAS[60])
        dejar(chico, 60 * MIB)
        confirmadas = llenar(nodo)
        assert len(confirmadas) > 2
        dejar(chico, 0)
        assert negado(nodo, foto(0, 2 * MIB))
        (chico / "lastre").unlink()
        prestadas.cerrar()
        base.cluster.reponer()
        hasta(lambda: not negado(nodo, escena.firmar(1, ACTAS[2], Acopio("01", "D"))), "vuelve a tomar hechos")
        assert base.dueno(ROTAS) == [(0,)] and hechas(base) >= set(confirmadas)
        nodo.sigue_viva(ACTAS[61])
