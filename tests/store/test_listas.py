"""The base's functions cannot import: what they list by hand is what the tables of the kinds, roles and locks say."""

import re
from dataclasses import fields

import pytest

from prep.domain.hechos.hechos import Fuente, Tipo
from prep.domain.hechos.roles import Rol
from prep.domain.hechos.tipos import ESTACIONES, RETIRABLES, TIPOS
from prep.domain.vida.estado import ClaseTrabajo
from prep.services.estacion.sesion import PERMISOS
from prep.store import candados
from prep.store.hechos import COLUMNAS, FIRMADAS
from prep.store.migrar import FUNCIONES

SQL = {ruta.name: ruta.read_text(encoding="utf-8") for ruta in sorted(FUNCIONES.glob("*.sql"))}
# What a station asks of the node, and the action whose roles may.
PIDEN = {
    "reclamar_captura": "captura.tomar",
    "reclamar_acta": "captura.tomar_acta",
    "anticipar": "captura.anticipar",
    "en_espera": "captura.esperar",
    "reclamar_mesa": "validacion.tomar",
    "reclamar_caso": "validacion.tomar_caso",
    "bandeja": "validacion.bandeja",
    "reclamar_cotejo": "cotejos.tomar",
}


def funcion(nombre: str) -> str:
    """The text of one function, from its name to the next one's."""
    (hallada,) = [t for texto in SQL.values() for t in texto.split("CREATE OR REPLACE ") if f" {nombre}(" in t[:60]]
    return hallada


def lista(patron: str, texto: str) -> set[str]:
    """The quoted words of the only list that `patron` finds."""
    (hallada,) = re.findall(patron, texto)
    return set(re.findall(r"'(\w+)'", hallada))


def tipos(rasgo: str) -> set[str]:
    return {str(tipo) for tipo, fila in TIPOS.items() if getattr(fila, rasgo)}


def test_cada_tipo_tiene_su_renglon_y_dice_lo_que_la_tabla() -> None:
    renglones = re.findall(r"\('(\w+)', (true|false), (true|false), (true|false)\)", funcion("prep.tipos"))
    assert {tipo: tuple(si == "true" for si in dichos) for tipo, *dichos in renglones} == {
        str(tipo): (bool(f.roles), f.del_centro or f.del_nodo or f.coordina, f.del_proceso) for tipo, f in TIPOS.items()
    }
    assert len(renglones) == len(Tipo)


def test_entrega_cada_quien_los_tipos_suyos_de_sus_fuentes() -> None:
    for nombre, cuales, fuentes in (
        ("estacion_v1.entregar", "de_estacion", ESTACIONES), ("prep.entregar_centro", "de_centro", set(Fuente)),
    ):  # fmt: skip
        entregar = funcion(nombre)
        assert re.findall(r"v\.tipo <> ALL \(prep\.tipos\('(\w+)'\)\)", entregar) == [cuales]
        assert lista(r"v\.fuente NOT IN (\([^)]*\))", entregar) == fuentes


def test_sin_acta_lo_que_es_del_proceso_y_en_una_estacion_no_se_acuerda() -> None:
    sin_acta = (tipos("roles") & tipos("del_proceso")) - tipos("del_acuerdo")
    assert lista(r"examinar\(v, v\.tipo IN (\([^)]*\))", funcion("estacion_v1.entregar")) == sin_acta


def test_un_hecho_termina_el_trabajo_de_su_rol() -> None:
    soltar = funcion("prep.soltar_trabajo")
    terminan = lista(r"CASE v\.tipo\s+WHEN ('\w+', '\w+') THEN", soltar)
    assert terminan == tipos("termina_trabajo")
    sin_nada = lista(r"IF v\.tipo NOT IN (\([^)]*\)) THEN", funcion("estacion_v1.entregar"))
    assert not sin_nada & (terminan | set(re.findall(r"\n    WHEN '(\w+)' THEN", soltar)))
    ((uno, su_clase, otra),) = re.findall(r"t\.clase = CASE v\.tipo WHEN '(\w+)' THEN '(\w+)' ELSE '(\w+)' END", soltar)
    clases = {uno: su_clase, **dict.fromkeys(terminan - {uno}, otra)}
    assert clases == {str(t): next(iter(TIPOS[t].roles)).name for t in Tipo if TIPOS[t].termina_trabajo}
    assert set(clases.values()) == set(ClaseTrabajo) - {ClaseTrabajo.COTEJO}, "un cotejo no nombra una ronda"


