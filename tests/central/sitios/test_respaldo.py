"""A sealed copy of a node that works, and the node again from it: nothing is lost, and no damaged copy is put back."""

import hashlib
import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from central.__main__ import principal
from central.nodo.binarios import ErrorNodo
from central.nodo.centro import CENTRO
from central.nodo.cluster import Cluster
from central.nodo.reponer import leer_indice, reponer
from central.nodo.respaldo import BASE, CARPETA, INDICE, llave_nueva, respaldar, ultimo
from central.sitios.conciliar import conciliar
from prep.domain.hechos.hechos import Fase, Fuente, NombreFase
from tests.central.sitios.conftest import Par
from tests.central.sitios.test_respaldo_viejo import cortar, parar, publicada, trabajar
from tests.espera import hasta
from tests.store.ejemplos import PROCESO, acta

ANTES, LUEGO, FIN = (acta(n).clave for n in (1, 3, 5))
CUANTOS = "SELECT count(*) FROM prep.hecho WHERE acta = %s"
AHORA = datetime(2026, 6, 7, 3, 15, 7, tzinfo=UTC)
QUIEN = (PROCESO, CENTRO, "1.0")


def test_el_centro_que_se_pierde_vuelve_de_su_respaldo_y_concilia_lo_de_despues(par: Par, tmp_path: Path) -> None:
    for fase in (NombreFase.CEROS, NombreFase.ABRIR, NombreFase.PUBLICAR):
        par.centro.escena.hacer(CENTRO, "", Fase(fase), Fuente.CENTRO)
    par.sitios.supervisar()
    trabajar(par, ANTES)
    hasta(lambda: par.centro.valor(CUANTOS, ANTES) == 4)
    para = llave_nueva(tmp_path / "llave.txt")
    hecho, dicho = respaldar(par.centro.cluster, QUIEN, tmp_path / "usb", str(para), AHORA)
    assert hecho.name == f"{PROCESO}-{CENTRO}-20260607T031507Z" and ultimo(par.centro.cluster.datos) == AHORA
    assert {r.name for r in hecho.iterdir()} == {BASE, CARPETA, INDICE} and leer_indice(hecho) == dicho
    for sellado in (BASE, CARPETA):
        assert (hecho / sellado).read_bytes().startswith(b"age-encryption.org/v1\n")
    trabajar(par, LUEGO)  # the node goes on, and the centre has it
    hasta(lambda: par.centro.valor(CUANTOS, LUEGO) == 4)

    datos = par.centro.cluster.datos
    parar(par.centro)
    par.centro.cluster.borrar()
    shutil.rmtree(datos)
    assert reponer(hecho, datos, tmp_path / "llave.txt") == dicho
    par.centro.cluster.iniciar()
    par.sitios.supervisar()
    assert par.centro.valor(CUANTOS, ANTES) == 4
    (vista,) = conciliar(par.centro.cluster, "01")
    assert vista.falla == "" and par.centro.valor(CUANTOS, LUEGO) == 4
    trabajar(par, FIN)  # and the next honest acta
    hasta(lambda: par.centro.valor(CUANTOS, FIN) == 4, plazo_s=10)
    corte = cortar(par, par.sitios.carpeta / "salida")
    assert [publicada(corte, clave) for clave in (ANTES, LUEGO, FIN)] == ["1", "1", "1"]


