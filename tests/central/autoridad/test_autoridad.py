"""The authority gives what PostgreSQL will believe and no more, and says so when its file is not what it wrote."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID

from central.autoridad import guardada
from central.autoridad.autoridad import Autoridad, abrir, exigir_lista
from central.autoridad.guardada import ErrorDeAutoridad
from prep.ajeno.lectura import de_json
from prep.ajeno.reparos import AjenoInvalido
from prep.net.identificacion import CENTRO, IdentificacionDeLugar
from tests.central.autoridad.ejemplo import AHORA, FRASE, HASTA, autoridad, identificada


@pytest.fixture
def suya(tmp_path: Path) -> Autoridad:
    return autoridad(tmp_path)


def de_pem(texto: str) -> x509.Certificate:
    return x509.load_pem_x509_certificate(texto.encode())


def test_la_autoridad_de_un_sitio_no_vale_en_otro(suya: Autoridad) -> None:
    uno, otro = suya.de_nodo("01", "catd01", AHORA), suya.de_nodo("02", "catd02", AHORA)
    (estacion,) = suya.de_estaciones("01", ["e01-1"], AHORA)
    assert uno.servidor and otro.servidor
    suyo = de_pem(estacion.clientes["01"].certificado)
    suyo.verify_directly_issued_by(de_pem(uno.servidor.autoridad))
    for ajena in (otro.servidor.autoridad, suya.guardada.autoridades[CENTRO]):
        with pytest.raises(ValueError, match="Issuer"):
            suyo.verify_directly_issued_by(de_pem(ajena))


def test_cada_certificado_es_de_p256_para_un_solo_uso_y_acaba_despues_del_proceso(suya: Autoridad) -> None:
    nodo = suya.de_nodo("01", "catd01", AHORA)
    assert nodo.servidor
    usos = {nodo.servidor.certificado: ExtendedKeyUsageOID.SERVER_AUTH}
    usos[nodo.clientes[CENTRO].certificado] = ExtendedKeyUsageOID.CLIENT_AUTH
    for texto, uso in usos.items():
        uno = de_pem(texto)
        publica = uno.public_key()
        assert isinstance(publica, ec.EllipticCurvePublicKey) and publica.curve.name == "secp256r1"
        assert list(uno.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value) == [uso]
        assert not uno.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
        assert uno.not_valid_after_utc == HASTA + timedelta(days=30) and uno.not_valid_before_utc < AHORA
    nombres = de_pem(nodo.servidor.certificado).extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert nombres.get_values_for_type(x509.DNSName) == ["nodo.catd01.prueba-1.prep"] == [nodo.servidor.nombre]


def test_lo_revocado_esta_en_la_lista_de_su_sitio_que_dura_sesenta_dias_mas(suya: Autoridad) -> None:
    una, _otra = suya.de_estaciones("01", ["e01-1", "e01-2"], AHORA)
    assert suya.revocar("e01-1", AHORA) == 1 and suya.revocar("estacion.e01-1", AHORA) == 0
    lista = x509.load_pem_x509_crl(suya.revocados("01", AHORA).encode())
    assert [r.serial_number for r in lista] == [de_pem(una.clientes["01"].certificado).serial_number]
    assert lista.next_update_utc == HASTA + timedelta(days=60)
    assert not list(x509.load_pem_x509_crl(suya.revocados("02", AHORA).encode()))
    assert abrir(suya.carpeta, FRASE).guardada == suya.guardada  # it is on disk


def test_un_nodo_se_revoca_donde_es_servidor_y_donde_es_cliente(suya: Autoridad) -> None:
    suya.de_nodo("01", "catd01", AHORA)
    assert suya.revocar("nodo.catd01", AHORA) == 2
    for sitio, cuantos in (("01", 2), (CENTRO, 1)):  # with that of its test, revoked from birth
        assert len(list(x509.load_pem_x509_crl(suya.revocados(sitio, AHORA).encode()))) == cuantos
    with pytest.raises(ErrorDeAutoridad, match=r"«nodo.catd09» no se le dio ningún certificado; a quien sí: nodo.catd"):
        suya.revocar("nodo.catd09", AHORA)


def test_una_autoridad_cambiada_en_el_archivo_no_es_la_que_firmo_la_raiz(suya: Autoridad) -> None:
    otras = suya.guardada.autoridades
    cambiada = suya.guardada.model_copy(update={"autoridades": otras | {"01": otras["02"]}})
    with pytest.raises(ErrorDeAutoridad, match="no son las que firmó su raíz"):
        exigir_lista(cambiada, suya.carpeta)
    guardada.guardar(suya.guardada.model_copy(update={"firma": "00" * 70}), suya.carpeta)
    with pytest.raises(ErrorDeAutoridad, match="no son las que firmó su raíz"):
        abrir(suya.carpeta, FRASE)


def test_una_identificacion_con_la_autoridad_de_otro_se_rechaza(suya: Autoridad) -> None:
    buena = json.loads(identificada())
    assert de_json(json.dumps(buena), IdentificacionDeLugar).proceso == "prueba-1"
    ajena = suya.guardada.autoridades["02"]
    for lugar in ("servidor", "clientes"):
        mala = json.loads(identificada())
        (mala["servidor"] if lugar == "servidor" else mala["clientes"][CENTRO])["autoridad"] = ajena
        with pytest.raises(AjenoInvalido, match=f"^{lugar}.*no es la autoridad que la lista dice"):
            de_json(json.dumps(mala), IdentificacionDeLugar)
    with pytest.raises(AjenoInvalido, match="lista: no es la que firmó la raíz"):
        de_json(json.dumps(buena | {"lista": buena["lista"].replace("prueba-1", "prueba-2")}), IdentificacionDeLugar)
