"""A station proves by itself who works at it, and says in words when that cannot be (P-10)."""

from collections.abc import Callable, Iterator

import pytest

from prep.services.captura.captura import Capturar
from prep.services.captura.validacion import Validar
from prep.services.estacion.errores import NoProcede, SinNodo
from prep.services.estacion.estacion import Estacion
from prep.services.estacion.firma import FirmaDeSesion
from prep.services.estacion.prenda import PLAZO_S
from prep.services.estacion.pulso import Latido
from prep.services.estacion.sesion import Sesion
from prep.services.nodo.tipos import NodoAusente
from tests.conftest import Nodo, copia
from tests.services.arbitro import centinela
from tests.services.conftest import Abrir, conocido, llave, poblar, sesion
from tests.store import ejemplos

ABIERTAS = "SELECT operador FROM prep.sesion WHERE expira > now() ORDER BY 1"
EnLinea = Callable[[str], Estacion]


@pytest.fixture
def sola(nodo: Nodo) -> Iterator[Nodo]:
    """A node without its centinela."""
    for propia in copia(nodo):
        poblar(propia)
        yield propia


def test_se_prueba_al_pedir_y_se_acaba_al_salir(sola: Nodo, abrir: Abrir) -> None:
    estacion = abrir(sola.dsn("est-01-1"))
    ana, latido = Capturar(estacion, sesion("ana", estacion)), Latido(estacion)
    with centinela(sola):
        assert ana.tomar() is None
    assert sola.dueno(ABIERTAS) == [("ana",)]
    assert ana.tomar() is None  # it goes on with nobody to judge
    latido.latir()
    assert sola.dueno(ABIERTAS) == [("ana",)]
    estacion.salir("ana")
    latido.latir()
    assert sola.dueno("SELECT * FROM prep.sesion") == []


def test_quien_sale_sin_nodo_se_despide_cuando_vuelve(sola: Nodo, abrir: Abrir, sin_nodo: str) -> None:
    estacion = abrir(sola.dsn("est-01-1"))
    with centinela(sola):
        assert Capturar(estacion, sesion("ana", estacion)).tomar() is None
    aqui = sola.dsn("est-01-1")
    estacion.nodo.mudar(sin_nodo)
    estacion.salir("ana")
    with pytest.raises(NodoAusente):
        estacion.despedir()
    assert sola.dueno(ABIERTAS) == [("ana",)]
    estacion.nodo.mudar(aqui)
    Latido(estacion).latir()
    assert sola.dueno(ABIERTAS) == []


def test_en_otra_base_del_nodo_se_prueba_otra_vez_sin_preguntar(sola: Nodo, nodo: Nodo, abrir: Abrir) -> None:
    estacion = abrir(sola.dsn("est-01-1"))
    ana = Capturar(estacion, sesion("ana", estacion))
    with centinela(sola):
        assert ana.tomar() is None
    for otra in copia(nodo):
        poblar(otra)
        estacion.nodo.mudar(otra.dsn("est-01-1"))
        with centinela(otra):
            assert ana.tomar() is None
        estacion.nodo.cerrar()


def test_sin_quien_compruebe_se_dice_que_espere(sola: Nodo, abrir: Abrir, monkeypatch: pytest.MonkeyPatch) -> None:
    assert PLAZO_S < 5  # a person waits
    monkeypatch.setattr("prep.services.estacion.prenda.PLAZO_S", 0.2)
    estacion = abrir(sola.dsn("est-01-1"))
    captura = Capturar(estacion, sesion("ana", estacion))
    with pytest.raises(
        NoProcede, match=r"no ha comprobado quién trabaja .* Espere un momento y pida otra vez"
    ) as dicho:
        captura.tomar()
    assert not isinstance(dicho.value, SinNodo)
    with centinela(sola):
        assert captura.tomar() is None


def test_con_otra_llave_se_dice_que_entre_otra_vez(en_linea: EnLinea) -> None:
    estacion = en_linea("est-01-1")
    ajena = FirmaDeSesion("ana", "est-01-1", ejemplos.PROCESO, llave("beto"))
    frase = r"No se pudo comprobar quién es usted: la firma no es de esa persona\. Salga con F10, entre otra vez"
    with pytest.raises(NoProcede, match=frase):
        Capturar(estacion, Sesion(conocido("ana"), ajena)).tomar()


def test_la_mesa_donde_no_se_da_se_dice_y_la_captura_sigue(poblada: Nodo, en_linea: EnLinea) -> None:
    estacion = en_linea("est-01-1")
    poblada.dueno("UPDATE prep.estacion SET papeles = '{captura}' WHERE estacion = 'est-01-1'")
    try:
        ana = sesion("ana", estacion)
        for pedir in (Validar(estacion, ana).tomar, Validar(estacion, ana).bandeja):
            with pytest.raises(NoProcede, match=r"^Esta estación no está habilitada para la mesa .* habilite esta\.$"):
                pedir()
        assert Capturar(estacion, ana).tomar() is None
    finally:
        poblada.dueno("UPDATE prep.estacion SET papeles = DEFAULT WHERE estacion = 'est-01-1'")
