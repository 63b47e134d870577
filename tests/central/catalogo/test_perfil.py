"""An entity's profile is read strictly: what is unknown, missing or contradictory is refused with a sentence."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from central.catalogo.ajustes_toml import AjustesToml
from central.catalogo.perfil import Perfil
from central.catalogo.perfil_toml import CARPETA, PerfilInvalido, cargar
from prep.ajeno.lectura import de_toml
from prep.ajeno.reparos import AjenoInvalido
from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.catalogo.catalogo import ColorDeActa
from prep.domain.catalogo.convenciones import CONVENCIONES, Convencion
from prep.domain.catalogo.curvas import CURVAS, curva
from prep.domain.catalogo.razones import RAZONES, Falta, RazonDeDiferencia


def con(tmp_path: Path, antes: str, despues: str) -> str:
    """The path of a copy of Mexico City's profile with one piece changed."""
    bueno = (CARPETA / "cdmx-2024.toml").read_text("utf-8")
    assert antes in bueno
    ruta = tmp_path / "otro.toml"
    ruta.write_text(bueno.replace(antes, despues, 1), "utf-8")
    return str(ruta)


@pytest.mark.parametrize("ruta", sorted(CARPETA.glob("*.toml")), ids=lambda r: r.stem)
def test_todo_perfil_incluido_es_correcto(ruta: Path) -> None:
    perfil = cargar(ruta.stem)
    assert perfil.elecciones and perfil.centros[-1].id == "CCV"


def test_el_convenio_vale_donde_compite_su_columna(perfil: Perfil) -> None:
    dip, alc = perfil.convenios
    assert dip.reparto == (("MORENA", 5333), ("PT", 2000), ("PVEM", 2667)) and dip.resto == "MORENA"
    assert not {"007", "014", "029", "031"} & set(dip.territorios) and len(dip.territorios) == 30
    assert len(alc.territorios) == 15 and "011" not in alc.territorios


def test_los_limites_pueden_faltar(tmp_path: Path) -> None:
    ajustes = cargar(con(tmp_path, "boletas_max = 1000", 'boletas_max = "sin límite"')).ajustes
    assert ajustes.boletas_max is None and ajustes.representantes_max == 16


def test_las_convenciones_son_de_la_entidad_y_sin_ellas_las_del_manual(tmp_path: Path, perfil: Perfil) -> None:
    """R-13: a table of data."""
    suya = '[[convenciones]]\nescrito = "guion"\ncaptura = "Marque SIN DATO."\nteclas = "-"\n\n[ajustes]'
    assert cargar(con(tmp_path, "[ajustes]", suya)).convenciones == (Convencion("guion", "Marque SIN DATO.", "-"),)
    assert perfil.convenciones == CONVENCIONES
    for teclas in ("7", "*", "a", "--- -"):
        with pytest.raises(PerfilInvalido, match=r"convenciones\[1\].teclas: .* no es hasta cuatro signos"):
            cargar(con(tmp_path, "[ajustes]", suya.replace('"-"', f'"{teclas}"')))


def test_las_razones_del_cierre_son_de_la_entidad_y_sin_ellas_las_de_siempre(tmp_path: Path, perfil: Perfil) -> None:
    todas = '"sobre", "imagen", "captura", "verificacion"'
    suya = f'[[razones]]\nrazon = "Llovió"\nfaltas = [{todas}]\nse_escribe = true\n\n[ajustes]'
    (una,) = cargar(con(tmp_path, "[ajustes]", suya)).razones
    assert una == RazonDeDiferencia("Llovió", tuple(Falta), se_escribe=True) and perfil.razones == RAZONES
    sin_una = '"sobre", "imagen", "captura"'
    for malas, dice in ((sin_una, "ninguna explica que falte: verificacion"), ('"firma"', r"razones\[1\].faltas")):
        with pytest.raises(PerfilInvalido, match=dice):
            cargar(con(tmp_path, "[ajustes]", suya.replace(todas, malas)))


