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


def test_a_changed_byte_of_message_or_signature_does_not_verify(llave: Llave) -> None:
    mensaje = b"prep-1\nacta\n{}"
    firma = llave.firmar(mensaje)
    assert identidad.verificar(llave.publica, mensaje, firma)
    for i in range(len(mensaje)):
        assert not identidad.verificar(llave.publica, mensaje[:i] + bytes([mensaje[i] ^ 1]) + mensaje[i + 1 :], firma)
    for i in range(len(firma)):
        assert not identidad.verificar(llave.publica, mensaje, firma[:i] + bytes([firma[i] ^ 1]) + firma[i + 1 :])


@pytest.mark.parametrize("firma", [b"", b"corta", bytes(64), bytes(65)])
def test_a_malformed_signature_is_false_and_not_an_error(llave: Llave, firma: bytes) -> None:
    assert not identidad.verificar(llave.publica, b"m", firma)


def test_a_malformed_public_key_verifies_nothing(llave: Llave) -> None:
    assert not identidad.verificar(b"corta", b"m", llave.firmar(b"m"))


def test_another_operators_key_does_not_verify(llave: Llave) -> None:
    assert not identidad.verificar(identidad.nueva().publica, b"m", llave.firmar(b"m"))


def test_the_password_opens_the_sealed_key(llave: Llave, sellada: str) -> None:
    assert identidad.abrir(sellada, "Ñandú-2024").publica == llave.publica


def test_the_same_password_in_decomposed_letters_opens_it(llave: Llave, sellada: str) -> None:
    assert identidad.abrir(sellada, "N\u0303andu\u0301-2024").publica == llave.publica


@pytest.mark.parametrize("contrasena", ["", "ñandú-2024", "Ñandú-2024 ", "x" * 5000])
def test_another_password_is_refused(sellada: str, contrasena: str) -> None:
    with pytest.raises(ContrasenaIncorrecta, match="contraseña no es correcta"):
        identidad.abrir(sellada, contrasena)


def test_the_normal_cost_opens_too(llave: Llave) -> None:
    sellada = identidad.sellar(llave, "x")
    assert json.loads(sellada)["memoria_kib"] == 65_536
    assert identidad.abrir(sellada, "x").publica == llave.publica


def test_neither_the_sealed_text_nor_the_repr_shows_the_secret(llave: Llave, sellada: str) -> None:
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
def test_a_sealed_key_that_asks_too_much_or_is_damaged_is_refused(sellada: str, cambio: dict[str, object]) -> None:
    with pytest.raises(LlaveInvalida, match="llave sellada"):
        identidad.abrir(json.dumps({**json.loads(sellada), **cambio}), "Ñandú-2024")


@pytest.mark.parametrize("texto", ["", "[]", "{", "7", "[" * 4000, "x" * 5000])
def test_what_is_not_a_sealed_key_is_said(texto: str) -> None:
    with pytest.raises(LlaveInvalida, match="llave sellada"):
        identidad.abrir(texto, "x")


def test_a_sealed_key_with_anothers_public_half_does_not_open(sellada: str) -> None:
    ajena = json.loads(identidad.sellar(identidad.nueva(), "x", costo="prueba"))["publica"]
    with pytest.raises(ContrasenaIncorrecta):
        identidad.abrir(json.dumps({**json.loads(sellada), "publica": ajena}), "Ñandú-2024")


def test_a_key_file_is_its_owners_only_and_comes_back(tmp_path: Path, llave: Llave) -> None:
    ruta = tmp_path / "centro.key"
    identidad.guardar(llave, ruta)
    assert ruta.stat().st_mode & 0o777 == 0o600
    assert identidad.cargar(ruta).publica == llave.publica
    assert list(tmp_path.iterdir()) == [ruta]


def test_a_key_file_is_never_overwritten(tmp_path: Path, llave: Llave) -> None:
    ruta = tmp_path / "centro.key"
    identidad.guardar(llave, ruta)
    with pytest.raises(FileExistsError):
        identidad.guardar(identidad.nueva(), ruta)
    assert identidad.cargar(ruta).publica == llave.publica
    assert list(tmp_path.iterdir()) == [ruta]


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path, llave: Llave) -> None:
    ruta = tmp_path / "centro.key"
    identidad.guardar(llave, ruta)
    ruta.chmod(0o644)
    with pytest.raises(LlaveInvalida, match="chmod 600"):
        identidad.cargar(ruta)


@pytest.mark.parametrize("contenido", [b"", b"zz", b"00" * 31, b"\xff\xfe", b"00" * 2000])
def test_a_file_that_is_not_a_key_is_said(tmp_path: Path, contenido: bytes) -> None:
    ruta = tmp_path / "centro.key"
    ruta.touch(mode=0o600)
    ruta.write_bytes(contenido)
    with pytest.raises(LlaveInvalida, match="no contiene una llave"):
        identidad.cargar(ruta)


def test_a_missing_key_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(LlaveInvalida, match="No está la llave"):
        identidad.cargar(tmp_path / "no.key")
