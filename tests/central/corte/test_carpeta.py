"""The folder of the cuts: one writer, whole folders, one atomic switch."""

from pathlib import Path

import pytest

from central.corte import carpeta
from central.corte.carpeta import SalidaInutil


def test_two_cuts_at_once_in_one_folder_the_second_is_told(tmp_path: Path) -> None:
    with (
        carpeta.cerrojo(tmp_path),
        pytest.raises(SalidaInutil, match="Ya se está haciendo un corte"),
        carpeta.cerrojo(tmp_path),
    ):
        pass
    with carpeta.cerrojo(tmp_path):
        pass


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "archivo").write_text("x")
    with pytest.raises(SalidaInutil, match="No se puede escribir en"), carpeta.cerrojo(tmp_path / "archivo"):
        pass


def test_a_part_that_fails_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "cortes").mkdir()
    with pytest.raises(KeyboardInterrupt), carpeta.parcial(tmp_path, 1) as temporal:
        carpeta.escribir(temporal / "a", b"x")
        raise KeyboardInterrupt
    assert list((tmp_path / "cortes").iterdir()) == []


def test_what_a_killed_cut_left_is_removed_and_the_good_ones_stay(tmp_path: Path) -> None:
    for nombre in ("0001", "0002", ".parcial-0003", "0003"):
        (tmp_path / "cortes" / nombre).mkdir(parents=True)
    carpeta.limpiar(tmp_path, 2)
    assert sorted(r.name for r in (tmp_path / "cortes").iterdir()) == ["0001", "0002"]


def test_a_finished_cut_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "cortes" / "0001").mkdir(parents=True)
    with carpeta.parcial(tmp_path, 1) as temporal, pytest.raises(FileExistsError):
        carpeta.fijar(temporal, tmp_path, 1)


def test_the_switch_goes_from_one_cut_to_the_next(tmp_path: Path) -> None:
    assert carpeta.apuntado(tmp_path) is None
    for numero in (1, 2):
        carpeta.carpeta_de(tmp_path, numero).mkdir(parents=True)
        carpeta.apuntar(tmp_path, numero)
        assert carpeta.apuntado(tmp_path) == numero
        assert (tmp_path / "actual").resolve() == carpeta.carpeta_de(tmp_path, numero)
