"""Registering people: one or a list, all or none, with a key that only their password opens."""

import csv
import json
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from prep.net.identidad import abrir
from tests.central.conftest import Mando, vaciar
from tests.central.ordenes.centro import Centro
from tests.documents.leer_pdf import leer_pdf
from tests.dos_personas import CARMEN, DAVID, alta, de_dos, firma, proponer

FILA = "SELECT nombre, roles, sitio, activo, publica, sellada FROM prep.operador WHERE operador = %s"
CABEZA = "operador,nombre,roles,sitio\n"
SUYA = "SELECT publica, sellada, roles, sitio FROM prep.persona WHERE operador = %s"
CUANTAS = "SELECT count(*) FROM prep.operador"


def contrasenas(ruta: Path) -> dict[str, str]:
    with ruta.open(encoding="utf-8-sig", newline="") as archivo:
        return {f["operador"]: f["contrasena"] for f in csv.DictReader(archivo)}


def test_una_persona_con_su_llave_que_abre_su_contrasena(
    centro: Centro, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claves = tmp_path / "claves.csv"
    orden = ("persona", "alta", "ana", "--nombre", "Ana Peña", "--roles", "acopio,digitalizacion", "--sitio", "1")
    assert centro.correr(*orden, "--contrasenas", str(claves)) == 0
    ((nombre, roles, sitio, activo, publica, sellada),) = centro.base.dueno(FILA, "ana")
    assert (nombre, roles, sitio, activo) == ("Ana Peña", ["acopio", "digitalizacion"], "01", True)
    contrasena = contrasenas(claves)["ana"]
    assert abrir(sellada, contrasena).publica == publica
    assert claves.stat().st_mode & 0o777 == 0o600
    dicho = capsys.readouterr()
    assert contrasena not in dicho.out + dicho.err
    assert centro.correr(*orden, "--contrasenas", str(tmp_path / "otra.csv")) == 2  # the same again
    assert "ana ya está dado de alta" in capsys.readouterr().err
    assert not (tmp_path / "otra.csv").exists()


def test_una_lista_entera_y_su_baja_que_se_puede_revertir(
    centro: Centro, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lista, claves = tmp_path / "personas.csv", tmp_path / "claves.csv"
    lista.write_text(CABEZA + "luz,Luz,captura,2\nbeto,Beto,captura mesa,ccv\n", encoding="utf-8")
    assert centro.correr("persona", "alta", "--archivo", str(lista), "--contrasenas", str(claves)) == 0
    assert set(contrasenas(claves)) == {"luz", "beto"}
    assert centro.correr("persona", "baja", "luz", "beto") == 0
    assert centro.correr("persona", "baja", "luz") == 0
    assert "dadas de baja: 0. Ya lo estaban: 1." in capsys.readouterr().out
    assert centro.correr("persona", "lista", "--sitio", "02") == 0
    dicho = capsys.readouterr().out
    assert "luz" in dicho and "BAJA" in dicho and "beto" not in dicho
    assert centro.correr("persona", "lista", "--sitio", "02", "--json") == 0
    luz = {"operador": "luz", "nombre": "Luz", "sitio": "02", "roles": ["captura"], "activa": False, "firmada": True}
    assert json.loads(capsys.readouterr().out) == {"personas": [luz]}
    antes = centro.base.dueno(FILA, "luz")
    assert centro.correr("persona", "baja", "luz", "--revertir") == 0
    ((*_, activo, publica, _),) = centro.base.dueno(FILA, "luz")
    assert activo and publica == antes[0][4]


def test_las_contrasenas_en_papeles_abren_la_llave_de_cada_quien(centro: Centro, tmp_path: Path) -> None:
    lista, pdf = tmp_path / "lista.csv", tmp_path / "papeles.pdf"
    lista.write_text("operador,nombre,roles,sitio\nzoe.z,Zoé Ñandú,captura,1\nari.v,Ari Vega,mesa,CCV\n", "utf-8")
    assert centro.correr("persona", "alta", "--archivo", str(lista), "--contrasenas", str(pdf)) == 0
    assert stat.S_IMODE(pdf.stat().st_mode) == 0o600
    (texto,) = leer_pdf(pdf.read_bytes()).paginas
    assert "Zoé Ñandú" in texto and "CATD 01" in texto and "CCV · usuario: ari.v" in texto
    papeles = re.findall(r"usuario: (\S+) (\S{4}-\S{4}-\S{4})", texto)
    assert [quien for quien, _ in papeles] == ["zoe.z", "ari.v"]
    for quien, contrasena in papeles:
        ((*_, publica, sellada),) = centro.base.dueno(FILA, quien)
        assert abrir(sellada, contrasena).publica == bytes(publica)


@pytest.mark.parametrize(
    ("orden", "opcion"),
    [
        (("persona", "alta", "gil", "--nombre", "Gil", "--roles", "captura", "--sitio", "1"), "--contrasenas"),
        (("sitio", "alta", "--sitio", "01"), "--paquete"),
        (("estacion", "ficha", "no-hay"), "--salida"),
    ],
)
def test_lo_que_lleva_secretos_no_se_deja_en_un_repositorio(
    orden: tuple[str, ...], opcion: str, centro: Centro, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".git").mkdir()
    antes = centro.base.dueno(CUANTAS)
    assert centro.correr(*orden, opcion, str(tmp_path / "secreto")) == 2
    assert "secreto llevaría secretos dentro de un repositorio" in capsys.readouterr().err
    assert not (tmp_path / "secreto").exists() and centro.base.dueno(CUANTAS) == antes
    assert centro.base.dueno("SELECT count(*) FROM prep.nodo") == [(0,)]


MALAS = {
    "usuario repetido": ("x,X,captura,1\nx,X,captura,1\n", "renglón 3, columna operador: x se repite"),
    "usuario con acento": ("josé,José,captura,1\n", "renglón 2, columna operador: 'josé' no sirve"),
    "usuario del centro": ("centro,C,captura,1\n", "columna operador: 'centro' no sirve"),
    "usuario de un nodo": ("nodo_catd01,C,captura,1\n", "columna operador: 'nodo_catd01' no sirve"),
    "sin nombre": ("x,,captura,1\n", "renglón 2, columna nombre: '' no es un nombre"),
    "nombre que una hoja correría": ("x,+X,captura,1\n", "renglón 2, columna nombre: '+X' empieza con «+»"),
    "nombre que maneja la terminal": ("x,X\x1b[2J,captura,1\n", "columna nombre: 'X\\x1b[2J' no es un nombre"),
    "rol que no hay": (
        "x,X,captura jefe,1\n",
        "columna roles: 'captura jefe' no son roles; escriba uno o más",
    ),
    "rol de nodo": ("x,X,nodo,1\n", "columna roles: 'nodo' no son roles"),
    "sin rol": ("x,X,,1\n", "columna roles: '' no son roles"),
    "sitio que no hay": ("x,X,captura,33\n", "columna sitio: '33' no es un centro de este proceso; hay: 01, 02, CCV"),
    "sin nadie": ("\n", "no tiene a nadie"),
}


@pytest.mark.parametrize(("filas", "dice"), MALAS.values(), ids=MALAS)
def test_con_un_renglon_malo_no_se_da_de_alta_a_nadie(
    centro: Centro, tmp_path: Path, capsys: pytest.CaptureFixture[str], filas: str, dice: str
) -> None:
    lista, claves = tmp_path / "personas.csv", tmp_path / "claves.csv"
    buena = "" if filas == "\n" else "buena,Buena,captura,1\n"
    lista.write_text(CABEZA + filas + buena, encoding="utf-8")
    antes = centro.base.dueno(CUANTAS)
    assert centro.correr("persona", "alta", "--archivo", str(lista), "--contrasenas", str(claves)) == 2
    assert dice in capsys.readouterr().err
    assert centro.base.dueno(CUANTAS) == antes and not claves.exists()


def test_los_malos_usos_se_dicen_con_codigo_2(
    centro: Centro, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ya, lista = tmp_path / "ya.csv", tmp_path / "personas.csv"
    ya.write_text("algo", encoding="utf-8")
    lista.write_text("operador,nombre\nx,X\n", encoding="utf-8")
    claves = str(tmp_path / "claves.csv")
    for orden, dice in (
        (["alta", "x", "--contrasenas", str(ya)], "ya existe y no se sobrescribe"),
        (["alta", "x", "--nombre", "X", "--contrasenas", claves], "Diga USUARIO, --nombre, --roles y --sitio"),
        (["alta", "x", "--archivo", str(lista), "--contrasenas", claves], "las personas son las del archivo"),
        (["alta", "--archivo", str(lista), "--contrasenas", claves], "le falta la columna roles y la columna sitio"),
        (["alta", "--archivo", str(tmp_path / "no"), "--contrasenas", claves], "No se puede usar"),
        (["baja", "centro"], "No hay una persona 'centro'"),
        (["baja", "annaa"], "No se cambió nada"),
    ):
        assert centro.correr("persona", *orden) == 2
        assert dice in capsys.readouterr().err
    assert ya.read_text(encoding="utf-8") == "algo"


@pytest.fixture
def en_la_noche(centro: Centro) -> Iterator[Centro]:
    """With its coordinators, and past the counting of zeros; afterwards as it was."""
    datos = centro.base.cluster.datos
    alta(datos)
    assert centro.correr("fase", "ceros") == 0
    yield centro
    vaciar(centro.base)


def test_desde_la_puesta_en_ceros_la_baja_la_dan_dos_personas(
    en_la_noche: Centro, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    datos, base = en_la_noche.base.cluster.datos, en_la_noche.base
    orden = ("persona", "alta", "rosa", "--nombre", "Rosa", "--roles", "captura", "--sitio", "1")
    assert en_la_noche.correr(*orden, "--contrasenas", str(tmp_path / "rosa.csv")) == 0
    capsys.readouterr()
    assert proponer(datos, "persona", "baja", "rosa") == (0, "1")
    assert "rosa (Rosa, sitio 01, captura): de alta → de baja" in capsys.readouterr().out
    assert base.dueno(FILA, "rosa")[0][3] is True, "sola no hace nada"
    assert en_la_noche.correr("conforme", "1", *firma(datos, DAVID)) == 0
    assert "dadas de baja: 1. Ya lo estaban: 0." in capsys.readouterr().out
    assert base.dueno(FILA, "rosa")[0][3] is False
    assert en_la_noche.correr("conforme", "1", *firma(datos, DAVID)) == 3
    assert de_dos(datos, "persona", "baja", "rosa", "--revertir") == 0
    assert base.dueno(FILA, "rosa")[0][3] is True
    capsys.readouterr()
    assert proponer(datos, "persona", "baja", DAVID)[0] == 3
    assert "quedaría sólo 1 y hacen falta 2" in capsys.readouterr().err
    assert proponer(datos, "persona", "baja", "rosaa")[0] == 2
    assert "¿Quiso decir rosa?" in capsys.readouterr().err
    dichos = base.dueno("SELECT cuerpo::jsonb ->> 'texto' FROM prep.hecho WHERE tipo = 'INCIDENCIA' ORDER BY sec")
    assert (f"Propuesta 1 de {CARMEN}, con el conforme de {DAVID}: De baja: rosa.",) in dichos


def test_quien_olvida_su_contrasena_la_recibe_de_dos_y_otros_permisos_tambien(
    en_la_noche: Centro, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One alone does nothing; what was signed with the key of before still counts, so it stays beside the new one."""
    base, datos = en_la_noche.base, en_la_noche.base.cluster.datos
    arbitro, claves = Mando(base, datos), tmp_path / "luisa.csv"
    orden = ("persona", "alta", "luisa", "--nombre", "Luisa", "--roles", "captura", "--sitio", "1")
    assert en_la_noche.correr(*orden, "--contrasenas", str(tmp_path / "alta.csv")) == 0
    antes, capsys_dicho = base.dueno(SUYA, "luisa"), capsys.readouterr()
    pide = ("persona", "contrasena", "luisa", "--contrasenas", str(claves), "--motivo", "la olvidó")
    codigo, n = proponer(datos, *pide)
    contrasena = contrasenas(claves)["luisa"]
    assert codigo == 0 and claves.stat().st_mode & 0o777 == 0o600 and contrasena not in capsys_dicho.out
    arbitro.procesar()
    assert base.dueno(SUYA, "luisa") == antes, "sola no hace nada"
    assert en_la_noche.correr("conforme", n, *firma(datos, CARMEN)) == 3
    arbitro.procesar()
    assert base.dueno(SUYA, "luisa") == antes, "ni la misma persona dos veces"
    assert en_la_noche.correr("conforme", n, *firma(datos, DAVID)) == 0
    arbitro.procesar()
    ((publica, sellada, *_),) = base.dueno(SUYA, "luisa")
    assert abrir(str(sellada), contrasena).publica == bytes(publica) != bytes(antes[0][0])
    assert contrasena not in (dicho := capsys.readouterr()).out + dicho.err

    assert de_dos(datos, "persona", "cambiar", "luisa", "--roles", "captura,mesa", "--sitio", "2") == 0
    arbitro.procesar()
    ((otra, _, roles, sitio),) = base.dueno(SUYA, "luisa")
    assert (set(roles), sitio, bytes(otra)) == ({"captura", "mesa"}, "02", bytes(publica))
    assert base.dueno("SELECT count(*) FROM prep.cuarentena") == [(0,)]


def test_lo_que_no_se_puede_cambiar_de_una_persona_se_dice_y_no_deja_nada(
    en_la_noche: Centro, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    datos, base, claves = en_la_noche.base.cluster.datos, en_la_noche.base, tmp_path / "claves.csv"
    orden = ("persona", "alta", "tere", "--nombre", "Tere", "--roles", "captura", "--sitio", "1")
    assert en_la_noche.correr(*orden, "--contrasenas", str(tmp_path / "alta.csv")) == 0
    otra = ("--contrasenas", str(claves))
    for pedido, sale, dice in (
        (("contrasena", "teree", *otra), 2, "teree"),
        (("contrasena", "tere", "--contrasenas", str(tmp_path / "alta.csv")), 2, "ya existe y no se sobrescribe"),
        (("cambiar", "teree", "--roles", "mesa"), 2, "¿Quiso decir tere?"),
        (("cambiar", "tere", "--roles", "captura", "--sitio", "1"), 2, "ya está en 01 con: captura"),
        (("cambiar", "tere", "--roles", "jefe"), 3, "Los roles son uno o más de"),
        (("cambiar", "tere", "--sitio", "33"), 3, "no es un centro de este proceso"),
        (("cambiar", DAVID, "--roles", "captura"), 3, "hacen falta 2"),
    ):
        assert proponer(datos, "persona", *pedido, "--motivo", "x")[0] == sale, pedido
        dicho = capsys.readouterr()
        assert dice in dicho.err and "Traceback" not in dicho.err, (pedido, dicho.err)
    assert not claves.exists()
    assert base.dueno("SELECT count(*) FROM prep.hecho WHERE tipo = 'PROPUESTA'") == [(0,)]
