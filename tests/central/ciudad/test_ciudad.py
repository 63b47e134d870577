"""`prep centro crear`: a city from its file; every fault of every file at once, and nothing half done."""

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pypdfium2
import pytest

from central.__main__ import principal
from central.autoridad.autoridad import crear as crear_autoridad
from central.ciudad import crear as creacion
from central.ciudad.plan import CiudadInvalida, leer_plan
from central.gente.alta import revisar, sitios_con_ccv
from central.gente.estaciones import PARA, revisar_estaciones
from central.nodo import roles
from central.nodo.cluster import Cluster
from central.nodo.laboratorio import puerto_libre
from prep.net.identificacion import ARCHIVO, leer
from prep.recursos import RECURSOS
from tests.central.autoridad.ejemplo import AHORA, FRASE, HASTA

EJEMPLO = RECURSOS / "ciudad"
CUENTA = (
    "SELECT (SELECT count(*) FROM prep.operador WHERE sellada <> ''), (SELECT count(*) FROM prep.estacion),"
    " (SELECT count(*) FROM prep.nodo)"
)


@pytest.fixture
def ciudad(pueblo_hecho: Path, tmp_path: Path) -> Path:
    """The example's folder, with an invented town as its catalogue."""
    carpeta = tmp_path / "ciudad"
    shutil.copytree(EJEMPLO, carpeta)
    (carpeta / "ejemplo").symlink_to(pueblo_hecho)
    archivo = carpeta / "ciudad.toml"  # others of this machine make theirs meanwhile
    puerto = puerto_libre(("127.0.0.1",))
    archivo.write_text(archivo.read_text("utf-8").replace("puerto = 5481", f"puerto = {puerto}"), encoding="utf-8")
    return carpeta


@pytest.fixture
def datos(tmp_path: Path) -> Iterator[Path]:
    ruta = tmp_path / "centro"
    yield ruta
    if (ruta / "claves.json").exists():
        Cluster(ruta).borrar()


def orden(ciudad: Path, datos: Path, papeles: str = "claves.pdf", *mas: str) -> list[str]:
    lugar = ["--datos", str(datos), "--contrasenas", str(ciudad.parent / papeles)]
    return ["centro", "crear", str(ciudad / "ciudad.toml"), *lugar, *mas]


def hay(datos: Path) -> tuple[int, ...]:
    with Cluster(datos) as cluster, psycopg.connect(cluster.dsn(roles.DUENO)) as conn:
        (fila,) = conn.execute(CUENTA).fetchall()
    return tuple(fila)


