"""Bad results files for `verificar`, each with its exit code and a piece of its one-line message."""

import random
from collections.abc import Callable
from pathlib import Path

from tests.central.verificar.sintetico import Acta, Estilo, escribir, resumen, sin_acta
from tests.malos.caso import Caso
from tests.malos.resultados_zip import casos_zip

LITERALES = Path(__file__).with_suffix("")
ACTAS = [Acta(1), Acta(2), sin_acta(3)]
BUENO = escribir(ACTAS)
VOTOS_DE_1 = ",10,20,30,40,5,1,4,"
NO_ENTENDIDO = "no es un archivo de resultados del PREP: no encuentro el renglón que nombra ACTAS_ESPERADAS"


def _literal(nombre: str, mensaje: str) -> Caso:
    """A small file kept beside this one."""
    return _caso(nombre, (LITERALES / f"{nombre}.csv").read_bytes, mensaje)


def _caso(nombre: str, crudo: Callable[[], bytes], mensaje: str, codigo: int = 2) -> Caso:
    def construir(carpeta: Path) -> list[str]:
        ruta = carpeta / f"{nombre}.csv"
        ruta.write_bytes(crudo())
        return ["verificar", str(ruta)]

    return Caso(nombre, construir, codigo, mensaje)


def _cambiado(nombre: str, antes: str, despues: str, mensaje: str, codigo: int = 2) -> Caso:
    """The good file with the first `antes` changed; fails at once if the good file does not have it."""

    def crudo() -> bytes:
        texto = BUENO.decode()
        if antes not in texto:
            raise LookupError(antes)
        return texto.replace(antes, despues, 1).encode()

    return _caso(nombre, crudo, mensaje, codigo)


def _renglon(numero: int, texto: str | None) -> Callable[[], bytes]:
    """The good file with that line as given, or without it."""
    lineas = BUENO.decode().split("\n")
    lineas[numero - 1 : numero] = [] if texto is None else [texto]
    return "\n".join(lineas).encode


def casos_de_encabezado() -> list[Caso]:
    """What is wrong above the actas."""
    return [
        _literal("vacio", "vacio.csv: el archivo está vacío"),
        _literal("solo_blancos", "el archivo está vacío"),
        _literal("pagina_de_error", NO_ENTENDIDO),
        _literal("candidaturas", NO_ENTENDIDO),
        _literal("computos", NO_ENTENDIDO),
        _literal("sin_resumen", NO_ENTENDIDO),
        _literal("sin_valores", "nombra las 13 cifras del resumen y no trae el renglón con sus valores"),
        _literal("solo_encabezado", "está incompleto: no encuentro el renglón con las columnas de las actas"),
        _literal("nacional_sin_columnas", "faltan cifras del resumen: ACTAS_FUERA_CATALOGO, ACTAS_CONTABILIZADAS"),
        _cambiado(
            "resumen_sin_una_cifra", ",TOTAL_VOTOS_S_CS,", ",OTRA,", "faltan cifras del resumen: TOTAL_VOTOS_S_CS"
        ),
        _cambiado("resumen_repetido", ",TOTAL_VOTOS_S_CS,", ",TOTAL_VOTOS_C_CS,", "nombra dos veces TOTAL_VOTOS_C_CS"),
        _caso("valores_de_menos", _renglon(5, "3,3,0,3"), "el renglón 5 trae 4 valores del resumen y se esperan 13"),
        _caso("sin_corte", _renglon(2, None), "le faltan los primeros renglones: la elección y la fecha y hora"),
        _caso(
            "columnas_demasiado_abajo",
            _renglon(6, "nota\n" * 60),
            "está incompleto: no encuentro el renglón con las columnas de las actas",
        ),
        _cambiado("falta_contabilizada", ",CONTABILIZADA,", ",OTRA,", "faltan columnas de las actas: CONTABILIZADA"),
        _cambiado(
            "faltan_dos_columnas",
            ",LISTA_NOMINAL,REPRESENTANTES_PP_CI,OBSERVACIONES,",
            ",A,B,C,",
            "en el renglón 7 faltan columnas de las actas: LISTA_NOMINAL, OBSERVACIONES",
        ),
        _cambiado("faltan_nulos", ",NO_REGISTRADAS,NULOS,", ",A,B,", "faltan las columnas NO_REGISTRADAS y NULOS"),
        _cambiado(
            "no_se_sabe_donde_empiezan_los_votos",
            "TOTAL_BOLETAS_SOBRANTES,TOTAL_PERSONAS_VOTARON,TOTAL_REP_PARTIDO_CI_VOTARON,TOTAL_VOTOS_SACADOS",
            "A,B,C,D",
            "en el renglón 7 falta TOTAL_VOTOS_SACADOS",
        ),
        _cambiado(
            "columna_repetida", ",ORIGEN,", ",CONTABILIZADA,", "el renglón 7 nombra 2 veces la columna CONTABILIZADA"
        ),
        _cambiado("partido_repetido", ",PRI,MC,", ",PRI,PRI,", "la columna de votos «PRI» está repetida"),
        _cambiado("partido_sin_nombre", ",PRI,MC,", ",PRI,,", "la columna 18, entre las de votos, no tiene nombre"),
        _caso(
            "demasiadas_columnas",
            _renglon(7, "CLAVE_CASILLA," + ",".join(f"P{i}" for i in range(1200))),
            "el renglón 7 nombra 1201 columnas; el máximo es 1000",
        ),
    ]


