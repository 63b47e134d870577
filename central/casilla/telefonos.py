"""The phones of the CAE as the centre knows them: sheets, keys, and what became of each; every row is signed by it.

The code of a sheet is kept nowhere: it is made again from the centre's key, so the base alone enrols nobody.
"""

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, text

from central.nodo.lista import ListaDelCentro, vale
from central.telefono import codigo as codigos
from central.telefono.alta import AltaDeTelefono, AltaNegada, CodigoDeAlta
from central.telefono.apartada import Apartada, CodigoDeApartada
from central.telefono.envio import EnvioFirmado
from central.telefono.firma import es_llave, firmo, llave_de
from central.telefono.telefono import EstadoDeTelefono, TelefonoNuevo
from prep.net.identidad import Llave

LEER = "SELECT cuenta, numero, codigo_id, vence, estado, spki, hasta, version, firma FROM prep.telefono"
DE_LLAVE = " WHERE left(encode(sha256(spki), 'hex'), 16) = :llave AND spki <> ''"
ESCRIBIR = (
    "INSERT INTO prep.telefono (cuenta, numero, codigo_id, vence, estado, spki, hasta, version, firma)"
    " VALUES (:cuenta, :numero, :codigo_id, :vence, :estado, :spki, :hasta, :version, :firma)"
    " ON CONFLICT (cuenta, numero) DO UPDATE SET estado = excluded.estado, spki = excluded.spki,"
    " hasta = excluded.hasta, version = excluded.version, firma = excluded.firma"
)
VIVOS = frozenset({EstadoDeTelefono.EN_USO, EstadoDeTelefono.RELEVADO})


@dataclass(frozen=True, slots=True)
class HojaNueva:
    """What is printed for one CAE: whose, and the code that is used once."""

    cuenta: str
    numero: int
    codigo: bytes
    vence: datetime


