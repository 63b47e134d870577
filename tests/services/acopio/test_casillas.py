"""A casilla has its actas of every election, and is found by what people type."""

from prep.domain.catalogo.lectura import LeidaCasilla, leer
from prep.services.acopio.casillas import Casillas, de_una
from tests.services import tres

CASILLAS = Casillas(tres.catalogo())


def sugeridas(texto: str) -> list[str]:
    leida = leer(texto, "p")
    assert isinstance(leida, LeidaCasilla)
    return [c.nombre for c in CASILLAS.sugeridas(texto, leida)]


def test_una_casilla_tiene_sus_tres_elecciones_en_orden() -> None:
    casilla = CASILLAS.de_acta(tres.acta("ALC", 5).clave)
    assert casilla is not None
    assert [a.eleccion for a in casilla.actas] == ["GUB", "DIP_LOC", "ALC"]
    assert (casilla.nombre, casilla.nombre_largo) == ("5 B1", "Sección 0005, casilla básica 1")


def test_la_especial_tiene_dos_de_diputaciones() -> None:
    (especial,) = CASILLAS.que_sean(LeidaCasilla("0003", "S"))
    assert [a.codigo for a in especial.actas] == ["A02E", "A03EMR", "A03ERP", "A04E"]


def test_las_contiguas_de_una_extraordinaria_se_distinguen_por_su_numero() -> None:
    leida = leer("3 E1C2", "p")
    assert isinstance(leida, LeidaCasilla)
    (segunda,) = CASILLAS.que_sean(leida)
    assert (segunda.nombre, leida.nombre) == ("3 E1C2", "3 E1C2")
    assert segunda.nombre_largo == "Sección 0003, casilla extraordinaria 1, contigua 2"
    assert [c.extension for c in CASILLAS.que_sean(LeidaCasilla("0003", "E"))] == ["01", "02"]


def test_sin_seccion_no_se_mezclan_territorios_de_distinta_clase() -> None:
    solas = [c for c in CASILLAS.todas if c.seccion == "N/A"]
    assert [[a.eleccion for a in c.actas] for c in solas] == [["GUB"], ["ALC"]]
    assert [c.nombre for c in solas] == ["territorio 001 M1", "territorio 001 A"]


def test_mientras_se_escribe_se_sugieren_las_que_pueden_ser() -> None:
    assert sugeridas("1")[:4] == ["1 B1", "1 C1", "10 B1", "10 C1"]
    assert sugeridas("0012") == ["12 B1", "12 C1"]
    assert sugeridas("3C") == ["3 C1", "3 C2", "3 C3", "3 C10"]
    assert sugeridas("3c3") == ["3 C3"]
    assert sugeridas("9999") == []
    assert len(sugeridas("1")) <= 12


def test_un_acta_sola_es_una_casilla() -> None:
    acta = tres.acta("GUB", 77)
    assert de_una(acta).actas == (acta,)
