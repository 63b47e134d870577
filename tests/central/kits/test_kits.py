"""`prep kits` and `prep unir` as they are typed; a kit where it does not belong changes nothing."""

import json
import re
import resource
import signal
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest

from central.__main__ import principal
from central.autoridad.autoridad import Autoridad, crear
from central.kits.ciudad import AjustesDeKits, KitNuevo, kits_de, lugares
from central.kits.lugar import poner
from central.kits.sellado import escribir as escribir_kits
from prep.devices.eleccion import ClaseDeOrigen, elegido
from prep.net.identificacion import ARCHIVO, escribir, guardar, leer
from prep.net.kit import KitDeLugar, abrir, nuevo
from prep.net.kit_usado import TERMINA
from tests.central.autoridad.cifra import DEL_NODO
from tests.central.autoridad.ejemplo import AHORA, FRASE, HASTA, autoridad
from tests.central.ordenes.centro import Centro, centro
from tests.net.baratos import barato

__all__ = ["centro"]

RAIZ = Path(__file__).resolve().parents[3]
PAPEL = "aaaa-bbbb-cccc-dddd"


@dataclass
class ConAutoridad:
    """A centre with certificates, two stations of CATD 01 and one of the CCV."""

    centro: Centro
    suya: Autoridad
    carpeta: Path

    def kits(self, *mas: str, datos: Path | None = None) -> list[str]:
        lugar = datos or self.centro.base.cluster.datos
        frase = ["--autoridad", str(self.suya.carpeta), "--contrasena", str(self.carpeta / "frase.txt")]
        return ["kits", "--datos", str(lugar), *frase, *mas]


@pytest.fixture(scope="module")
def con_autoridad(centro: Centro, tmp_path_factory: pytest.TempPathFactory) -> ConAutoridad:
    carpeta = tmp_path_factory.mktemp("kits")
    suya = autoridad(carpeta / "autoridad")
    guardar(suya.del_centro(AHORA), centro.base.cluster.datos / ARCHIVO)
    (carpeta / "frase.txt").write_text(FRASE, encoding="utf-8")
    assert centro.correr("estacion", "alta", "e01-1", "e01-2", "--sitio", "01") == 0
    assert centro.correr("estacion", "alta", "v1", "--sitio", "CCV") == 0
    return ConAutoridad(centro, suya, carpeta)


@pytest.fixture(scope="module")
def de_la_ciudad(con_autoridad: ConAutoridad) -> dict[str, KitNuevo]:
    cluster = con_autoridad.centro.base.cluster
    hechos = kits_de(cluster, con_autoridad.suya, lugares(cluster), AjustesDeKits({"01": DEL_NODO}), AHORA)
    return {uno.nombre: uno for uno in hechos}


def otra_autoridad(carpeta: Path) -> Autoridad:
    return crear(carpeta, "OTRO-9", ["01", "02"], HASTA, FRASE, AHORA)


def salida(carpeta: Path) -> tuple[str, ...]:
    return ("--salida", str(carpeta / "usb" / "kits"), "--papeles", str(carpeta / "papeles.pdf"))


def frases(pdf: Path) -> dict[str, str]:
    with pypdfium2.PdfDocument(pdf) as abierto:
        texto = "\n".join(pagina.get_textpage().get_text_range() for pagina in abierto)
    return dict(re.findall(r"prep unir (\S+)\s+(\S+)", texto))


