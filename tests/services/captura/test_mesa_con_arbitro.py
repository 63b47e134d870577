"""Each decision of the desk, from capturas that differ to where the acta ends, with the real árbitro (R-05)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from prep.domain.hechos.campos import Valor
from prep.domain.hechos.hechos import AccionDeMesa, MotivoSinActa
from prep.domain.vida.estado_texto import estado_de_json
from prep.services.acopio.acopio import Acopiar
from prep.services.captura.acuerdos import Acuerdos
from prep.services.captura.captura import Capturar
from prep.services.captura.validacion import Caso, Validar
from prep.services.digitalizacion.digitalizacion import Digitalizar
from prep.services.estacion.estacion import Estacion
from tests.conftest import Nodo
from tests.services.arbitro import arbitro, esperar, etapa
from tests.services.conftest import sesion
from tests.services.trabajos import CIFRAS
from tests.store import ejemplos

UNO, TRES = ejemplos.acta(1).clave, ejemplos.acta(3).clave
FUERA = "FC-GUB-001-9876-B01-00-A02-1"
AJUSTE = "UPDATE prep.proceso SET cabecera = jsonb_set(cabecera, %s, %s::jsonb)"


class Sala:
    """Two capture stations and a desk, beside a working árbitro."""

    def __init__(self, primera: Estacion, segunda: Estacion, mesa: Estacion) -> None:
        self.capturistas = [(primera, "ana"), (segunda, "beto")]
        self.estacion = mesa
        self.mesa = Validar(mesa, sesion("caro", mesa))

    def llega(self, contenido: bytes = b"papel", clave: str = UNO) -> None:
        abierta = sesion("caro", self.estacion)
        if not self.estacion.nodo.consultar_acta(clave).get("acopio"):
            Acopiar(self.estacion, abierta).registrar(clave, "D")
        Digitalizar(self.estacion, abierta).digitalizar(clave, contenido)

    def capturan(self, *asentados: int, clave: str = UNO) -> None:
        """One figure for each of the two, in order."""
        for (estacion, quien), asentado in zip(self.capturistas, asentados, strict=True):
            captura = Capturar(estacion, sesion(quien, estacion))
            trabajo = esperar(captura.tomar)
            assert trabajo.acta.clave == clave
            captura.terminar(trabajo, [*CIFRAS[:-1], asentado], "ACTA PREP", clave)

    def caso(self) -> Caso:
        return esperar(self.mesa.tomar)

    def queda(self, cual: str, clave: str = UNO) -> bool:
        return bool(esperar(etapa(self.estacion, clave, cual)))


@contextmanager
def ajustada(nodo: Nodo, ajuste: str, valor: str, antes: str) -> Iterator[None]:
    """The proceso with one setting changed, for a while."""
    nodo.dueno(AJUSTE, ["ajustes", ajuste], valor)
    try:
        yield
    finally:
        nodo.dueno(AJUSTE, ["ajustes", ajuste], antes)


@pytest.fixture
def sala(poblada: Nodo, en_linea: Callable[[str], Estacion]) -> Iterator[Sala]:
    """With two capturas a ronda closes: no third one is waited for."""
    with ajustada(poblada, "capturas_max", "2", "4"), arbitro(poblada):
        yield Sala(*(en_linea(f"est-01-{n}") for n in (1, 2, 3)))


@pytest.fixture
def sala_de_todas(poblada: Nodo, en_linea: Callable[[str], Estacion]) -> Iterator[Sala]:
    with ajustada(poblada, "validacion", '"todas"', '"diferencias"'), arbitro(poblada):
        yield Sala(*(en_linea(f"est-01-{n}") for n in (1, 2, 3)))


@pytest.fixture
def disputada(sala: Sala) -> tuple[Sala, Caso]:
    sala.llega()
    sala.capturan(100, 200)
    return sala, sala.caso()


Disputada = tuple[Sala, Caso]


def _valores(nodo: Nodo) -> tuple[Valor, ...]:
    """The figures that stand for UNO."""
    ((estado,),) = nodo.dueno("SELECT estado::text FROM prep.acta_estado WHERE acta = %s", UNO)
    return estado_de_json(estado).vigente.valores


def test_se_acepta_una_de_las_dos(disputada: Disputada, poblada: Nodo) -> None:
    sala, caso = disputada
    segunda = caso.capturas[1].captura
    sala.mesa.dictaminar(caso, AccionDeMesa.ACEPTA, "se lee 200", segunda.valores, segunda.documento)
    assert sala.queda("VERIFICADA")
    assert _valores(poblada) == (*CIFRAS[:-1], 200)
    assert sala.mesa.tomar() is None and sala.mesa.bandeja() == ()


def test_otra_cifra_y_las_marcas_que_nadie_capturo_esperan_a_otra_persona(disputada: Disputada, poblada: Nodo) -> None:
    sala, caso = disputada
    tecleados = ["ILEGIBLE", "SIN DATO", *CIFRAS[2:-1], 250]
    motivo = "dice 250; los dos primeros no se leen"
    assert sala.mesa.dictaminar(caso, AccionDeMesa.ACEPTA, motivo, tecleados, "RPP").propuesto
    otra = Acuerdos(sala.estacion, sesion("eva", sala.estacion))
    propuesta = esperar(lambda: next(iter(otra.listar()), None))
    assert sala.queda("EN_MESA") and _valores(poblada) == ()
    assert sala.mesa.tomar() is None, "quien lo propuso no lo vuelve a tomar"
    otra.rechazar(propuesta, "dice 200")
    caso = esperar(sala.mesa.tomar)  # where nobody else is at the desk, it waited for the whole term
    assert sala.mesa.dictaminar(caso, AccionDeMesa.ACEPTA, motivo, tecleados, "RPP").propuesto
    otra.aceptar(esperar(lambda: next((v for v in otra.listar() if v.respuesta is None), None)))
    assert sala.queda("VERIFICADA")
    assert _valores(poblada) == tuple(tecleados)


def test_devuelta_a_captura_se_captura_otra_vez_en_otra_ronda(disputada: Disputada) -> None:
    sala, caso = disputada
    sala.mesa.dictaminar(caso, AccionDeMesa.RECAPTURA, "ambas mal")
    sala.capturan(300, 300)
    assert sala.queda("VERIFICADA")


def test_devuelta_a_digitalizar_otra_imagen_abre_la_siguiente_ronda(disputada: Disputada) -> None:
    sala, caso = disputada
    sala.mesa.dictaminar(caso, AccionDeMesa.REDIGITALIZA, "borrosa")
    assert sala.queda("POR_REDIGITALIZAR")
    sala.llega(b"papel bien puesto")
    sala.capturan(300, 300)
    assert sala.queda("VERIFICADA")


def test_identificada_como_otra_esa_otra_se_captura_al_llegar_su_imagen(disputada: Disputada) -> None:
    sala, caso = disputada
    sala.mesa.dictaminar(caso, AccionDeMesa.IDENTIFICA, "es la 3", destino=TRES)
    assert sala.queda("TRASLADADA")
    sala.llega(b"papel otra vez", TRES)
    sala.capturan(100, 100, clave=TRES)
    assert sala.queda("VERIFICADA", TRES)


def test_identificada_como_de_ninguna_casilla_queda_fuera_de_catalogo(disputada: Disputada, poblada: Nodo) -> None:
    sala, caso = disputada
    sala.mesa.dictaminar(caso, AccionDeMesa.IDENTIFICA, "no es de ninguna casilla", destino=FUERA)
    assert sala.queda("TRASLADADA")
    sala.llega(b"papel otra vez", FUERA)
    sala.capturan(100, 100, clave=FUERA)
    consulta = "SELECT etapa FROM prep.acta_estado WHERE acta = %s AND etapa = 'VERIFICADA'"
    assert esperar(lambda: poblada.dueno(consulta, FUERA) or None) == [("VERIFICADA",)]


def test_declarada_sin_acta_no_queda_nada_por_hacer(disputada: Disputada) -> None:
    sala, caso = disputada
    sala.mesa.dictaminar(caso, AccionDeMesa.SIN_ACTA, MotivoSinActa.SIN_BOLSA)
    assert sala.queda("SIN_ACTA")
    assert sala.mesa.tomar() is None


def test_con_validacion_de_todas_lo_que_dos_dicen_espera_una_mirada(sala_de_todas: Sala, poblada: Nodo) -> None:
    sala_de_todas.llega()
    sala_de_todas.capturan(100, 100)
    assert sala_de_todas.queda("POR_VALIDAR")
    (fila,) = sala_de_todas.mesa.bandeja()
    assert (fila.acta, fila.etapa, fila.puede) == (UNO, "POR_VALIDAR", True)
    caso = sala_de_todas.caso()
    assert all(renglon.acuerdo for renglon in caso.renglones)
    sala_de_todas.mesa.aceptar(caso)
    assert sala_de_todas.queda("VERIFICADA")
    assert _valores(poblada) == (*CIFRAS[:-1], 100)
