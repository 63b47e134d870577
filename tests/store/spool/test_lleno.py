"""A full disk: what was confirmed stays, what was not is said in a sentence, and work goes on when there is room."""

import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from prep.store.spool.spool import Spool
from prep.store.spool.tipos import Entregado, SpoolSinEspacio
from tests.store.spool import lleno as spool_lleno
from tests.store.spool.util import ESTACION, PROCESO, foto, hecho

RAIZ = Path(__file__).resolve().parents[3]
AISLADO = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]


def _se_puede_aislar() -> bool:
    try:
        return subprocess.run([*AISLADO, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not _se_puede_aislar(), reason="este sistema no deja montar un disco pequeño sin ser root")
def test_con_el_disco_lleno_de_verdad_nada_confirmado_se_pierde(tmp_path: Path) -> None:
    orden = [*AISLADO, sys.executable, "-m", spool_lleno.__name__, str(tmp_path)]
    hijo = subprocess.run(orden, cwd=RAIZ, capture_output=True, text=True, check=False)
    assert hijo.returncode == 0, hijo.stderr
    confirmados, quedan, vueltos, al_final, ultimo, (mensaje,) = json.loads(hijo.stdout)
    assert len(confirmados) > 5
    assert confirmados == quedan == vueltos
    assert al_final == [*confirmados, ultimo]
    assert mensaje.startswith("No se guardó: el disco de ") and mensaje.endswith(
        "Siga en otra estación y pida ahí ayuda con Ctrl+F1."
    )


def test_una_base_llena_niega_hecho_e_imagen_juntos_y_aun_puede_entregar(tmp_path: Path) -> None:
    with Spool.abrir(tmp_path / "s.db", PROCESO, ESTACION) as spool:
        primero = hecho()
        spool.guardar([primero])
        _limitar(spool, 40)
        firmado, imagen = foto(os.urandom(500_000))
        with pytest.raises(SpoolSinEspacio, match=r"No se guardó: el disco de .* está lleno .* Siga en otra estación"):
            spool.guardar([firmado], [imagen])
        assert spool.pendientes() == [primero]
        assert spool.imagen_pendiente(imagen.huella) is None
        spool.marcar([(primero.hecho.id, Entregado.ENTREGADO, "nuevo")])
        assert spool.pendientes() == []
        _limitar(spool, 100_000)
        spool.guardar([firmado], [imagen])
        assert spool.pendientes() == [firmado]


def test_cada_confirmacion_de_un_hecho_espera_al_disco(tmp_path: Path) -> None:
    """`synchronous` is FULL (2) for what is confirmed to a person; what only saves a second delivery may be NORMAL."""
    vistos: list[tuple[str, int]] = []
    with Spool.abrir(tmp_path / "s.db", PROCESO, ESTACION) as spool:

        def ver(sentencia: str) -> None:
            if sentencia == "COMMIT":
                vistos.append((sentencia, spool._conexion.execute("PRAGMA synchronous").fetchone()[0]))

        _en_su_hilo(spool, lambda c: c.set_trace_callback(ver))
        firmado, imagen = foto()
        spool.guardar([firmado], [imagen])
        spool.copiar("catalogo", "{}")
        spool.reabrir(Entregado.RECHAZADO)
        assert [modo for _, modo in vistos] == [2, 2, 2]
        spool.marcar([(firmado.hecho.id, Entregado.ENTREGADO, "nuevo")], [imagen.huella])
        assert [modo for _, modo in vistos[3:]] == [1]
        _en_su_hilo(spool, lambda c: c.set_trace_callback(None))


def test_solo_un_hilo_escribe(tmp_path: Path) -> None:
    escriben: set[str] = set()
    with Spool.abrir(tmp_path / "s.db", PROCESO, ESTACION) as spool:

        def ver(sentencia: str) -> None:
            if sentencia.startswith(("BEGIN", "COMMIT")):
                escriben.add(threading.current_thread().name)

        _en_su_hilo(spool, lambda c: c.set_trace_callback(ver))
        with ThreadPoolExecutor(4) as varios:
            list(varios.map(lambda _: spool.guardar([hecho()]), range(30)))
        _en_su_hilo(spool, lambda c: c.set_trace_callback(None))
    assert escriben == {f"spool-{ESTACION}_0"}


def test_nadie_lee_media_transaccion(tmp_path: Path) -> None:
    totales: set[int] = set()
    listo = threading.Event()
    with Spool.abrir(tmp_path / "s.db", PROCESO, ESTACION) as spool:

        def leer() -> None:
            while not listo.is_set():
                totales.add(spool.cuentas().total)

        with ThreadPoolExecutor(2) as lectores:
            leen = [lectores.submit(leer) for _ in range(2)]
            try:
                for _ in range(100):
                    spool.guardar([hecho() for _ in range(10)])
            finally:
                listo.set()
            for lector in leen:
                lector.result()
    assert all(total % 10 == 0 for total in totales), totales


def _limitar(spool: Spool, paginas: int) -> None:
    _en_su_hilo(spool, lambda c: c.execute(f"PRAGMA max_page_count = {paginas}").fetchone())


def _en_su_hilo(spool: Spool, tarea: object) -> None:
    spool._en_hilo(tarea)  # type: ignore[arg-type]
