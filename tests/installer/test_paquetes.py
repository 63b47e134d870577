"""The packages, built whole from a programme and libraries of a few lines: same bytes twice, every file in the list."""

import hashlib
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from central.firmado.envolturas import minisig_valida
from installer.paquetes import arbol, lista
from installer.paquetes.__main__ import RAIZ, hacer, principal
from installer.paquetes.cerradura import de_uso
from installer.paquetes.distribucion import NoSePuede, este_equipo
from installer.paquetes.firma import firmar, llave_de
from installer.paquetes.ventanas import cargadas
from prep import VERSION
from prep.net.identidad import verificar

CERRADURA = """alfa==1.0 \\
    --hash=sha256:{alfa}
    # via prep (pyproject.toml)
beta==1.0 ; python_full_version >= '3.9' \\
    --hash=sha256:{beta}
    # via
    #   alfa
    #   gama
gama==1.0 \\
    --hash=sha256:{gama}
    # via -r installer/requirements.in
"""
PROGRAMA = {
    "prep/__init__.py": f'VERSION = "{VERSION}"\nES = lambda x: x in {{"uno", "dos", "tres", "cuatro", "cinco"}}\n',
    "prep/__main__.py": "import alfa\n\n\ndef entrada() -> int:\n    print(alfa.DICE)\n    return 0\n",
    "central/__init__.py": "",
    "resources/perfil.toml": "a = 1\n",
    "catd/__init__.py": "VENTANA = True\n",
    "ccv/__init__.py": "",
    "LICENSE": "libre\n",
    "docs/reglas.md": "# Uno\n",
    "docs/manual/coordinacion-catd.md": "# Dos\n",
}


@pytest.fixture(scope="module", autouse=True)
def donde_se_hacen() -> None:
    try:
        este_equipo()
    except NoSePuede as error:
        pytest.skip(str(error))
    if not shutil.which("dpkg-deb"):
        pytest.skip("falta dpkg-deb")


