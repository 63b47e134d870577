"""Sendings over real HTTP: acknowledged when they are on the disk, once, and each bad one told with its code."""

import json
import socket
from base64 import b64decode, b64encode
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import pytest

from central.receptor.respuestas import Negativa
from simulacro.personas.telefono import TelefonoDeCae
from tests.central.casilla.envios import jpeg
from tests.espera import hasta
from tests.receptor import PROCESO, ReceptorSolo

FOTO = jpeg(90)
ACTA = "GUB-001-0001-B01-00-A02-1"
Estropear = Callable[[ReceptorSolo, TelefonoDeCae, dict[str, Any]], dict[str, str] | None]


def test_lo_que_se_contesta_201_ya_esta_en_la_carpeta_tal_como_se_firmo(receptor: ReceptorSolo) -> None:
    suyo = receptor.telefono("cae-bien")
    datos = suyo.datos(ACTA, FOTO)
    encabezados = suyo.encabezados(datos)
    dado = suyo.enviar(datos, FOTO, encabezados)
    assert (dado.estado, dado.dicho["estado"], dado.dicho["envio"]) == (201, "recibida", datos["envio"])
    assert (receptor.envios / f"{datos['envio']}.jpg").read_bytes() == FOTO
    sobre = json.loads((receptor.envios / f"{datos['envio']}.json").read_bytes())
    assert json.loads(b64decode(sobre["datos"])) == datos and sobre["firma"] == encabezados["X-Prep-Firma"]
    assert receptor.escondidos() == []
    otra = suyo.enviar(datos, FOTO, encabezados)
    assert (otra.estado, otra.dicho["repetida"]) == (200, True)
    distinta = suyo.enviar(datos, FOTO)  # signed again: another signature, other content
    assert (distinta.estado, distinta.dicho["codigo"]) == (409, "CONTENIDO_DISTINTO")


def test_lo_ya_recibido_se_sabe_aunque_el_centro_se_lo_haya_llevado(receptor: ReceptorSolo) -> None:
    suyo = receptor.telefono("cae-llevada")
    datos = suyo.datos(ACTA, FOTO)
    encabezados = suyo.encabezados(datos)
    assert suyo.enviar(datos, FOTO, encabezados).estado == 201
    for extension in ("jpg", "json"):
        (receptor.envios / f"{datos['envio']}.{extension}").unlink()
    assert suyo.enviar(datos, FOTO, encabezados).estado == 200
    assert f"{datos['envio']}.jpg" not in receptor.dejados()


def _con(**cambios: str) -> Estropear:
    return lambda _, suyo, datos: {**suyo.encabezados(datos), **{k.replace("_", "-"): v for k, v in cambios.items()}}


def _firma_de_otro(_: ReceptorSolo, suyo: TelefonoDeCae, datos: dict[str, Any]) -> dict[str, str]:
    ajena = TelefonoDeCae("otra", PROCESO).encabezados(datos)
    return {**suyo.encabezados(datos), "X-Prep-Firma": ajena["X-Prep-Firma"]}


def _datos_cambiados(_: ReceptorSolo, suyo: TelefonoDeCae, datos: dict[str, Any]) -> dict[str, str]:
    otros = b64encode(json.dumps({**datos, "desfase_ms": 9}).encode()).decode()
    return {**suyo.encabezados(datos), "X-Prep-Datos": otros}


def _estado(estado: str) -> Estropear:
    return lambda receptor, suyo, _: receptor.dejar(suyo, estado)


def _fase(fase: str) -> Estropear:
    return lambda receptor, _, __: receptor.con_fase(fase)


def _desconocida(receptor: ReceptorSolo, suyo: TelefonoDeCae, _: dict[str, Any]) -> None:
    del receptor.llaves[suyo.llave]
    receptor.firmar()


def _otra_cuenta(receptor: ReceptorSolo, suyo: TelefonoDeCae, _: dict[str, Any]) -> None:
    suyo.cuenta = "cae-que-no-es"


