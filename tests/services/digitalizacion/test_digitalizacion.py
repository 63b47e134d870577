"""An image is lawful at the CATD after its acopio, or by the CAE's phone at the casilla before it (R-09)."""

from collections.abc import Callable
from hashlib import sha256

import pytest

from prep.domain.hechos.hechos import Fuente, Imagen
from prep.services.acopio.acopio import Acopiar
from prep.services.digitalizacion.digitalizacion import Digitalizar
from prep.services.estacion.errores import ACUERDO, DatoInvalido, LugarIndebido
from prep.services.estacion.estacion import Estacion
from prep.services.nodo.tipos import NodoRechaza
from prep.store.spool.tipos import Entregado, ImagenRepetida
from tests.conftest import Nodo
from tests.services.conftest import sesion
from tests.store import ejemplos
from tests.store.entregas import verificar

UNO, TRES = ejemplos.acta(1).clave, ejemplos.acta(3).clave
EnLinea = Callable[[str], Estacion]


def _casos(estacion: Estacion, quien: str = "ana") -> tuple[Acopiar, Digitalizar]:
    abierta = sesion(quien, estacion)
    return Acopiar(estacion, abierta), Digitalizar(estacion, abierta)


def test_escanear_sin_acopio_se_rechaza_y_cita_el_acuerdo(suelta: Estacion) -> None:
    acopio, digitalizacion = _casos(suelta)
    with pytest.raises(LugarIndebido, match=ACUERDO):
        digitalizacion.digitalizar(UNO, b"papel")
    recibo = acopio.registrar(UNO, "D")
    digitalizacion.digitalizar(UNO, b"papel")
    acopio.anular(recibo.hecho, "error")
    with pytest.raises(LugarIndebido, match=ACUERDO):
        digitalizacion.digitalizar(UNO, b"otro papel")


def test_sin_nodo_la_imagen_se_guarda_con_su_huella_y_sube_despues(suelta: Estacion) -> None:
    acopio, digitalizacion = _casos(suelta)
    acopio.registrar(UNO, "D")
    assert digitalizacion.digitalizar(UNO, b"papel").estado is Entregado.PENDIENTE
    cuerpo = suelta.spool.pendientes()[-1].hecho.cuerpo
    assert isinstance(cuerpo, Imagen)
    assert cuerpo.huella == sha256(b"papel").hexdigest()
    guardada = suelta.spool.imagen_pendiente(cuerpo.huella)
    assert guardada is not None and guardada.contenido == b"papel"


@pytest.mark.parametrize(("contenido", "mensaje"), [(b"", "vacía"), (b"x" * (4 * 1024 * 1024 + 1), "máximo es 4 MB")])
def test_una_imagen_vacia_o_enorme_se_rechaza(suelta: Estacion, contenido: bytes, mensaje: str) -> None:
    acopio, digitalizacion = _casos(suelta)
    acopio.registrar(UNO, "D")
    with pytest.raises(DatoInvalido, match=mensaje):
        digitalizacion.digitalizar(UNO, contenido)


def test_una_imagen_en_dos_actas_se_rechaza(suelta: Estacion) -> None:
    acopio, digitalizacion = _casos(suelta)
    for clave in (UNO, TRES):
        acopio.registrar(clave, "D")
    digitalizacion.digitalizar(UNO, b"papel")
    with pytest.raises(ImagenRepetida, match="dos actas"):
        digitalizacion.digitalizar(TRES, b"papel")


def test_el_acopio_de_otra_estacion_sirve_mientras_el_nodo_lo_diga(en_linea: EnLinea, poblada: Nodo) -> None:
    ventanilla, escaner = en_linea("est-01-1"), en_linea("est-01-2")
    _casos(ventanilla)[0].registrar(UNO, "D")
    verificar(poblada)
    assert _casos(escaner, "beto")[1].digitalizar(UNO, b"papel").estado is Entregado.ENTREGADO
    with pytest.raises(LugarIndebido):
        _casos(escaner, "beto")[1].digitalizar(TRES, b"otro papel")


def test_ninguna_estacion_mete_una_foto_de_telefono(en_linea: EnLinea) -> None:
    """Not even the CCV's, signed by a person who may scan: the centre takes them in (R-09)."""
    ccv = en_linea("est-ccv-1")
    firma = sesion("fer", ccv).firma
    for medio in ("MOVIL", "ESCANER"):
        foto = firma.hecho(TRES, Fuente.CASILLA, Imagen("ab" * 32, medio, "CCV", "cae-1"))
        with pytest.raises(NodoRechaza, match="no hace un hecho IMAGEN de CASILLA"):
            ccv.nodo.entregar(foto)