class ListaDeTelefonos:
    """The phones of a proceso, in one transaction of the centre."""

    def __init__(self, conn: Connection, proceso: str, llave: Llave) -> None:
        self._conn, self._proceso, self._llave = conn, proceso, llave
        self._lista = ListaDelCentro(proceso, llave.publica, llave)

    def todos(self, donde: str = "", **valores: object) -> list[TelefonoNuevo]:
        filas = self._conn.execute(text(f"{LEER} {donde} ORDER BY cuenta, numero"), valores)
        return [
            TelefonoNuevo(c, n, i, v, EstadoDeTelefono(e), bytes(s), h, ver, bytes(f))
            for c, n, i, v, e, s, h, ver, f in filas
        ]

    def vale(self, telefono: TelefonoNuevo) -> bool:
        """Whether the row is as the centre signed it."""
        return vale(telefono, self._proceso, self._lista.publica)

    def de(self, cuenta: str) -> list[TelefonoNuevo]:
        """The sheets of one account, the last one last."""
        return self.todos("WHERE cuenta = :cuenta", cuenta=cuenta)

    def invitar(self, cuenta: str, vence: datetime) -> HojaNueva:
        """A new sheet; the code of one that nobody used is no good any more."""
        suyos = self.de(cuenta)
        self._dejar(suyos, EstadoDeTelefono.CANCELADO, {EstadoDeTelefono.INVITADO}, None)
        numero = suyos[-1].numero + 1 if suyos else 1
        codigo = self._codigo(cuenta, numero)
        self._guardar(TelefonoNuevo(cuenta, numero, codigos.nombre_de(codigo), vence), None)
        return HojaNueva(cuenta, numero, codigo, vence)

    def perder(self, cuenta: str, ahora: datetime) -> int:
        """Nothing of that account's phones comes in any more; how many rows that changed."""
        suyos = self.de(cuenta)
        perdidos = self._dejar(suyos, EstadoDeTelefono.PERDIDO, VIVOS, ahora)
        return perdidos + self._dejar(suyos, EstadoDeTelefono.CANCELADO, {EstadoDeTelefono.INVITADO}, None)

    def relevar(self, cuenta: str, ahora: datetime) -> int:
        """What its phone takes from now on does not come in; what it took before does."""
        return self._dejar(self.de(cuenta), EstadoDeTelefono.RELEVADO, {EstadoDeTelefono.EN_USO}, ahora)

    def registrar(self, alta: AltaDeTelefono, ahora: datetime) -> TelefonoNuevo:
        """The phone that used a sheet; twice has one effect. Raises AltaNegada."""
        hoja = next(iter(self.todos("WHERE codigo_id = :codigo_id", codigo_id=alta.codigo_id)), None)
        if hoja is None or not self.vale(hoja):
            raise AltaNegada(CodigoDeAlta.CODIGO_DESCONOCIDO)
        if hoja.cuenta != alta.cuenta:
            raise AltaNegada(CodigoDeAlta.CODIGO_DE_OTRA_CUENTA)
        if hoja.spki:
            if hoja.spki == alta.spki:
                return hoja
            raise AltaNegada(CodigoDeAlta.CODIGO_USADO)
        if hoja.estado is not EstadoDeTelefono.INVITADO or hoja.vence < ahora:
            raise AltaNegada(CodigoDeAlta.CODIGO_VENCIDO)
        suyo = codigos.sello(self._codigo(hoja.cuenta, hoja.numero), self._proceso, hoja.cuenta, alta.spki)
        if not hmac.compare_digest(suyo, alta.sello) or not es_llave(alta.spki) or self._hay(llave_de(alta.spki)):
            raise AltaNegada(CodigoDeAlta.SELLO)
        nueva = replace(hoja, estado=EstadoDeTelefono.EN_USO, spki=alta.spki)
        self._guardar(nueva, hoja)
        return nueva

    def exigir_firma(self, envio: EnvioFirmado, datos: bytes, firma: bytes) -> TelefonoNuevo:
        """Whose signature it is, of the account that it says; raises Apartada."""
        suyo = next(iter(self.todos(DE_LLAVE, llave=envio.llave)), None)
        if suyo is None or not self.vale(suyo):
            raise Apartada(CodigoDeApartada.FIRMA, f"la llave {envio.llave} no es de ningún teléfono dado de alta.")
        if suyo.cuenta != envio.cuenta:
            raise Apartada(CodigoDeApartada.FIRMA, f"la llave {envio.llave} no es de la cuenta «{envio.cuenta}».")
        if not firmo(suyo.spki, datos, firma):
            raise Apartada(CodigoDeApartada.FIRMA, "su firma no es de ese teléfono: alguien cambió algo. Pregunte.")
        return suyo

    def _hay(self, llave: str) -> bool:
        return bool(self.todos(DE_LLAVE, llave=llave))

    def _dejar(
        self,
        suyos: Iterable[TelefonoNuevo],
        estado: EstadoDeTelefono,
        de: Iterable[EstadoDeTelefono],
        hasta: datetime | None,
    ) -> int:
        cambian = [t for t in suyos if t.estado in de]
        for telefono in cambian:
            self._guardar(replace(telefono, estado=estado, hasta=telefono.hasta or hasta), telefono)
        return len(cambian)

    def _guardar(self, nuevo: TelefonoNuevo, antes: TelefonoNuevo | None) -> None:
        limpio = replace(nuevo, version=0, firma=b"")
        firmada = self._lista.siguiente(limpio, antes, f"{nuevo.cuenta}, hoja {nuevo.numero}")
        if firmada is not None:
            columnas = ("cuenta", "numero", "codigo_id", "vence", "estado", "spki", "hasta", "version", "firma")
            self._conn.execute(text(ESCRIBIR), dict(zip(columnas, astuple(firmada), strict=True)))

    def _codigo(self, cuenta: str, numero: int) -> bytes:
        """Made by who has the centre's key, and by nobody else."""
        return sha256(self._llave.firmar(f"prep-hoja-1|{self._proceso}|{cuenta}|{numero}".encode())).digest()[:16]


def exigir_en_uso(telefono: TelefonoNuevo, momento: datetime) -> None:
    """Raises Apartada when nothing of that phone comes in, or not what it took at `momento`."""
    if telefono.estado is EstadoDeTelefono.PERDIDO:
        raise Apartada(
            CodigoDeApartada.LLAVE_DE_BAJA,
            f"el teléfono de la cuenta «{telefono.cuenta}» se dio por perdido: nada de él entra. Vea quién lo tiene.",
        )
    if telefono.estado is EstadoDeTelefono.RELEVADO and telefono.hasta is not None and momento > telefono.hasta:
        raise Apartada(
            CodigoDeApartada.LLAVE_DE_BAJA,
            f"la cuenta «{telefono.cuenta}» ya cambió de teléfono, y esto se tomó después con el de antes.",
        )


def en_uso(telefonos: Sequence[TelefonoNuevo]) -> TelefonoNuevo | None:
    """The phone with which an account works now."""
    return next((t for t in telefonos if t.estado is EstadoDeTelefono.EN_USO), None)
