"""A store of objects, S3 or Azure Blob. It negotiates no encoding: text goes as gzip. The pointer moves by its ETag."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, NotFoundError, PreconditionError
from obstore.store import AzureStore, S3Store

from central.difusion.ajustes import Clase, Destinado, leer_credencial
from central.difusion.destino import ACTUAL, PARA_SIEMPRE, SEGUNDOS, DestinoFalla, Puntero, TurnoPerdido
from central.difusion.guardado import Pieza
from prep.store.punto import punto

A_LA_VEZ = 16
PACIENCIA = timedelta(seconds=20)  # for one request
# A connection that breaks, once in a thousand images, is no failure; the publisher's own tries are told and seen.
REINTENTOS: Any = {"max_retries": 2, "retry_timeout": timedelta(seconds=5)}


class Objetos:
    """One bucket or container, under a prefix."""

    def __init__(self, almacen: S3Store | AzureStore) -> None:
        self._almacen = almacen

    def hay(self, prefijo: str) -> set[str]:
        with _en_palabras():
            return {str(o["path"]) for hoja in obstore.list(self._almacen, prefijo) for o in hoja}

    def poner(self, piezas: Iterable[Pieza]) -> None:
        with _en_palabras(), ThreadPoolExecutor(A_LA_VEZ) as manos:
            for _ in manos.map(self._poner, piezas):
                pass

    def puntero(self) -> Puntero:
        with _en_palabras():
            try:
                hallado = obstore.get(self._almacen, ACTUAL)
            except (NotFoundError, FileNotFoundError):
                return Puntero(None, None)
            return Puntero(bytes(hallado.bytes()), hallado.meta["e_tag"])

    def mostrar(self, paginas: Iterable[Pieza], actual: bytes, antes: Puntero) -> None:
        if self.puntero() != antes:
            raise TurnoPerdido("Otro publicador cambió lo que muestra el almacén.")
        with _en_palabras():
            with ThreadPoolExecutor(A_LA_VEZ) as manos:
                for _ in manos.map(lambda pagina: self._poner(pagina, SEGUNDOS), paginas):
                    pass
            punto("difusion.puntero.antes")
            modo: Any = "create" if antes.version is None else {"e_tag": antes.version}
            try:
                obstore.put(
                    self._almacen,
                    ACTUAL,
                    actual,
                    mode=modo,
                    use_multipart=False,
                    attributes={"Content-Type": "application/json", "Cache-Control": SEGUNDOS},
                )
            except (PreconditionError, AlreadyExistsError) as error:
                raise TurnoPerdido("Otro publicador cambió lo que muestra el almacén.") from error
            punto("difusion.puntero.despues")

    def _poner(self, pieza: Pieza, guardar: str = PARA_SIEMPRE) -> None:
        cabezas: Any = {"Content-Type": pieza.tipo, "Cache-Control": guardar}
        if pieza.se_comprime:
            cabezas["Content-Encoding"] = "gzip"
        crudo = pieza.gz() if pieza.se_comprime else pieza.crudo
        obstore.put(self._almacen, pieza.ruta, crudo, attributes=cabezas, use_multipart=False)


def abrir_objetos(destino: Destinado) -> Objetos:
    """The store that the settings say; raises MalUso without its credential."""
    dicho, credencial = destino.dicho, leer_credencial(destino)
    opciones: Any = {"timeout": PACIENCIA, "connect_timeout": PACIENCIA}
    if dicho.direccion.startswith("http://"):
        opciones["allow_http"] = True
    comunes: Any = {"prefix": dicho.prefijo or None, "client_options": opciones, "retry_config": REINTENTOS}
    if dicho.clase is Clase.AZURE:
        configuracion: Any = {"account_name": credencial.cuenta, "account_key": credencial.clave}
        if dicho.direccion:
            configuracion["endpoint"] = dicho.direccion
        return Objetos(AzureStore(dicho.lugar, config=configuracion, **comunes))
    configuracion = {"access_key_id": credencial.cuenta, "secret_access_key": credencial.clave}
    if dicho.direccion:
        configuracion["endpoint"] = dicho.direccion
    if dicho.region:
        configuracion["region"] = dicho.region
    return Objetos(S3Store(dicho.lugar, config=configuracion, **comunes))


@contextmanager
def _en_palabras() -> Iterator[None]:
    try:
        yield
    except (BaseError, OSError) as error:
        raise DestinoFalla(f"El almacén no lo tomó: {str(error).strip().splitlines()[0][:200]}") from error