MALOS: dict[str, tuple[Negativa, dict[str, Any], Estropear | None]] = {
    "sin datos": (Negativa.PETICION, {}, _con(X_Prep_Datos="")),
    "datos que no son base64": (Negativa.PETICION, {}, _con(X_Prep_Datos="%%%")),
    "firma corta": (Negativa.PETICION, {}, _con(X_Prep_Firma="AAAA")),
    "otro tipo": (Negativa.PETICION, {}, _con(Content_Type="image/png")),
    "llave desconocida": (Negativa.LLAVE_DESCONOCIDA, {}, _desconocida),
    "llave perdida": (Negativa.LLAVE_DE_BAJA, {}, _estado("PERDIDO")),
    "firma de otro": (Negativa.FIRMA, {}, _firma_de_otro),
    "datos cambiados": (Negativa.FIRMA, {}, _datos_cambiados),
    "otra cuenta": (Negativa.OTRA_CUENTA, {"cuenta": "cae-8"}, None),
    "otro proceso": (Negativa.OTRO_PROCESO, {"proceso": "OTRO"}, None),
    "otro hash": (Negativa.IMAGEN_DANADA, {"sha256": "0" * 64}, None),
    "reloj de un año": (Negativa.FECHA, {"desfase_ms": 31_536_000_000}, None),
    "un campo de más": (Negativa.FORMATO, {"telefono": "55"}, None),
    "antes de abrir": (Negativa.FASE, {}, _fase("por_abrir")),
    "ya cerrado": (Negativa.PROCESO_CERRADO, {}, _fase("cerrado")),
}


@pytest.mark.parametrize(("negativa", "cambios", "estropear"), MALOS.values(), ids=list(MALOS))
def test_cada_envio_malo_tiene_su_codigo_y_su_frase_y_no_deja_nada(
    receptor: ReceptorSolo, negativa: Negativa, cambios: dict[str, Any], estropear: Estropear | None
) -> None:
    suyo = receptor.telefono(f"cae-{negativa.name}")
    datos = suyo.datos(ACTA, FOTO, **cambios)
    dado = suyo.enviar(datos, FOTO, estropear(receptor, suyo, datos) if estropear else None)
    assert (dado.estado, dado.dicho) == (negativa.estado, {"codigo": negativa.name, "texto": negativa.value[1]})
    assert f"{datos['envio']}.jpg" not in receptor.dejados() and receptor.escondidos() == []


def test_de_un_telefono_perdido_se_le_deja_recado_al_centro(receptor: ReceptorSolo) -> None:
    suyo = receptor.telefono("cae-robado", "PERDIDO")
    assert suyo.enviar(suyo.datos(ACTA, FOTO), FOTO).estado == 403
    assert (receptor.envios / "recados" / f"perdido-{suyo.llave}.json").exists()


def test_cuatro_mib_caben_y_un_byte_mas_no(receptor: ReceptorSolo) -> None:
    suyo = receptor.telefono("cae-grande")
    justa = FOTO + bytes(4 * 1024 * 1024 - len(FOTO))
    assert suyo.enviar(suyo.datos(ACTA, justa), justa).estado == 201
    dado = suyo.enviar(suyo.datos(ACTA, justa + b"x"), justa + b"x")
    assert (dado.estado, dado.dicho["codigo"]) == (413, "MUY_GRANDE")


def test_sin_decir_cuanto_mide_no_se_recibe(receptor: ReceptorSolo) -> None:
    suyo = receptor.telefono("cae-trozos")
    datos = suyo.datos(ACTA, FOTO)
    encabezados = {**suyo.encabezados(datos), "Transfer-Encoding": "chunked"}
    crudo = f"{len(FOTO):x}\r\n".encode() + FOTO + b"\r\n0\r\n\r\n"
    dado = suyo.pedir("PUT", f"/v1/envios/{datos['envio']}", crudo, encabezados)
    assert (dado.estado, dado.dicho["codigo"]) == (411, "SIN_LARGO")


def test_una_conexion_cortada_no_deja_nada_y_el_mismo_envio_entra_despues(receptor: ReceptorSolo) -> None:
    suyo = receptor.telefono("cae-cortada")
    datos = suyo.datos(ACTA, FOTO)
    encabezados = suyo.encabezados(datos)
    _a_medias(receptor.puerto, datos, encabezados).close()
    assert suyo.enviar(datos, FOTO, encabezados).estado == 201
    assert receptor.dejados().count(f"{datos['envio']}.jpg") == 1