def casos_de_renglones() -> list[Caso]:
    """What is wrong in the actas: what cannot be read any further, exit 2; what does not add up or is odd, exit 3."""
    largo = "9" * 30
    no_es_voto = "celda de votos que no es un número, ILEGIBLE, SIN DATO, SIN ACTA, N/A ni -: no suma (en 1)\n      "
    en_1 = no_es_voto + "renglón 8, clave 090001B0100, columna"
    return [
        _caso("sin_actas", lambda: escribir([], resumen(ACTAS)), "está incompleto: no trae ningún renglón de acta"),
        _caso("cortado", lambda: BUENO[:-200], "renglón 10: trae 2 columnas y el encabezado nombra 36", 3),
        _caso("cortado_a_media_palabra", lambda: escribir(ACTAS[:2])[:-4], "renglón 9: «ACTA P»", 3),
        _cambiado(
            "columna_de_mas",
            "CIUDAD DE MEXICO",
            "MEXICO, CIUDAD DE",
            "renglón 8: trae 37 columnas y el encabezado nombra 36",
            3,
        ),
        _cambiado("voto_negativo", VOTOS_DE_1, ",10,20,-30,40,5,1,4,", f"{en_1} «MC»: «-30»", 3),
        _cambiado("voto_en_letra", VOTOS_DE_1, ",diez,20,30,40,5,1,4,", f"{en_1} «PAN»: «diez»", 3),
        _cambiado("voto_con_fraccion", VOTOS_DE_1, ",10,20,30,40,5,1,4.5,", f"{en_1} «NULOS»: «4.5»", 3),
        _cambiado("voto_de_30_cifras", VOTOS_DE_1, f",{largo},20,30,40,5,1,4,", f"{en_1} «PAN»: «{largo}»", 3),
        _cambiado("voto_con_control", VOTOS_DE_1, ",\x1b[2J,20,30,40,5,1,4,", f"{en_1} «PAN»: «·[2J»", 3),
        _cambiado("lista_nominal_negativa", ",110,110,700,", ",110,110,-700,", "columna «LISTA_NOMINAL»: «-700»", 3),
        _cambiado("contabilizada_7", ",700,16,,1,", ",700,16,,7,", "columna «CONTABILIZADA»: «7»", 3),
        _cambiado("contabilizada_si", ",700,16,,1,", ",700,16,,SÍ,", "columna «CONTABILIZADA»: «SÍ»", 3),
        _cambiado("comilla_sin_cerrar", ",CIUDAD DE MEXICO,", ',"CIUDAD DE MEXICO,', "renglón 10: trae", 3),
        _caso(
            "comilla_sin_cerrar_en_medio",
            lambda: escribir([Acta(i) for i in range(1, 40)]).replace(b",CIUDAD", b',"CIUDAD', 1),
            "en el renglón 8 hay comillas sin cerrar",
        ),
        _caso(
            "comilla_sin_cerrar_en_un_archivo_grande",
            lambda: escribir([Acta(i) for i in range(1, 900)]).replace(b",CIUDAD", b',"CIUDAD', 1),
            "después del renglón 7 hay comillas sin cerrar, una celda sin fin",
        ),
        _caso(
            "celdas_con_saltos_sin_fin", lambda: BUENO + b'"\n",' * 300_000, "en el renglón 11 hay comillas sin cerrar"
        ),
        _caso("renglon_enorme", lambda: BUENO + b"0," * 200_000, "el renglón 11 pasa de 256 KiB"),
        _caso("renglones_sin_fin", lambda: BUENO + b"\n" * 1_000_001, "trae más de 1000000 renglones"),
        _cambiado("votos_de_mas", VOTOS_DE_1, ",760,20,30,40,5,1,4,", "TOTAL_VOTOS_C_CS", 3),
        _caso(
            "porcentaje_redondeado",
            lambda: escribir(ACTAS, resumen(ACTAS) | {"PORCENTAJE_ACTAS_CONTABILIZADAS": "66.6667"}),
            "RESULTADO: 1 de 13 cifras difieren de sus renglones.",
            3,
        ),
        _caso(
            "cifra_que_no_es_numero",
            lambda: escribir(ACTAS, resumen(ACTAS) | {"ACTAS_REGISTRADAS": "tres"}),
            "RESULTADO: 1 de 13 cifras difieren de sus renglones.",
            3,
        ),
        _caso(
            "un_renglon_de_menos",
            lambda: escribir(ACTAS[1:], resumen(ACTAS), Estilo(separador="|")),
            "difieren de sus renglones.",
            3,
        ),
    ]


