"""The scanning desk with a real node: what another station received is known, with the node and after it is gone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from prep.devices.bandeja import Bandeja
from prep.devices.escaner import Apartado, Pagina
from prep.services.acopio.acopio import Acopiar
from prep.services.acopio.llegadas import Acopios
from prep.services.digitalizacion.digitalizacion import Digitalizar
from prep.services.digitalizacion.escritorio import EscritorioDeEscaneo
from prep.services.digitalizacion.hojas import EstadoHoja, Hoja
from prep.services.estacion.estacion import Estacion
from prep.services.nodo.cliente import NodoCliente
from simulacro.papel.dibujo.pegada import pegar
from simulacro.pueblo.azar import Azar
from tests.conftest import Nodo
from tests.devices.actas import Actas, actas_de_pueblo, archivo
from tests.services.conftest import sesion
from tests.services.digitalizacion.escaneo import NADIE
from tests.store import ejemplos
from tests.store.entregas import verificar

EnLinea = Callable[[str], Estacion]
UNA = ejemplos.acta(1)


@pytest.fixture(scope="module")
def pagina(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A scan with the label of an acta of the sample catalogue."""
    actas: Actas = actas_de_pueblo(tmp_path_factory.mktemp("pueblo-linea"))
    hoja = Image.fromarray(actas.gris(2, etiqueta=False))
    pegar(hoja, ejemplos.PROCESO, UNA, Azar(1))
    return archivo(np.asarray(hoja, dtype=np.uint8))


class Alimentador:
    """A source with one page."""

    def __init__(self, contenido: bytes) -> None:
        self._contenido = contenido

    def paginas(self) -> Iterator[Pagina | Apartado]:
        yield Pagina(self._contenido, "escaner hoja 1")


def _mesa(
    estacion: Estacion, raiz: Path, contenido: bytes, acopios: Acopios
) -> tuple[EscritorioDeEscaneo, Hoja | None]:
    digitalizacion = Digitalizar(estacion, sesion("beto", estacion), acopios=acopios)
    mesa = EscritorioDeEscaneo(estacion, digitalizacion, Bandeja(raiz / "bandeja"), lambda _: None)
    mesa.recoger(Alimentador(contenido))
    return mesa, mesa.leer_siguiente()


def test_lo_que_recibio_otra_estacion_se_acepta_y_su_imagen_llega_al_nodo(
    en_linea: EnLinea, poblada: Nodo, tmp_path: Path, pagina: bytes
) -> None:
    ventanilla, escaner = en_linea("est-01-1"), en_linea("est-01-2")
    acopios = Acopios(escaner)
    mesa, hoja = _mesa(escaner, tmp_path, pagina, acopios)
    assert hoja is not None and hoja.estado is EstadoHoja.PREGUNTA and "Registre primero la recepción" in hoja.motivo
    Acopiar(ventanilla, sesion("ana", ventanilla)).registrar(UNA.clave, "D")
    assert mesa.reintentar(acopios) == 0, "aún no se le ha preguntado al nodo"
    verificar(poblada)
    acopios.actualizar()
    assert mesa.reintentar(acopios) == 1
    hoja = mesa.leer_siguiente()
    assert hoja is not None and (hoja.estado, hoja.clave) == (EstadoHoja.ACEPTADA, UNA.clave)
    escaner.entrega.vaciar()
    ((acta, contenido),) = poblada.dueno("SELECT h.acta, i.bytes FROM prep.hecho h JOIN prep.imagen i USING (acta)"
                                      " WHERE h.tipo = 'IMAGEN'")  # fmt: skip
    assert acta == UNA.clave and bytes(contenido) == mesa.imagen(hoja.huella)


def test_sin_nodo_se_acepta_lo_que_el_nodo_dijo_antes_que_se_recibio(
    en_linea: EnLinea, poblada: Nodo, tmp_path: Path, pagina: bytes
) -> None:
    ventanilla, escaner = en_linea("est-01-1"), en_linea("est-01-2")
    Acopiar(ventanilla, sesion("ana", ventanilla)).registrar(UNA.clave, "D")
    verificar(poblada)
    acopios = Acopios(escaner)
    acopios.actualizar()
    with NodoCliente(NADIE) as nadie:
        solo = Estacion(escaner.spool, nadie, "01", ejemplos.catalogo())
        _, hoja = _mesa(solo, tmp_path, pagina, Acopios(solo))
    assert hoja is not None and hoja.estado is EstadoHoja.ACEPTADA
