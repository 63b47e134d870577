"""The operator's key: it signs, only its password opens it, and what is damaged is said plainly."""

import json
import os
import pickle
from pathlib import Path

import pytest

from prep.net import identidad
from prep.net.identidad import ContrasenaIncorrecta, Llave, LlaveInvalida


@pytest.fixture(scope="module")
def llave() -> Llave:
    return identidad.nueva()


@pytest.fixture(scope="module")
def sellada(llave: Llave) -> str:
    return identidad.sellar(llave, "Ñandú-2024", costo="prueba")


def test_un_byte_cambiado_del_mensaje_o_de_la_firma_no_verifica(llave: Llave) -> None:
    mensaje = b"prep-1\nacta\n{}"
    firma = llave.firmar(mensaje)
    assert identidad.verificar(llave.publica, mensaje, firma)
    for i in range(len(mensaje)):
        assert not identidad.verificar(llave.publica, mensaje[:i] + bytes([mensaje[i] ^ 1]) + mensaje[i + 1 :], firma)
    for i in range(len(firma)):
        assert not identidad.verificar(llave.publica, mensaje, firma[:i] + bytes([firma[i] ^ 1]) + firma[i + 1 :])


@pytest.mark.parametrize("firma", [b"", b"corta", bytes(64), bytes(65)])
def test_una_firma_mal_formada_es_falsa_y_no_un_error(llave: Llave, firma: bytes) -> None:
    assert not identidad.verificar(llave.publica, b"m", firma)


def test_una_llave_publica_mal_formada_no_verifica_nada(llave: Llave) -> None:
    assert not identidad.verificar(b"corta", b"m", llave.firmar(b"m"))


def test_la_llave_de_otro_operador_no_verifica(llave: Llave) -> None:
    assert not identidad.verificar(identidad.nueva().publica, b"m", llave.firmar(b"m"))


def test_la_contrasena_abre_la_llave_sellada(llave: Llave, sellada: str) -> None:
    assert identidad.abrir(sellada, "Ñandú-2024").publica == llave.publica


def test_la_misma_contrasena_en_letras_descompuestas_la_abre(llave: Llave, sellada: str) -> None:
    assert identidad.abrir(sellada, "N\u0303andu\u0301-2024").publica == llave.publica


@pytest.mark.parametrize("contrasena", ["", "ñandú-2024", "Ñandú-2024 ", "x" * 5000])
def test_otra_contrasena_se_rechaza(sellada: str, contrasena: str) -> None:
    with pytest.raises(ContrasenaIncorrecta, match="contraseña no es correcta"):
        identidad.abrir(sellada, contrasena)


def test_el_costo_normal_tambien_abre(llave: Llave) -> None:
    sellada = identidad.sellar(llave, "x")
    assert json.loads(sellada)["memoria_kib"] == 65_536
    assert identidad.abrir(sellada, "x").publica == llave.publica


def test_ni_el_texto_sellado_ni_el_repr_muestran_el_secreto(llave: Llave, sellada: str) -> None:
    assert llave._secreto().hex() not in sellada + repr(llave)
    with pytest.raises(TypeError):
        pickle.dumps(llave)


@pytest.mark.parametrize(
    "cambio",
    [
        {"memoria_kib": 10_000_000},
        {"memoria_kib": True},
        {"pasadas": 1_000},
        {"carriles": 0},
        {"sal": "AA=="},
        {"nonce": "***"},
        {"cifrado": None},
        {"v": 2},
        {"algoritmo": "rot13"},
    ],
)
def test_una_llave_sellada_que_pide_demasiado_o_danada_se_rechaza(sellada: str, cambio: dict[str, object]) -> None:
    with pytest.raises(LlaveInvalida, match="llave sellada"):
        identidad.abrir(json.dumps({**json.loads(sellada), **cambio}), "Ñandú-2024")


@pytest.mark.parametrize("texto", ["", "[]", "{", "7", "[" * 4000, "x" * 5000])
def test_lo_que_no_es_una_llave_sellada_se_dice(texto: str) -> None:
    with pytest.raises(LlaveInvalida, match="llave sellada"):
        identidad.abrir(texto, "x")


def test_una_llave_sellada_con_la_mitad_publica_de_otro_no_abre(sellada: str) -> None:
    ajena = json.loads(identidad.sellar(identidad.nueva(), "x", costo="prueba"))["publica"]
    with pytest.raises(ContrasenaIncorrecta):
        identidad.abrir(json.dumps({**json.loads(sellada), "publica": ajena}), "Ñandú-2024")


def test_un_archivo_de_llave_es_solo_de_su_dueno_y_se_vuelve_a_leer(tmp_path: Path, llave: Llave) -> None:
    ruta = tmp_path / "centro.key"
    identidad.guardar(llave, ruta)
    assert ruta.stat().st_mode & 0o777 == 0o600
    assert identidad.cargar(ruta).publica == llave.publica
    assert list(tmp_path.iterdir()) == [ruta]


def test_un_archivo_de_llave_nunca_se_pisa(tmp_path: Path, llave: Llave) -> None:
    ruta = tmp_path / "centro.key"
    identidad.guardar(llave, ruta)
    with pytest.raises(FileExistsError):
        identidad.guardar(identidad.nueva(), ruta)
    assert identidad.cargar(ruta).publica == llave.publica
    assert list(tmp_path.iterdir()) == [ruta]


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
def test_un_archivo_de_llave_que_otros_pueden_leer_se_rechaza(tmp_path: Path, llave: Llave) -> None:
    ruta = tmp_path / "centro.key"
    identidad.guardar(llave, ruta)
    ruta.chmod(0o644)
    with pytest.raises(LlaveInvalida, match="chmod 600"):
        identidad.cargar(ruta)


@pytest.mark.parametrize("contenido", [b"", b"zz", b"00" * 31, b"\xff\xfe", b"00" * 2000])
def test_un_archivo_que_no_es_una_llave_se_dice(tmp_path: Path, contenido: bytes) -> None:
    ruta = tmp_path / "centro.key"
    ruta.touch(mode=0o600)
    ruta.write_bytes(contenido)
    with pytest.raises(LlaveInvalida, match="no contiene una llave"):
        identidad.cargar(ruta)


def test_un_archivo_de_llave_que_falta_se_dice(tmp_path: Path) -> None:
    with pytest.raises(LlaveInvalida, match="No está la llave"):
        identidad.cargar(tmp_path / "no.key")
