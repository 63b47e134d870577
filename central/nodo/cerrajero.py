"""The locksmith of a server with certificates: who was revoked is out in a second, and what is to expire is told.

PostgreSQL says to nobody that a list or a key is bad: it goes on with those of before. So at its start and after each
change a certificate that was revoked when it was made, and a good one, knock at the server; what they meet says whether
it holds.
"""

import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
from psycopg import Connection

from central.nodo import gemelos, revocados, roles
from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.confianza import Confianza
from central.nodo.preparar import BASE
from central.nodo.revocados import RevocadosInvalidos
from prep.net.identificacion import ARCHIVO, ParDePrueba, SerCliente, en_archivos, guardar, vence
from prep.store.cadena import con_certificado

RONDA_S, REPASO_S, PRUEBA_S, PAUSA_S = 1.0, 60.0, 3.0, 0.1
AVISOS = (1, 7, 30)  # days before something expires
PUESTA = "SELECT lista FROM prep.revocados WHERE sitio = %s"
TERMINAR = """SELECT pg_terminate_backend(pid) FROM pg_stat_ssl
WHERE client_serial = ANY(%s::numeric[]) AND pid <> pg_backend_pid()"""
ALARMAR = "SELECT prep.alarmar('CERTIFICADOS', %s, '', %s)"
REVOCADO, PASO_TLS = "certificate revoked", "certificate authentication failed"
REGISTRO = logging.getLogger(__name__)