def test_la_ciudad_de_ejemplo_se_hace_de_una_vez_y_repetida_no_cambia_nada(
    ciudad: Path, datos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    crear_autoridad(tmp_path / "autoridad", "SIM-1", [f"{n:02}" for n in range(1, 34)], HASTA, FRASE, AHORA)
    (tmp_path / "frase.txt").write_text(FRASE, encoding="utf-8")
    con = ("--autoridad", str(tmp_path / "autoridad"), "--contrasena", str(tmp_path / "frase.txt"))
    with monkeypatch.context() as corte:  # the light goes when the slips are about to be left
        corte.setattr(creacion, "preparar", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            principal(orden(ciudad, datos, "claves.pdf", *con))
    assert not (tmp_path / "claves.pdf").exists()
    assert principal(orden(ciudad, datos, "claves.pdf", *con)) == 0
    dicho = capsys.readouterr().out
    assert "Nuevos: 3 personas, 3 estaciones, 2 nodos." in dicho and hay(datos) == (3, 3, 2)
    assert leer(datos / ARCHIVO).para == "centro"
    assert Cluster(datos).direccion[1] == leer_plan(ciudad / "ciudad.toml").puerto
    with pypdfium2.PdfDocument(tmp_path / "claves.pdf") as pdf:
        assert "ana.lopez" in pdf[0].get_textpage().get_text_range()
    assert principal(orden(ciudad, datos, "otra.pdf", *con)) == 0
    assert "Nuevos: 0 personas, 0 estaciones, 0 nodos." in capsys.readouterr().out
    assert hay(datos) == (3, 3, 2) and not (tmp_path / "otra.pdf").exists()
    hoja = ciudad / "personas.csv"
    hoja.write_text(hoja.read_text("utf-8").replace("captura,02", "mesa,02"), encoding="utf-8")
    assert principal(orden(ciudad, datos, "otra.pdf")) == 2
    assert "beto.ruiz ya está dado de alta de otro modo" in capsys.readouterr().err and hay(datos) == (3, 3, 2)


def test_todo_lo_que_esta_mal_en_cualquier_archivo_se_dice_a_la_vez_y_no_se_hace_nada(
    ciudad: Path, datos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (ciudad / "personas.csv").write_text(
        "operador,nombre,roles,sitio\nAna,Ana López,acopio,01\nbeto,Beto,nada,77\nbeto,Beto,mesa,01\n", encoding="utf-8"
    )
    (ciudad / "estaciones.csv").write_text("estacion,sitio,para\ne 1,01,todo\ne2,99,siempre\n", encoding="utf-8")
    archivo = ciudad / "ciudad.toml"
    archivo.write_text(archivo.read_text("utf-8").replace('sitio = "02"', 'sitio = "88"'), encoding="utf-8")
    assert principal(orden(ciudad, datos)) == 2
    dicho = capsys.readouterr().err
    for parte in (
        "personas.csv: renglón 2, columna operador", "personas.csv: renglón 3, columna roles",
        "personas.csv: renglón 3, columna sitio", "personas.csv: renglón 4, columna operador: beto se repite",
        "estaciones.csv: renglón 2, columna estacion", "estaciones.csv: renglón 3, columna sitio",
        "estaciones.csv: renglón 3, columna para", "nodos, 88: ningún acta",
    ):  # fmt: skip
        assert parte in dicho, parte
    assert "No se hizo nada: hay 8 errores" in dicho
    assert not datos.exists() and not (ciudad.parent / "claves.pdf").exists()


@pytest.mark.parametrize(
    ("antes", "despues", "dicho"),
    [
        ('"10.1.2.2"', '"nodo"', "ciudad.toml:17:nodos[2].direccion: 'nodo' no es una dirección"),
        ('sitio = "02"', 'sitio = "01"', "01 se repite"),
        ("proceso =", "proseso =", "¿es «proceso»?"),
        ('"SIM-1"', '"sim 1"', "no es el nombre de un proceso"),
        ("version = 1", "version = 2", "se esperaba 1 y dice 2"),
        ('"ejemplo" ', '"no-hay" ', "no-hay"),
        ('"personas.csv"', '"no.csv"', "no.csv: no se puede leer"),
        ("puerto = 5480", "puerto = 80", "ciudad.toml:13:nodos[1].puerto: es menor que 1024"),
        ('"10.1.1.40"', '"a b"', "no es la dirección de un escáner, como 10.1.7.40"),
        ('estacion = "e01-1"', 'estacion = "e99-1"', "escaneres, e99-1: ninguna estación de la hoja se llama así"),
        ('"cdmx-2024"', '"otra"', "no existe el perfil otra"),
        ("[[nodos]]", "[[nodos", "no es TOML correcto"),
    ],
)
def test_cada_error_del_archivo_dice_donde(ciudad: Path, antes: str, despues: str, dicho: str) -> None:
    archivo = ciudad / "ciudad.toml"
    archivo.write_text(archivo.read_text("utf-8").replace(antes, despues), encoding="utf-8")
    with pytest.raises(CiudadInvalida) as error:
        leer_plan(archivo)
    assert dicho in str(error.value)


def test_un_puerto_que_otro_programa_tiene_se_dice_y_no_se_toma_otro(
    ciudad: Path, datos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    puerto = leer_plan(ciudad / "ciudad.toml").puerto
    with socket.create_server(("127.0.0.1", puerto)):
        assert principal(orden(ciudad, datos)) == 2
    assert f"Otro programa tiene el puerto {puerto} de este nodo" in capsys.readouterr().err
    assert not (ciudad.parent / "claves.pdf").exists()
    assert principal(orden(ciudad, datos)) == 0 and Cluster(datos).direccion[1] == puerto


def test_la_autoridad_de_otro_proceso_se_niega(
    ciudad: Path, datos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    crear_autoridad(tmp_path / "autoridad", "OTRO-9", ["01"], HASTA, FRASE, AHORA)
    assert principal(orden(ciudad, datos, "claves.pdf", "--autoridad", str(tmp_path / "autoridad"))) == 2
    assert "es de OTRO-9, y la ciudad es de SIM-1" in capsys.readouterr().err
    assert not datos.exists()


def test_una_ciudad_entera_se_revisa_de_una_pasada() -> None:
    """33 CATD and the CCV, 300 stations, 600 people, each with a row of a spreadsheet."""
    sitios = sitios_con_ccv(f"{n:02}" for n in range(1, 34))
    en = sorted(sitios)
    gente = [
        (n + 2, {"operador": f"persona.{n}", "nombre": f"Persona {n}", "roles": "captura", "sitio": en[n % 34]})
        for n in range(600)
    ]
    lugares = [(n + 2, {"estacion": f"e{n}", "sitio": en[n % 34], "para": "todo"}) for n in range(300)]
    personas, mal = revisar(gente, sitios, {})
    estaciones, mal_de_estaciones = revisar_estaciones(lugares, sitios, {}, PARA)
    assert (len(personas), len(estaciones), mal, mal_de_estaciones) == (600, 300, [], [])