def test_el_color_de_las_actas_es_de_la_entidad_y_puede_no_decirse(tmp_path: Path, perfil: Perfil) -> None:
    """No source says those of Mexico City's sheets: a colour that is not theirs would be worse than none."""
    assert {e.eleccion.color for e in perfil.elecciones} == {None}
    suyo = 'codigo = "GUB"\ncolor = { nombre = "morado", rgb = "#6b2c91" }'
    ruta = con(tmp_path, 'codigo = "GUB"', suyo)
    assert [e.eleccion.color for e in cargar(ruta).elecciones] == [ColorDeActa("morado", "#6b2c91"), None, None]
    for malo, dice in (
        ('rgb = "rojo"', "color.rgb: 'rojo' no es un color como `#6b2c91`"),
        ('rgb = "#6b2c91", letra = "M"', "color.letra: sobra"),
        ("", "color.rgb: falta"),  # never the word alone, nor the colour alone
    ):
        with pytest.raises(PerfilInvalido, match=re.escape(dice)):
            cargar(con(tmp_path, 'codigo = "GUB"', suyo.replace(', rgb = "#6b2c91"', malo and f", {malo}")))
    with pytest.raises(PerfilInvalido, match=r"color\.nombre"):
        cargar(con(tmp_path, 'codigo = "GUB"', suyo.replace("morado", "m" * 25)))


def test_las_curvas_de_otras_noches_son_de_la_entidad_y_sin_ellas_las_conocidas(tmp_path: Path, perfil: Perfil) -> None:
    suya = '[[curvas]]\nnombre = "Simulacro 2"\nminutos = [0, 60, 600]\npor_mil = [0, 400, 1000]\n\n[ajustes]'
    (una,) = cargar(con(tmp_path, "[ajustes]", suya)).curvas
    assert una == curva("Simulacro 2", ((0, 0), (60, 400), (600, 1000))) and perfil.curvas == CURVAS
    assert [una.parte(m) for m in (-5, 0, 30, 330, 900)] == [0, 0, 0.2, 0.7, 1]
    assert [una.minuto(p) for p in (0, 0.2, 0.7, 1)] == [0, 30, 330, 600]
    for antes, malo, dice in (
        ("[0, 60, 600]", "[0, 600]", "lleva 3 y «minutos» 2"),
        ("[0, 60, 600]", "[0, 60, 60]", "cada uno es mayor que el anterior"),
        ("[0, 400, 1000]", "[0, 400, 300]", "no baja y termina en 1000"),
        ("[0, 60, 600]", "[0, 60, 6000]", r"curvas\[1\].minutos\[3\]"),
    ):
        with pytest.raises(PerfilInvalido, match=dice):
            cargar(con(tmp_path, "[ajustes]", suya.replace(antes, malo)))


def _limites() -> Iterator[tuple[str, int]]:
    """Each numeric setting one under its lowest and one over its highest."""
    for nombre, dicho in AjustesToml.model_json_schema()["properties"].items():
        for forma in dicho.get("anyOf", [dicho]):
            if forma.get("type") == "integer":
                yield from ((nombre, forma["minimum"] - 1), (nombre, forma["maximum"] + 1))


def test_cada_ajuste_tiene_limites_y_fuera_de_ellos_una_sola_frase() -> None:
    """D9: cuts every 0 minutes ended in a division by zero, and 600 were taken."""
    limites = list(_limites())
    assert len(limites) == 2 * 14
    for nombre, valor in limites:
        with pytest.raises(AjenoInvalido) as error:
            de_toml(f"{nombre} = {valor}".encode(), AjustesToml)
        (frase,) = error.value.lineas("perfil.toml")
        assert frase.startswith(f"perfil.toml:1:{nombre}: {valor} no está entre"), frase


def test_el_desfase_que_se_publica_es_el_de_su_zona(tmp_path: Path) -> None:
    """Of another zone, every published hour would be another's; where clocks change, either of its two."""
    suyos = 'zona = "America/Mexico_City"\ndesfase_publicado = "UTC-6"'
    with pytest.raises(PerfilInvalido, match=r"desfase_publicado: 'UTC-6' no es el de America/Hermosillo: UTC-7"):
        cargar(con(tmp_path, suyos, suyos.replace("Mexico_City", "Hermosillo")))
    for zona, bien in (("America/Tijuana", "UTC-7"), ("America/Tijuana", "UTC−08:00"), ("America/Cancun", "UTC-5")):
        texto = f'zona = "{zona}"\ndesfase_publicado = "{bien}"'
        assert cargar(con(tmp_path, suyos, texto)).ajustes.desfase_publicado == bien


