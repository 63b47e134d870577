"""A night where 29 % of the casillas come first by phone and later on paper: nobody captures an acta twice (R-06), but
one that a cotejo did not accept (R-07)."""

from pathlib import Path

from simulacro.personas.telefonos import TARDE
from tests.central.publico.contra_base import de_una_noche
from tests.e2e.noche import jugar, procesos_de

TELEFONOS = ("--casilla", "0.29")


def test_lo_que_llega_por_los_dos_lados_se_captura_una_vez_y_sale_identico_a_su_papel(tmp_path: Path) -> None:
    argumentos = ("--escala", "pueblo", "--errores", "0", "--excepciones", "0", "--duracion", "16")
    noche = jugar(tmp_path / "noche", *argumentos, *TELEFONOS)
    assert noche.codigo == 0, noche.errores
    informe, fuentes = noche.informe, noche.informe["fuentes"]
    actas, fotos = informe["actas_que_llegan"], fuentes["imágenes de CASILLA"]
    assert 0.15 < fotos / actas < 0.45
    assert fuentes["imágenes de CATD"] == informe["hechos"]["ACOPIO"] == actas, "también llegó el papel de todas"
    assert (fuentes["actas con 2 capturas"], fuentes["actas con 4 capturas"]) == (actas - 1, 1), "la no aceptada"
    assert [n for cotejo, n in fuentes.items() if cotejo.startswith("cotejos, ")] == [1, 1, 1], "los que pidió el guion"
    assert fuentes["cotejos abiertos"] == 0, "que llegue el sobre no abre ninguno (R-06)"
    assert fuentes["actas con custodia de CCV"] >= fotos
    assert (informe["filas_comparadas"], informe["filas_distintas"]) == (actas, 0)
    cuantas, distintas = de_una_noche(tmp_path / "noche")  # what programs read of the cut, against SQL and the csv
    assert distintas == [] and cuantas > 900
    envios = noche.salida / "estaciones" / "envios"
    assert len(list((envios / "recibidas").glob("*.json"))) == fotos
    motivos = [r.read_text(encoding="utf-8") for r in (envios / "apartadas").glob("*.motivo.txt")]
    assert all(TARDE in motivo for motivo in motivos), "sólo la que su papel le ganó, si la máquina está ocupada (R-09)"
    assert procesos_de(tmp_path) == []


def test_con_errores_y_excepciones_de_los_dos_lados_todo_lo_distinto_se_explica(tmp_path: Path) -> None:
    argumentos = ("--escala", "pueblo", "--errores", "0.02", "--excepciones", "0.3", "--semilla", "5",
                  "--acordados", "2")  # fmt: skip
    noche = jugar(tmp_path / "noche", *argumentos, *TELEFONOS)
    assert noche.codigo == 0, noche.errores
    informe = noche.informe
    assert informe["filas_distintas"] > 5 and informe["sin_explicar"] == []
    assert informe["fuentes"]["imágenes de CASILLA"] > 10
    assert informe["hechos"]["DICTAMEN"] > 0, "ninguna disputa llegó a la mesa"
    assert informe["etapas"]["SIN_ACTA"] > 0
    assert int(informe["resumenes"]["GUB"]["ACTAS_FUERA_CATALOGO"]) >= 0
    texto = (noche.salida / "informe.md").read_text(encoding="utf-8")
    assert "SIN EXPLICAR" not in texto and "excede la lista nominal" in texto
    segunda = informe["segunda_mirada"]
    assert segunda["vistas"] == 0, "con menos de cien actas de cada elección no se dice nada"
    assert all(len(t["siguen"]) == t["plantadas"] > 0 for t in segunda["plantados"])
    assert "las dos capturas leyeron igual de mal" in texto
