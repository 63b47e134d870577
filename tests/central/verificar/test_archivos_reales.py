"""The verifier on real files: Puebla's final PREP re-adds exactly; the prototype's invented header does not."""

import zipfile
from pathlib import Path

import pytest

from central.verificar.modelo import CAMPOS
from central.verificar.verificar import verificar_archivo
from tests.central.verificar.apoyo import PROTOTIPO, PUEBLA, hallazgo

CIFRAS_PUEBLA = (
    "8334 8271 12 8259 99.1000 6848 82.1694 18.2385 1411 4125717 2658993 2639492 64.4492".split()  # noqa: SIM905
)
con_puebla = pytest.mark.skipif(not PUEBLA.exists(), reason="sin el archivo real de Puebla (PREP_SHARED)")
con_prototipo = pytest.mark.skipif(not PROTOTIPO.exists(), reason="sin el prototipo del IECM (PREP_SHARED)")


@con_puebla
def test_puebla_vuelve_a_sumar_las_13_cifras() -> None:
    (resultado,) = verificar_archivo(PUEBLA)
    assert resultado.calculado == dict(zip(CAMPOS, CIFRAS_PUEBLA, strict=True))
    assert resultado.concuerda
    assert resultado.filas == 8346
    assert (resultado.eleccion, resultado.corte) == ("GUBERNATURA", "03/06/2024 20:00 (UTC-6)")
    assert resultado.declarado["TOTAL_VOTOS_C_CS"] == "2658993.0"
    assert not [h for h in resultado.hallazgos if h.regla in ("R-10", "R-16", "R-17", "R-26")]
    assert "con las casillas especiales incluidas" in resultado.notas[-1].descripcion


@con_puebla
def test_un_voto_de_mas_en_puebla_se_nota(tmp_path: Path) -> None:
    renglones = PUEBLA.read_text("utf-8").split("\n")
    lugar = next(i for i, r in enumerate(renglones) if r.count(", - ,1,") == 1 and i > 4000)
    celdas = renglones[lugar].split(",")
    celdas[16] = str(int(celdas[16]) + 1)
    renglones[lugar] = ",".join(celdas)
    alterado = tmp_path / "alterado.csv"
    alterado.write_text("\n".join(renglones), "utf-8")
    (resultado,) = verificar_archivo(alterado)
    campos = {d.campo for d in resultado.diferencias}
    assert campos >= {"TOTAL_VOTOS_C_CS", "TOTAL_VOTOS_S_CS"}
    no_suma = hallazgo(resultado, "TOTAL_VOTOS_CALCULADO no es la suma")
    assert no_suma is not None
    assert no_suma.filas == 1
    assert no_suma.ejemplo.startswith(f"renglón {lugar + 1}, clave {celdas[0].strip(chr(39))}")


@con_puebla
def test_puebla_dentro_de_un_zip_da_lo_mismo(tmp_path: Path) -> None:
    ruta = tmp_path / "puebla.zip"
    with zipfile.ZipFile(ruta, "w", zipfile.ZIP_DEFLATED) as zip_:
        zip_.write(PUEBLA, "PREP/PUE_GUB_2024.csv")
        zip_.writestr("leeme.txt", "léeme")
    (resultado,) = verificar_archivo(ruta)
    assert resultado.concuerda
    assert resultado.archivo.endswith("puebla.zip/PREP/PUE_GUB_2024.csv")


@con_prototipo
def test_el_prototipo_da_un_resultado_por_eleccion_y_dice_donde_no_cuadra() -> None:
    jefatura, alcaldias, diputaciones = verificar_archivo(PROTOTIPO)
    assert [r.eleccion for r in (jefatura, alcaldias, diputaciones)] == [
        "JEFATURA DE GOBIERNO",
        "ALCALDIAS",
        "DIPUTACIONES LOCALES",
    ]
    assert [d.campo for d in jefatura.diferencias] == ["PORCENTAJE_ACTAS_INCONSISTENCIAS"]
    assert jefatura.notas[0].descripcion.startswith("ACTAS_ESPERADAS no verificable")
    assert jefatura.calculado["ACTAS_ESPERADAS"] == "100"
    assert hallazgo(diputaciones, "CLAVE_ACTA no tiene") is not None
    assert hallazgo(alcaldias, "renglón suelto") is not None