UNO_A_UNO = [
    ('id = "09"\n', 'id = "9"\n', "entidad.id: '9' no es un id de dos dígitos"),
    ('siglas = "CDMX"', 'siglas = "C-X"', "entidad.siglas: 'C-X' no es un texto de sólo letras y números"),
    ('nombre = "CIUDAD DE MEXICO"', 'nombre = "=1+1"', "entidad.nombre: empieza con «=» y una hoja de cálculo"),
    ('codigo = "PAN", clase', 'codigo = "-PAN", clase', "elecciones[1].columnas[1].codigo: empieza con «-»"),
    ("anio = 2024", 'anio = "2024"', "entidad.anio: '2024' no es un número entero"),
    ("anio = 2024", "anio = 2024-06-02", "entidad.anio: 2024-06-02 no es un número entero"),
    ("anio = 2024", "anio = 2024\nmes = 6", "entidad.mes: sobra"),
    ("anio = 2024", "", "entidad.anio: falta"),
    ("representantes_max = 16", "representantes_max = -1", "ajustes.representantes_max: -1 no está entre 0 y 9999"),
    ("boletas_max = 1000", "capturas_max = 1", "ajustes.capturas_max: 1 no está entre 2 y 9"),
    ("boletas_max = 1000", "vigencia_trabajo_s = 0", "ajustes.vigencia_trabajo_s: 0 no está entre 15 y 3600"),
    ("boletas_max = 1000", "minutos_entre_cortes = 0", "ajustes.minutos_entre_cortes: 0 no está entre 1 y 20"),
    ("anio = 2024", "anio = 24", "entidad.anio: 24 no está entre 2000 y 2099"),
    ('"UTC-6"', '"a las 6"', "ajustes.desfase_publicado: 'a las 6' no es como `UTC-6`"),
    ("representantes_max = 16", "representantes_max = true", "ajustes.representantes_max: true no es un número entero"),
    ("representantes_max = 16", "validacion = 3", "ajustes.validacion: 3 no es ninguno de diferencias, todas"),
    ("representantes_max = 16", 'orden = "luego"', "ajustes.orden: 'luego' no es ninguno de imagen, papel"),
    ("representantes_max = 16", 'separador = ";;"', "ajustes.separador: ';;' no es coma, punto y coma"),
    ("representantes_max = 16", 'separador = "a"', "ajustes.separador: 'a' no es coma, punto y coma"),
    ("America/Mexico_City", "America/Narnia", "ajustes.zona: no existe la zona horaria 'America/Narnia'"),
    ("America/Mexico_City", "America", "ajustes.zona: no existe la zona horaria 'America'"),
    ('extranjero = "034"', 'extranjero = "099"', "ambitos[1].extranjero: el extranjero es uno de sus territorios"),
    ('{ id = "034"', '{ id = "33"', "ambitos[1].territorios[34].id: '33' no es un id de tres dígitos"),
    ('territorios = ["033"]', 'territorios = ["033", "033"]', "centros.catd[33].territorios: se repite '033'"),
    ('clase = "PARTIDO"', 'clase = "CLUB"', "elecciones[1].columnas[1].clase: 'CLUB' no es ninguno de PARTIDO"),
    ('partidos = ["PAN"]', 'partidos = "PAN"', "elecciones[1].columnas[1].partidos: 'PAN' no es una lista"),
    (
        'partidos = ["PAN"]',
        'partidos = ["PXX"]',
        "elecciones[1].columnas[1].partidos: PAN nombra un partido que no e",
    ),
    ('solo = ["021"]', 'solo = ["521"]', "elecciones[2].columnas[8].solo: CSP nombra un territorio que no existe: 521"),
    ('solo = ["021"]', "solo = [], menos = []", "elecciones[2].columnas[8]: CSP lleva solo o menos, no los dos"),
    (
        'ambito = "distrito"\narchivo',
        'ambito = "barrio"\narchivo',
        "elecciones[1].ambito: 'barrio' no es un ámbito del perfil",
    ),
    (
        "MORENA = 5333",
        "MORENA = 5334",
        "elecciones[2].convenios[1]: el reparto de MORENA_PT_PVEM es de sus partidos",
    ),
    ('tipos = ["S"]', 'tipos = ["Z"]', "elecciones[1].codigos[2].tipos[1]: 'Z' no es ninguno de B, C"),
    (
        '"TOTAL_BOLETAS_SOBRANTES", ',
        '"TOTAL", ',
        "elecciones[1].codigos[1].totales: lleva sólo TOTAL_BOLETAS_SO",
    ),
    ('codigo = "A02E"', 'codigo = "A02", rp = false', "elecciones[1].codigos[2].codigo: 'A02' se repite"),
    (
        'archivo = "jefatura.csv"',
        'archivo = "../jefatura.csv"',
        "elecciones[1].archivo: '../jefatura.csv' no es un no",
    ),
    ("por_territorio = false", "por_territorio = 0", "elecciones[1].candidaturas.por_territorio: 0 no es true ni fa"),
    ('nombre = "CIUDAD DE MEXICO"', 'nombre = ""', "entidad.nombre: está vacío"),
    ('nombre = "CIUDAD DE MEXICO"', 'nombre = "a\\u0007"', "entidad.nombre: está en blanco o lleva caracteres que no"),
    ('nombre = "CIUDAD DE MEXICO"', f'nombre = "{"a" * 201}"', "entidad.nombre: tiene más de 200 caracteres"),
    ('ID_DISTRITO_LOCAL = ["DISTRITO_LOCAL"]', 'PAN = ["X"]\nPRI = ["X"]', "encabezados.PRI: X está en dos columnas"),
    ('MC = "MOVIMIENTO CIUDADANO"', 'MC = ["MC"]', "partidos.MC: una lista no es un texto"),
]


