"""What set-up says and does on a machine that lacks something: programs of our own stand for the system's."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

RAIZ = Path(__file__).resolve().parents[2]
GUION = Path("installer/preparar.sh")
COPIADOS = (GUION, Path("pyproject.toml"), Path("requirements.txt"), Path("installer/requirements-pg.txt"))
APT = "apt-get update; apt-get install -y --no-install-recommends"
# In the order that the script looks for them: library, package.
BIBLIOTECAS = dict(
    par.split("=") for par in (RAIZ / GUION).read_text(encoding="utf-8").split('BIBLIOTECAS="')[1].split('"')[0].split()
)
DEL_SISTEMA = ("bash", "cat", "cp", "cut", "dirname", "grep", "head", "mkdir", "mktemp", "rm", "sha256sum", "tail")
SIN_VENTANAS = f"Sin {' '.join(BIBLIOTECAS.values())} no abren las ventanas; «make demo» sí termina.\n"


PANTALLA, FIRMAS = ("Xvfb", "xdotool", "chromium", "scanimage", "cupsd", "lpstat"), ("minisign", "signify-openbsd")
TUNEL = ("sshd", "nft", "ip")


class Equipo:
    """A machine with a Python, PostgreSQL and no library of windows; what it was asked to do is in `hecho`."""

    def __init__(self, carpeta: Path) -> None:
        self.raiz = carpeta / "proyecto"
        self.bin = carpeta / "bin"
        self.bin.mkdir()
        self.registro = carpeta / "hecho.txt"
        for ruta in COPIADOS:
            (self.raiz / ruta).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(RAIZ / ruta, self.raiz / ruta)
        self.programa("id", "echo 1000")
        self.programa("initdb", "echo 'initdb (PostgreSQL) 17.1'")
        for programa in (*PANTALLA, *FIRMAS, *TUNEL):
            self.programa(programa, ":")
        self.programa("pyside6-lrelease", ":")
        for programa in DEL_SISTEMA:
            hallado = shutil.which(programa)
            assert hallado, programa
            (self.bin / programa).symlink_to(hallado)
        self.programa("ldconfig", f"cat {carpeta}/bibliotecas.txt")
        self.bibliotecas(())
        # `-m venv` copies it, as Python's own does.
        self.programa(
            "python3",
            f'echo "python $*" >> {self.registro}\n'
            'case "$*" in -V) echo "Python 3.11.2";;\n'
            '"-m venv .venv") mkdir -p .venv/bin; cp "$0" .venv/bin/python;\n'
            f"cp {self.bin}/pyside6-lrelease .venv/bin;;\n"
            f'*" -e .") cp {self.bin}/pyside6-lrelease .venv/bin/prep;;\n'
            "esac",
        )

    def programa(self, nombre: str, texto: str) -> None:
        ruta = self.bin / nombre
        ruta.write_text(f"#!/bin/bash\n{texto}\n", encoding="utf-8")
        ruta.chmod(0o755)

    def bibliotecas(self, hay: Iterable[str], en: str = "bibliotecas.txt") -> None:
        lineas = "".join(f"\t{b} (libc6,x86-64) => /lib/{b}\n" for b in (*hay, "libusb-1.0.so.0"))
        (self.raiz.parent / en).write_text(lineas, encoding="utf-8")

    def root(self, apt: str) -> None:
        self.programa("id", "echo 0")
        self.programa("apt-get", f'echo "apt-get $*" >> {self.registro}\n{apt}')

    def preparar(self, *argumentos: str, python: str | None = None) -> "subprocess.CompletedProcess[str]":
        entorno = {"PATH": str(self.bin), "HOME": str(self.raiz)}
        if python is not None:
            entorno["PYTHON"] = python
        return subprocess.run(
            [self.raiz / GUION, *argumentos],
            env=entorno,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )

    @property
    def hecho(self) -> list[str]:
        return self.registro.read_text(encoding="utf-8").splitlines() if self.registro.exists() else []


@pytest.fixture
def equipo(tmp_path: Path) -> Equipo:
    return Equipo(tmp_path)


def test_sin_ser_root_se_dice_una_sola_linea_con_lo_que_falta_y_nada_mas(equipo: Equipo) -> None:
    equipo.bibliotecas(b for b in BIBLIOTECAS if b not in ("libEGL.so.1", "libxcb-cursor.so.0"))
    fin = equipo.preparar()
    assert fin.returncode == 0
    assert fin.stderr.splitlines() == [
        "A este equipo le falta algo. Instálelo con esta línea:",
        f"  sudo sh -c '{APT} libegl1 libxcb-cursor0'",
        "Sin libegl1 libxcb-cursor0 no abren las ventanas; «make demo» sí termina.",
    ]


def test_sin_bibliotecas_lo_que_abre_ventanas_se_detiene_antes_de_empezar(equipo: Equipo) -> None:
    fin = equipo.preparar("pruebas")
    assert fin.returncode == 1
    assert fin.stderr.endswith(SIN_VENTANAS + "Esta orden las abre: no puede seguir.\n")
    assert not (equipo.raiz / ".venv").exists()


def test_la_pantalla_de_las_pruebas_solo_se_echa_de_menos_para_ellas(equipo: Equipo) -> None:
    equipo.bibliotecas(BIBLIOTECAS)
    for programa in (*PANTALLA, *FIRMAS):
        (equipo.bin / programa).unlink()
    assert equipo.preparar().stderr == ""
    fin = equipo.preparar("pruebas")
    assert fin.returncode == 0
    assert fin.stderr.endswith(
        f"  sudo sh -c '{APT} xvfb xdotool minisign signify-openbsd chromium sane-utils'\n"
        "Sin xvfb xdotool se omiten las pruebas que manejan ventanas desde fuera.\n"
        "Sin chromium se omiten las pruebas que ven el sitio en un navegador.\n"
        "Sin sane-utils se omiten las pruebas que escanean con SANE.\n"
        "Sin minisign signify-openbsd se omiten las pruebas que comprueban una firma con ese programa.\n"
    )


def test_sin_venv_de_debian_se_dice_el_paquete_de_ese_python(equipo: Equipo) -> None:
    equipo.programa(
        "python3", 'case "$*" in *ensurepip*) exit 1;; *version_info*%*|*print*) echo python3.12-venv;; esac'
    )
    fin = equipo.preparar()
    assert fin.returncode == 1
    assert f"{APT} python3.12-venv libgl1" in fin.stderr
    assert fin.stderr.endswith("Sin python3.12-venv no se puede seguir.\n")


def test_root_instala_de_una_vez_y_sigue(equipo: Equipo) -> None:
    equipo.bibliotecas(BIBLIOTECAS, "todas.txt")
    equipo.root(f"[ $1 = update ] || cp {equipo.raiz.parent}/todas.txt {equipo.raiz.parent}/bibliotecas.txt")
    fin = equipo.preparar("pruebas")
    assert fin.returncode == 0, fin.stderr
    apt = [linea for linea in equipo.hecho if linea.startswith("apt-get")]
    assert apt == [
        "apt-get update",
        f"apt-get install -y --no-install-recommends {' '.join(BIBLIOTECAS.values())}",
    ]
    assert fin.stderr == ""
    assert fin.stdout.endswith("Entorno listo en .venv; la orden es .venv/bin/prep\n")


def test_para_imprimir_root_instala_cups_y_si_no_pudo_dice_que_se_omite(equipo: Equipo) -> None:
    equipo.bibliotecas(BIBLIOTECAS)
    equipo.root("exit 100")
    (equipo.bin / "lpstat").unlink()
    fin = equipo.preparar("pruebas")
    assert fin.returncode == 0
    assert "apt-get install -y --no-install-recommends cups-client" in equipo.hecho
    assert fin.stderr.endswith("Sin cups-client se omiten las pruebas que imprimen con CUPS.\n")
    assert equipo.preparar().stderr == "", "quien no prueba no lo echa de menos"


def test_si_apt_no_puede_se_dice_lo_que_dijo_y_que_revisar(equipo: Equipo) -> None:
    equipo.root(
        '[ $1 = update ] || { echo "Reading package lists"; echo "E: Unable to locate package libgl1"; exit 100; }'
    )
    fin = equipo.preparar()
    assert fin.returncode == 0
    assert fin.stderr == (
        "E: Unable to locate package libgl1\n"
        "apt-get no pudo instalar. Revise la red y las fuentes de apt (en Ubuntu, también «universe») y repita.\n"
        + SIN_VENTANAS
    )


def test_un_python_viejo_se_rechaza_con_su_version_y_como_decir_otro(equipo: Equipo) -> None:
    equipo.programa("python3", 'case "$*" in -V) echo "Python 3.9.2";; *) exit 1;; esac')
    fin = equipo.preparar()
    assert fin.returncode == 1
    assert fin.stderr == (
        "Se necesita Python 3.11 o posterior y «python3» es Python 3.9.2. "
        "Si hay otro, dígalo:  make PYTHON=python3.12 …\n"
    )


def test_un_python_que_no_existe_se_dice_por_su_nombre(equipo: Equipo) -> None:
    fin = equipo.preparar(python="python3.99")
    assert (fin.returncode, fin.stderr) == (
        1,
        "No hay «python3.99» (PYTHON): diga el de un Python que esté instalado.\n",
    )


def test_lo_que_pip_no_pudo_se_repite_la_vez_siguiente(equipo: Equipo) -> None:
    equipo.bibliotecas(BIBLIOTECAS)
    sano = (equipo.bin / "python3").read_text(encoding="utf-8")
    equipo.programa("python3", sano.partition("\n")[2].replace("esac", '*"-m pip install"*) exit 1;; esac'))
    fin = equipo.preparar()
    assert fin.returncode == 1
    assert fin.stderr == (
        "No se pudo instalar requirements.txt en .venv (arriba, lo que dijo pip). "
        "Revise la red, el espacio y que .venv sea suya, y repita.\n"
    )
    (equipo.raiz / ".venv/bin/python").write_text(sano, encoding="utf-8")
    assert equipo.preparar().stdout.endswith("Entorno listo en .venv; la orden es .venv/bin/prep\n")


def _instalado(equipo: Equipo) -> list[str]:
    equipo.preparar()
    return list(equipo.hecho)


def test_la_segunda_vez_nada_se_instala(equipo: Equipo) -> None:
    equipo.bibliotecas(BIBLIOTECAS)
    assert "python -m pip install" in "\n".join(_instalado(equipo))
    equipo.registro.unlink()
    fin = equipo.preparar()
    assert (fin.returncode, fin.stdout, fin.stderr) == (0, "", "")
    assert not [linea for linea in equipo.hecho if "install" in linea]


def test_deja_la_orden_sin_usar_la_red_y_otra_vez_si_cambia_pyproject(equipo: Equipo) -> None:
    equipo.bibliotecas(BIBLIOTECAS)
    equipo.preparar()
    (orden,) = [linea for linea in equipo.hecho if linea.endswith(" -e .")]
    assert {"--no-index", "--no-deps", "--no-build-isolation"} <= set(orden.split())
    equipo.registro.unlink()
    proyecto = equipo.raiz / "pyproject.toml"
    proyecto.write_text(proyecto.read_text(encoding="utf-8") + "# otra\n", encoding="utf-8")
    assert equipo.preparar().returncode == 0
    assert orden in equipo.hecho


def test_de_una_carpeta_que_cambio_de_lugar_se_deja_otra_vez_la_orden(equipo: Equipo) -> None:
    equipo.bibliotecas(BIBLIOTECAS)
    equipo.preparar()
    equipo.registro.unlink()
    (equipo.raiz / ".venv/bin/prep").write_text("#!/donde/estaba/.venv/bin/python\n", encoding="utf-8")
    assert equipo.preparar().returncode == 0
    assert [linea for linea in equipo.hecho if linea.endswith(" -e .")]


def test_si_la_orden_no_se_puede_dejar_se_dice_y_se_repite(equipo: Equipo) -> None:
    equipo.bibliotecas(BIBLIOTECAS)
    sano = (equipo.bin / "python3").read_text(encoding="utf-8")
    equipo.programa("python3", sano.partition("\n")[2].replace('*" -e .") ', '*" -e .") exit 1; '))
    fin = equipo.preparar()
    assert fin.returncode == 1
    assert fin.stderr == (
        "No se pudo dejar la orden «prep» en .venv (arriba, lo que dijo pip). Revise que .venv sea suya, y repita.\n"
    )
    (equipo.raiz / ".venv/bin/python").write_text(sano, encoding="utf-8")
    assert equipo.preparar().stdout.endswith("la orden es .venv/bin/prep\n")


def test_un_entorno_a_medias_se_rehace(equipo: Equipo) -> None:
    equipo.bibliotecas(BIBLIOTECAS)
    a_medias = equipo.raiz / ".venv/bin/python"
    a_medias.parent.mkdir(parents=True)
    a_medias.write_text("#!/bin/bash\nexit 1\n", encoding="utf-8")
    a_medias.chmod(0o755)
    assert equipo.preparar().returncode == 0
    assert "python -m venv .venv" in equipo.hecho
