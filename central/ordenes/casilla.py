"""`prep casilla recibir|servir|telefono`: what the phones of the CAE send, and the phones themselves (R-02, R-09).

Exit code 0 all in; 2 it could not start; 3 something was set aside, each with its reason, or the phase forbids it.
"""

import argparse
import ipaddress
import sys
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, text

from central.casilla.apartada import CAMBIADO, alarmar
from central.casilla.hojas import en_pdf, hora_en
from central.casilla.recepcion import ResumenDeRecepcion
from central.casilla.telefonos import ListaDeTelefonos, en_uso
from central.casilla.vuelta import VueltaDeCasilla
from central.marco.base import exigir_conocidos
from central.marco.conexion import BIEN, MAL_USO, RECHAZADO, MalUso, NodoAbierto, mandar
from central.marco.proceso import Cabecera, leer_cabecera
from central.marco.tabla import tabla
from central.telefono.firma import llave_de
from central.telefono.telefono import EstadoDeTelefono, TelefonoNuevo
from prep.orden.opciones import con_datos, con_json, decir_json
from prep.orden.parada import a_su_tiempo, dormir
from prep.orden.secretos import con_permiso, exigir_fuera
from prep.orden.verbos import con_acciones

CADA_S = 1.0  # between two passes
CUENTAS = "SELECT DISTINCT ON (acta) acta, cuenta FROM prep.cae ORDER BY acta, desde DESC"
DIAS = 7
PALABRAS = {
    EstadoDeTelefono.INVITADO: "con hoja",
    EstadoDeTelefono.CANCELADO: "hoja cancelada",
    EstadoDeTelefono.EN_USO: "en uso",
    EstadoDeTelefono.RELEVADO: "cambió de teléfono",
    EstadoDeTelefono.PERDIDO: "PERDIDO",
}


def registrar(analizador: argparse.ArgumentParser) -> None:
    accion = con_acciones(analizador)
    entrada = accion("recibir", "recibe las imágenes de una carpeta: JPEG y JSON, por pares")
    con_datos(entrada)
    entrada.add_argument("carpeta", type=Path, metavar="CARPETA", help="la carpeta de envíos")
    entrada.add_argument(
        "--avisos", type=Path, metavar="CARPETA", help="dónde decir a los teléfonos qué se tiene y qué se les pide"
    )
    entrada.add_argument("--seguir", action="store_true", help="sigue recibiendo hasta Ctrl-C")
    entrada.set_defaults(ejecutar=mandar(_recibir))
    servir = accion("servir", "recibe por HTTP lo que mandan los teléfonos; no usa la base")
    servir.add_argument("carpeta", type=Path, metavar="CARPETA", help="dónde deja los envíos")
    servir.add_argument("--avisos", type=Path, required=True, metavar="CARPETA", help="la que escribe «recibir»")
    servir.add_argument("--centro", type=Path, metavar="ARCHIVO", help="llave pública del centro (AVISOS/centro.pub)")
    servir.add_argument(
        "--escucha",
        type=_lugar,
        default=("127.0.0.1", 8600),
        metavar="IP:PUERTO",
        help="de esta máquina (127.0.0.1:8600)",
    )
    servir.set_defaults(ejecutar=_servir)
    _registrar_telefono(accion("telefono", "da de alta los teléfonos de los CAE, y de baja los perdidos"))


def _lugar(texto: str) -> tuple[str, int]:
    ip, _, puerto = texto.rpartition(":")
    try:
        if not ipaddress.ip_address(ip.strip("[]")).is_loopback or not 0 <= int(puerto) < 65_536:
            raise ValueError
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"«{texto[:60]}» no es de esta máquina, como 127.0.0.1:8600: a la red sale por nginx, con TLS"
        ) from None
    return ip.strip("[]"), int(puerto)