def test_todo_ajuste_que_es_un_numero_o_un_texto_tiene_cotas() -> None:
    """What was let in without them stopped the programme on the night: 0 minutes between two cuts."""
    for nombre, campo in AjustesToml.model_json_schema()["properties"].items():
        for caso in campo.get("anyOf", [campo]):
            if caso.get("type") == "integer":
                assert {"minimum", "maximum"} <= caso.keys(), nombre
            elif caso.get("type") == "string":
                assert {"maxLength", "pattern"} & caso.keys(), nombre


@pytest.mark.parametrize(("antes", "despues", "dice"), UNO_A_UNO, ids=[dice for _, _, dice in UNO_A_UNO])
def test_un_perfil_equivocado_se_rechaza_con_su_linea(tmp_path: Path, antes: str, despues: str, dice: str) -> None:
    ruta = con(tmp_path, antes, despues)
    with pytest.raises(PerfilInvalido) as error:
        cargar(ruta)
    (dicho,) = str(error.value).splitlines()
    archivo, linea, lugar = dicho.split(":", 2)
    assert (archivo, lugar[: len(dice)]) == ("otro.toml", dice)
    texto = Path(ruta).read_text("utf-8")
    if despues:
        primera = texto[: texto.index(despues)].count("\n") + 1
        assert primera <= int(linea) <= primera + despues.count("\n")
    else:
        assert texto.splitlines()[int(linea) - 1] == "[entidad]"


@pytest.mark.parametrize(
    ("antes", "despues", "dice"),
    [
        ('territorios = ["033"]', 'territorios = ["032"]', "catd[33].territorios: el territorio 032 está en dos CATD"),
        ('territorios = ["033"]', "territorios = []", "no cubren justo los territorios de distrito: falta 033"),
        ('territorios = ["033"]', 'territorios = ["033", "034"]', "de distrito: sobra 034"),
        ('{ id = "33", nombre = "Consejo', '{ id = "CCV", nombre = "Consejo', "centros.catd[33].id: 'CCV' se repite"),
        ('codigo = "ALC"', 'codigo = "GUB"', "elecciones[3].codigo: 'GUB' se repite"),
        ('nombre = "alcaldia"', 'nombre = "distrito"', "ambitos[2].nombre: 'distrito' se repite"),
    ],
)  # fmt: skip
def test_lo_que_no_concuerda_entre_partes_se_dice(tmp_path: Path, antes: str, despues: str, dice: str) -> None:
    with pytest.raises(PerfilInvalido) as error:
        cargar(con(tmp_path, antes, despues))
    assert dice in str(error.value)