@pytest.fixture(scope="module")
def proyecto(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with one commit, and its libraries in `ruedas`."""
    raiz = tmp_path_factory.mktemp("proyecto")
    for nombre, texto in PROGRAMA.items():
        (raiz / nombre).parent.mkdir(parents=True, exist_ok=True)
        (raiz / nombre).write_text(texto, encoding="utf-8")
    (raiz / "ruedas").mkdir()
    huellas = {nombre: rueda(raiz / "ruedas", nombre) for nombre in ("alfa", "beta", "gama")}
    (raiz / "requirements.txt").write_text(CERRADURA.format(**huellas), encoding="utf-8")
    shutil.copytree(RAIZ / arbol.ARCHIVOS, raiz / arbol.ARCHIVOS)
    (raiz / "installer/preparar.sh").write_text(
        'BIBLIOTECAS="libEGL.so.1=libegl1\n libz.so.1=libz1"\n', encoding="utf-8"
    )
    quien = ("-c", "user.name=p", "-c", "user.email=p@prep.invalid")
    for orden in (("init", "-q"), ("add", "-A"), (*quien, "commit", "-q", "-m", "uno")):
        subprocess.run(["git", "-C", raiz, *orden], check=True)
    (raiz / "prep/suelto.py").write_text("sin confirmar", encoding="utf-8")
    return raiz


def rueda(carpeta: Path, nombre: str) -> str:
    """A wheel with a module, what editors read and a program; its SHA-256."""
    archivos = {
        f"{nombre}/__init__.py": f'DICE = "{nombre}"\n',
        f"{nombre}/__init__.pyi": "DICE: str\n",
        f"{nombre}-1.0.data/scripts/{nombre}": "#!python\n",
        f"{nombre}-1.0.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {nombre}\nVersion: 1.0\n",
        f"{nombre}-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{nombre}-1.0.dist-info/RECORD": "",
    }
    ruta = carpeta / f"{nombre}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(ruta, "w") as zip_:
        for nombre_suyo, texto in archivos.items():
            zip_.writestr(nombre_suyo, texto)
    return hashlib.sha256(ruta.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def hechos(proyecto: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What the first build left, by name."""
    return {uno.name: uno for uno in hacer(proyecto, tmp_path_factory.mktemp("hechos"), proyecto / "ruedas")}


@pytest.fixture(scope="module")
def puesto(hechos: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All four opened in one folder, as a root."""
    raiz = tmp_path_factory.mktemp("puesto")
    for nombre, ruta in hechos.items():
        if nombre.endswith(".deb"):
            subprocess.run(["dpkg-deb", "-x", ruta, raiz], check=True)
    return raiz


def campo(deb: Path, nombre: str) -> str:
    return subprocess.run(["dpkg-deb", "-f", deb, nombre], capture_output=True, text=True, check=True).stdout.strip()


def test_hechos_dos_veces_son_los_mismos_bytes(
    proyecto: Path, hechos: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    antes = os.umask(0o077)
    try:
        otros = {uno.name: uno for uno in hacer(proyecto, tmp_path / "otra" / "carpeta", proyecto / "ruedas")}
    finally:
        os.umask(antes)
    assert len(otros) == 9  # four packages, the list of each, and the one of these eight
    assert {n: r.read_bytes() for n, r in otros.items()} == {n: r.read_bytes() for n, r in hechos.items()}


def test_cada_paquete_dice_para_que_sistema_es(hechos: dict[str, Path]) -> None:
    destino = este_equipo()
    por_nombre = {campo(r, "Package"): r for n, r in hechos.items() if n.endswith(".deb")}
    assert set(por_nombre) == set(arbol.PAQUETES)
    assert {campo(r, "Version") for r in por_nombre.values()} == {f"{VERSION}+{destino.sufijo}"}
    assert f"python{destino.python}" in campo(por_nombre[arbol.COMUN], "Depends").split(", ")
    assert campo(por_nombre[arbol.ESTACION], "Depends") == f"prep-comun (= {VERSION}+{destino.sufijo}), libegl1, libz1"


def test_la_lista_nombra_cada_archivo_y_la_comprueba_sha256sum(puesto: Path) -> None:
    listas = sorted((puesto / lista.LISTAS).glob("*.sha256"))
    texto = "".join(una.read_text(encoding="utf-8") for una in listas)
    nombrados = {linea.split("  /")[1] for linea in texto.splitlines()}
    hay = {r.relative_to(puesto).as_posix() for r in puesto.rglob("*") if r.is_file() and not r.is_symlink()}
    assert nombrados == hay - {una.relative_to(puesto).as_posix() for una in listas}
    assert any(nombre.endswith(".pyc") for nombre in nombrados)
    orden = ["sha256sum", "-c", "--quiet"]
    desde_aqui = texto.replace("  /", "  ")
    assert subprocess.run(orden, cwd=puesto, input=desde_aqui, text=True, check=False).returncode == 0
    (compilado,) = puesto.rglob("catd/__pycache__/*.pyc")
    bueno = compilado.read_bytes()
    compilado.write_bytes(bueno[:-1] + b"?")
    dicho = subprocess.run(orden, cwd=puesto, input=desde_aqui, text=True, capture_output=True, check=False)
    compilado.write_bytes(bueno)
    assert dicho.returncode == 1
    assert compilado.relative_to(puesto).as_posix() in dicho.stdout


def test_el_codigo_compilado_va_por_su_huella_y_no_por_su_hora(puesto: Path) -> None:
    compilados = list((puesto / "opt/prep").rglob("*.pyc"))
    assert {ruta.read_bytes()[4] for ruta in compilados} == {0b01}  # by hash, and not compared at each import
    assert not [ruta for ruta in (puesto / "opt/prep").rglob("*.py") if not list(_compilado(ruta))]


def _compilado(ruta: Path) -> list[Path]:
    return list((ruta.parent / "__pycache__").glob(f"{ruta.stem}.*.pyc"))


def test_va_lo_confirmado_y_lo_que_la_suite_usa_y_nada_mas(puesto: Path) -> None:
    (sitio,) = puesto.glob("opt/prep/venv/lib/python*/site-packages")
    assert {r.name for r in sitio.iterdir()} - {"__pycache__"} == {
        "alfa", "alfa-1.0.dist-info", "beta", "beta-1.0.dist-info", "prep.pth",
    }  # fmt: skip
    assert {r.name for r in sitio.rglob("*") if r.is_file() and r.suffix != ".pyc"} == {
        "__init__.py", "METADATA", "WHEEL", "prep.pth",
    }  # fmt: skip
    app = puesto / arbol.APP
    assert {r.name for r in app.iterdir()} == {"prep", "central", "resources", "catd", "ccv", "confirmacion.txt"}
    assert not (app / "prep/suelto.py").exists()


def test_la_orden_corre_con_lo_empacado_y_nada_del_ambiente(puesto: Path, tmp_path: Path) -> None:
    ruta = puesto / arbol.BIN / "prep"
    assert ruta.read_text(encoding="utf-8").startswith("#!/opt/prep/venv/bin/python -I\n")
    (prueba,) = puesto.glob("opt/prep/venv/lib/python*/site-packages/prep.pth")
    escrito = prueba.read_text(encoding="utf-8")
    prueba.write_text(f"{puesto}{escrito}", encoding="utf-8")  # it stands in /opt only where it is installed
    (tmp_path / "alfa.py").write_text("DICE = 'otra'\n", encoding="utf-8")
    entorno = os.environ | {"PYTHONPATH": str(tmp_path)}
    orden = [str(puesto / arbol.VENV / "bin/python"), "-I", str(ruta)]
    dicho = subprocess.run(orden, cwd=tmp_path, env=entorno, capture_output=True, text=True, check=False)
    prueba.write_text(escrito, encoding="utf-8")
    assert (dicho.stdout, dicho.stderr) == ("alfa\n", "")


def test_una_rueda_que_no_es_la_de_la_cerradura_no_entra(
    proyecto: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ruedas = shutil.copytree(proyecto / "ruedas", tmp_path / "ruedas")
    with zipfile.ZipFile(ruedas / "beta-1.0-py3-none-any.whl", "a") as zip_:
        zip_.writestr("beta/otro.py", "")
    with pytest.raises(NoSePuede, match=r"pip|python"):
        hacer(proyecto, tmp_path / "salida", ruedas)
    assert list((tmp_path / "salida").iterdir()) == []
    assert principal(["--salida", str(tmp_path / "otra"), "--ruedas", str(tmp_path / "no-hay")]) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert list((tmp_path / "otra").iterdir()) == []


def test_quien_los_hace_firma_las_listas_y_sin_su_llave_salen_los_mismos_paquetes(
    hechos: dict[str, Path], tmp_path: Path
) -> None:
    en = tmp_path / "hechos"
    en.mkdir()
    for nombre, ruta in hechos.items():
        shutil.copy(ruta, en / nombre)
    orden = ["sha256sum", "-c", "--quiet", lista.DE_PAQUETES]
    assert subprocess.run(orden, cwd=en, check=False).returncode == 0
    llave = llave_de(tmp_path / "editor.key")
    assert llave_de(tmp_path / "editor.key").publica == llave.publica
    assert llave.publica.hex() in firmar(en, llave)[0]
    assert {r.name for r in en.iterdir()} - set(hechos) == {f"{n}.minisig" for n in hechos if n.endswith(".sha256")}
    firmada = (en / lista.DE_PAQUETES).read_bytes()
    firma = (en / f"{lista.DE_PAQUETES}.minisig").read_bytes()
    assert minisig_valida(llave.publica, firmada, firma, verificar)
    assert not minisig_valida(llave.publica, firmada + b" ", firma, verificar)


def test_la_llave_no_se_deja_en_un_repositorio(proyecto: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert principal(["--salida", str(proyecto / "salida"), "--llave", str(proyecto / "editor.key")]) == 2
    assert "llevaría secretos dentro de un repositorio" in capsys.readouterr().err
    assert not (proyecto / "editor.key").exists() and not (proyecto / "salida").exists()


def test_fuera_de_un_repositorio_no_se_hacen(tmp_path: Path) -> None:
    with pytest.raises(NoSePuede, match="repositorio de git"):
        hacer(tmp_path, tmp_path / "salida")


def test_de_la_cerradura_real_sale_lo_que_la_suite_usa() -> None:
    uso = de_uso((RAIZ / "requirements.txt").read_text(encoding="utf-8"))
    assert {"psycopg", "psycopg-binary", "pyside6-essentials", "numpy", "cryptography", "pydantic-core"} <= set(uso)
    assert not {"pytest", "ruff", "mypy", "moto", "flask", "playwright", "hatchling", "coverage"} & set(uso)
    assert set(uso) >= arbol.DE_VENTANAS
    assert all("--hash=sha256:" in texto for texto in uso.values())


@pytest.mark.parametrize("mala", ["", "alfa==1.0 \\\n    --hash=sha256:00\n", "alfa==1.0\n    # via beta\n"])
def test_una_cerradura_que_no_dice_por_quien_esta_cada_una_se_rehusa(mala: str) -> None:
    with pytest.raises(ValueError, match="cerradura"):
        de_uso(mala)


def test_de_qt_queda_lo_que_cargan_las_ventanas() -> None:
    pyside6 = pytest.importorskip("PySide6")
    pyside = Path(pyside6.__file__).parent
    nombres = {ruta.name for ruta in cargadas([pyside / "QtWidgets.abi3.so"], pyside)}
    assert {"libQt6Core.so.6", "libQt6Gui.so.6", "libQt6Widgets.so.6"} <= nombres
    assert not [nombre for nombre in nombres if "Quick" in nombre or "Qml" in nombre or "Designer" in nombre]
