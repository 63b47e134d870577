"""The draft of a captura: kept at each field, its operator's only, gone with the captura or with the work."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from prep.domain.hechos.campos import Marca
from prep.domain.hechos.hechos import Captura, Fuente
from prep.store.spool.esquema import VERSION
from prep.store.spool.spool import Spool
from prep.store.spool.tipos import Borrador
from tests.store.spool import borrador_hijo as spool_borrador_hijo
from tests.store.spool import version_1 as spool_version_1
from tests.store.spool.util import ACTA, ESTACION, PROCESO, captura, hecho

OBRA = (ACTA, Fuente.CATD, 1)
RARA = 74_923
MIO = Borrador("ope1", *OBRA, (12, Marca.ILEGIBLE, None), 2, "RPP", "GUB-001")
AJENO = replace(MIO, operador="ope2", valores=(RARA, None, None))


@pytest.fixture
def ruta(tmp_path: Path) -> Path:
    return tmp_path / "s.db"


@pytest.fixture
def spool(ruta: Path) -> Iterator[Spool]:
    with Spool.abrir(ruta, PROCESO, ESTACION) as abierto:
        yield abierto


def test_lo_tecleado_vuelve_como_estaba_y_cuenta_lo_ultimo(spool: Spool) -> None:
    spool.guardar_borrador(MIO)
    assert spool.recoger_borrador("ope1", OBRA) == MIO
    despues = replace(MIO, valores=(12, Marca.ILEGIBLE, Marca.SIN_DATO), campo=3)
    spool.guardar_borrador(despues)
    assert spool.recoger_borrador("ope1", OBRA) == despues


def test_el_borrador_de_otra_persona_no_se_recoge(spool: Spool) -> None:
    spool.guardar_borrador(AJENO)
    assert spool.recoger_borrador("ope1", (ACTA, Fuente.CATD, 2)) is None
    assert spool.recoger_borrador("ope2", OBRA) == AJENO, "y el suyo sigue ahí"


@pytest.mark.parametrize("obra", [None, ("OTRA", Fuente.CATD, 1), (ACTA, Fuente.CASILLA, 1), (ACTA, Fuente.CATD, 2)])
def test_un_borrador_no_dura_mas_que_su_trabajo(spool: Spool, obra: tuple[str, Fuente, int] | None) -> None:
    spool.guardar_borrador(MIO)
    assert spool.recoger_borrador("ope1", obra) is None
    assert spool.recoger_borrador("ope1", OBRA) is None


def test_quien_toma_un_acta_que_otro_dejo_a_medias_termina_ese_borrador(spool: Spool, ruta: Path) -> None:
    spool.guardar_borrador(AJENO)
    assert spool.recoger_borrador("ope1", OBRA) is None
    assert not _esta_en_disco(RARA, ruta)
    assert spool.recoger_borrador("ope2", OBRA) is None


def test_la_captura_termina_su_borrador_a_la_vez_y_uno_tardio_no_lo_revive(spool: Spool, ruta: Path) -> None:
    spool.guardar_borrador(MIO)
    spool.guardar_borrador(AJENO)
    spool.guardar([hecho(Captura(1, "", (RARA + 1, 0), "ACTA PREP", ACTA))])
    assert _borradores(ruta) == [("ope2",)]
    spool.guardar_borrador(MIO)
    assert spool.recoger_borrador("ope1", OBRA) is None
    spool.guardar_borrador(replace(MIO, ronda=2))
    assert spool.recoger_borrador("ope1", (ACTA, Fuente.CATD, 2)) is not None


def test_las_cifras_de_lo_devuelto_no_estan_en_archivo_ni_registro(spool: Spool, ruta: Path) -> None:
    for n in range(200):  # enough to have filled, freed and filled pages again
        spool.guardar_borrador(replace(AJENO, valores=(RARA,) * (1 + n % 150), campo=0))
    assert _esta_en_disco(RARA, ruta)
    assert spool.recoger_borrador("ope2", None) is None
    assert not _esta_en_disco(RARA, ruta)


def test_un_borrador_guardado_sobrevive_a_kill_9(ruta: Path) -> None:
    raiz = Path(__file__).resolve().parents[3]
    hijo = subprocess.Popen(
        [sys.executable, "-m", spool_borrador_hijo.__name__, str(ruta)], cwd=raiz, stdout=subprocess.PIPE, text=True
    )
    with hijo:
        assert hijo.stdout is not None
        dichos = [int(hijo.stdout.readline()) for _ in range(20)]
        os.kill(hijo.pid, signal.SIGKILL)
        dichos += [int(linea) for linea in hijo.stdout if linea.endswith("\n")]
    with Spool.abrir(ruta, PROCESO, ESTACION) as spool:
        quedo = spool.recoger_borrador("ope1", OBRA)
        assert quedo is not None and quedo.campo >= dichos[-1]
        assert [v for v in quedo.valores if v is not None] == list(range(quedo.campo))


def test_un_spool_de_version_1_se_pone_al_dia_con_sus_hechos(ruta: Path, tmp_path: Path) -> None:
    hechos = [hecho(), captura()]
    spool_version_1.escribir(ruta, hechos)
    with Spool.abrir(ruta, PROCESO, ESTACION) as viejo, Spool.abrir(tmp_path / "n.db", PROCESO, ESTACION):
        assert viejo.pendientes() == hechos
        viejo.guardar_borrador(replace(MIO, ronda=2))
    assert _esquema(ruta) == _esquema(tmp_path / "n.db")
    with Spool.abrir(ruta, PROCESO, ESTACION) as otra_vez:
        assert otra_vez.recoger_borrador("ope1", (ACTA, Fuente.CATD, 2)) == replace(MIO, ronda=2)


def _borradores(ruta: Path) -> list[tuple[str]]:
    """Who has a draft, read as another program would: the open spool lets nobody in, so from a copy."""
    copia = ruta.with_name("copia.db")
    for sufijo in ("", "-wal"):
        copia.with_name(copia.name + sufijo).write_bytes(ruta.with_name(ruta.name + sufijo).read_bytes())
    with closing(sqlite3.connect(copia)) as con:
        return con.execute("SELECT operador FROM borrador").fetchall()


def _esta_en_disco(cifra: int, ruta: Path) -> bool:
    return any(str(cifra).encode() in archivo.read_bytes() for archivo in ruta.parent.iterdir())


def _esquema(ruta: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(ruta)) as con:
        assert con.execute("PRAGMA user_version").fetchone() == (VERSION,)
        return con.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
