"""What is installed against its lists: whatever was changed, taken away or added is named, and so is a foreign list."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from central.__main__ import principal
from central.firmado.envolturas import llave_minisign, minisig
from central.mando.instalado import LISTAS, SUITE, comparar, raiz_propia
from installer.paquetes.lista import dejar_lista
from prep.net.identidad import Llave

EDITOR, OTRA = Llave(b"e" * 32), Llave(b"o" * 32)
ARCHIVOS = {
    "opt/prep/app/prep/uno.py": b"UNO = 1\n",
    "opt/prep/app/prep/__pycache__/uno.cpython-311.pyc": b"\x01compilado",
    "usr/lib/systemd/system/prep-nodo.service": b"[Service]\n",
}


@pytest.fixture
def raiz(tmp_path: Path) -> Path:
    """A machine with one package installed, and the signature of its list in `firmas`."""
    raiz = tmp_path / "raiz"
    for nombre, contenido in ARCHIVOS.items():
        (raiz / nombre).parent.mkdir(parents=True, exist_ok=True)
        (raiz / nombre).write_bytes(contenido)
    lista = dejar_lista(raiz, "prep-comun")
    (raiz / SUITE / "venv/bin").mkdir(parents=True)
    (raiz / SUITE / "venv/bin/python").symlink_to("/usr/bin/python3.11")
    (tmp_path / "firmas").mkdir()
    firma = minisig(EDITOR.publica, lista.name, lista.read_bytes(), EDITOR.firmar)
    (tmp_path / "firmas" / f"{lista.name}.minisig").write_bytes(firma)
    return raiz


def comprobar(raiz: Path, *mas: str) -> int:
    return principal(["comprobar", "--raiz", str(raiz), *mas])


def con_llave(raiz: Path, llave: Llave) -> list[str]:
    return ["--firmas", str(raiz.with_name("firmas")), "--publica", llave.publica.hex()]


def test_lo_que_se_instalo_y_nadie_toco_concuerda(raiz: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert comprobar(raiz) == 0
    assert capsys.readouterr().out == (
        "3 archivos iguales a sus listas: prep-comun.\nQuién hizo las listas no se revisó: dé --firmas y --publica.\n"
    )
    assert comprobar(raiz, *con_llave(raiz, EDITOR)) == 0
    assert capsys.readouterr().out.endswith("Las listas las firmó esa llave.\n")


def escribir(nombre: str, texto: str) -> Callable[[Path], None]:
    def toca(raiz: Path) -> None:
        (raiz / nombre).parent.mkdir(parents=True, exist_ok=True)
        (raiz / nombre).write_text(texto, encoding="utf-8")

    return toca


def enlazar(nombre: str, a: str) -> Callable[[Path], None]:
    def toca(raiz: Path) -> None:
        (raiz / nombre).unlink(missing_ok=True)
        (raiz / nombre).symlink_to(a)

    return toca


LISTA = (LISTAS / "prep-comun.sha256").as_posix()
COMPILADO = "opt/prep/app/prep/__pycache__/uno.cpython-311.pyc"
TOCADOS: dict[str, tuple[Callable[[Path], None], str]] = {
    "el texto": (escribir("opt/prep/app/prep/uno.py", "UNO = 2\n"), "CAMBIÓ /opt/prep/app/prep/uno.py"),
    "lo compilado": (escribir(COMPILADO, "otro"), f"CAMBIÓ /{COMPILADO}"),
    "fuera de /opt": (
        escribir("usr/lib/systemd/system/prep-nodo.service", "[Service]\nUser=root\n"),
        "CAMBIÓ /usr/lib/systemd/system/prep-nodo.service",
    ),
    "uno que falta": (lambda raiz: (raiz / COMPILADO).unlink(), f"FALTA /{COMPILADO}"),
    "uno de más": (escribir("opt/prep/venv/lib/mas.pth", "import mas"), "SOBRA /opt/prep/venv/lib/mas.pth"),
    "otro Python": (enlazar("opt/prep/venv/bin/python", "/tmp/python"), "SOBRA /opt/prep/venv/bin/python"),
    "un enlace en su lugar": (enlazar("opt/prep/app/prep/uno.py", "/tmp/uno"), "FALTA /opt/prep/app/prep/uno.py"),
    "una carpeta enlazada": (enlazar("opt/prep/app/otra", "/tmp"), "SOBRA /opt/prep/app/otra, que lleva a /tmp"),
    "la lista cortada": (escribir(LISTA, "0123  /opt"), "NO SE LEE el renglón 1 de "),
    "la lista vacía": (escribir(LISTA, ""), "SOBRA /opt/prep/app/prep/uno.py"),
}


@pytest.mark.parametrize("tocado", TOCADOS)
def test_lo_que_alguien_toco_se_nombra(raiz: Path, tocado: str, capsys: pytest.CaptureFixture[str]) -> None:
    tocar, dice = TOCADOS[tocado]
    tocar(raiz)
    assert comprobar(raiz) == 3
    assert dice in capsys.readouterr().err


def test_quien_cambia_un_archivo_y_su_lista_no_la_puede_firmar(raiz: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (raiz / "opt/prep/app/prep/uno.py").write_bytes(b"UNO = 2\n")
    (raiz / LISTA).unlink()
    dejar_lista(raiz, "prep-comun")
    assert comprobar(raiz) == 0, "la lista de la máquina dice lo que alguien puso"
    assert comprobar(raiz, *con_llave(raiz, EDITOR)) == 3
    assert "SIN FIRMA de esa llave: " in capsys.readouterr().err


def test_la_firma_de_otra_llave_la_cortada_y_la_que_falta_no_valen(raiz: Path) -> None:
    assert comprobar(raiz, *con_llave(raiz, OTRA)) == 3
    (firma,) = raiz.with_name("firmas").iterdir()
    buena = firma.read_bytes()
    for mala in (buena[:80], buena.replace(b"PREP", b"OTRO"), b"", b"\xff" * 9_000):
        firma.write_bytes(mala)
        assert comprobar(raiz, *con_llave(raiz, EDITOR)) == 3
    firma.unlink()
    assert comprobar(raiz, *con_llave(raiz, EDITOR)) == 3


def test_lo_que_no_se_puede_usar_se_dice_con_2(raiz: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert comprobar(raiz.with_name("firmas")) == 2
    assert "no hay lista con qué comparar" in capsys.readouterr().err
    assert comprobar(raiz, "--publica", EDITOR.publica.hex()) == 2
    assert "--firmas y --publica van juntas" in capsys.readouterr().err
    assert comprobar(raiz, "--firmas", ".", "--publica", "abc") == 2
    assert "64 cifras" in capsys.readouterr().err


def test_minisign_lee_la_firma_de_una_lista(raiz: Path) -> None:
    if shutil.which("minisign") is None:
        pytest.skip("falta minisign")
    orden = ["minisign", "-V", "-P", llave_minisign(EDITOR.publica), "-m", str(raiz / LISTA), "-x"]
    (firma,) = raiz.with_name("firmas").iterdir()
    dicho = subprocess.run([*orden, str(firma)], capture_output=True, text=True, check=True).stdout
    assert "Trusted comment: PREP, prep-comun.sha256 con SHA-256 " in dicho


def test_en_un_repositorio_no_hay_paquetes_que_comparar() -> None:
    assert raiz_propia() is None
    assert comparar(Path(__file__).parent).archivos == 0
