"""What the centre signs and needs two people: believed by an order that two agreed on, and only what it says."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from central.arbitro.reconstruir import reconstruir
from central.nodo.centro import CENTRO
from prep.domain.hechos.hechos import (
    Anulacion,
    Conforme,
    Cuerpo,
    Custodia,
    Datos,
    Fase,
    Fuente,
    MotivoSinActa,
    NombreFase,
    Propuesta,
    Respuesta,
    SinActa,
)
from prep.domain.hechos.propuestas import contestar
from prep.domain.reglas.ordenes import ORDEN, NombreDeOrden, OrdenDelCentro, lugar_de
from prep.net.identidad import Llave
from prep.services.estacion.firma import FirmaDeSesion
from prep.store.hechos import ENTREGAR_CENTRO, HechoFirmado, valores_firmados
from tests.central.arbitro.escena import Escena
from tests.conftest import Nodo
from tests.dos_personas import CARMEN, DAVID, LLAVES
from tests.store.ejemplos import PROCESO, acta

UNA, OTRA, DE_02 = acta(1).clave, acta(3).clave, acta(4).clave
ABRIR = OrdenDelCentro(NombreDeOrden.FASE, {"fase": "abrir", "forzar": "", "salida": ""})
DECLARAR = OrdenDelCentro(NombreDeOrden.SIN_ACTA, {"actas": {"NO_ENTREGADO": [UNA]}})
CONTINGENCIA = OrdenDelCentro(NombreDeOrden.CONTINGENCIA, {"catd": "01", "a": "CCV"})
RAZONES = "SELECT q.razon FROM prep.cuarentena q JOIN prep.hecho h ON h.id = q.hecho WHERE h.operador = 'centro'"
SOLO = "sin la propuesta de una persona y el conforme de otra"


@pytest.fixture
def escena(base: Nodo) -> Escena:
    return Escena(base)


def entrar(escena: Escena, firmado: HechoFirmado) -> HechoFirmado:
    with escena.base.conectar("prep_centro") as conn:
        assert conn.execute(ENTREGAR_CENTRO, valores_firmados(firmado)).fetchone() == ("nuevo",)
    return firmado


def firmar(quien: str, cuerpo: Cuerpo, despues_s: float = 0, llave: Llave | None = None) -> HechoFirmado:
    firma = FirmaDeSesion(
        quien, "sala", PROCESO, llave or LLAVES[quien], reloj=lambda: datetime.now(UTC) + timedelta(seconds=despues_s)
    )
    return firma.hecho("", Fuente.CENTRO, cuerpo)


def proponer(escena: Escena, orden: OrdenDelCentro, que: str = ORDEN) -> HechoFirmado:
    return entrar(escena, firmar(CARMEN, Propuesta(que, Datos(orden.texto), "porque sí")))


def conforme(propuesta: HechoFirmado, si: Respuesta = Respuesta.ACEPTA) -> Conforme:
    return contestar(propuesta.hecho, si, "")


def acordada(escena: Escena, orden: OrdenDelCentro) -> str:
    propuesta = proponer(escena, orden)
    entrar(escena, firmar(DAVID, conforme(propuesta)))
    return lugar_de(propuesta.hecho.id)


def del_centro(escena: Escena, lugar: str, clave: str, cuerpo: Cuerpo) -> HechoFirmado:
    return entrar(
        escena, FirmaDeSesion(CENTRO, lugar, PROCESO, escena.llaves[CENTRO]).hecho(clave, Fuente.CENTRO, cuerpo)
    )


def razones(escena: Escena) -> list[str]:
    escena.correr()
    return [razon for (razon,) in escena.base.dueno(f"{RAZONES} ORDER BY h.sec")]


OTRO_TEXTO = firmar(CARMEN, Propuesta(ORDEN, Datos(DECLARAR.texto), "porque sí"))
MITADES: dict[str, Callable[[HechoFirmado], Sequence[HechoFirmado]]] = {
    "nadie responde": lambda p: [],
    "responde quien propuso": lambda p: [firmar(CARMEN, conforme(p))],
    "responde tarde": lambda p: [firmar(DAVID, conforme(p), 901)],
    "responde antes": lambda p: [firmar(DAVID, conforme(p), -60)],
    "responde con otra llave": lambda p: [firmar(DAVID, conforme(p), llave=LLAVES[CARMEN])],
    "rechaza": lambda p: [firmar(DAVID, conforme(p, Respuesta.RECHAZA))],
    "rechaza y luego acepta": lambda p: [
        firmar(DAVID, conforme(p, Respuesta.RECHAZA)), firmar(DAVID, conforme(p)),
    ],
    "acepta otro texto": lambda p: [firmar(DAVID, replace(conforme(p), visto=conforme(OTRO_TEXTO).visto))],
    "acepta sin decir cuál": lambda p: [firmar(DAVID, replace(conforme(p), visto=""))],
    "acepta otra cosa": lambda p: [firmar(DAVID, replace(conforme(p), propuesta=firmar(DAVID, conforme(p)).hecho.id))],
}  # fmt: skip


@pytest.mark.parametrize("mitad", MITADES)
def test_sin_el_conforme_de_otra_persona_a_tiempo_no_se_cree(escena: Escena, mitad: str) -> None:
    propuesta = proponer(escena, ABRIR)
    for respuesta in MITADES[mitad](propuesta):
        entrar(escena, respuesta)
    del_centro(escena, lugar_de(propuesta.hecho.id), "", Fase(NombreFase.ABRIR))
    (razon,) = razones(escena)
    assert SOLO in razon


def test_lo_que_no_es_una_orden_no_lo_vuelve_una(escena: Escena) -> None:
    rara = OrdenDelCentro(NombreDeOrden.FASE, {"fase": "abrir"})
    for propuesta in (proponer(escena, rara), proponer(escena, ABRIR, "FASE")):
        entrar(escena, firmar(DAVID, conforme(propuesta)))
        del_centro(escena, lugar_de(propuesta.hecho.id), "", Fase(NombreFase.ABRIR))
    assert [SOLO in razon for razon in razones(escena)] == [True, True]


def test_con_el_de_otra_persona_se_cree_y_reconstruir_tambien(escena: Escena) -> None:
    del_centro(escena, acordada(escena, ABRIR), "", Fase(NombreFase.ABRIR))
    del_centro(escena, acordada(escena, DECLARAR), UNA, SinActa(MotivoSinActa.NO_ENTREGADO))
    del_centro(escena, acordada(escena, CONTINGENCIA), OTRA, Custodia("CCV", "CONTINGENCIA: sin luz"))
    assert razones(escena) == [] and escena.etapa(UNA) == "SIN_ACTA"
    with escena.arbitro() as (conexion, contexto):
        assert reconstruir(conexion, contexto, firmas=True).diferencias == []


def test_una_orden_no_sirve_para_lo_que_no_dice(escena: Escena) -> None:
    declarar, contingencia = acordada(escena, DECLARAR), acordada(escena, CONTINGENCIA)
    suya = del_centro(escena, declarar, UNA, SinActa(MotivoSinActa.NO_ENTREGADO))
    del_centro(escena, declarar, OTRA, SinActa(MotivoSinActa.NO_ENTREGADO))
    del_centro(escena, declarar, UNA, SinActa(MotivoSinActa.NO_INSTALADA))
    del_centro(escena, declarar, UNA, Anulacion(suya.hecho.id, "mejor no"))
    del_centro(escena, contingencia, DE_02, Custodia("CCV", "CONTINGENCIA: sin luz"))
    del_centro(escena, contingencia, UNA, Custodia("02", "CONTINGENCIA: sin luz"))
    assert all("no es lo que dice la propuesta" in razon for razon in razones(escena))
    assert escena.base.dueno(f"SELECT count(*) FROM ({RAZONES}) r") == [(5,)]
    assert escena.etapa(UNA) == "SIN_ACTA"


def test_una_orden_se_cumple_una_vez_con_cada_acta(escena: Escena) -> None:
    lugar = acordada(escena, DECLARAR)
    for _ in range(2):
        del_centro(escena, lugar, UNA, SinActa(MotivoSinActa.NO_ENTREGADO))
    (razon,) = razones(escena)
    assert razon.endswith("ya se cumplió")


def test_lo_que_el_arbitro_hace_solo_no_pide_a_nadie(escena: Escena) -> None:
    del_centro(escena, "arbitro", UNA, Custodia("CCV", "SIN_PERSONAL"))
    del_centro(escena, "centro", "", Fase(NombreFase.CEROS))
    assert razones(escena) == []
    del_centro(escena, "arbitro", OTRA, Custodia("02", "SIN_PERSONAL"))
    assert [SOLO in razon for razon in razones(escena)] == [True]
