"""The report of the night: a PDF that says how it goes, its curve in CSV, and tonight as a known night."""

import csv
from pathlib import Path

import pypdfium2
import pytest

from central.catalogo.perfil_toml import cargar
from central.mando.informe import exportar
from central.tablero.noche.lectura import leer
from prep.domain.hechos.hechos import Acopio
from tests.central.catalogo.test_perfil import con
from tests.central.conftest import Mando, clave, puesto_de
from tests.central.tablero.noche.test_lectura import RECORDAR
from tests.central.tablero.test_memoria import abrir
from tests.store import ejemplos


def texto_de(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as documento:
        return " ".join(pagina.get_textpage().get_text_bounded() for pagina in documento)


def test_antes_de_abrir_se_deja_y_dice_que_no_se_abre(
    mando: Mando, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert mando.correr("informe", "--salida", str(tmp_path)) == 0
    dicho = capsys.readouterr().out
    (pdf,) = tmp_path.glob("*.pdf")
    assert str(pdf) in dicho and "perfil" not in dicho
    assert "Todavía no se abre" in texto_de(pdf) and list(tmp_path.glob("*.toml")) == []


def test_dice_como_va_y_su_curva_sirve_de_conocida_para_otra_noche(mando: Mando, tmp_path: Path) -> None:
    abrir(mando, 120)
    mando.filas(RECORDAR)
    for seccion in (1, 3):
        mando.entregar(clave(seccion), Acopio(ejemplos.acta(seccion).centro, "D"))
    mando.procesar()
    with puesto_de(mando) as puesto:
        dejado = exportar(puesto, tmp_path)
        with puesto.mirar() as conn:
            noche = leer(conn)
    dicho = texto_de(dejado.pdf)
    for esperado in (
        "La noche hasta ahora",
        "recibidas, 2",
        "Por elección",
        "Por CATD",
        "Recibe el turno",
        "SIMULACRO",
    ):
        assert esperado in dicho, esperado
    with dejado.hoja.open(newline="", encoding="utf-8-sig") as archivo:
        filas = list(csv.DictReader(archivo))
    ultimas = {f["centro"]: int(f["recibidas"]) for f in filas}
    assert ultimas.keys() == noche.centros.keys() and sum(ultimas.values()) == 2
    assert dejado.curva is not None
    suya = f"{dejado.curva.read_text(encoding='utf-8')}\n[ajustes]"
    (curva,) = cargar(con(tmp_path, "[ajustes]", suya)).curvas
    assert curva.nombre == ejemplos.PROCESO and curva.puntos[-1].por_mil == 1000


def test_una_carpeta_que_no_se_puede_escribir_se_dice(
    mando: Mando, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "no").write_text("")
    assert mando.correr("informe", "--salida", str(tmp_path / "no")) == 2
    assert str(tmp_path / "no") in capsys.readouterr().err