def test_se_hacen_los_de_la_ciudad_y_cada_papel_abre_el_suyo(
    con_autoridad: ConAutoridad, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nodos = tmp_path / "nodos.csv"
    nodos.write_text(f"sitio,direccion\n1,{DEL_NODO}\n", encoding="utf-8")
    assert principal(con_autoridad.kits(*salida(tmp_path), "--nodos", str(nodos))) == 0
    dicho = capsys.readouterr()
    assert "Kits hechos: 5" in dicho.out and "Kits sellados: 5 de 5" in dicho.err
    usb = tmp_path / "usb" / "kits"
    hay = {str(r.relative_to(usb)) for r in usb.rglob("*.kit")}
    assert hay == {
        "01/nodo.catd01.kit", "01/estacion.e01-1.kit", "01/estacion.e01-2.kit", "02/nodo.catd02.kit",
        "CCV/estacion.v1.kit",
    }  # fmt: skip
    assert stat.S_IMODE((tmp_path / "papeles.pdf").stat().st_mode) == 0o600
    assert list(usb.parent.iterdir()) == [usb]
    papeles = frases(tmp_path / "papeles.pdf")
    assert papeles.keys() == {ruta.rpartition("/")[2] for ruta in hay} and len(set(papeles.values())) == 5
    nodo = abrir(usb / "01" / "nodo.catd01.kit", papeles["nodo.catd01.kit"])
    assert json.loads(nodo.alta)["direcciones"] == [DEL_NODO] and json.loads(nodo.alta)["clave"] == ""


def test_del_archivo_de_la_ciudad_cada_nodo_lleva_su_puerto_y_cada_estacion_su_escaner(
    con_autoridad: ConAutoridad, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ciudad = tmp_path / "ciudad.toml"
    ciudad.write_text(
        'version = 1\nproceso = "PRUEBA-1"\ncatalogo = "c"\npersonas = "p.csv"\nestaciones = "e.csv"\n'
        f'[[nodos]]\nsitio = "01"\ndireccion = "{DEL_NODO}"\npuerto = 5480\n'
        '[[escaneres]]\nestacion = "e01-2"\ndireccion = "10.1.7.40"\n',
        encoding="utf-8",
    )
    assert principal(con_autoridad.kits(*salida(tmp_path), "--ciudad", str(ciudad), "--sitio", "01")) == 0
    papeles, usb = frases(tmp_path / "papeles.pdf"), tmp_path / "usb" / "kits" / "01"
    nodo = abrir(usb / "nodo.catd01.kit", papeles["nodo.catd01.kit"])
    assert (nodo.puerto, json.loads(nodo.alta)["direcciones"]) == (5480, [DEL_NODO])
    poner(nodo, tmp_path / "nodo")
    assert json.loads((tmp_path / "nodo" / "servidor.json").read_text())["fijo"] == 5480
    for estacion, escaner in (("e01-1", None), ("e01-2", "10.1.7.40")):
        datos = tmp_path / estacion
        poner(abrir(usb / f"estacion.{estacion}.kit", papeles[f"estacion.{estacion}.kit"]), datos)
        suyo = elegido(None, datos)
        assert (suyo.donde if suyo.clase is ClaseDeOrigen.ESCANER else None) == escaner
    ciudad.write_text(ciudad.read_text().replace("5480", "80").replace('"10.1.7.40"', '"a b"'), encoding="utf-8")
    otra = ("--salida", str(tmp_path / "mas" / "kits"), "--papeles", str(tmp_path / "otra.pdf"))
    assert principal(con_autoridad.kits(*otra, "--ciudad", str(ciudad))) == 2
    dicho = capsys.readouterr().err
    assert "nodos[1].puerto: es menor que 1024" in dicho and "escaneres[1].direccion" in dicho
    assert not (tmp_path / "mas").exists()


@pytest.mark.parametrize(
    ("mas", "dicho"),
    [
        (("--sitio", "09"), "no es un centro de este proceso"),
        (("--contrasena", "otra.txt"), "La frase de la autoridad no es esa"),
        (("--autoridad", "no-hay"), "no hay autoridad"),
        (("--papeles", "usb/papeles.pdf"), "quedaría junto a los kits que abre"),
        (("--papeles", "otra.txt"), "ya existe y no se sobrescribe"),
        (("--salida", "frases"), "ya existe y no se escribe encima"),
        (("--salida", "repo/kits"), "dentro de un repositorio"),
        (("--papeles", "repo/papeles.pdf"), "dentro de un repositorio"),
        (("--nodos", "nodos.csv"), "renglón 2, columna sitio: 'CCV' no es el número de un CATD"),
        (("--nodos", "nodos.csv"), "renglón 3, columna direccion: 'nodo' no es una dirección"),
        (("--nodos", "otra.txt"), "le falta la columna sitio"),
    ],
)
def test_lo_que_no_sirve_se_dice_y_no_hay_kits(
    con_autoridad: ConAutoridad, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    mas: tuple[str, str], dicho: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    (tmp_path / "otra.txt").write_text("otra frase que no es")
    (tmp_path / "nodos.csv").write_text("sitio,direccion\nCCV,127.0.0.1\n02,nodo\n", encoding="utf-8")
    (tmp_path / "frases").mkdir()
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    assert principal(con_autoridad.kits(*salida(tmp_path), *mas)) == 2
    assert dicho in capsys.readouterr().err
    assert not list(tmp_path.rglob("*.kit")) and not list(tmp_path.rglob("*.pdf"))


def test_con_otra_autoridad_o_sin_certificados_no_se_hacen(
    con_autoridad: ConAutoridad, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cluster = con_autoridad.centro.base.cluster
    buena = (cluster.datos / ARCHIVO).read_text()
    try:
        guardar(otra_autoridad(tmp_path / "otra").del_centro(AHORA), cluster.datos / ARCHIVO)
        assert principal(con_autoridad.kits(*salida(tmp_path))) == 2
        assert "no es la de este centro" in capsys.readouterr().err
        (cluster.datos / ARCHIVO).unlink()
        assert principal(con_autoridad.kits(*salida(tmp_path))) == 2
        assert "El centro no tiene su identificación" in capsys.readouterr().err
    finally:
        escribir(cluster.datos / ARCHIVO, buena)


def test_si_se_detiene_a_medias_no_queda_ninguno(de_la_ciudad: dict[str, KitNuevo], tmp_path: Path) -> None:
    """Stopped, as who types Ctrl-C stops it, when the second is on the disk."""

    def parar(hechos: int, todos: int) -> None:
        assert list(tmp_path.rglob("*.kit"))
        if hechos == 2:
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        escribir_kits([*de_la_ciudad.values()], tmp_path / "kits", tmp_path / "papeles.pdf", b"%PDF", parar)
    assert [r.name for r in tmp_path.rglob("*") if not r.is_dir()] == []
    assert not (tmp_path / "kits").exists()


def unir(carpeta: Path, kit: KitDeLugar, datos: Path) -> int:
    ruta, frase = carpeta / "uno.kit", carpeta / "papel.txt"
    ruta.write_bytes(barato(kit.model_dump_json().encode(), PAPEL))
    frase.write_text(PAPEL.upper() + "\n")
    return principal(["unir", str(ruta), "--datos", str(datos), "--contrasena", str(frase)])


def test_el_de_un_nodo_y_el_de_una_estacion_quedan_en_su_carpeta_y_dos_veces_es_lo_mismo(
    de_la_ciudad: dict[str, KitNuevo], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for nombre, archivos, sigue in (
        ("nodo.catd01", {ARCHIVO, "alta.json", "centro.pub"}, "prep nodo --datos"),
        ("estacion.e01-1", {ARCHIVO}, "prep catd --datos"),
        ("estacion.v1", {ARCHIVO}, "prep ccv --datos"),
    ):
        datos, kit = tmp_path / nombre, de_la_ciudad[nombre].kit
        for _ in range(2):
            assert unir(tmp_path, kit, datos) == 0
            assert sigue in capsys.readouterr().out
            assert {r.name for r in datos.iterdir()} == archivos
        assert leer(datos / ARCHIVO) == kit.identificacion
        assert {stat.S_IMODE(r.stat().st_mode) & 0o077 for r in datos.glob("*.json")} == {0}


@pytest.mark.parametrize(
    ("antes", "despues", "dicho"),
    [
        (
            "nodo.catd01",
            "estacion.e01-1",
            "de nodo (sitio 01, prueba-1), y el kit es de la estación e01-1",
        ),
        ("estacion.e01-1", "nodo.catd01", "es la carpeta de la estación e01-1 (sitio 01"),
        ("estacion.e01-1", "estacion.e01-2", "y el kit es de la estación e01-2"),
        ("nodo.catd01", "nodo.catd02", "y el kit es de nodo (sitio 02"),
        ("otra", "estacion.e01-1", "e01-1 (sitio 01, OTRO-9), y el kit es de la estación e01-1 (sitio 01, prueba-1)"),
    ],
)
def test_en_la_carpeta_de_otro_no_cambia_nada(
    de_la_ciudad: dict[str, KitNuevo], tmp_path: Path, capsys: pytest.CaptureFixture[str], antes: str, despues: str,
    dicho: str,
) -> None:  # fmt: skip
    de_otra = nuevo(otra_autoridad(tmp_path / "otra-autoridad").de_estaciones("01", ["e01-1"], AHORA)[0])
    datos = tmp_path / "datos"
    assert unir(tmp_path, de_otra if antes == "otra" else de_la_ciudad[antes].kit, datos) == 0
    habia = {r.name: r.read_bytes() for r in datos.iterdir()}
    assert unir(tmp_path, de_la_ciudad[despues].kit, datos) == 2
    assert dicho in capsys.readouterr().err
    assert {r.name: r.read_bytes() for r in datos.iterdir()} == habia


def test_el_que_se_uso_en_otro_equipo_se_niega_y_otro_con_su_nombre_no(
    de_la_ciudad: dict[str, KitNuevo], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert unir(tmp_path, de_la_ciudad["estacion.e01-1"].kit, tmp_path / "una") == 0
    orden = ["unir", str(tmp_path / "uno.kit"), "--contrasena", str(tmp_path / "papel.txt"), "--datos"]
    assert principal([*orden, str(tmp_path / "otra")]) == 2
    assert "uno.kit ya se usó en el equipo" in capsys.readouterr().err and not (tmp_path / "otra").exists()
    assert principal([*orden, str(tmp_path / "una")]) == 0
    assert unir(tmp_path, de_la_ciudad["estacion.e01-2"].kit, tmp_path / "otra") == 0


@pytest.mark.parametrize("limite", [0, 2_000])
def test_sin_espacio_se_dice_y_no_queda_nada_a_medias(
    de_la_ciudad: dict[str, KitNuevo], tmp_path: Path, limite: int
) -> None:
    """The real program, whose files may not grow: what a full disk does to it."""
    unir(tmp_path, de_la_ciudad["nodo.catd01"].kit, tmp_path / "hecho")
    (tmp_path / f"uno.kit{TERMINA}").unlink()
    datos = tmp_path / "datos"
    orden = [sys.executable, "-m", "prep", "unir", str(tmp_path / "uno.kit"), "--datos", str(datos)]
    corrida = subprocess.run(
        [*orden, "--contrasena", str(tmp_path / "papel.txt")], cwd=RAIZ, capture_output=True, text=True, timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limite, limite)),
    )  # fmt: skip
    assert corrida.returncode == 2 and "No se puede usar" in corrida.stderr, corrida.stderr
    assert not [r for r in datos.iterdir() if not r.name.endswith(".nueva")]
