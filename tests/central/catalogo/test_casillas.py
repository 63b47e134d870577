"""A catalogue before there are results: from casillas, list of voters and candidacies, with its own councils."""

from collections import Counter
from pathlib import Path

import pytest

from central.__main__ import principal
from central.catalogo.errores import CatalogoInvalido
from central.catalogo.esqueleto import CARPETA, NoHayEsqueleto, escribir
from central.catalogo.importar import Importado, importar
from central.catalogo.perfil_toml import PerfilInvalido, cargar
from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.publicacion.agregacion import Suma
from prep.domain.publicacion.reparto import competidoras, por_candidatura
from prep.domain.reglas.inconsistencias import limite, representantes
from simulacro.pueblo.papeles import inventado


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    escribir(tmp_path / "e")
    return tmp_path / "e"


def leido(carpeta: Path) -> Importado:
    return importar(carpeta, cargar(str(carpeta / "perfil.toml")), "SIM-1")


def cambiar(carpeta: Path, archivo: str, antes: str, despues: str) -> None:
    texto = (carpeta / archivo).read_text("utf-8")
    assert antes in texto
    (carpeta / archivo).write_text(texto.replace(antes, despues, 1), "utf-8")


def reparos(carpeta: Path) -> str:
    with pytest.raises(CatalogoInvalido) as error:
        leido(carpeta)
    return "\n".join(error.value.lineas())


