"""Where a section is when its rows disagree, or when no row says it."""

from central.catalogo.filas import Casilla, FilaActa
from central.catalogo.perfil import EleccionPerfil, Perfil, Urna
from central.catalogo.territorios import Territorios
from prep.domain.catalogo.catalogo import TipoCasilla


def fila(seccion: str, territorio: str, numero: int = 1) -> FilaActa:
    tipo = TipoCasilla.C
    return FilaActa(1, "", territorio, seccion, f"{numero:02}", tipo, "00", "1", "A02", Urna.PAPEL, (), 0)


def casilla(seccion: str) -> Casilla:
    return (seccion, "B", "09", "00", 1)


def aprender(perfil: Perfil, gub: list[FilaActa], alc: list[FilaActa]) -> Territorios:
    return Territorios(perfil, {"GUB": gub, "DIP_LOC": [], "ALC": alc})


def por_codigo(perfil: Perfil, codigo: str) -> EleccionPerfil:
    return next(e for e in perfil.elecciones if e.codigo == codigo)


def test_se_cree_el_distrito_que_dicen_mas_renglones(perfil: Perfil) -> None:
    territorios = aprender(perfil, [fila("0100", "005", 1), fila("0100", "007", 2), fila("0100", "007", 3)], [])
    assert territorios.de("distrito", casilla("0100"), "x.csv") == "007"
    assert [a.mensaje for a in territorios.avisos] == ["la sección 0100 está en varios territorios (005, 007)"]


def test_una_casilla_esta_donde_dice_su_propio_renglon(perfil: Perfil) -> None:
    territorios = aprender(perfil, [fila("0100", "005", 1), fila("0100", "007", 2), fila("0100", "007", 3)], [])
    assert territorios.de("distrito", fila("0100", "", 1).casilla, "x.csv") == "005"


def test_la_seccion_mas_cercana_de_la_misma_alcaldia_da_el_distrito(perfil: Perfil) -> None:
    gub = [fila("0100", "001"), fila("0104", "002"), fila("0107", "003"), fila("0120", "004")]
    alc = [fila("0100", "002"), fila("0104", "003"), fila("0105", "002"), fila("0107", "002"), fila("0120", "002")]
    territorios = aprender(perfil, gub, alc)
    assert territorios.de("distrito", casilla("0105"), "x.csv") == "003"  # 0104 is nearer, in another alcaldía
    assert "la sección 0105 no dice su distrito: se toma 003, el de la sección 0107" in str(territorios.avisos[0])


def test_sin_otra_pista_lo_da_la_seccion_mas_cercana_de_todas(perfil: Perfil) -> None:
    territorios = aprender(perfil, [fila("0100", "001"), fila("0109", "002")], [])
    assert territorios.de("distrito", casilla("0103"), "x.csv") == "001"
    assert territorios.de("distrito", casilla("0107"), "x.csv") == "002"
    assert territorios.de("distrito", casilla("9999"), "x.csv") == "002"


def test_cada_seccion_inferida_se_dice_una_vez(perfil: Perfil) -> None:
    territorios = aprender(perfil, [fila("0100", "001")], [])
    for _ in range(3):
        territorios.de("distrito", casilla("0103"), "x.csv")
    assert len(territorios.avisos) == 1


def test_el_voto_anticipado_de_una_alcaldia_va_a_su_primer_catd(perfil: Perfil) -> None:
    territorios = aprender(
        perfil, [fila("0100", "009"), fila("0200", "004")], [fila("0100", "003"), fila("0200", "003")]
    )
    anticipado = FilaActa(1, "", "003", "N/A", "N/A", TipoCasilla.A, "00", "1", "A03VA", Urna.PAPEL, (), 0)
    assert territorios.centro(por_codigo(perfil, "ALC"), anticipado) == "04"
