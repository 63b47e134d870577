"""A finding as it is told: its words, its order by gravity, and the fact that it speaks of in the entity's time."""

from datetime import UTC, datetime

from prep.domain.hechos.hechos import Tipo
from prep.domain.reglas.senalado import NOMBRE_DE, Senalado, en_orden
from prep.domain.reglas.tabla import Gravedad, regla

ZONA = "America/Mexico_City"
OCHO = datetime(2024, 6, 3, 2, 5, 9, tzinfo=UTC)


def test_dice_que_hecho_de_quien_donde_y_a_que_hora_de_la_entidad() -> None:
    entero = Senalado("H-19", "CATD", "CAPTURA", OCHO, "ana", "est-01-1")
    assert entero.de_que(ZONA) == "captura de ana en est-01-1, 02/06 20:05:09"
    del_centro = Senalado("H-38", "CENTRO", "INCIDENCIA", OCHO, "centro", "centro")
    assert del_centro.de_que(ZONA) == "incidente de centro, 02/06 20:05:09"
    assert Senalado("H-14", "CASILLA").de_que(ZONA) == "vía CASILLA"
    assert Senalado("H-40").de_que(ZONA) == ""
    assert Senalado("H-40", tipo="DE_OTRA_VERSION").de_que(ZONA) == "de_otra_version"


def test_cada_clase_de_hecho_tiene_su_nombre() -> None:
    assert len(set(NOMBRE_DE.values())) == len(Tipo) and all(NOMBRE_DE[tipo] for tipo in Tipo)


def test_un_incidente_lleva_las_palabras_y_la_gravedad_de_su_codigo() -> None:
    assert Senalado("H-38", incidente="R26-HUELLA").regla is regla("R26-HUELLA")
    assert Senalado("H-38", incidente="R26-HUELLA").gravedad is Gravedad.GRAVE
    assert Senalado("H-38", incidente="I-01").regla is regla("H-38")


def test_lo_grave_va_primero_y_lo_igual_como_paso() -> None:
    tarde = OCHO.replace(hour=3)
    ultima, sin_hecho, primera = Senalado("H-11", momento=tarde), Senalado("H-14"), Senalado("H-12", momento=OCHO)
    grave, consta = Senalado("H-41"), Senalado("H-13", momento=OCHO)
    assert en_orden([consta, sin_hecho, ultima, primera, grave]) == (grave, primera, ultima, sin_hecho, consta)