def test_el_esqueleto_se_comprueba_tal_cual_y_no_pisa_nada(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    carpeta = tmp_path / "mi entidad"
    assert principal(["catalogo", "esqueleto", str(carpeta)]) == 0
    perfil = ["--perfil", str(carpeta / "perfil.toml"), "--proceso", "SIM-1"]
    assert principal(["catalogo", "comprobar", str(carpeta), *perfil]) == 0
    assert "AYU: 9 actas esperadas" in capsys.readouterr().out
    assert principal(["catalogo", "esqueleto", str(carpeta)]) == 2
    assert "ya está candidaturas_ayu.csv" in capsys.readouterr().err


def test_cada_eleccion_va_a_sus_propios_consejos(carpeta: Path) -> None:
    actas = leido(carpeta).catalogo.actas.values()
    de = {(a.eleccion, a.seccion, a.tipo.value): a.centro for a in actas}
    assert (de["DIP_LOC", "0002", "B"], de["AYU", "0002", "B"]) == ("D1", "M2")
    assert (de["DIP_LOC", "0003", "B"], de["AYU", "0003", "B"]) == ("D2", "M1")
    assert Counter(a.eleccion for a in actas) == {"DIP_LOC": 10, "AYU": 9}


def test_lo_que_es_de_cada_casilla_va_en_sus_actas(carpeta: Path) -> None:
    actas = leido(carpeta).catalogo.actas
    contigua, especial = actas["AYU-002-0002-E01-01-AYU1-1"], actas["AYU-001-0001-S01-00-AYU1E-1"]
    basica = actas["AYU-001-0003-B01-00-AYU1-1"]
    assert (contigua.traslado, basica.traslado, especial.traslado) == ("I", "F", "")
    ajustes = Ajustes(representantes_max=20, boletas_max=1500)
    assert [limite(a, ajustes) for a in (contigua, basica, especial)] == [197 + 12, 555 + 20, 1000 + 20]
    assert (representantes(contigua, ajustes), contigua.clave_casilla) == (12, "990002E0101")


def test_sin_su_columna_nadie_dice_como_viaja(carpeta: Path) -> None:
    filas = [f.split(",") for f in (carpeta / "casillas.csv").read_text("utf-8").splitlines()]
    (carpeta / "casillas.csv").write_text("\n".join(",".join(f[:8]) for f in filas) + "\n", "utf-8")
    assert {a.traslado for a in leido(carpeta).catalogo.actas.values()} == {None}


def test_una_comun_sin_columna_suma_las_de_sus_partidos_donde_la_hay(carpeta: Path) -> None:
    catalogo = leido(carpeta).catalogo
    ayu = catalogo.eleccion("AYU")
    formas = {
        t: [f for f in catalogo.formas.values() if (f.eleccion, f.territorio) == ("AYU", t)] for t in ("001", "002")
    }
    aqui, alla = competidoras(ayu, formas["001"]), competidoras(ayu, formas["002"])
    assert [c.codigo for c in aqui] == ["PA", "PB", "PC_PD"] and [c.codigo for c in alla] == [
        "PA",
        "PB",
        "PC",
        "PD",
        "CI_1",
    ]
    assert por_candidatura(aqui, Suma(votos={"PA": 5, "PC": 3, "PD": 4}))["PC_PD"] == 7


def test_para_el_simulacro_se_inventa_lo_que_dira_cada_acta(carpeta: Path) -> None:
    importado = leido(carpeta)
    perfil = cargar(str(carpeta / "perfil.toml"))
    papel = inventado(perfil, importado.catalogo, 1)
    assert not importado.papel and papel.keys() == importado.catalogo.actas.keys()
    assert papel == inventado(perfil, importado.catalogo, 1) != inventado(perfil, importado.catalogo, 2)


@pytest.mark.parametrize(
    ("antes", "despues", "dice"),
    [
        ("0003,B,01", "0003,Z,01", "casillas.csv:8:TIPO_CASILLA: 'Z' no es un tipo"),
        ("0003,B,01", ",B,01", "casillas.csv:8:SECCION: '' no es una sección"),
        (",555,2,1,", ",muchos,2,1,", "casillas.csv:8:LISTA_NOMINAL: 'muchos' no es un número entero"),
        (",555,2,1,", ",555,9,1,", "casillas.csv:8:ID_DISTRITO_LOCAL: '009' no es un territorio de distrito"),
        (",555,2,1,F", ",555,,,F", "casillas.csv:8:: ninguna elección tiene actas de esta casilla"),
        (",555,2,1,F", ",555,2,1,X", "casillas.csv:8:MECANISMOS_TRASLADO: 'X' no es D, F, I ni vacío"),
        (",I,12,", ",I,-1,", "casillas.csv:6:REPRESENTANTES_PP_CI: '-1' no es un número de 0 a 9999"),
        ("SECCION,", "SECC,", "casillas.csv:1:SECCION: falta esta columna"),
        (",BOLETAS", ",OTRA", "casillas.csv:1:'OTRA': no se conoce esta columna"),
        ("0004,C,01", "0004,B,01", "casillas.csv:10:ID_CASILLA: repite el acta DIP1"),
    ],
)
def test_lo_malo_se_dice_una_vez_con_su_renglon(carpeta: Path, antes: str, despues: str, dice: str) -> None:
    cambiar(carpeta, "casillas.csv", antes, despues)
    dichos = reparos(carpeta).splitlines()
    assert dichos[0].startswith(dice) and len(dichos) == len(set(dichos))


def test_una_contigua_repetida_es_error_o_toma_el_numero_que_sigue(carpeta: Path) -> None:
    cambiar(carpeta, "casillas.csv", "0004,C,01,00,1,700,2,2,,,\n", "0004,C,01,00,1,700,2,2,,,\n" * 3)
    assert "ponga `repetidas` en el perfil" in reparos(carpeta)
    cambiar(carpeta, "perfil.toml", 'repetidas = "error"', 'repetidas = "numerar"')
    importado = leido(carpeta)
    assert [c for c in ("02", "03", "04") if f"AYU-002-0004-C{c}-00-AYU1-1" in importado.catalogo.actas] == ["02", "03"]
    assert [a.mensaje for a in importado.avisos] == [
        "la sección 0004 repite la contigua 01: se numera 02", "la sección 0004 repite la contigua 01: se numera 03",
    ]  # fmt: skip


def test_de_cada_candidatura_se_sabe_su_columna_y_de_la_que_no_se_avisa(carpeta: Path) -> None:
    importado = leido(carpeta)
    de = {(c.eleccion, c.territorio, c.partidos): c.columnas for c in importado.catalogo.candidaturas}
    assert de["AYU", "001", "PARTIDO C, PARTIDO D"] == ("PC", "PD") and not importado.avisos
    assert de["AYU", "002", "CANDIDATURA SIN PARTIDO"] == ("CI_1",)
    cambiar(carpeta, "candidaturas_ayu.csv", "2,LA SIERRA,PARTIDO B", "2,LA SIERRA,PARTIDO BE")
    (aviso,) = leido(carpeta).avisos
    assert str(aviso).startswith("candidaturas_ayu.csv:4: 'PARTIDO BE' no es un partido del perfil")


def test_lo_que_falta_se_dice_con_el_nombre_que_le_da_la_entidad(carpeta: Path) -> None:
    cambiar(carpeta, "candidaturas_ayu.csv", "PARTIDO_CI,CANDIDATURA", "PARTIDO_CI,NOMBRE")
    cambiar(carpeta, "candidaturas_dip.csv", "PARTIDO_CI", "PARTIDO")
    dichos = reparos(carpeta)
    assert "candidaturas_dip.csv:1:PARTIDO_CI: falta" in dichos
    assert "candidaturas_ayu.csv:1:CANDIDATURA: falta" in dichos


def test_un_ambito_que_no_hay_se_dice_donde_esta(carpeta: Path) -> None:
    """`centros.ambito` that no election used ended in a traceback; a CATD's was never looked at."""
    cambiar(carpeta, "perfil.toml", '\nambito = "distrito"', '\nambito = "barrio"')
    for territorio in ("001", "002"):
        suyo = f'territorios = ["{territorio}"] }}'
        cambiar(carpeta, "perfil.toml", suyo, f'ambito = "distrito", {suyo}')
    cambiar(carpeta, "perfil.toml", "\ncandidaturas = {", '\ncentros = "distrito"\ncandidaturas = {')
    with pytest.raises(PerfilInvalido, match=r"centros\.ambito: 'barrio' no es un ámbito del perfil; los que hay: dis"):
        cargar(str(carpeta / "perfil.toml"))


def test_un_perfil_sin_casillas_ni_resultados_o_con_consejos_a_medias_se_rechaza(carpeta: Path) -> None:
    perfil = carpeta / "perfil.toml"
    cambiar(carpeta, "perfil.toml", 'ambito = "municipio", territorios = ["002"]', 'territorios = ["002"]')
    with pytest.raises(PerfilInvalido, match="el territorio 002 está en dos CATD"):
        cargar(str(perfil))
    perfil.write_text((CARPETA / "perfil.toml").read_text("utf-8").replace("casillas =", "# casillas ="), "utf-8")
    with pytest.raises(PerfilInvalido, match="actas salen de un archivo de resultados"):
        cargar(str(perfil))
    perfil.write_text((CARPETA / "perfil.toml").read_text("utf-8").replace('["PC", "PD"], solo', '["PC", "PX"], solo'))
    with pytest.raises(PerfilInvalido, match="'PX' no es columna de un partido"):
        cargar(str(perfil))


def test_de_lo_que_no_es_un_archivo_del_prep_no_hay_esqueleto(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    for mala, dice in ((tmp_path / "x.csv", "no es un archivo de resultados"), (tmp_path / "no", "no está")):
        with pytest.raises(NoHayEsqueleto, match=dice):
            escribir(tmp_path / "e", mala)
    assert not (tmp_path / "e").exists()
