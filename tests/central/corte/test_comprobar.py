"""A chain of cuts in a folder: a kept copy shows any later change, of any byte."""

import json
import shutil
from pathlib import Path

import pytest

from central.corte import carpeta
from central.corte.cabezas import cabezas_de
from central.corte.comprobar import comprobar
from central.corte.firmas import dejar_firmas
from central.corte.manifiesto import SIN_ANTERIOR, resumen_sha256
from central.firmado.arbol import hoja
from central.firmado.cabeza import CABEZA
from central.firmado.envolturas import CRUDA, FIRMA, MANIFIESTO, MINISIG, PUBLICA
from prep.net.identidad import Llave, nueva


def _corte(salida: Path, numero: int, anterior: str, llave: Llave, proceso: str = "P-1") -> str:
    ruta = carpeta.carpeta_de(salida, numero)
    ruta.mkdir(parents=True)
    (ruta / "datos.zip").write_bytes(b"datos %d" % numero)
    archivo = {"nombre": "datos.zip", "bytes": 7, "sha256": resumen_sha256(ruta / "datos.zip")}
    datos = {"version": 1, "numero": numero, "proceso": proceso, "anterior": anterior, "archivos": [archivo]}
    crudo = json.dumps(datos).encode()
    firmar(salida, numero, crudo, llave, proceso)
    carpeta.apuntar(salida, numero)
    return resumen_sha256(ruta / MANIFIESTO)


def firmar(salida: Path, numero: int, crudo: bytes, llave: Llave, proceso: str = "P-1") -> None:
    """That manifest, signed as the centre does, over the ones before it."""
    antes = [(carpeta.carpeta_de(salida, n) / MANIFIESTO).read_bytes() for n in range(1, numero)]
    dejar_firmas(carpeta.carpeta_de(salida, numero), llave, crudo, proceso, [hoja(uno) for uno in antes])


@pytest.fixture
def tres(tmp_path: Path) -> Path:
    llave, anterior = nueva(), SIN_ANTERIOR
    for numero in (1, 2, 3):
        anterior = _corte(tmp_path, numero, anterior, llave)
    assert comprobar(tmp_path).fallas == ()
    return tmp_path


