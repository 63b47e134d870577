"""A network scanner with feeder: every sheet comes once, and each fault is told in words and loses none."""

import socket
import threading
import time
from collections.abc import Generator
from contextlib import suppress

import pytest

from prep.devices.escaner import Falla, FallaDeEscaner, Pagina
from prep.devices.escl.cliente import EscanerEscl
from prep.devices.escl.red import DireccionInvalida
from tests.devices.actas import Actas
from tests.devices.emulador import CAPACIDADES, Emulador, Percance, emulado

HOJA_S = 1.0
FALLAS = {
    Percance.ATASCO: (Falla.ATASCO, "atascó"),
    Percance.DOBLE: (Falla.DOBLE, "dos hojas juntas"),
    Percance.TAPA: (Falla.TAPA, "tapa"),
    Percance.OCUPADO: (Falla.OCUPADO, "ocupado"),
    Percance.SE_VA: (Falla.AUSENTE, "no responde"),
    Percance.CORTA: (Falla.INCOMPLETA, "no llegó completa"),
    Percance.BASURA: (Falla.INCOMPLETA, "no llegó completa"),
    Percance.NO_ES_HTTP: (Falla.EXTRANA, "no se entiende"),
    Percance.ENORME: (Falla.EXTRANA, "no se entiende"),
    Percance.SE_CUELGA: (Falla.AUSENTE, "no responde"),
}


def _tomar(emulador: Emulador) -> tuple[list[Pagina], FallaDeEscaner | None]:
    """The sheets that came, and what stopped them."""
    paginas: list[Pagina] = []
    try:
        for pagina in EscanerEscl(emulador.direccion, hoja_s=HOJA_S, pausa_s=0.01).paginas():
            paginas.append(pagina)
    except FallaDeEscaner as falla:
        return paginas, falla
    return paginas, None


@pytest.fixture(scope="module")
def hojas(actas: Actas) -> list[bytes]:
    return [actas.jpeg(n) for n in range(4)]


def test_pasan_todas_las_hojas_del_alimentador_en_su_orden(hojas: list[bytes]) -> None:
    with emulado(*hojas) as emulador:
        paginas, falla = _tomar(emulador)
    assert falla is None and [p.contenido for p in paginas] == hojas
    assert [p.origen for p in paginas] == [f"escaner hoja {n}" for n in (1, 2, 3, 4)]
    assert emulador.cancelados == 0


def test_se_pide_gris_del_alimentador_a_la_resolucion_que_tiene_y_del_tamano_del_acta(hojas: list[bytes]) -> None:
    with emulado(hojas[0]) as emulador:
        _tomar(emulador)
    pedido = emulador.trabajos[0].decode()
    for parte in ("Feeder", "Grayscale8", ">300</scan:XResolution>", ">3300</pwg:Width>", ">5100</pwg:Height>"):
        assert parte in pedido


def test_no_se_pide_otra_hoja_hasta_que_la_anterior_esta_guardada(hojas: list[bytes]) -> None:
    with emulado(*hojas) as emulador:
        paginas = EscanerEscl(emulador.direccion).paginas()
        for n in range(1, 5):
            next(paginas)
            assert emulador.pedidas == n
        assert isinstance(paginas, Generator)
        paginas.close()


@pytest.mark.parametrize("percance", FALLAS, ids=lambda p: p.name)
def test_cada_falla_se_dice_con_palabras_y_las_hojas_que_pasaron_quedan(hojas: list[bytes], percance: Percance) -> None:
    esperada, palabras = FALLAS[percance]
    with emulado(hojas[0], hojas[1], percance, hojas[2]) as emulador:
        paginas, falla = _tomar(emulador)
    assert [p.contenido for p in paginas] == hojas[:2]
    assert falla is not None and falla.falla is esperada
    assert palabras in str(falla) and "Las 2 hojas que ya pasaron están guardadas" in str(falla)


@pytest.mark.parametrize("percance", [Percance.ATASCO, Percance.DOBLE, Percance.TAPA], ids=lambda p: p.name)
def test_arreglado_el_papel_se_sigue_con_las_que_faltan(hojas: list[bytes], percance: Percance) -> None:
    with emulado(hojas[0], percance) as emulador:
        primera, _ = _tomar(emulador)
        emulador.poner(*hojas[1:])
        resto, falla = _tomar(emulador)
    assert falla is None and [p.contenido for p in primera + resto] == hojas


@pytest.mark.parametrize("percance", FALLAS, ids=lambda p: p.name)
def test_una_falla_en_la_primera_hoja_no_habla_de_hojas_guardadas(percance: Percance, hojas: list[bytes]) -> None:
    with emulado(percance, *hojas) as emulador:
        paginas, falla = _tomar(emulador)
    assert paginas == [] and falla is not None and "guardad" not in str(falla)


def test_una_hoja_que_aun_no_esta_lista_se_vuelve_a_pedir(hojas: list[bytes]) -> None:
    with emulado(Percance.AUN_NO, hojas[0], Percance.AUN_NO, Percance.AUN_NO, hojas[1]) as emulador:
        paginas, falla = _tomar(emulador)
    assert falla is None and [p.contenido for p in paginas] == hojas[:2]


def test_el_alimentador_vacio_se_dice_antes_de_empezar() -> None:
    with emulado() as emulador:
        _, falla = _tomar(emulador)
    assert falla is not None and falla.falla is Falla.VACIO and emulador.trabajos == []


