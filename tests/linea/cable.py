"""A cable between the publisher and a server, which can be pulled: what goes through it ends, and nobody answers."""

import contextlib
import socket
import threading

TRAMO = 65_536


class Cable:
    """Listens on loopback for what goes to the port `destino` of this machine, until it is closed."""

    def __init__(self, destino: int) -> None:
        self._destino, self._cortado = destino, threading.Event()
        self._vivos: set[socket.socket] = set()
        self._candado = threading.Lock()
        self._puerta = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.puerto = int(self._puerta.getsockname()[1])
        self._hilo = threading.Thread(target=self._atender, daemon=True)
        self._hilo.start()

    def cortar(self) -> None:
        self._cortado.set()
        with self._candado:
            vivos = list(self._vivos)
        for uno in vivos:
            with contextlib.suppress(OSError):
                uno.shutdown(socket.SHUT_RDWR)

    def unir(self) -> None:
        self._cortado.clear()

    def cerrar(self) -> None:
        self._puerta.shutdown(socket.SHUT_RDWR)  # whoever waits for somebody to come is told
        self._hilo.join()
        self._puerta.close()
        self.cortar()

    def _atender(self) -> None:
        while True:
            try:
                llega, _ = self._puerta.accept()
            except OSError:
                return
            threading.Thread(target=self._llevar, args=(llega,), daemon=True).start()

    def _llevar(self, llega: socket.socket) -> None:
        with llega, contextlib.suppress(OSError):
            if self._cortado.is_set():
                return
            with socket.create_connection(("127.0.0.1", self._destino), 20) as sale:
                sale.settimeout(None)
                with self._candado:
                    self._vivos |= {llega, sale}
                vuelta = threading.Thread(target=self._pasar, args=(sale, llega), daemon=True)
                vuelta.start()
                self._pasar(llega, sale)
                vuelta.join()
                with self._candado:
                    self._vivos -= {llega, sale}

    def _pasar(self, lee: socket.socket, escribe: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while not self._cortado.is_set() and (datos := lee.recv(TRAMO)):
                escribe.sendall(datos)
        for uno in (lee, escribe):
            with contextlib.suppress(OSError):
                uno.shutdown(socket.SHUT_RDWR)
