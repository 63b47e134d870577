"""Which lines are uncovered and which of them are explained: the list speaks of lines that are there."""

from pathlib import Path

import pytest

from tests.cobertura import explicadas
from tests.cobertura.__main__ import Medida, decir_por_sala, descubiertas, sala_de
from tests.cobertura.explicadas import Linea

MEDIDO: Medida = {
    "central/corte/espera.py": {"missing_lines": [1], "summary": {"num_statements": 10, "missing_lines": 1}},
    "prep/domain/vida/fold.py": {"missing_lines": [], "summary": {"num_statements": 30, "missing_lines": 0}},
    "catd/app.py": {"missing_lines": [1, 2], "summary": {"num_statements": 4, "missing_lines": 2}},
}


@pytest.mark.parametrize(
    ("archivo", "sala"),
    [
        ("prep/domain/vida/fold.py", "prep/domain"),
        ("central/corte/espera.py", "central/corte"),
        ("catd/acopio/app.py", "catd"),
        ("prep/recursos.py", "prep"),
    ],
)
def test_cada_archivo_es_de_su_sala(archivo: str, sala: str) -> None:
    assert sala_de(archivo) == sala


def test_se_cuenta_por_sala_y_en_todo(capsys: pytest.CaptureFixture[str]) -> None:
    decir_por_sala(MEDIDO, [])
    lineas = [linea.split() for linea in capsys.readouterr().out.splitlines()[1:]]
    assert lineas == [
        ["catd", "4", "2", "50.0%"],
        ["central/corte", "10", "1", "90.0%"],
        ["prep/domain", "30", "0", "100.0%"],
        ["todo", "44", "3", "93.2%"],
    ]


def test_de_las_salas_pedidas_y_no_de_otras() -> None:
    assert list(descubiertas(MEDIDO, ["central/corte"])) == [Linea("central/corte/espera.py", 1)]
    assert len(list(descubiertas(MEDIDO, []))) == 3


def test_una_linea_sin_cubrir_ni_explicar_se_nombra() -> None:
    linea = Linea("central/corte/espera.py", 1)
    assert str(linea).startswith('central/corte/espera.py:1: """Waits until the')
    assert list(explicadas.sin_explicar([linea], {})) == [linea]
    assert list(explicadas.sin_explicar([linea], {linea.archivo: {linea.texto: "por algo"}})) == []
    assert list(explicadas.sin_explicar([Linea("catd/app.py", 1)], {})) == []  # not of a watched room


def test_lo_explicado_esta_en_su_archivo_es_de_las_salas_que_se_miran_y_da_razones() -> None:
    lista = explicadas.leer(explicadas.LISTA.read_text(encoding="utf-8"))
    assert list(explicadas.sobrantes(lista)) == []
    assert all(archivo.startswith(explicadas.VIGILADAS) for archivo in lista)
    assert all(len(razon) > 20 for lineas in lista.values() for razon in lineas.values())


def test_lo_que_explica_una_linea_que_ya_no_esta_se_dice() -> None:
    viejas = {"central/corte/espera.py": {"jamas_escrito()": "por algo"}, "central/nada.py": {"x": "por algo"}}
    assert list(explicadas.sobrantes(viejas)) == [
        "central/corte/espera.py: ya no está «jamas_escrito()»",
        "central/nada.py: ya no está «x»",
    ]
    assert not Path("central/nada.py").exists()
