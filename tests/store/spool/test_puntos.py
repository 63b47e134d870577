"""Each commit of the spool: between which failpoints it stands, whether the disk has it, and what refusals say."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from prep.domain.hechos.hechos import Fuente
from prep.store.spool import esquema
from prep.store.spool import spool as modulo
from prep.store.spool.spool import Spool
from prep.store.spool.tipos import (
    Borrador,
    Entregado,
    ImagenRepetida,
    PaginaAnotada,
    SpoolAjeno,
    SpoolCerrado,
    SpoolDanado,
)
from tests.store.spool.util import ACTA, ESTACION, PROCESO, captura, foto, hecho

BORRADOR = Borrador("ope1", ACTA, Fuente.CATD, 1, (1, None), 1, "ACTA PREP", "")
OBRA = (ACTA, Fuente.CATD, 1)
PAGINA = PaginaAnotada("ab" * 32, "a.jpg", "por decidir", "Falta una esquina.", ACTA, "", False, b"mini")
HECHO = hecho()


@pytest.fixture
def pasados(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The failpoints passed, in order."""
    lista: list[str] = []
    monkeypatch.setattr(modulo, "punto", lista.append)
    monkeypatch.setattr(esquema, "punto", lista.append)
    return lista


@pytest.fixture
def spool(tmp_path: Path) -> Iterator[Spool]:
    with Spool.abrir(tmp_path / "s.db", PROCESO, ESTACION) as abierto:
        yield abierto


HACER: dict[str, tuple[Callable[[Spool], object], bool]] = {
    "guardar": (lambda s: s.guardar([HECHO]), True),
    "marcar": (lambda s: s.marcar([(HECHO.hecho.id, Entregado.ENTREGADO, "nuevo")]), False),
    "reabrir": (lambda s: s.reabrir(Entregado.ENTREGADO), True),
    "mudar": (lambda s: s.mudar("CATD01 1"), True),
    "copiar": (lambda s: s.copiar("fase", "abrir"), True),
    "guardar_borrador": (lambda s: s.guardar_borrador(BORRADOR), True),
    "soltar_borrador": (lambda s: s.recoger_borrador("ope1", None), True),
    "anotar_pagina": (lambda s: s.anotar_pagina(PAGINA), True),
}


@pytest.mark.parametrize("nombre", HACER)
def test_cada_confirmacion_tiene_sus_dos_puntos_y_llega_al_disco_si_debe(
    spool: Spool, pasados: list[str], nombre: str
) -> None:
    """A station says «guardado» by what is on its disk; only what the node answered may be lost in a power cut."""
    hacer, durable = HACER[nombre]
    if nombre == "soltar_borrador":
        spool.guardar_borrador(BORRADOR)
    pasados.clear()
    hacer(spool)
    assert pasados == [f"spool.{nombre}.antes", f"spool.{nombre}.despues"]
    ((modo,),) = spool._leer("PRAGMA synchronous")
    assert modo == (2 if durable else 1)  # FULL, NORMAL


def test_abrir_tambien_confirma_entre_dos_puntos(tmp_path: Path, pasados: list[str]) -> None:
    with Spool.abrir(tmp_path / "s.db", PROCESO, ESTACION) as nuevo:
        assert pasados == ["spool.abrir.antes", "spool.abrir.despues"]
        ajustes = {n: nuevo._leer(f"PRAGMA {n}")[0][0] for n in ("journal_mode", "locking_mode", "secure_delete")}
        ajustes["recursive_triggers"] = nuevo._leer("PRAGMA recursive_triggers")[0][0]
        assert ajustes == {
            "journal_mode": "wal", "locking_mode": "exclusive", "secure_delete": 1, "recursive_triggers": 1
        }  # fmt: skip


def test_lo_que_falla_a_media_transaccion_no_deja_nada(spool: Spool, monkeypatch: pytest.MonkeyPatch) -> None:
    def caer(nombre: str) -> None:
        raise RuntimeError(nombre)

    monkeypatch.setattr(modulo, "punto", caer)
    with pytest.raises(RuntimeError, match=r"spool\.guardar\.antes"):
        spool.guardar([HECHO])
    monkeypatch.undo()
    assert spool.cuentas().total == 0
    spool.guardar([HECHO])
    assert spool.cuentas().total == 1


