"""The manual of who captures has the table of conventions of who says none, row by row (R-12, R-13)."""

from pathlib import Path

from prep.domain.catalogo.convenciones import CONVENCIONES

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "manual" / "captura.md"


def test_la_tabla_del_manual_es_la_del_programa() -> None:
    filas = [f"| {c.escrito} | {c.captura} |" for c in CONVENCIONES]
    tabla = "\n".join(("| En el acta | Qué hacer |", "|---|---|", *filas, ""))
    assert tabla in MANUAL.read_text(encoding="utf-8"), f"la guía debe llevar:\n{tabla}"