@dataclass(slots=True)
class Cerrajero:
    """Runs in a thread of the node's program until `parar`."""

    cluster: Cluster
    parar: threading.Event
    _vista: str = ""  # the list of the base that was looked at last
    _repaso: float = 0.0
    _probada: bool = False
    _leida: Confianza | None = None  # as it was at the last look

    def correr(self) -> None:
        while not self.parar.is_set():
            try:
                with psycopg.connect(self.cluster.dsn(ADMIN), autocommit=True, application_name="prep cerrajero") as a:
                    while not self.parar.wait(RONDA_S):
                        self.mirar(a)
            except (psycopg.OperationalError, OSError) as error:
                REGISTRO.warning("El cerrajero perdió la base y la vuelve a buscar: %s", error)
                self.parar.wait(RONDA_S)

    def mirar(self, admin: Connection[Any]) -> None:
        """One round: a new list is put, who is in two places is told; once a minute all that it has is gone over."""
        gemelos.avisar(admin)
        try:
            self._tomar(admin)
            if time.monotonic() >= self._repaso:
                self._repaso = time.monotonic() + REPASO_S
                self.repasar(admin)
        except ErrorNodo as error:  # its identification cannot be read
            self._alarmar(admin, "identificacion", str(error))

    def _tomar(self, admin: Connection[Any]) -> None:
        antes, confianza = self._leida, self._propia()
        self._leida = confianza
        if antes and antes != confianza and not confianza.puesta(self.cluster.lugar):
            self._vista = ""  # it may have an older list than the base
            self.aplicar(admin, confianza)
            REGISTRO.info("El servidor tomó otra identificación.")
        fila = admin.execute(PUESTA, (confianza.suya.sitio,)).fetchone()
        if fila is None or fila[0] == self._vista:
            return
        self._vista = fila[0]
        ahora = datetime.now(UTC)
        try:
            nueva = revocados.leer(fila[0], confianza.servidor.autoridad, ahora)
        except RevocadosInvalidos as error:
            self._alarmar(admin, "revocados", f"{str(error).capitalize()}: sigue la de antes.")
            return
        if nueva.numero > self._numero(confianza, ahora):
            self.poner(admin, confianza, nueva.texto)
        admin.execute(TERMINAR, (list(nueva.series),))

    def _numero(self, confianza: Confianza, ahora: datetime) -> int:
        """Of the list that is in force; a bad one is worth less than any."""
        try:
            return revocados.leer(confianza.servidor.revocados, confianza.servidor.autoridad, ahora).numero
        except RevocadosInvalidos:
            return -1

    def poner(self, admin: Connection[Any], confianza: Confianza, lista: str) -> None:
        """On disk, in the server, and proved."""
        servidor = confianza.servidor.model_copy(update={"revocados": lista})
        nueva = Confianza(confianza.suya.model_copy(update={"servidor": servidor}))
        guardar(nueva.suya, self.cluster.datos / ARCHIVO)
        self.aplicar(admin, nueva)

    def aplicar(self, admin: Connection[Any], confianza: Confianza) -> None:
        """The files of `confianza` to the server, which reads them again; raises its alarm unless they hold."""
        confianza.poner(self.cluster.lugar)
        admin.execute("SELECT pg_reload_conf()")
        if falla := self.probar(confianza):
            self._alarmar(admin, "prueba", falla)

    def probar(self, confianza: Confianza) -> str:
        """Why the server does not do as its files say, "" when it does; a reload takes it a moment."""
        limite = time.monotonic() + PRUEBA_S
        while falla := self._probar(confianza):
            if time.monotonic() > limite:
                return falla
            time.sleep(PAUSA_S)
        return ""

    def _probar(self, confianza: Confianza) -> str:
        suyo = confianza.servidor
        if REVOCADO not in (dicho := self._tocar(confianza, suyo.malo, "malo")):
            return f"Un certificado revocado no se rechaza: revise {ARCHIVO} y el registro del servidor. {dicho[:200]}"
        if PASO_TLS not in (dicho := self._tocar(confianza, suyo.bueno, "bueno")):
            return f"Un certificado bueno se rechaza: nadie puede entrar. {dicho[:200]}"
        return ""

    def _tocar(self, confianza: Confianza, par: ParDePrueba, cual: str) -> str:
        """What the server says to that certificate, which is nobody's: once TLS let it pass, that it is no role."""
        suyo = confianza.servidor
        cliente = SerCliente(nombre=suyo.nombre, autoridad=suyo.autoridad, certificado=par.certificado, llave=par.llave)
        a = en_archivos(cliente, f"prueba-{cual}", self.cluster.datos)
        direccion, puerto = self.cluster.direccion
        dsn = con_certificado(a.nombre, direccion, puerto, roles.REPLICA, BASE, a.autoridad, a.certificado, a.llave)
        try:
            psycopg.connect(dsn, connect_timeout=3).close()
        except psycopg.OperationalError as error:
            return " ".join(str(error).split())
        return "entró, y no es de nadie"

    def repasar(self, admin: Connection[Any]) -> None:
        """Whether the server has the files that it should, and what is to expire."""
        confianza = self._propia()
        if not confianza.puesta(self.cluster.lugar):
            self._alarmar(admin, "archivos", "Alguien cambió los certificados del servidor: se repusieron.")
            self.aplicar(admin, confianza)
        elif not self._probada and (falla := self.probar(confianza)):
            self._alarmar(admin, "prueba", falla)
        self._probada = True
        for causa, texto in por_vencer(confianza, datetime.now(UTC)):
            self._alarmar(admin, causa, texto)

    def _propia(self) -> Confianza:
        confianza = self.cluster.confianza
        if confianza is None:
            raise ErrorNodo(f"En {self.cluster.datos} ya no está {ARCHIVO}: repóngala de su respaldo.")
        return confianza

    def _alarmar(self, admin: Connection[Any], causa: str, texto: str) -> None:
        admin.execute(ALARMAR, (causa, texto))
        REGISTRO.warning("%s", texto)


def por_vencer(confianza: Confianza, ahora: datetime) -> Iterator[tuple[str, str]]:
    """What expires within 30, 7 or 1 days: for each of those once, and what to say."""
    for que, cuando in vencimientos(confianza, ahora):
        if antes := next((dias for dias in AVISOS if cuando - ahora <= timedelta(days=dias)), 0):
            yield f"{que}, {antes}", f"{que} vence el {cuando:%Y-%m-%d %H:%M} UTC: pida otra identificación antes."


def vencimientos(confianza: Confianza, ahora: datetime) -> Iterator[tuple[str, datetime]]:
    yield "El certificado de este servidor", vence(confianza.servidor.certificado)
    for sitio, cliente in confianza.suya.clientes.items():
        yield f"El certificado con que se entra a {sitio}", vence(cliente.certificado)
    try:
        suya = revocados.leer(confianza.servidor.revocados, confianza.servidor.autoridad, ahora)
        yield "La lista de revocados", suya.vence
    except RevocadosInvalidos:
        yield "La lista de revocados", ahora