def test_todo_lo_malo_se_dice_a_la_vez(tmp_path: Path) -> None:
    bueno = (CARPETA / "cdmx-2024.toml").read_text("utf-8")
    ruta = tmp_path / "otro.toml"
    malo = bueno.replace('id = "09"', 'id = "9"').replace("anio = 2024", 'anio = "2024"\nmes = 6')
    malo = malo.replace("boletas_max = 1000", "boletas_maximas = 1000")
    malo = malo.replace('codigo = "DIP_LOC"', 'codgo = "DIP_LOC"')
    malo = malo.replace('extranjero = "034"', 'extranjero = "099"').replace('clase = "COMUN"', 'clase = "CLUB"')
    ruta.write_text(malo, "utf-8")
    with pytest.raises(PerfilInvalido) as error:
        cargar(str(ruta))
    sin_linea = [x.split(":", 2)[2] for x in str(error.value).splitlines()]
    clase = "clase: 'CLUB' no es ninguno de PARTIDO, COMBINACION, COMUN, SIN_PARTIDO"
    assert sin_linea == [
        "entidad.id: '9' no es un id de dos dígitos",
        "entidad.anio: '2024' no es un número entero",
        "entidad.mes: sobra",
        "ajustes.boletas_maximas: sobra",
        "ambitos[1].extranjero: el extranjero es uno de sus territorios",
        "elecciones[2].codigo: falta",
        f"elecciones[2].columnas[9].{clase}",
        "elecciones[2].codgo: sobra; ¿es «codigo»?",
        f"elecciones[3].columnas[9].{clase}",
    ]


def test_un_acta_puede_llevar_menos_totales(tmp_path: Path) -> None:
    assert cargar(con(tmp_path, '"TOTAL_BOLETAS_SOBRANTES", "TOTAL_PERSONAS_VOTARON"', '"TOTAL_PERSONAS_VOTARON"'))


@pytest.mark.parametrize(
    ("contenido", "dice"),
    [
        (b"[[[", r"otro\.toml:1:: no es TOML correcto \(línea 1, columna 3\)"),
        (b"a = 1\nb = [1,", r"otro\.toml::: no es TOML correcto \(al final"),
        (b"a = 1\na = 2", "no es TOML correcto"),
        (b"a = " + b"[" * 9_000, "niveles|TOML"),
        (b"a = " + b"[" * 20 + b"]" * 20, "tiene demasiados niveles"),
        (b".".join([b"a"] * 3_000) + b" = 1", "tiene demasiados niveles"),
        (b"a = 2024-99-99", "no es TOML correcto"),
        (b"a = " + b"9" * 9_000, "no es TOML correcto"),
        (b"\xff\xfe", "no es un texto en UTF-8"),
        (b"#" * 1_000_001, "es demasiado grande: el máximo es 1000000 bytes"),
        (b"", "entidad: falta\notro.toml::ajustes: falta"),
    ],
)
def test_lo_que_no_es_un_perfil_se_rechaza(tmp_path: Path, contenido: bytes, dice: str) -> None:
    ruta = tmp_path / "otro.toml"
    ruta.write_bytes(contenido)
    with pytest.raises(PerfilInvalido, match=dice):
        cargar(str(ruta))


def test_un_perfil_que_no_hay_se_dice_con_los_que_hay() -> None:
    with pytest.raises(PerfilInvalido, match="los que hay son: cdmx-2024"):
        cargar("narnia")


def test_la_gramatica_nombra_cada_ajuste_con_su_defecto() -> None:
    dichos = AjustesToml()
    assert {c: getattr(dichos, c) for c in AjustesToml.model_fields} == asdict(Ajustes())