def test_mudar_al_mismo_nodo_no_hace_nada_y_a_otro_vuelve_pendiente_lo_entregado(
    spool: Spool, pasados: list[str]
) -> None:
    firmado, imagen = foto()
    spool.guardar([firmado, HECHO], [imagen])
    spool.mudar("uno")
    spool.marcar(
        [(firmado.hecho.id, Entregado.ENTREGADO, "nuevo"), (HECHO.hecho.id, Entregado.RECHAZADO, "PR002")],
        [imagen.huella],
    )
    pasados.clear()
    assert spool.mudar("uno") == 0 and pasados == []
    assert spool.mudar("dos") == 1
    assert spool.pendientes() == [firmado] and spool.imagen_pendiente(imagen.huella) == imagen
    assert spool.copia("nodo") == "dos"


def test_el_borrador_de_otra_obra_y_el_de_otra_persona_se_sueltan(spool: Spool, pasados: list[str]) -> None:
    ajeno = Borrador("ope2", ACTA, Fuente.CATD, 1, (7, None), 1, "ACTA PREP", "")
    de_otra = Borrador("ope1", ACTA, Fuente.CATD, 2, (8, None), 1, "ACTA PREP", "")
    for borrador in (ajeno, BORRADOR):
        spool.guardar_borrador(borrador)
    assert spool.recoger_borrador("ope1", OBRA) == BORRADOR
    assert spool.recoger_borrador("ope2", OBRA) is None  # theirs was erased; and with it now the first one's
    spool.guardar_borrador(de_otra)
    pasados.clear()
    assert spool.recoger_borrador("ope1", OBRA) is None
    assert pasados == ["spool.soltar_borrador.antes", "spool.soltar_borrador.despues"]
    pasados.clear()
    assert spool.recoger_borrador("ope1", OBRA) is None and pasados == []


def test_guardada_la_captura_su_borrador_ya_no_vuelve(spool: Spool) -> None:
    spool.guardar_borrador(BORRADOR)
    spool.guardar([captura()])
    assert spool.recoger_borrador("ope1", OBRA) is None
    spool.guardar_borrador(BORRADOR)  # late: its captura is kept
    assert spool.recoger_borrador("ope1", OBRA) is None


def test_una_imagen_de_otra_acta_dice_de_cual_y_que_hacer(spool: Spool) -> None:
    firmado, imagen = foto()
    spool.guardar([firmado], [imagen])
    with pytest.raises(ImagenRepetida) as otra:
        spool.guardar([foto(acta="OTRA")[0]], [foto(acta="OTRA")[1]])
    assert str(otra.value) == (
        f"Esa misma imagen ya se guardó para el acta {ACTA}: una imagen no sirve para dos actas. "
        "Revise qué acta está en el escáner."
    )
    with pytest.raises(ImagenRepetida) as misma:
        spool.guardar([foto()[0]], [imagen])
    assert str(misma.value) == "Esa misma imagen ya se guardó para esta acta. Digitalice de nuevo el papel."


def test_los_reparos_del_archivo_dicen_de_quien_es(tmp_path: Path) -> None:
    ruta = tmp_path / "s.db"
    with Spool.abrir(ruta, PROCESO, ESTACION):
        pass
    with pytest.raises(SpoolAjeno) as de_otro:
        Spool.abrir(ruta, "REAL", ESTACION)
    assert str(de_otro.value) == (
        f"{ruta} guarda lo del proceso «{PROCESO}» y no puede usarse en «REAL». Indique otra carpeta de datos."
    )
    with pytest.raises(SpoolAjeno) as de_otra:
        Spool.abrir(ruta, PROCESO, "otra")
    assert str(de_otra.value) == (f"{ruta} es de la estación «{ESTACION}» y ésta es «otra». Indique otra carpeta.")


def test_cerrado_ya_no_escribe_ni_lee_y_lo_dice(spool: Spool) -> None:
    spool.cerrar()
    assert spool._cerrado is True
    with pytest.raises(SpoolCerrado, match="ya se cerró"):
        spool.copia("x")
    with pytest.raises(SpoolCerrado, match="ya se cerró"):
        spool.copiar("x", "y")
    with sqlite3.connect(spool.ruta) as libre:  # and the file was let go of
        assert libre.execute("SELECT count(*) FROM copia").fetchone() == (0,)
    libre.close()


def test_apartar_un_archivo_y_recoger_su_registro_tienen_sus_puntos(tmp_path: Path, pasados: list[str]) -> None:
    ruta = tmp_path / "s.db"
    ruta.with_name("s.db-wal").write_bytes(b"hechos")
    with Spool.abrir(ruta, PROCESO, ESTACION):
        assert pasados[:2] == ["spool.recoger.antes", "spool.recoger.despues"]
    ruta.write_bytes(b"no es SQLite" * 1000)
    pasados.clear()
    with pytest.raises(SpoolDanado):
        Spool.abrir(ruta, PROCESO, ESTACION)
    assert pasados == ["spool.apartar.antes", "spool.apartar.despues"]
