"""An image is lawful at the CATD after its acopio, or by the CAE's phone at the casilla before it (R-09)."""

from collections.abc import Callable
from hashlib import sha256

import pytest

from prep.domain.hechos.hechos import Fuente, Imagen
from prep.services.acopio.acopio import Acopio
from prep.services.digitalizacion.digitalizacion import Digitalizacion
from prep.services.estacion.errores import ACUERDO, DatoInvalido, LugarIndebido
from prep.services.estacion.estacion import Estacion
from prep.store.spool.tipos import Entregado, ImagenRepetida
from tests.services.conftest import Abrir, sesion
from tests.store import ejemplos

UNO, TRES = ejemplos.acta(1).clave, ejemplos.acta(3).clave
EnLinea = Callable[[str], Estacion]


def _casos(estacion: Estacion, quien: str = "ana") -> tuple[Acopio, Digitalizacion]:
    abierta = sesion(quien, estacion)
    return Acopio(estacion, abierta), Digitalizacion(estacion, abierta)


def test_scanning_without_an_acopio_is_refused_and_cites_the_agreement(suelta: Estacion) -> None:
    acopio, digitalizacion = _casos(suelta)
    with pytest.raises(LugarIndebido, match=ACUERDO):
        digitalizacion.digitalizar(UNO, b"papel")
    recibo = acopio.registrar(UNO, "D")
    digitalizacion.digitalizar(UNO, b"papel")
    acopio.anular(recibo.hecho, "error")
    with pytest.raises(LugarIndebido, match=ACUERDO):
        digitalizacion.digitalizar(UNO, b"otro papel")


def test_without_node_the_image_is_saved_with_its_hash_and_goes_up_later(suelta: Estacion) -> None:
    acopio, digitalizacion = _casos(suelta)
    acopio.registrar(UNO, "D")
    assert digitalizacion.digitalizar(UNO, b"papel").estado is Entregado.PENDIENTE
    cuerpo = suelta.spool.pendientes()[-1].hecho.cuerpo
    assert isinstance(cuerpo, Imagen)
    assert cuerpo.huella == sha256(b"papel").hexdigest()
    guardada = suelta.spool.imagen_pendiente(cuerpo.huella)
    assert guardada is not None and guardada.contenido == b"papel"


@pytest.mark.parametrize(("contenido", "mensaje"), [(b"", "vacía"), (b"x" * (4 * 1024 * 1024 + 1), "máximo es 4 MB")])
def test_an_empty_or_huge_image_is_refused(suelta: Estacion, contenido: bytes, mensaje: str) -> None:
    acopio, digitalizacion = _casos(suelta)
    acopio.registrar(UNO, "D")
    with pytest.raises(DatoInvalido, match=mensaje):
        digitalizacion.digitalizar(UNO, contenido)


def test_one_image_on_two_actas_is_refused(suelta: Estacion) -> None:
    acopio, digitalizacion = _casos(suelta)
    for clave in (UNO, TRES):
        acopio.registrar(clave, "D")
    digitalizacion.digitalizar(UNO, b"papel")
    with pytest.raises(ImagenRepetida, match="dos actas"):
        digitalizacion.digitalizar(TRES, b"papel")


def test_an_acopio_of_another_station_of_the_catd_serves_while_the_node_says_so(en_linea: EnLinea) -> None:
    ventanilla, escaner = en_linea("est-01-1"), en_linea("est-01-2")
    _casos(ventanilla)[0].registrar(UNO, "D")
    assert _casos(escaner, "beto")[1].digitalizar(UNO, b"papel").estado is Entregado.ENTREGADO
    with pytest.raises(LugarIndebido):
        _casos(escaner, "beto")[1].digitalizar(TRES, b"otro papel")


def test_a_phone_image_is_received_only_at_the_ccv(suelta: Estacion) -> None:
    with pytest.raises(LugarIndebido, match=f"CCV.*{ACUERDO}"):
        _casos(suelta)[1].telefono(UNO, b"foto", "cae-1")


def test_a_phone_image_from_another_account_is_refused(abrir: Abrir, sin_nodo: str) -> None:
    estacion = abrir(sin_nodo, "est-ccv-1")
    digitalizacion = Digitalizacion(estacion, sesion("fer", estacion), {UNO: "cae-1"})
    with pytest.raises(LugarIndebido, match=f"no es del CAE.*{ACUERDO}"):
        digitalizacion.telefono(UNO, b"foto", "cae-2")
    with pytest.raises(DatoInvalido, match="Falta la cuenta"):
        digitalizacion.telefono(UNO, b"foto", " ")
    digitalizacion.telefono(UNO, b"foto", "cae-1")
    hecho = estacion.spool.pendientes()[0].hecho
    assert (hecho.fuente, hecho.cuerpo.medio) == (Fuente.CASILLA, "MOVIL")  # type: ignore[union-attr]


def test_a_phone_image_after_the_packages_acopio_is_refused(en_linea: EnLinea) -> None:
    catd, ccv = en_linea("est-01-1"), en_linea("est-ccv-1")
    digitalizacion = Digitalizacion(ccv, sesion("fer", ccv))
    assert digitalizacion.telefono(TRES, b"foto", "cae-1").estado is Entregado.ENTREGADO
    _casos(catd)[0].registrar(UNO, "D")
    with pytest.raises(LugarIndebido, match=ACUERDO):
        digitalizacion.telefono(UNO, b"otra foto", "cae-1")
