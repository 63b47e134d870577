"""Which kits a station shows of what is plugged in: whoever filled the memory does not keep it from showing them."""

from pathlib import Path

import pytest

from prep.net import kit_usado
from prep.net.kit_usado import TERMINA
from prep.services.estacion import kit


@pytest.fixture
def memoria(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(kit, "MEMORIAS", (str(tmp_path / "media"),))
    carpeta = tmp_path / "media" / "USB"
    carpeta.mkdir(parents=True)
    return carpeta


def test_un_nombre_en_que_no_cabe_su_nota_no_esconde_a_los_demas(memoria: Path) -> None:
    largo, bueno, usado = (memoria / f"estacion.{n}.kit" for n in ("x" * 241, "e01-1", "e01-2"))
    for uno in (largo, bueno, usado):
        uno.write_bytes(b"x")
    usado.with_name(usado.name + TERMINA).touch()
    assert kit.a_la_mano() == [bueno, largo, usado]


def test_una_memoria_con_miles_de_kits_se_muestra_a_tiempo(memoria: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for carpeta in ("1", "2", "3"):
        (memoria / carpeta).mkdir()
        for n in range(1_500):
            (memoria / carpeta / f"estacion.e{n}.kit").touch()
    vistos: list[Path] = []

    def usado(ruta: Path) -> bool:
        vistos.append(ruta)
        return False

    monkeypatch.setattr(kit_usado, "usado", usado)
    assert len(kit.a_la_mano()) == kit.A_LA_MANO_MAX
    assert len(vistos) == kit.HALLADOS_MAX