def test_el_mostrador_ve_lo_que_puede_retirar_y_lo_retirado() -> None:
    acopios = funcion("estacion_v1.acopios")
    assert lista(r"h\.tipo IN (\([^)]*\))", acopios) == {*RETIRABLES, Tipo.ANULACION}
    leidos = dict(re.findall(r"WHEN '(\w+)' THEN '(\w+)'", acopios))
    assert leidos.keys() == RETIRABLES
    for tipo, campo in {**leidos, Tipo.ANULACION: "hecho"}.items():
        assert campo in {c.name for c in fields(TIPOS[Tipo(tipo)].clase)}


def test_se_reparte_a_otro_centro_lo_que_nombra_un_centro() -> None:
    nombran = {str(tipo) for tipo, fila in TIPOS.items() if "centro" in {c.name for c in fields(fila.clase)}}
    assert lista(r"IF NEW\.tipo = ('\w+')", funcion("prep.repartir")) == nombran


@pytest.mark.parametrize("archivo", SQL)
def test_ningun_tipo_se_nombra_que_no_exista(archivo: str) -> None:
    nombrados = re.findall(r"\btipo\s+(?:=|<>|IN|NOT IN)\s*(\([^)]*\)|'\w+')", SQL[archivo])
    nombrados += re.findall(r"\btipo WHEN ('\w+')", SQL[archivo])
    assert {palabra for dicho in nombrados for palabra in re.findall(r"'(\w+)'", dicho)} <= set(Tipo)


@pytest.mark.parametrize(("nombre", "accion"), PIDEN.items())
def test_el_nodo_pide_el_rol_que_la_estacion_pide(nombre: str, accion: str) -> None:
    (rol,) = re.findall(r"prep\.sitio_para\(\$1, '(\w+)'\)", funcion(f"estacion_v1.{nombre}"))
    assert {rol} == PERMISOS[accion]


def test_cada_funcion_que_pide_un_rol_se_compara() -> None:
    piden = {
        t.split("(")[0].split(".")[-1]
        for texto in SQL.values()
        for t in texto.split("FUNCTION ")
        if "sitio_para($" in t
    }
    assert piden == set(PIDEN)


def test_las_imagenes_de_telefono_las_ve_quien_tiene_permiso() -> None:
    roles = lista(r"o\.roles && ARRAY(\[[^\]]*\])", funcion("prep.exigir_ccv"))
    assert roles == PERMISOS["imagenes_casilla.listar"] == PERMISOS["imagenes_casilla.ver"]
    assert roles <= set(Rol)


def test_las_funciones_toman_los_candados_por_su_numero() -> None:
    tomados = {a: {int(n) for n in re.findall(r"advisory\w*\((\d+)\)", texto)} for a, texto in SQL.items()}
    assert {a: n for a, n in tomados.items() if n} == {
        "10_disparadores.sql": {candados.DORMIDO},
        "15_tablero.sql": {candados.TABLERO},
    }


def test_lo_que_las_funciones_insertan_y_comparan_son_las_columnas_de_un_hecho() -> None:
    todo = "".join(SQL.values())
    insertadas = [
        tuple(re.findall(r"\w+", dicho)) for dicho in re.findall(r"INSERT INTO prep\.hecho\s*\(([^)]*)\)", todo)
    ]
    assert insertadas == [COLUMNAS, COLUMNAS]
    comparadas = re.findall(r"([ab])\.(\w+)", funcion("prep.es_el_mismo"))
    for lado in "ab":
        assert tuple(c for de, c in comparadas if de == lado) == FIRMADAS


def test_ningun_candado_es_dos() -> None:
    numeros = [n for nombre, n in vars(candados).items() if nombre.isupper()]
    assert len(numeros) == len(set(numeros)) == 6