def _de_2_gb(carpeta: Path) -> list[str]:
    """A sparse file: it takes no room on the disk."""
    ruta = carpeta / "enorme.csv"
    with ruta.open("wb") as archivo:
        archivo.write(BUENO)
        archivo.truncate(2 * 1024**3)
    return ["verificar", str(ruta)]


def _carpeta(carpeta: Path) -> list[str]:
    return ["verificar", str(carpeta)]


def _que_no_existe(carpeta: Path) -> list[str]:
    return ["verificar", str(carpeta / "no_existe.csv")]


def casos_de_archivo() -> list[Caso]:
    """What is no text at all, or no file."""
    ruido = random.Random(1).randbytes(4000).replace(b"\0", b"\x81")
    return [
        Caso("de_2_gb", _de_2_gb, 2, "mide 2048 MiB y el máximo es 256; no es del PREP"),
        Caso("carpeta", _carpeta, 2, "no hay ningún corte"),
        Caso("no_existe", _que_no_existe, 2, "no_existe.csv: no existe"),
        _caso("bytes_nulos", lambda: BUENO.replace(b",700,", b",7\x0000,", 1), "el renglón 8 tiene bytes nulos"),
        _caso("binario", lambda: ruido, "no está en UTF-8 ni en cp1252: parece un archivo binario"),
        _caso("utf16", lambda: BUENO.decode().encode("utf-16"), "está en UTF-16; guárdelo como CSV en UTF-8"),
        _caso("pdf", lambda: b"%PDF-1.7\n%\xe2\xe3\n", "es un PDF, no un archivo de resultados del PREP"),
        _caso("imagen", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "es una imagen, no un archivo de resultados"),
        _caso("gzip", lambda: b"\x1f\x8b\x08" + b"\0" * 40, "es un gzip, no un archivo de resultados del PREP"),
        _caso("libro_de_calculo", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "tiene bytes nulos"),
    ]


def casos() -> list[Caso]:
    """Every bad results file."""
    return [*casos_de_encabezado(), *casos_de_renglones(), *casos_de_archivo(), *casos_zip()]