def test_cualquier_byte_cambiado_en_cualquier_archivo_se_halla(tres: Path) -> None:
    for ruta in sorted(r for r in tres.rglob("*") if r.is_file() and not r.is_symlink()):
        bueno = ruta.read_bytes()
        for lugar in {0, len(bueno) // 2, len(bueno) - 1}:
            ruta.write_bytes(bueno[:lugar] + bytes([bueno[lugar] ^ 1]) + bueno[lugar + 1 :])
            assert comprobar(tres).fallas, (ruta, lugar)
        for malo in (b"", bueno[:-1], bueno + b"\n"):
            ruta.write_bytes(malo)
            assert comprobar(tres).fallas, ruta
        ruta.write_bytes(bueno)
    assert comprobar(tres).fallas == ()


def test_un_corte_quitado_del_medio_o_del_final_se_halla(tres: Path) -> None:
    for numero in (2, 3):
        copia = tres.with_name(f"copia{numero}")
        shutil.copytree(tres, copia, symlinks=True)
        shutil.rmtree(carpeta.carpeta_de(copia, numero))
        assert comprobar(copia).fallas


def test_un_archivo_que_el_manifiesto_no_nombra_se_halla(tres: Path) -> None:
    (tres / "cortes" / "0002" / "otro.zip").write_bytes(b"x")
    assert comprobar(tres).fallas == ("Corte 0002: otro.zip no está en el manifiesto.",)


def test_un_archivo_cambiado_por_otro_del_mismo_tamano_se_nombra(tres: Path) -> None:
    (tres / "cortes" / "0002" / "datos.zip").write_bytes(b"datos 9")
    assert comprobar(tres).fallas == ("Corte 0002: datos.zip no es el que se publicó: su SHA-256 es otro.",)


def test_un_corte_rehecho_entero_con_otra_llave_se_halla(tres: Path) -> None:
    shutil.rmtree(carpeta.carpeta_de(tres, 3))
    _corte(tres, 3, resumen_sha256(carpeta.carpeta_de(tres, 2) / MANIFIESTO), nueva())
    assert any("firma" in falla for falla in comprobar(tres).fallas)


def test_un_corte_en_otra_carpeta_no_se_muestra_como_el_ultimo(tres: Path) -> None:
    """Only where the link leads says what the public sees: `otro/0003` bears the name of a good cut (#52)."""
    otro = tres / "otro" / "0003"
    otro.mkdir(parents=True)
    (otro / "index.html").write_text("falso")
    (tres / "actual").unlink()
    (tres / "actual").symlink_to(Path("otro") / "0003")
    assert "«actual» no muestra el último corte (0003)." in comprobar(tres).fallas


def test_un_corte_que_es_un_enlace_a_otra_parte_no_es_un_corte(
    tres: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    fuera = tmp_path_factory.mktemp("fuera") / "0003"
    carpeta.carpeta_de(tres, 3).rename(fuera)
    carpeta.carpeta_de(tres, 3).symlink_to(fuera)
    assert "cortes/0003 no es de ningún corte." in comprobar(tres).fallas


def test_un_archivo_que_es_un_enlace_a_otra_parte_no_es_el_publicado(
    tres: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    datos = carpeta.carpeta_de(tres, 2) / "datos.zip"
    fuera = tmp_path_factory.mktemp("fuera") / "datos.zip"
    datos.rename(fuera)
    datos.symlink_to(fuera)
    assert comprobar(tres).fallas == ("Corte 0002: falta datos.zip.",)


def test_lo_suelto_en_la_raiz_y_entre_los_cortes_se_nombra(tres: Path) -> None:
    """#54: the public would be served them, and nobody signed them."""
    (tres / "index.html").write_text("otra")
    for nombre in ("²", "3", "00003", ".parcial-0099"):
        (tres / "cortes" / nombre).mkdir()
    (tres / "cortes" / ".parcial-0004").mkdir()  # one being made is no fault
    assert comprobar(tres).fallas == (
        "cortes/.parcial-0099 no es de ningún corte.",
        "cortes/00003 no es de ningún corte.",
        "cortes/3 no es de ningún corte.",
        "cortes/² no es de ningún corte.",
        "index.html no es de ningún corte.",
    )


def test_quien_guardo_un_manifiesto_nota_que_falta_el_ultimo_corte(tres: Path) -> None:
    """#51: nothing in the folder says that there was one more; #53: nor that it was signed anew."""
    ultimo = comprobar(tres).ultimo
    assert comprobar(tres, guardados=[ultimo]).fallas == ()
    shutil.rmtree(carpeta.carpeta_de(tres, 3))
    carpeta.apuntar(tres, 2)
    assert comprobar(tres).fallas == ()
    assert comprobar(tres, guardados=[ultimo]).fallas == (f"Falta el corte cuyo manifiesto se guardó: {ultimo}.",)
    assert comprobar(tres, guardados=[comprobar(tres).ultimo]).fallas == ()


def test_quien_guardo_un_manifiesto_nota_que_el_ultimo_se_firmo_otra_vez(tmp_path: Path) -> None:
    """#53: with the centre's own key, so that nothing in the folder disagrees."""
    llave = nueva()
    uno = _corte(tmp_path, 1, SIN_ANTERIOR, llave)
    _corte(tmp_path, 2, uno, llave)
    ultimo = comprobar(tmp_path, llave.publica).ultimo
    shutil.rmtree(carpeta.carpeta_de(tmp_path, 2))
    _corte(tmp_path, 2, uno, llave)
    manifiesto = carpeta.carpeta_de(tmp_path, 2) / MANIFIESTO
    otro = manifiesto.read_bytes() + b"\n"
    firmar(tmp_path, 2, otro, llave)
    assert comprobar(tmp_path, llave.publica).fallas == ()
    assert comprobar(tmp_path, llave.publica, [ultimo]).fallas == (
        f"Falta el corte cuyo manifiesto se guardó: {ultimo}.",
    )


def test_la_llave_puede_venir_por_otra_via(tres: Path) -> None:
    publica = bytes.fromhex((tres / "cortes" / "0001" / PUBLICA).read_text())
    assert comprobar(tres, publica).fallas == ()
    assert comprobar(tres, publica).publica_dada and not comprobar(tres).publica_dada
    assert comprobar(tres, nueva().publica).fallas


def test_una_llave_que_no_es_una_llave_se_dice(tres: Path) -> None:
    (carpeta.carpeta_de(tres, 2) / "centro.pub").write_text("no es hexadecimal\n")
    assert comprobar(tres).fallas


def test_cortes_de_dos_procesos_en_una_carpeta_se_hallan(tmp_path: Path) -> None:
    llave = nueva()
    uno = _corte(tmp_path, 1, SIN_ANTERIOR, llave)
    _corte(tmp_path, 2, uno, llave, proceso="P-2")
    assert any("es del proceso P-2, y los anteriores" in falla for falla in comprobar(tmp_path).fallas)


@pytest.mark.parametrize("nombre", ["../../etc/passwd", "/etc/passwd", "..", "a/b", "a\0b", ""])
def test_un_manifiesto_no_manda_a_su_lector_fuera_de_la_carpeta(tmp_path: Path, nombre: str) -> None:
    llave = nueva()
    _corte(tmp_path, 1, SIN_ANTERIOR, llave)
    ruta = carpeta.carpeta_de(tmp_path, 1)
    datos = json.loads((ruta / MANIFIESTO).read_bytes())
    datos["archivos"][0]["nombre"] = nombre
    firmar(tmp_path, 1, json.dumps(datos).encode(), llave)
    assert any("faltan campos" in falla for falla in comprobar(tmp_path).fallas)


def test_una_carpeta_sin_cortes_lo_dice(tmp_path: Path) -> None:
    assert comprobar(tmp_path).fallas == (f"No hay cortes en {tmp_path}.",)


def _rehacer(salida: Path, crudo: bytes, llave: Llave) -> tuple[str, ...]:
    """What is said of a folder whose first cut has those bytes as its manifest, well signed."""
    _corte(salida, 1, SIN_ANTERIOR, llave)
    firmar(salida, 1, crudo, llave)
    return comprobar(salida).fallas


@pytest.mark.parametrize(
    ("crudo", "dice"),
    [
        (b"[]", "Corte 0001: el manifiesto es de otra versión."),
        (b'{"version": 2}', "Corte 0001: el manifiesto es de otra versión."),
        (b"[" * 100_000, "Corte 0001: el manifiesto no es JSON."),
        (b" " * 1_000_001, "Corte 0001: el manifiesto es demasiado grande."),
        (b'{"version": 1, "numero": 1, "proceso": "P", "anterior": "x", "archivos": [1]}',
         "Corte 0001: al manifiesto le faltan campos."),
        (b'{"version": 1, "numero": "1", "proceso": "P", "anterior": "x", "archivos": []}',
         "Corte 0001: al manifiesto le faltan campos."),
        (b'{"version": 1, "numero": 7, "proceso": "P", "anterior": "%s", "archivos": []}' % (b"0" * 64),
         "Corte 0001: el manifiesto dice ser del corte 7."),
    ],
)  # fmt: skip
def test_un_manifiesto_que_no_es_de_los_nuestros_se_dice(tmp_path: Path, crudo: bytes, dice: str) -> None:
    assert dice in _rehacer(tmp_path, crudo, nueva())


@pytest.mark.parametrize("nombre", [MANIFIESTO, FIRMA])
def test_un_corte_sin_manifiesto_o_sin_firma_se_dice(tres: Path, nombre: str) -> None:
    for dano in (Path.unlink, lambda ruta: ruta.write_bytes(b"\xff no es hexadecimal")):
        copia = tres.with_name("copia")
        shutil.copytree(tres, copia, symlinks=True)
        dano(copia / "cortes" / "0001" / nombre)
        assert "Corte 0001: la firma del manifiesto no corresponde a la llave del centro." in comprobar(copia).fallas
        shutil.rmtree(copia)


@pytest.mark.parametrize("nombre", [PUBLICA, CRUDA, MINISIG, CABEZA])
def test_cada_forma_de_la_firma_y_la_cabeza_de_la_bitacora_se_nombran(tres: Path, nombre: str) -> None:
    for dano in (Path.unlink, lambda ruta: ruta.write_bytes(b"\xff"), lambda ruta: ruta.write_text("a\n\n— b c\n")):
        copia = tres.with_name("copia")
        shutil.copytree(tres, copia, symlinks=True)
        dano(copia / "cortes" / "0002" / nombre)
        (falla,) = comprobar(copia, _publica(tres)).fallas
        assert falla.startswith(f"Corte 0002: {nombre}")
        shutil.rmtree(copia)


def test_una_cabeza_de_otros_cortes_bien_firmada_se_nombra(tres: Path) -> None:
    """The centre's own key on a head that the cuts of the folder do not give."""
    (tres / "cortes" / "0003" / CABEZA).write_bytes((tres / "cortes" / "0002" / CABEZA).read_bytes())
    assert comprobar(tres).fallas == (
        "Corte 0003: checkpoint no es la cabeza de estos 3 cortes: dice 2, con otra raíz.",
    )


def _publica(salida: Path) -> bytes:
    return bytes.fromhex((salida / "cortes" / "0001" / PUBLICA).read_text())


def test_las_cabezas_que_dicen_los_manifiestos_se_leen_y_las_malas_se_dicen(tmp_path: Path) -> None:
    """What somebody else compares with a base: those of each cut, in order."""
    bien, mal = [{"nodo": "CENTRO", "n": 3, "eslabon": "ab" * 32}], "el manifiesto no dice bien hasta dónde iba cada"
    malas: list[object] = [
        "no es lista", [1], [{}], [bien[0] | {"n": 0}], [bien[0] | {"n": True}], [bien[0] | {"n": 1 << 63}],
        [bien[0] | {"nodo": 1}], [bien[0] | {"eslabon": 1}], [bien[0] | {"eslabon": "zz"}],
        [bien[0] | {"eslabon": "ab"}],
    ]  # fmt: skip
    cadenas = [bien, *malas]
    for numero, una in enumerate(cadenas, 1):
        _corte(tmp_path, numero, SIN_ANTERIOR, nueva())
        datos = {"version": 1, "numero": numero, "proceso": "P", "anterior": "", "archivos": [], "cadenas": una}
        (carpeta.carpeta_de(tmp_path, numero) / MANIFIESTO).write_text(json.dumps(datos))
    _corte(tmp_path, len(cadenas) + 1, SIN_ANTERIOR, nueva())
    (carpeta.carpeta_de(tmp_path, len(cadenas) + 1) / MANIFIESTO).write_bytes(b"{")
    testigos, fallas = cabezas_de(tmp_path)
    assert [(t.donde, t.nodo, t.n, t.eslabon.hex()) for t in testigos] == [("corte 0001", "CENTRO", 3, "ab" * 32)]
    assert [f.partition(":")[0] for f in fallas] == [f"corte {n:04d}" for n in range(2, len(cadenas) + 2)]
    assert all(mal in f for f in fallas[:-1]) and "no es JSON" in fallas[-1]


def test_sin_llave_de_fuera_lo_que_hay_en_su_lugar_no_vale_de_llave(tres: Path) -> None:
    (tres / "cortes" / "0001" / PUBLICA).write_text("no es una llave\n", encoding="utf-8")
    assert comprobar(tres).fallas
