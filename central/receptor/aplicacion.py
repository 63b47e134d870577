"""The receiver's addresses: the hour, a phone's registration, its sendings, its state, and the application's page."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from central.receptor.cuerpo import leer, vaciar
from central.receptor.envios import BuzonDeEnvios, de_base64
from central.receptor.listas import PadronAbierto
from central.receptor.pagina import PaginaDelCae
from central.receptor.respuestas import Negada, Negativa, decir
from central.telefono.alta import ALTA_MAX, PARA_EL_CAE, AltaDeTelefono, CodigoDeAlta
from central.telefono.firma import FIRMA_LARGO, es_llave, llave_de
from central.telefono.telefono import EstadoDeTelefono
from prep.ajeno.lectura import de_json
from prep.ajeno.reparos import AjenoInvalido

RELOJ_MAX_MS = 300_000
Atiende = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Ventanilla:
    """What is asked besides sendings."""

    entrada: BuzonDeEnvios

    async def hora(self, _: Request) -> Response:
        return decir(200, {"ms": _ahora_ms(), "proceso": self.entrada.listas.directorio().padron.proceso})

    async def alta(self, request: Request) -> Response:
        """POST /v1/altas: left for the centre, who alone can tell whether its seal is good."""
        try:
            crudo = await leer(request, ALTA_MAX)
            alta = de_json(crudo, AltaDeTelefono)
        except AjenoInvalido as error:
            raise Negada(Negativa.FORMATO) from error
        if not es_llave(alta.spki):
            raise Negada(Negativa.FORMATO)
        llave, directorio = llave_de(alta.spki), self.entrada.listas.directorio()
        if (negada := _objecion(directorio, alta, llave)) is not None:
            return decir(403, {"codigo": negada, "texto": PARA_EL_CAE[negada]})
        if llave not in directorio.llaves:
            with self.entrada.cuotas.tomar(f"alta {alta.codigo_id}"):
                self.entrada.deposito.dejar_recado("alta", llave, crudo)
        return decir(202, {"estado": "en_espera", "llave": llave})

    async def de_alta(self, request: Request) -> Response:
        """GET /v1/altas/{llave}: what became of it."""
        llave = str(request.path_params["llave"])
        suya = self.entrada.listas.directorio().llaves.get(llave)
        if suya is not None and suya.estado is EstadoDeTelefono.PERDIDO:
            raise Negada(Negativa.LLAVE_DE_BAJA)
        if suya is not None:
            return decir(200, {"estado": "registrada", "cuenta": suya.cuenta})
        if not _es_nombre(llave):
            raise Negada(Negativa.DESCONOCIDA)
        if (negada := self.entrada.listas.negativa(llave)) is not None:
            return Response(negada, 403, {"Cache-Control": "no-store"}, "application/json")
        if self.entrada.deposito.hay_recado("alta", llave):
            return decir(202, {"estado": "en_espera"})
        raise Negada(Negativa.DESCONOCIDA)

    async def mias(self, request: Request) -> Response:
        """GET /v1/mias, signed: the casillas of the account, how each acta stands and what is asked."""
        directorio = self.entrada.listas.directorio()
        llave, momento = request.headers.get("x-prep-llave", ""), request.headers.get("x-prep-momento", "")
        firma = de_base64(request.headers.get("x-prep-firma", ""))
        if not (momento.isascii() and momento.isdigit() and len(momento) < 16) or len(firma) != FIRMA_LARGO:
            raise Negada(Negativa.PETICION)
        dicho = f"mias|{directorio.padron.proceso}|{llave}|{momento}".encode()
        suya = self.entrada.exigir_llave(directorio, llave, dicho, firma)
        if abs(int(momento) - _ahora_ms()) > RELOJ_MAX_MS:
            raise Negada(Negativa.RELOJ, ms=_ahora_ms())
        contenido, etag = self.entrada.listas.de_cuenta(suya.cuenta)
        encabezados = {"ETag": etag, "Cache-Control": "no-cache, private"}
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers=encabezados)
        return Response(contenido, 200, encabezados, "application/json")


def aplicacion(entrada: BuzonDeEnvios, pagina: PaginaDelCae) -> Starlette:
    """All of it, to be run by an ASGI server."""
    puerta = Ventanilla(entrada)

    async def inicio(_: Request) -> Response:
        return RedirectResponse("/casilla/", 308)

    rutas: list[tuple[str, str, Atiende]] = [
        ("GET", "/v1/hora", puerta.hora),
        ("POST", "/v1/altas", puerta.alta),
        ("GET", "/v1/altas/{llave}", puerta.de_alta),
        ("PUT", "/v1/envios/{envio}", entrada.recibir),
        ("GET", "/v1/mias", puerta.mias),
        ("GET", "/casilla/{nombre:path}", pagina.__call__),
        ("GET", "/casilla", inicio),
        ("GET", "/", inicio),
    ]
    return Starlette(routes=[Route(ruta, partial(_atender, hace), methods=[metodo]) for metodo, ruta, hace in rutas])


async def _atender(hace: Atiende, request: Request) -> Response:
    """The answer, or why there is none; whoever was refused in mid-sending is heard out for a little."""
    try:
        return await hace(request)
    except Negada as negada:
        con_cuerpo = request.method in ("PUT", "POST")
        if con_cuerpo and negada.negativa is not Negativa.LENTO:
            await vaciar(request)
        respuesta = negada.respuesta()
        if con_cuerpo:
            respuesta.headers["Connection"] = "close"
        return respuesta
    except ClientDisconnect:
        return Response(status_code=400)  # nobody reads it


def _objecion(directorio: PadronAbierto, alta: AltaDeTelefono, llave: str) -> CodigoDeAlta | None:
    """What can be told without the code: the centre looks again."""
    hoja = directorio.hojas.get(alta.codigo_id)
    if hoja is None:
        return CodigoDeAlta.CODIGO_DESCONOCIDO
    if hoja.cuenta != alta.cuenta:
        return CodigoDeAlta.CODIGO_DE_OTRA_CUENTA
    if llave in directorio.llaves:
        return None
    if hoja.estado is EstadoDeTelefono.CANCELADO or hoja.vence < _ahora_ms():
        return CodigoDeAlta.CODIGO_VENCIDO
    return None if hoja.estado is EstadoDeTelefono.INVITADO else CodigoDeAlta.CODIGO_USADO


def _es_nombre(llave: str) -> bool:
    return len(llave) == 16 and not set(llave) - set("0123456789abcdef")


def _ahora_ms() -> int:
    return time.time_ns() // 1_000_000