@pytest.mark.parametrize("igual", [True, False], ids=["lo mismo", "otro contenido"])
def test_de_dos_conexiones_a_la_vez_con_un_id_queda_una(receptor: ReceptorSolo, igual: bool) -> None:
    """Both came whole before either was kept: the second learns it at its end, with its body already read."""
    suyo = receptor.telefono(f"cae-doble-{igual}")
    datos = suyo.datos(ACTA, FOTO)
    primero = suyo.encabezados(datos)
    segundo = primero if igual else suyo.encabezados(datos)  # signed again: other content
    with ExitStack() as abiertas:
        dos = [abiertas.enter_context(_a_medias(receptor.puerto, datos, e)) for e in (primero, segundo)]
        hasta(lambda: len(receptor.escondidos()) == 2, "que vayan los dos")
        for conexion in dos:
            conexion.sendall(FOTO[-1:])
        estados = [int(conexion.recv(4096).split(b" ", 2)[1]) for conexion in dos]
    assert sorted(estados) == ([200, 201] if igual else [201, 409])
    assert receptor.escondidos() == []
    sobre = json.loads((receptor.envios / f"{datos['envio']}.json").read_bytes())
    assert sobre["firma"] == (primero, segundo)[estados.index(201)]["X-Prep-Firma"], "el que se dijo recibido"
    assert suyo.enviar(datos, FOTO, (primero, segundo)[estados.index(201)]).estado == 200


def test_despues_de_sesenta_en_diez_minutos_se_pide_esperar(receptor: ReceptorSolo) -> None:
    suyo = receptor.telefono("cae-de-mas")
    for _ in range(60):
        assert suyo.enviar(suyo.datos(ACTA, FOTO, sha256="0" * 64), FOTO).estado == 422
    dado = suyo.enviar(suyo.datos(ACTA, FOTO), FOTO)
    assert (dado.estado, dado.dicho["codigo"]) == (429, "CUOTA")
    assert 0 < int(dado.encabezados["retry-after"]) <= 601


def test_una_lista_que_no_firmo_el_centro_no_cambia_nada(receptor: ReceptorSolo) -> None:
    from prep.net.identidad import Llave

    intruso = TelefonoDeCae("cae-intruso", PROCESO, receptor.puerto)
    spki = b64encode(intruso.spki).decode()
    suya = {"llave": intruso.llave, "spki": spki, "cuenta": intruso.cuenta, "estado": "EN_USO"}
    receptor.llaves[intruso.llave] = suya
    receptor.firmar(Llave(b"x" * 32))
    assert intruso.enviar(intruso.datos(ACTA, FOTO), FOTO).dicho["codigo"] == "LLAVE_DESCONOCIDA"
    del receptor.llaves[intruso.llave]
    receptor.firmar()


def test_de_una_cuenta_se_reciben_cuatro_a_la_vez_y_las_demas_cuentas_pasan(receptor: ReceptorSolo) -> None:
    suyo, otro = receptor.telefono("cae-cuatro"), receptor.telefono("cae-vecina")
    with ExitStack() as abiertas:
        envios = [suyo.datos(ACTA, FOTO) for _ in range(5)]
        encabezados = [suyo.encabezados(datos) for datos in envios]
        van = []
        for datos, suyos in zip(envios[:4], encabezados[:4], strict=True):
            van.append(abiertas.enter_context(_a_medias(receptor.puerto, datos, suyos)))
        hasta(lambda: len(receptor.escondidos()) == 4, "que vayan cuatro")
        dado = suyo.enviar(envios[4], FOTO, encabezados[4])
        assert (dado.estado, dado.dicho["codigo"], dado.encabezados["retry-after"]) == (429, "CUOTA", "2")
        assert otro.enviar(otro.datos(ACTA, FOTO), FOTO).estado == 201
        van[0].sendall(FOTO[-1:])
        assert van[0].recv(4096).startswith(b"HTTP/1.1 201 ")
        assert suyo.enviar(envios[4], FOTO, encabezados[4]).estado == 201, "una que acaba deja su lugar"


def _a_medias(puerto: int, datos: dict[str, Any], encabezados: dict[str, str]) -> socket.socket:
    """A sending that lacks its last byte."""
    conexion = socket.create_connection(("127.0.0.1", puerto), timeout=10)
    lineas = [f"PUT /v1/envios/{datos['envio']} HTTP/1.1", "Host: x", f"Content-Length: {len(FOTO)}"]
    conexion.sendall("\r\n".join([*lineas, *(f"{k}: {v}" for k, v in encabezados.items()), "", ""]).encode())
    conexion.sendall(FOTO[:-1])
    return conexion
