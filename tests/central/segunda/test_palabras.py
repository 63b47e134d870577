"""The second look of the night in words: found by probability and by hour, where looks wait, and the whole list."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from central.segunda import palabras
from central.segunda.cuenta import ActaOfrecida, ActaVista, Fin, MiradasDeLaNoche
from prep.domain.hechos.indicio import Indicio, Sospecha

LAS_8 = datetime(2024, 6, 3, 2, 5, tzinfo=UTC)  # 20:05 in Mexico City
MEXICO = ZoneInfo("America/Mexico_City")
COLUMNAS, CIFRA = Indicio(Sospecha.COLUMNAS, 950, 80, ("PAN", "PRI")), Indicio(Sospecha.CIFRA, 300, 12, ("PT",))
NOCHE = MiradasDeLaNoche(
    (
        ActaVista("A", LAS_8, COLUMNAS, "PAN y PRI parecen cambiados", Fin.CORREGIDA, 84),
        ActaVista("B", LAS_8 + timedelta(minutes=40), COLUMNAS, "=1+1", Fin.OTRA_VEZ, 0),
        ActaVista("C", LAS_8 + timedelta(hours=1), CIFRA, "La suma no da", Fin.BIEN, 0),
        ActaVista("D", LAS_8 + timedelta(hours=1), CIFRA, "La suma no da", Fin.ABIERTA, 0),
    ),
    (ActaOfrecida("02", "E", CIFRA, "x"), ActaOfrecida("01", "F", CIFRA, "x"), ActaOfrecida("02", "G", COLUMNAS, "y")),
    7,
    1_000,
)


def test_el_resumen_dice_el_presupuesto_lo_que_se_vio_y_lo_que_espera() -> None:
    lista, vistas = palabras.resumen(NOCHE, 10)
    assert lista == (
        "Lista del corte 7. De las 1,000 actas publicadas se ofrecen hasta 10 (10 de cada mil): 4 se abrieron y"
        " 3 esperan."
    )
    assert "Se vieron 4 actas; se esperaban 2 errores" in vistas and "otra cosa en 2: 84 votos" in vistas


def test_apagada_o_sin_corte_se_dice_asi() -> None:
    assert "apagada" in palabras.resumen(NOCHE, 0)[0]
    assert "Todavía no hay lista" in palabras.resumen(replace(NOCHE, corte=0), 10)[0]


def test_la_calibracion_solo_cuenta_lo_decidido_por_su_probabilidad() -> None:
    assert palabras.calibracion(NOCHE) == [("25 a 50 %", "1", "0.3", "0"), ("90 a 100 %", "2", "1.9", "2")]


def test_por_hora_es_la_de_la_entidad_y_por_sitio_los_que_mas_esperan_primero() -> None:
    assert palabras.por_hora(NOCHE, MEXICO) == [
        ("02/06 20:00", "2", "1.9", "2", "84"),
        ("02/06 21:00", "2", "0.6", "0", "0"),
    ]
    assert palabras.por_sitio(NOCHE) == [("02", "2", "92"), ("01", "1", "12")]


def test_la_relacion_tiene_cada_acta_abierta_o_por_ver_con_su_razon_y_su_resultado() -> None:
    filas = [dict(zip(palabras.RELACION, fila, strict=True)) for fila in palabras.relacion(NOCHE, MEXICO)]
    assert [(f["acta"], f["resultado"]) for f in filas] == [
        ("A", "corregida"), ("B", "otra vez"), ("C", "bien"), ("D", "abierta"),
        ("E", "por ver"), ("F", "por ver"), ("G", "por ver"),
    ]  # fmt: skip
    assert filas[0] == {
        "acta": "A", "sitio": "", "sospecha": "columnas cambiadas", "probabilidad": "0.950", "votos_en_duda": "80",
        "campos": "PAN PRI", "razon": "PAN y PRI parecen cambiados", "abierta": "02/06/2024 20:05:00",
        "resultado": "corregida", "votos_corregidos": "84",
    }  # fmt: skip