def test_nada_se_pone_de_un_respaldo_que_no_es_el_que_se_escribio(par: Par, tmp_path: Path) -> None:
    para = str(llave_nueva(tmp_path / "llave.txt"))
    llave_nueva(tmp_path / "otra.txt")
    bueno, _ = respaldar(par.centro.cluster, QUIEN, tmp_path / "usb", para, AHORA)
    nuevo = tmp_path / "nuevo"
    danos: dict[str, Callable[[Path], object]] = {
        "está cortado o alguien lo cambió": lambda r: (r / BASE).write_bytes((r / BASE).read_bytes()[:-100]),
        f"le falta {CARPETA}": lambda r: (r / CARPETA).unlink(),
        "no es un respaldo": lambda r: (r / INDICE).write_text("{}"),
        "es de otra versión": lambda r: _cambiar(r, formato=2),
        "Es de PostgreSQL 9": lambda r: _cambiar(r, postgres=9),
        "no se pudo extraer|no abre": lambda r: _cambiar(r, sellos=_sin_sellar(r)),
    }
    for dice, dano in danos.items():
        malo = tmp_path / "malo"
        shutil.copytree(bueno, malo)
        dano(malo)
        with pytest.raises(ErrorNodo, match=dice):
            reponer(malo, nuevo, tmp_path / "llave.txt")
        assert not nuevo.exists() or not any(nuevo.iterdir())
        shutil.rmtree(malo)
    with pytest.raises(ErrorNodo, match="Esa llave no abre"):
        reponer(bueno, nuevo, tmp_path / "otra.txt")
    with pytest.raises(ErrorNodo, match="no es la llave de un respaldo"):
        reponer(bueno, nuevo, Path(para))
    with pytest.raises(ErrorNodo, match="no está vacía"):
        reponer(bueno, tmp_path, tmp_path / "llave.txt")
    assert reponer(bueno, nuevo, tmp_path / "llave.txt").sitio == CENTRO
    Cluster(nuevo).borrar()


def _cambiar(respaldo: Path, **cambios: object) -> None:
    dicho = json.loads((respaldo / INDICE).read_text(encoding="utf-8"))
    (respaldo / INDICE).write_text(json.dumps(dicho | cambios), encoding="utf-8")


def _sin_sellar(respaldo: Path) -> dict[str, str]:
    """Another's file, whose hash its index says."""
    (respaldo / CARPETA).write_bytes(b"no es de age")
    return {n: hashlib.sha256((respaldo / n).read_bytes()).hexdigest() for n in (BASE, CARPETA)}


def test_la_orden_dice_lo_que_hizo_guarda_los_ultimos_y_niega_con_una_frase(
    par: Par, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    datos, llave, en = par.centro.cluster.datos, tmp_path / "llave.txt", tmp_path / "usb"

    def orden(*palabras: object) -> tuple[int, str]:
        hecho = principal(["respaldo", *map(str, palabras)])
        dicho = capsys.readouterr()
        return hecho, dicho.out + dicho.err

    assert orden("llave", llave)[0] == 0
    assert orden("llave", llave) == (
        2,
        f"{llave} ya existe y no se sobrescribe: sin ella no se abren los respaldos que son suyos.\n",
    )
    for n in range(3):
        monkeypatch.setattr("central.ordenes.respaldo.ahora", lambda n=n: AHORA + timedelta(hours=n))
        assert orden("hacer", "--datos", datos, "--en", en, "--para", f"{llave}.pub", "--guardar", 2)[0] == 0
    assert [r.name[-16:] for r in sorted(en.iterdir())] == ["20260607T041507Z", "20260607T051507Z"]
    codigo, dicho = orden("comprobar", en, "--llave", llave, "--en", tmp_path)
    assert codigo == 0 and "Está entero" in dicho and "05:15:07Z" in dicho
    assert sorted(r.name for r in tmp_path.iterdir()) == ["llave.txt", "llave.txt.pub", "usb"]
    assert orden("comprobar", tmp_path, "--llave", llave) == (2, f"En {tmp_path} no hay ningún respaldo.\n")
    for para in ("age1noesuna", str(tmp_path / "no-hay"), ""):
        codigo, dicho = orden("hacer", "--datos", datos, "--en", en, "--para", para)
        assert codigo == 2 and "no es una llave pública" in dicho
    (tmp_path / "archivo").write_text("")
    codigo, dicho = orden("hacer", "--datos", datos, "--en", tmp_path / "archivo", "--para", f"{llave}.pub")
    assert codigo == 2 and "No quedó nada a medias" in dicho
    par.centro.cluster.detener()
    codigo, dicho = orden("reponer", en, "--llave", llave, "--datos", datos)
    assert codigo == 2 and "no está vacía" in dicho
    par.centro.cluster.iniciar()
