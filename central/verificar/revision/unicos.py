"""What must not repeat in a file: integrity codes, and the keys of ordinary actas (R-11b, R-26)."""

import re

from central.verificar.bitacora import Bitacora, donde
from central.verificar.renglon import RenglonPublicado
from central.verificar.texto import VACIOS, citar

SHA256 = re.compile(r"[0-9a-f]{64}")
SIN_REPETIR = frozenset("BCES")


class RevisionUnicos:
    """Remembers each code and key with the row where it was first seen."""

    def __init__(self, bitacora: Bitacora) -> None:
        self._bitacora = bitacora
        self._codigos: dict[bytes, int] = {}
        self._repetidos: set[bytes] = set()
        self._claves: dict[tuple[str, str, str], int] = {}
        self._claves_repetidas: set[tuple[str, str, str]] = set()

    def revisar(self, renglon: RenglonPublicado) -> None:
        """Checks one acta; `N/A` and `-` are not codes (R-26)."""
        codigo = renglon.celda("CODIGO_INTEGRIDAD").lower()
        if codigo.upper() not in VACIOS:
            self._codigo(renglon, codigo)
        if not renglon.fuera and renglon.celda("TIPO_CASILLA").upper() in SIN_REPETIR:
            self._clave(renglon)

    def _codigo(self, renglon: RenglonPublicado, codigo: str) -> None:
        if SHA256.fullmatch(codigo):
            corto = bytes.fromhex(codigo)
        else:
            corto = codigo.encode("utf-8", "replace")
            que = "código de integridad que no es SHA-256"
            self._bitacora.anotar_renglon("Anexo 18.5", que, renglon, citar(codigo))
        primero = self._codigos.setdefault(corto, renglon.numero)
        if primero == renglon.numero:
            return
        ejemplo = f"{donde(renglon.numero, renglon.clave)}, y renglón {primero}: {citar(codigo)}"
        filas = 1 if corto in self._repetidos else 2
        self._repetidos.add(corto)
        self._bitacora.anotar("R-26", "código de integridad repetido", ejemplo, filas)

    def _clave(self, renglon: RenglonPublicado) -> None:
        cual = (
            renglon.celda("TERRITORIO"),
            renglon.celda("CLAVE_ACTA") or renglon.celda("CLAVE_CASILLA"),
            renglon.celda("TIPO_ACTA"),
        )
        primero = self._claves.setdefault(cual, renglon.numero)
        if primero != renglon.numero:
            ejemplo = f"{donde(renglon.numero, renglon.clave)}, y renglón {primero}"
            filas = 1 if cual in self._claves_repetidas else 2
            self._claves_repetidas.add(cual)
            self._bitacora.anotar("R-11b", "CLAVE_ACTA repetida en casillas B, C, E o S", ejemplo, filas)
