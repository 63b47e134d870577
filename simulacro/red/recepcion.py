"""What stands between the phones of a night and its centre: the receiver and the intake, the real commands."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from central.casilla.hojas import qr_de
from central.casilla.telefonos import HojaNueva, ListaDeTelefonos
from central.marco.conexion import NodoAbierto
from central.marco.proceso import leer_cabecera
from central.telefono import codigo
from simulacro.red.compania import Compania, Programa
from simulacro.red.ordenes import NocheFallida

ENVIOS, AVISOS = "envios", "avisos"
EN = "Recibiendo en http://127.0.0.1:"
PLAZO_S = 30.0
DURA = timedelta(days=1)  # what a sheet is good for


@dataclass(slots=True)
class RecepcionDeNoche:
    """Both programs, in the folders `envios` and `avisos` of `carpeta`; nobody but the phones knows of them."""

    puesto: NodoAbierto
    carpeta: Path
    compania: Compania
    programas: list[Programa] = field(default_factory=list)

    def empezar(self, puerto: int = 0) -> int:
        """Starts them, as an administrator would; the port of the receiver (0: any). Raises NocheFallida."""
        envios, avisos = self.carpeta / ENVIOS, self.carpeta / AVISOS
        envios.mkdir(parents=True, exist_ok=True)
        a = ("--avisos", str(avisos))
        datos = ("--datos", str(self.puesto.datos))
        recibe = self.compania.iniciar(
            "recepcion", "central", "casilla", "recibir", str(envios), *a, "--seguir", *datos
        )
        self.programas.append(recibe)
        limite = time.monotonic() + PLAZO_S
        while not (avisos / "centro.pub").exists():
            recibe.exigir_vivo()
            if time.monotonic() > limite:
                raise NocheFallida(f"La recepción de los teléfonos no escribió {avisos} en {PLAZO_S:.0f} s.")
            time.sleep(0.05)
        sirve = self.compania.iniciar(
            "receptor", "prep", "casilla", "servir", str(envios), *a, "--escucha", f"127.0.0.1:{puerto}"
        )
        self.programas.append(sirve)
        return int(sirve.esperar(EN).removeprefix(EN).partition("/")[0])

    def invitar(self, cuentas: Sequence[str]) -> dict[str, str]:
        """The code of a sheet for each account, as it is typed; the sheets themselves are not drawn."""
        return {cuenta: codigo.escribir(hoja.codigo) for cuenta, hoja in self._hojas(cuentas)[1].items()}

    def liga(self, cuenta: str, puerto: int) -> str:
        """What the QR of a new sheet of that account says, where the page is on this machine."""
        proceso, hojas = self._hojas([cuenta])
        return qr_de(f"http://127.0.0.1:{puerto}/casilla/", proceso, hojas[cuenta])

    def _hojas(self, cuentas: Sequence[str]) -> tuple[str, dict[str, HojaNueva]]:
        with self.puesto.ordenar() as conn:
            proceso = leer_cabecera(conn).proceso
            lista = ListaDeTelefonos(conn, proceso, self.puesto.llave(conn))
            vence = datetime.now(UTC).replace(microsecond=0) + DURA
            return proceso, {cuenta: lista.invitar(cuenta, vence) for cuenta in cuentas}
