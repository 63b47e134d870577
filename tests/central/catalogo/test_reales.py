"""The real files of Mexico City 2024 import without an error, and no figure of theirs is lost."""

from collections import Counter

import pytest

from central.catalogo.importar import Importado
from prep.domain.catalogo.catalogo import CCV, TipoCasilla
from prep.domain.hechos.campos import suma

VOTOS = {"GUB": 5_516_482, "DIP_LOC": 5_510_814, "ALC": 5_461_011}
NOMINAL = {"GUB": 7_935_947, "DIP_LOC": 7_927_668, "ALC": 7_847_622}
TIPOS = {
    "GUB": {"C": 7739, "B": 5518, "A": 54, "S": 44, "M": 12, "E": 11, "P": 6},
    "DIP_LOC": {"S": 88, "M": 12, "A": 54, "P": 6, "E": 11},
    "ALC": {"C": 7738, "B": 5512, "A": 54, "S": 44, "E": 11, "P": 6},
}


@pytest.mark.parametrize("eleccion", ["GUB", "DIP_LOC", "ALC"])
def test_los_votos_y_las_listas_de_los_archivos_cuadran(importado_real: Importado, eleccion: str) -> None:
    catalogo = importado_real.catalogo
    suyas = [catalogo.actas[c] for c in importado_real.papel if catalogo.actas[c].eleccion == eleccion]
    votos = sum(suma(importado_real.papel[a.clave][catalogo.forma_de(a).rango_votos]) for a in suyas)
    assert votos == VOTOS[eleccion]
    assert sum(a.lista_nominal for a in suyas) == NOMINAL[eleccion]


@pytest.mark.parametrize("eleccion", ["GUB", "DIP_LOC", "ALC"])
def test_cada_renglon_es_un_acta_de_su_tipo(importado_real: Importado, eleccion: str) -> None:
    actas = importado_real.catalogo.actas.values()
    cuentas = Counter(str(a.tipo) for a in actas if a.en_archivo and a.eleccion == eleccion)
    assert {t: cuentas[t] for t in TIPOS[eleccion]} == TIPOS[eleccion]


def test_una_casilla_de_un_archivo_se_espera_en_los_tres(importado_real: Importado) -> None:
    actas = importado_real.catalogo.actas.values()
    assert Counter(a.eleccion for a in actas if not a.en_archivo) == {"GUB": 50, "DIP_LOC": 62, "ALC": 57}
    for eleccion, casillas in {"GUB": 13_362, "DIP_LOC": 13_406, "ALC": 13_362}.items():
        assert sum(a.eleccion == eleccion and a.tipo in "BCES" for a in actas) == casillas


def test_del_papel_solo_faltan_las_que_no_estan_en_archivo(importado_real: Importado) -> None:
    en_archivo = {c for c, a in importado_real.catalogo.actas.items() if a.en_archivo}
    assert importado_real.papel.keys() == importado_real.origen.keys() == en_archivo
    assert len(en_archivo) == 40_165


def test_la_seccion_de_un_solo_archivo_toma_el_distrito_de_su_vecina(importado_real: Importado) -> None:
    acta = importado_real.catalogo.actas["GUB-009-4682-C01-00-A02-1"]
    assert (acta.territorio, acta.centro, acta.en_archivo) == ("009", "09", False)
    assert any("4682" in a.mensaje and "4681" in a.mensaje for a in importado_real.avisos)


def test_las_formas_por_omision_valen_para_toda_acta_real(importado_real: Importado) -> None:
    assert not [a for a in importado_real.avisos if "no llevan" in a.mensaje or "suman" in a.mensaje]


def test_donde_compite_la_comun_sus_partidos_solo_estan_en_actas_de_rp(importado_real: Importado) -> None:
    formas = importado_real.catalogo.formas
    assert "MORENA_PT_PVEM" in formas["DIP_LOC/001/A03"].votos and "PT" not in formas["DIP_LOC/001/A03"].votos
    assert "MORENA_PT_PVEM" not in formas["DIP_LOC/007/A03"].votos and "PT" in formas["DIP_LOC/007/A03"].votos
    rp = formas["DIP_LOC/001/A03ERP"]
    assert rp.votos == ("PAN", "PRI", "PRD", "PVEM", "PT", "MC", "MORENA", "NO_REGISTRADAS", "NULOS")
    assert rp.totales == ("TOTAL_PERSONAS_VOTARON", "TOTAL_VOTOS_SACADOS")


