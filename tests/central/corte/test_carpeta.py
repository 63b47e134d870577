"""The folder of the cuts: one writer, whole folders, one atomic switch."""

from pathlib import Path

import pytest

from central.corte import carpeta
from central.corte.carpeta import SalidaInutil


def test_de_dos_cortes_a_la_vez_en_una_carpeta_se_avisa_al_segundo(tmp_path: Path) -> None:
    with (
        carpeta.candado(tmp_path),
        pytest.raises(SalidaInutil, match="Ya se está haciendo un corte"),
        carpeta.candado(tmp_path),
    ):
        pass
    with carpeta.candado(tmp_path):
        pass


def test_una_carpeta_que_no_se_puede_hacer_se_dice_en_una_frase(tmp_path: Path) -> None:
    (tmp_path / "archivo").write_text("x")
    with pytest.raises(SalidaInutil, match="No se puede escribir en"), carpeta.candado(tmp_path / "archivo"):
        pass


def test_un_parcial_que_falla_no_deja_nada(tmp_path: Path) -> None:
    (tmp_path / "cortes").mkdir()
    with pytest.raises(KeyboardInterrupt), carpeta.parcial(tmp_path, 1) as temporal:
        carpeta.escribir(temporal / "a", b"x")
        raise KeyboardInterrupt
    assert list((tmp_path / "cortes").iterdir()) == []


def test_lo_que_dejo_un_corte_muerto_se_quita_y_los_buenos_quedan(tmp_path: Path) -> None:
    for nombre in ("0001", "0002", ".parcial-0003", "0003"):
        (tmp_path / "cortes" / nombre).mkdir(parents=True)
    carpeta.limpiar(tmp_path, 2)
    assert sorted(r.name for r in (tmp_path / "cortes").iterdir()) == ["0001", "0002"]


def test_un_corte_terminado_nunca_se_reemplaza(tmp_path: Path) -> None:
    (tmp_path / "cortes" / "0001").mkdir(parents=True)
    with carpeta.parcial(tmp_path, 1) as temporal, pytest.raises(FileExistsError):
        carpeta.fijar(temporal, tmp_path, 1)


def test_el_apuntador_pasa_de_un_corte_al_siguiente(tmp_path: Path) -> None:
    assert carpeta.apuntado(tmp_path) is None
    for numero in (1, 2):
        carpeta.carpeta_de(tmp_path, numero).mkdir(parents=True)
        carpeta.apuntar(tmp_path, numero)
        assert carpeta.apuntado(tmp_path) == numero
        assert (tmp_path / "actual").resolve() == carpeta.carpeta_de(tmp_path, numero)


def test_quien_solo_puede_leer_la_carpeta_no_detiene_los_cortes_con_su_candado(tmp_path: Path) -> None:
    (tmp_path / carpeta.CANDADO).touch(0o644)  # as an earlier program left it
    with carpeta.candado(tmp_path):
        assert (tmp_path / carpeta.CANDADO).stat().st_mode & 0o777 == 0o600


def test_lo_que_otro_pone_donde_va_el_siguiente_corte_no_lo_detiene(tmp_path: Path) -> None:
    cortes = tmp_path / "cortes"
    (cortes / "0001").mkdir(parents=True)
    (tmp_path / "ajeno").mkdir()
    (cortes / ".parcial-0002").symlink_to(tmp_path / "ajeno")
    (cortes / "0002").write_text("x")
    (cortes / "²").mkdir()
    assert [r.name for r in carpeta.posteriores(tmp_path, 0)] == ["0001", "0002"]
    carpeta.limpiar(tmp_path, 1)
    with carpeta.parcial(tmp_path, 2) as temporal:
        carpeta.fijar(temporal, tmp_path, 2)
    assert (tmp_path / "ajeno").is_dir() and len(carpeta.posteriores(tmp_path, 0)) == 2
