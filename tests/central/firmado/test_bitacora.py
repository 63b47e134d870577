"""The log of cuts held to RFC 6962's vectors, and its head and witnesses to C2SP's formats."""

from base64 import b64decode

import pytest

from central.firmado.arbol import hoja, raiz
from central.firmado.cabeza import (
    CabezaDeCortes,
    firmar_cabeza,
    leer_cabeza,
    llave_del_centro,
    origen_de,
    reparos_de_cabeza,
)
from central.firmado.nota import (
    ED25519,
    TESTIGO,
    LlaveDeNota,
    NotaInvalida,
    atestiguar,
    leer_llave,
    leer_nota,
)
from prep.net.identidad import Llave, nueva, verificar

# The eight leaves and the root of each size, as the implementations of Certificate Transparency try them.
HOJAS = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
RAICES = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
CENTRO, OTRO = Llave(b"\1" * 32), nueva()
PROCESO = "SIM 1+2"


@pytest.mark.parametrize("cuantas", range(9))
def test_la_raiz_es_la_de_los_vectores_de_rfc_6962(cuantas: int) -> None:
    assert raiz([hoja(bytes.fromhex(h)) for h in HOJAS[:cuantas]]).hex() == RAICES[cuantas]


# The example of the Go implementation of signed notes (golang.org/x/mod/sumdb/note).
DE_GO = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
DE_GO_LLAVE = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"


def test_una_nota_de_otro_programa_se_lee_y_se_verifica() -> None:
    nota, llave = leer_nota(DE_GO.encode()), leer_llave(DE_GO_LLAVE)
    assert llave.tipo == ED25519 and nota.firmada_por(llave, verificar)
    assert nota.crudo().decode() == DE_GO and llave.texto() == DE_GO_LLAVE
    otra = leer_nota(DE_GO.replace("problem is", "problem was").encode())
    assert not otra.firmada_por(llave, verificar)


def test_la_cabeza_se_escribe_como_dice_c2sp() -> None:
    hojas = [hoja(b"uno"), hoja(b"dos"), hoja(b"tres")]
    crudo = firmar_cabeza(PROCESO, hojas, CENTRO.publica, CENTRO.firmar)
    origen, cuantos, escrita, vacia, firma, fin = crudo.decode().split("\n")
    assert (origen, cuantos, vacia, fin) == (origen_de(PROCESO), "3", "", "") and "+" not in origen
    assert b64decode(escrita) == raiz(hojas)
    assert firma.startswith(f"— {origen} ")
    assert reparos_de_cabeza(crudo, PROCESO, hojas, CENTRO.publica, verificar) == []
    assert reparos_de_cabeza(crudo, PROCESO, hojas[:2], CENTRO.publica, verificar)
    assert reparos_de_cabeza(crudo, PROCESO, hojas, OTRO.publica, verificar)
    assert reparos_de_cabeza(crudo, "otro", hojas, CENTRO.publica, verificar)
    assert reparos_de_cabeza(crudo.replace(b"\n3\n", b"\n03\n"), PROCESO, hojas, CENTRO.publica, verificar)


def test_un_testigo_firma_el_texto_y_la_hora_y_sin_borrar_la_firma_del_centro() -> None:
    _, nota = leer_cabeza(firmar_cabeza(PROCESO, [hoja(b"uno")], CENTRO.publica, CENTRO.firmar))
    llave = LlaveDeNota("partido.example", TESTIGO, OTRO.publica)
    vista = leer_nota(nota.con([atestiguar(nota.texto, llave, 1_717_381_300, OTRO.firmar)]).crudo())
    assert vista.vista_por(llave, verificar) == 1_717_381_300
    assert vista.firmada_por(llave_del_centro(PROCESO, CENTRO.publica), verificar)
    assert vista.vista_por(LlaveDeNota("partido.example", TESTIGO, CENTRO.publica), verificar) is None
    assert leer_llave(llave.texto()) == llave
    de_mas = nota.con([(llave.nombre, llave.id(), bytes(8) + atestiguar(nota.texto, llave, 1, OTRO.firmar)[2][8:])])
    assert de_mas.vista_por(llave, verificar) is None  # another hour than the one it signed


@pytest.mark.parametrize(
    "crudo",
    [b"", b"\n\n", b"texto\n", b"texto\n\nfirma\n", "texto\n\n— a b c\n".encode(), "texto\n\n— a YQ==\n".encode(),
     b"\xff\n\n", b"x" * 100_001, "te\txto\n\n— a YWFhYWFh\n".encode(), "texto\n\n— a YWFhYWFh".encode()],
)  # fmt: skip
def test_lo_que_no_es_una_nota_se_dice(crudo: bytes) -> None:
    with pytest.raises(NotaInvalida):
        leer_nota(crudo)


@pytest.mark.parametrize("texto", ["a\n0\n{r}\n", "a\n2\nAAAA\n", "a\n2\n{r}\nmás\n", "a\n", "a\n2\n!\n"])
def test_lo_que_no_es_una_cabeza_se_dice(texto: str) -> None:
    lleno = texto.replace("{r}", "A" * 43 + "=")
    with pytest.raises(NotaInvalida):
        leer_cabeza(f"{lleno}\n— a YWFhYWFh\n".encode())


@pytest.mark.parametrize("cambio", [("c74f", "c74e"), ("Peter", "Pedro"), ("+", "-"), ("ARpc", "!Rpc")])
def test_una_llave_mal_copiada_se_dice(cambio: tuple[str, str]) -> None:
    texto = DE_GO_LLAVE.replace(*cambio)
    with pytest.raises(NotaInvalida):
        leer_llave(texto)


def test_el_texto_de_una_cabeza_se_lee_de_vuelta() -> None:
    cabeza = CabezaDeCortes("prep/x", 7, bytes(32))
    assert leer_cabeza(f"{cabeza.texto()}\n— a YWFhYWFh\n".encode())[0] == cabeza