def test_las_claves_repetidas_se_distinguen_por_ordinal(importado_real: Importado) -> None:
    actas = importado_real.catalogo.actas
    repetidas = Counter(a.eleccion for a in actas.values() if a.ordinal == 2)
    assert repetidas == {"GUB": 19, "DIP_LOC": 19, "ALC": 13}


def test_las_contiguas_de_una_extraordinaria_llevan_su_numero(importado_real: Importado) -> None:
    """In the three files alike, with the list of voters that they all have."""
    actas = importado_real.catalogo.actas
    assert [f"GUB-016-3990-E01-{n:02}-A02-1" in actas for n in range(7)] == [True] * 6 + [False]
    for codigo in ("GUB-016-3990-E01-{:02}-A02-1", "DIP_LOC-016-3990-E01-{:02}-A03-1", "ALC-012-3990-E01-{:02}-A04-1"):
        assert [actas[codigo.format(n)].lista_nominal for n in range(6)] == [679, *[678] * 5]
    assert any("3990" in a.mensaje and a.veces == 5 for a in importado_real.avisos)


def test_ninguna_clave_publicada_se_repite_en_casillas_ordinarias(importado_real: Importado) -> None:
    """What our own `verificar` reports of a cut (R-11b)."""
    comunes = [a for a in importado_real.catalogo.actas.values() if a.tipo in "BCES"]
    assert len({(a.eleccion, a.clave_casilla, a.codigo) for a in comunes}) == len(comunes)


@pytest.mark.parametrize(
    ("clave", "publicada"),
    [
        ("GUB-005-0001-B01-00-A02-1", "090001B0100"),
        ("GUB-034-NA-M12-00-A01-1", "090000M1200"),
        ("GUB-001-0870-P01-00-A01PPP-1", "090870P0100"),
        ("GUB-002-NA-ANA-00-A01VA-2", "090000A0200"),
        ("GUB-016-3990-E01-03-A02-1", "093990E0103"),
    ],
)
def test_la_clave_publicada_tiene_once_caracteres(importado_real: Importado, clave: str, publicada: str) -> None:
    assert importado_real.catalogo.actas[clave].clave_casilla == publicada
    assert all(len(a.clave_casilla) == 11 for a in importado_real.catalogo.actas.values())


def test_toda_acta_tiene_su_centro(importado_real: Importado) -> None:
    actas = importado_real.catalogo.actas
    assert all((a.centro == CCV) == (a.tipo is TipoCasilla.M) for a in actas.values())
    assert all(a.centro == a.territorio[1:] for a in actas.values() if a.eleccion == "GUB" and a.tipo != "M")
    # early vote of alcaldía 005 goes to its lowest district (R-11b); detention, to that of its section
    assert actas["ALC-005-NA-ANA-00-A03VA-1"].centro == "01"
    assert actas["ALC-007-2758-P02-00-A03PPP-1"].centro == "31"
    assert len(importado_real.catalogo.centros) == 34


def test_las_actas_van_en_el_orden_de_la_publicacion(importado_real: Importado) -> None:
    actas = list(importado_real.catalogo.actas.values())
    orden = ["GUB", "DIP_LOC", "ALC"]
    grupos = [(orden.index(a.eleccion), 0 if a.tipo == "M" else 1 if a.tipo in "AP" else 2) for a in actas]
    assert grupos == sorted(grupos)
    comunes = [(a.territorio, a.seccion, a.tipo, a.numero) for a in actas if a.eleccion == "ALC" and a.tipo in "BCES"]
    assert comunes == sorted(comunes)


def test_las_candidaturas_del_archivo_cp1252_conservan_sus_acentos(importado_real: Importado) -> None:
    candidaturas = importado_real.catalogo.candidaturas
    assert Counter(c.eleccion for c in candidaturas) == {"GUB": 3, "DIP_LOC": 238, "ALC": 50}
    assert any(c.propietaria.startswith("MARGARITA SALDAÑA") and c.territorio == "002" for c in candidaturas)
