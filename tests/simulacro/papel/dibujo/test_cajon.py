"""The drawer: drawn once, read afterwards, and never another acta's picture."""

from dataclasses import replace
from pathlib import Path

import pytest

from central.catalogo.importar import Importado
from prep.domain.catalogo.catalogo import Catalogo
from prep.domain.catalogo.fuera_de_catalogo import ClaveInvalida
from simulacro.papel.dibujo import cajon as modulo
from simulacro.papel.dibujo.cajon import Cajon
from simulacro.papel.dibujo.dibujo import dibujar
from simulacro.papel.papel import Papel, leer


@pytest.fixture
def dibujadas(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The key of each acta that was really drawn, in order."""
    claves: list[str] = []
    de_veras = dibujar

    def contar(papel: Papel, catalogo: Catalogo, semilla: int, *, etiqueta: bool, foto: bool, toma: int) -> bytes:
        claves.append(papel.clave)
        return de_veras(papel, catalogo, semilla, etiqueta=etiqueta, foto=foto, toma=toma)

    monkeypatch.setattr(modulo, "dibujar", contar)
    return claves


@pytest.fixture
def papel(pueblo: Importado) -> Papel:
    clave = next(c for c in pueblo.papel if "-A04-" in c)
    return Papel(clave, pueblo.papel[clave], "ACTA PREP")


def test_la_segunda_vez_se_lee_del_disco(pueblo: Importado, papel: Papel, tmp_path: Path, dibujadas: list[str]) -> None:
    una = Cajon(tmp_path, pueblo.catalogo, 1).imagen(papel)
    assert Cajon(tmp_path, pueblo.catalogo, 1).imagen(papel) == una
    assert dibujadas == [papel.clave]
    assert [p.suffix for p in tmp_path.rglob("*") if p.is_file()] == [".jpg"]


def test_otra_cifra_otra_semilla_y_otra_toma_son_otra_imagen(
    pueblo: Importado, papel: Papel, tmp_path: Path, dibujadas: list[str]
) -> None:
    cajon, otro = Cajon(tmp_path, pueblo.catalogo, 1), replace(papel, valores=(7, *papel.valores[1:]))
    imagenes = [cajon.imagen(papel), cajon.imagen(otro), cajon.imagen(papel, toma=2), cajon.imagen(papel, foto=True)]
    imagenes.append(Cajon(tmp_path, pueblo.catalogo, 2).imagen(papel))
    assert len(set(imagenes)) == len(dibujadas) == 5
    assert [cajon.imagen(papel), cajon.imagen(otro)] == imagenes[:2]
    assert len(dibujadas) == 5, "todas siguen guardadas"
    assert leer(imagenes[1]) == otro


@pytest.mark.parametrize("resto", [b"", b"\xff\xd8", b"basura"])
def test_un_archivo_a_medias_se_vuelve_a_dibujar(
    pueblo: Importado, papel: Papel, tmp_path: Path, dibujadas: list[str], resto: bytes
) -> None:
    cajon = Cajon(tmp_path, pueblo.catalogo, 1)
    una = cajon.imagen(papel)
    cajon.ruta(papel).write_bytes(resto)
    assert cajon.imagen(papel) == una == cajon.ruta(papel).read_bytes()
    cajon.ruta(papel).write_bytes(una[:-500])
    assert cajon.imagen(papel) == una
    assert len(dibujadas) == 3


def test_una_clave_que_no_es_de_un_acta_no_llega_al_disco(pueblo: Importado, papel: Papel, tmp_path: Path) -> None:
    with pytest.raises(ClaveInvalida):
        Cajon(tmp_path, pueblo.catalogo, 1).imagen(replace(papel, clave="../../fuera"))
    assert list(tmp_path.iterdir()) == []