def _recibir(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    vuelta = VueltaDeCasilla(puesto, argumentos.carpeta, argumentos.avisos, lambda linea: print(linea, file=sys.stderr))
    if not argumentos.seguir:
        return _decir(vuelta.dar())
    with a_su_tiempo():
        while True:
            vuelta.seguir()
            dormir(CADA_S)


def _decir(resumen: ResumenDeRecepcion) -> int:
    recibidas = resumen.nuevas + resumen.ya_estaban
    print(
        f"{recibidas} imágenes recibidas ({resumen.ya_estaban} ya estaban), {resumen.apartadas} apartadas,"
        f" {resumen.en_espera} en espera de su pareja."
    )
    if resumen.trasladadas:
        print(f"{resumen.trasladadas} pasaron al acta que la mesa identificó; se capturan ahí.")
    if resumen.altas:
        print(f"{resumen.altas} teléfonos dados de alta.")
    return RECHAZADO if resumen.apartadas else BIEN


def _servir(argumentos: argparse.Namespace) -> int:
    from central.receptor.servidor import NoSirve, servir  # with the server, not with the help of it

    try:
        centro = argumentos.centro or argumentos.avisos / "centro.pub"
        return servir(argumentos.carpeta, argumentos.avisos, centro, argumentos.escucha)
    except NoSirve as error:
        print(error, file=sys.stderr)
        return MAL_USO


def _registrar_telefono(analizador: argparse.ArgumentParser) -> None:
    accion = con_acciones(analizador)
    invitar = accion("invitar", "hace la hoja con que cada CAE da de alta su teléfono")
    con_datos(invitar)
    invitar.add_argument("cuentas", nargs="*", metavar="CUENTA", help="sin ninguna, todas las que no tienen")
    cambio = accion("cambio", "otro teléfono: entra lo que tomó el de antes, y hace otra hoja")
    perdido = accion("perdido", "nada de ese teléfono entra ya; después, invite otra vez")
    for orden in (cambio, perdido):
        con_datos(orden)
        orden.add_argument("cuenta", metavar="CUENTA")
        orden.add_argument("--motivo", required=True, help="por qué: queda en la base")
    for orden in (invitar, cambio):
        orden.add_argument("--liga", type=_liga, required=True, metavar="HTTPS://…", help="dónde está la aplicación")
        orden.add_argument("--hojas", type=Path, required=True, metavar="PDF", help="dónde dejar las hojas")
        orden.add_argument("--dias", type=int, default=DIAS, help=f"cuántos días sirve la hoja ({DIAS})")
        con_permiso(orden)
    lista = accion("lista", "qué teléfono tiene cada cuenta")
    con_datos(lista)
    con_json(lista)
    for orden, hace in ((invitar, _invitar), (cambio, _cambio), (perdido, _perdido), (lista, _lista)):
        orden.set_defaults(ejecutar=mandar(hace))


def _liga(texto: str) -> str:
    partes = urlsplit(texto)
    local = partes.scheme == "http" and partes.hostname in ("127.0.0.1", "localhost")
    if not partes.hostname or partes.fragment or partes.query or not (local or partes.scheme == "https"):
        raise argparse.ArgumentTypeError(f"«{texto[:60]}» no es una dirección como https://casilla.ejemplo.mx")
    return texto.rstrip("/").removesuffix("/casilla") + "/casilla/"


def _invitar(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    _exigir_hojas(argumentos)
    with ExitStack() as al_final, puesto.ordenar() as conn:
        cabecera, lista = _abrir(conn, puesto)
        cuentas = list(dict.fromkeys(argumentos.cuentas)) or _sin_hoja(conn, lista)
        exigir_conocidos(cuentas, _todas(conn), "cuenta de CAE")
        if con := [c for c in argumentos.cuentas if en_uso(lista.de(c))]:
            raise MalUso(f"Ya tienen su teléfono: {', '.join(con)}. Si lo perdieron o lo cambian: perdido, o cambio.")
        if not cuentas:
            print("Todas las cuentas tienen ya su teléfono o su hoja.")
            return BIEN
        hojas = [lista.invitar(cuenta, _vence(argumentos)) for cuenta in cuentas]
        al_final.enter_context(en_pdf(argumentos.hojas, argumentos.liga, cabecera, hojas))
    print(f"Hojas hechas: {len(hojas)}, en {argumentos.hojas}. Entregue cada una a su CAE, y a nadie más.")
    return BIEN


def _cambio(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    _exigir_hojas(argumentos)
    with ExitStack() as al_final, puesto.ordenar() as conn:
        cabecera, lista = _abrir(conn, puesto)
        exigir_conocidos([argumentos.cuenta], _todas(conn), "cuenta de CAE")
        if not lista.relevar(argumentos.cuenta, datetime.now(UTC)):
            raise MalUso(f"La cuenta «{argumentos.cuenta}» no tiene un teléfono en uso. Invítela.")
        hoja = lista.invitar(argumentos.cuenta, _vence(argumentos))
        alarmar(conn, "", f"{argumentos.cuenta} cambia de teléfono, hoja {hoja.numero}: {argumentos.motivo}", CAMBIADO)
        al_final.enter_context(en_pdf(argumentos.hojas, argumentos.liga, cabecera, [hoja]))
    print(f"Lo que tomó con el de antes hasta ahora todavía entra. Su hoja nueva: {argumentos.hojas}")
    return BIEN


def _perdido(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    with puesto.ordenar() as conn:
        lista = _abrir(conn, puesto)[1]
        suyos = lista.de(argumentos.cuenta)
        exigir_conocidos([argumentos.cuenta], {*_todas(conn), *(t.cuenta for t in suyos)}, "cuenta de CAE")
        cambiados = lista.perder(argumentos.cuenta, datetime.now(UTC))
        if cambiados:
            hoja = suyos[-1].numero
            dicho = f"El teléfono de {argumentos.cuenta} se dio por perdido, hoja {hoja}: {argumentos.motivo}"
            alarmar(conn, "", dicho, CAMBIADO)
    print(
        f"Nada del teléfono de {argumentos.cuenta} entra ya. Para que siga con otro: prep casilla telefono invitar."
        if cambiados
        else f"La cuenta {argumentos.cuenta} no tiene teléfono ni hoja en uso."
    )
    return BIEN


def _lista(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    with puesto.mirar() as conn:
        lista = _abrir(conn, puesto)[1]
        zona = ZoneInfo(leer_cabecera(conn).zona)
        telefonos = lista.todos()
        sin = sorted(_todas(conn) - {t.cuenta for t in telefonos})
    if argumentos.json:
        decir_json({"telefonos": [_a_json(t, lista.vale(t)) for t in telefonos], "sin_hoja": sin})
        return BIEN
    filas = [
        (t.cuenta, str(t.numero), PALABRAS[t.estado] if lista.vale(t) else "ALTERADO EN LA BASE",
         hora_en(t.vence, zona), llave_de(t.spki) if t.spki else "", hora_en(t.hasta, zona))
        for t in telefonos
    ]  # fmt: skip
    print(tabla(["Cuenta", "Hoja", "Estado", "Vence", "Llave", "Hasta"], filas))
    print(f"Cuentas con teléfono: {sum(t.estado is EstadoDeTelefono.EN_USO for t in telefonos)}. Sin hoja: {len(sin)}.")
    return BIEN


def _a_json(t: TelefonoNuevo, firmado: bool) -> dict[str, object]:
    horas = {"vence": t.vence.isoformat(), "hasta": t.hasta.isoformat() if t.hasta else None}
    llave = llave_de(t.spki) if t.spki else None
    return {"cuenta": t.cuenta, "hoja": t.numero, "estado": str(t.estado), "llave": llave, **horas, "firmado": firmado}


def _abrir(conn: Connection, puesto: NodoAbierto) -> tuple[Cabecera, ListaDeTelefonos]:
    cabecera = leer_cabecera(conn)
    return cabecera, ListaDeTelefonos(conn, cabecera.proceso, puesto.llave(conn))


def _todas(conn: Connection) -> set[str]:
    return {fila.cuenta for fila in conn.execute(text(CUENTAS))}


def _sin_hoja(conn: Connection, lista: ListaDeTelefonos) -> list[str]:
    """Those with neither a phone nor a sheet that is still good."""
    ahora = datetime.now(UTC)
    tienen = {
        t.cuenta
        for t in lista.todos()
        if t.estado is EstadoDeTelefono.EN_USO or (t.estado is EstadoDeTelefono.INVITADO and t.vence > ahora)
    }
    return sorted(_todas(conn) - tienen)


def _vence(argumentos: argparse.Namespace) -> datetime:
    if not 1 <= argumentos.dias <= 90:
        raise MalUso("--dias va de 1 a 90.")
    return datetime.now(UTC).replace(microsecond=0) + timedelta(days=argumentos.dias)


def _exigir_hojas(argumentos: argparse.Namespace) -> None:
    exigir_fuera(argumentos.hojas, argumentos.aunque)
    if argumentos.hojas.exists():
        raise MalUso(f"{argumentos.hojas} ya existe y no se sobrescribe: dé otro archivo a --hojas.")