def test_un_alimentador_que_resulta_vacio_al_pedir_tambien() -> None:
    with emulado() as emulador:
        emulador.adf = "ScannerAdfLoaded"
        _, falla = _tomar(emulador)
    assert falla is not None and falla.falla is Falla.VACIO


def test_un_escaner_sin_alimentador_da_la_hoja_de_su_vidrio_y_nada_mas(hojas: list[bytes]) -> None:
    with emulado(*hojas) as emulador:
        emulador.capacidades, emulador.adf = CAPACIDADES % "", "ScannerAdfEmpty"
        paginas, falla = _tomar(emulador)
    assert falla is None and [p.contenido for p in paginas] == hojas[:1]
    assert b"Platen" in emulador.trabajos[0] and emulador.pedidas == 1


@pytest.mark.parametrize(("estado", "esperada"), [("Processing", Falla.OCUPADO), ("Down", Falla.NEGADA)])
def test_ocupado_o_caido_se_dice_antes_de_empezar(hojas: list[bytes], estado: str, esperada: Falla) -> None:
    with emulado(*hojas) as emulador:
        emulador.estado = estado
        _, falla = _tomar(emulador)
    assert falla is not None and falla.falla is esperada and emulador.trabajos == []


def test_donde_nadie_escucha_el_escaner_no_responde() -> None:
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        with pytest.raises(FallaDeEscaner, match="no responde"):
            EscanerEscl(f"127.0.0.1:{enchufe.getsockname()[1]}").capacidades()


def test_quien_no_contesta_no_detiene_a_la_estacion() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mudo, pytest.raises(FallaDeEscaner, match="no responde"):
        EscanerEscl(f"127.0.0.1:{mudo.getsockname()[1]}", conexion_s=0.2).estado()


def test_quien_contesta_a_gotas_no_detiene_a_la_estacion() -> None:
    """A byte each while, for as long as one listens: it is left when its time is over."""
    with socket.create_server(("127.0.0.1", 0)) as puerta:

        def gotear() -> None:
            cliente, _ = puerta.accept()
            with cliente, suppress(OSError):
                cliente.recv(4096)
                cliente.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n")
                while True:
                    cliente.sendall(b"x")
                    time.sleep(0.1)

        hilo = threading.Thread(target=gotear)
        hilo.start()
        inicio = time.monotonic()
        with pytest.raises(FallaDeEscaner, match="no responde"):
            EscanerEscl(f"127.0.0.1:{puerta.getsockname()[1]}", conexion_s=0.5).estado()
        assert time.monotonic() - inicio < 3
        hilo.join()


MALOS_XML = {
    "no es xml": b"hola",
    "otra cosa": b"<html/>",
    "bomba": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    "enorme": b"<a>" + b" " * 300_000 + b"</a>",
    "vacio": b" ",
}


@pytest.mark.parametrize("xml", MALOS_XML.values(), ids=MALOS_XML)
def test_un_estado_que_no_se_entiende_se_dice(hojas: list[bytes], xml: bytes) -> None:
    with emulado(*hojas) as emulador:
        emulador.respuesta_estado = xml
        _, falla = _tomar(emulador)
    assert falla is not None and falla.falla is Falla.EXTRANA


@pytest.mark.parametrize("medida", ["-1", "muchos", "99999999"])
def test_unas_capacidades_con_medidas_que_no_son_numeros_se_dicen(hojas: list[bytes], medida: str) -> None:
    with emulado(*hojas) as emulador:
        emulador.capacidades = emulador.capacidades.replace("9000", medida)
        _, falla = _tomar(emulador)
    assert falla is not None and falla.falla is Falla.EXTRANA


@pytest.mark.parametrize("lugar", ["", "nada", "http://x", "/" + "a" * 300])
def test_un_trabajo_sin_lugar_donde_pedir_las_hojas_se_dice(hojas: list[bytes], lugar: str) -> None:
    with emulado(*hojas) as emulador:
        emulador.lugar = lugar
        _, falla = _tomar(emulador)
    assert falla is not None and falla.falla is Falla.EXTRANA


@pytest.mark.parametrize(
    "direccion",
    ["", " ", "ftp://x", "10.0.0.1:puerto", "a b", "http://u:c@x", "x" * 300, "10.0.0.1?x", "[::"],
)
def test_lo_que_no_es_direccion_se_rechaza_diciendo_que_escribir(direccion: str) -> None:
    with pytest.raises(DireccionInvalida, match=r"Escriba, por ejemplo, 192\.168\.1\.40"):
        EscanerEscl(direccion)


@pytest.mark.parametrize("forma", ["{}", "http://{}", "http://{}/eSCL/", " {} "])
def test_la_direccion_se_escribe_como_se_acostumbra(forma: str, hojas: list[bytes]) -> None:
    with emulado(hojas[0]) as emulador:
        assert EscanerEscl(forma.format(emulador.direccion)).capacidades().modelo == "Emulador de pruebas"


def test_quien_deja_de_pedir_a_la_mitad_cancela_el_trabajo(hojas: list[bytes]) -> None:
    with emulado(*hojas) as emulador:
        paginas = EscanerEscl(emulador.direccion).paginas()
        next(paginas)
        assert isinstance(paginas, Generator)
        paginas.close()
    assert emulador.cancelados == 1 and emulador.guion == hojas[1:]
