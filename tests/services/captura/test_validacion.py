"""The desk sees a closed ronda beside its image, decides, and says why (R-05)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from prep.domain.catalogo.catalogo import Acta
from prep.domain.hechos.hechos import AccionDeMesa, Fuente, MotivoSinActa
from prep.domain.reglas.hallazgos import CodigoHallazgo
from prep.domain.reglas.senalado import Senalado
from prep.services.captura.captura import Capturar
from prep.services.captura.validacion import REVISADA, Caso, Validar
from prep.services.estacion.errores import DatoInvalido, NoProcede, SinNodo
from prep.services.estacion.estacion import Estacion
from prep.services.nodo.tipos import NodoRechaza
from prep.store.spool.tipos import Entregado
from tests.conftest import Nodo
from tests.services.conftest import sesion
from tests.services.trabajos import CIFRAS, con_imagen, ofrecer
from tests.store import ejemplos

ACTA: Acta = ejemplos.acta(1)
UNO, TRES = ACTA.clave, ejemplos.acta(3).clave
Mesa = tuple[Validar, Caso, Estacion]


@pytest.fixture
def mesa(poblada: Nodo, en_linea: Callable[[str], Estacion]) -> Mesa:
    """Two people captured acta UNO differently; Caro has it at the desk."""
    primera, segunda, tercera = (en_linea(f"est-01-{n}") for n in (1, 2, 3))
    huella = con_imagen(primera, UNO)
    ofrecer(poblada, UNO, huella, 1, 2)
    for estacion, quien, ultimo in ((primera, "ana", 100), (segunda, "beto", 200)):
        captura = Capturar(estacion, sesion(quien, estacion))
        trabajo = captura.tomar()
        assert trabajo is not None
        captura.terminar(trabajo, [*CIFRAS[:-1], ultimo], "ACTA PREP", UNO)
    ofrecer(poblada, UNO, huella, 0, clase="MESA")
    assert Validar(primera, sesion("ana", primera)).tomar() is None  # who captured the ronda does not decide it
    validacion = Validar(tercera, sesion("caro", tercera))
    caso = validacion.tomar()
    assert caso is not None
    return validacion, caso, tercera


def test_la_mesa_ve_las_capturas_de_la_ronda_y_la_imagen(mesa: Mesa) -> None:
    _, caso, _ = mesa
    assert [(c.operador, c.captura.valores[-1]) for c in caso.capturas] == [("ana", 100), ("beto", 200)]
    assert caso.trabajo.contenido == b"papel"


@pytest.mark.parametrize(
    "decision",
    [
        {"que": AccionDeMesa.ACEPTA, "motivo": "se lee 200", "valores": [*CIFRAS[:-1], 200], "documento": "ACTA PREP"},
        {"que": AccionDeMesa.RECAPTURA, "motivo": "ambas mal"},
        {"que": AccionDeMesa.REDIGITALIZA, "motivo": "borrosa"},
        {"que": AccionDeMesa.IDENTIFICA, "motivo": "es la 3", "destino": TRES},
        {"que": AccionDeMesa.SIN_ACTA, "motivo": MotivoSinActa.SIN_BOLSA},
    ],
    ids=lambda d: d["que"],
)
def test_cada_decision_llega_al_nodo_con_las_capturas_que_vio(
    mesa: Mesa, poblada: Nodo, decision: dict[str, Any]
) -> None:
    validacion, caso, _ = mesa
    assert validacion.dictaminar(caso, **decision).estado is Entregado.ENTREGADO
    ((cuerpo,),) = poblada.dueno("SELECT cuerpo::json FROM prep.hecho WHERE tipo = 'DICTAMEN'")
    assert cuerpo["accion"] == decision["que"]
    assert cuerpo["capturas"] == [str(c.hecho) for c in caso.capturas]
    assert poblada.dueno("SELECT count(*) FROM prep.trabajo WHERE clase = 'MESA' AND terminado IS NOT NULL") == [(1,)]


@pytest.mark.parametrize(
    ("decision", "mensaje"),
    [
        ({"que": AccionDeMesa.ACEPTA, "motivo": "sí"}, "van con «aceptar»"),
        (
            {"que": AccionDeMesa.ACEPTA, "motivo": "sí", "valores": CIFRAS[:-1], "documento": "ACTA PREP"},
            "lleva 11 campos",
        ),
        ({"que": AccionDeMesa.ACEPTA, "motivo": "sí", "valores": CIFRAS, "documento": "ACTA UE"}, "tipo de documento"),
        ({"que": AccionDeMesa.ACEPTA, "motivo": " ", "valores": CIFRAS, "documento": "RPP"}, "Escriba el motivo"),
        ({"que": AccionDeMesa.RECAPTURA, "motivo": "mal", "valores": CIFRAS}, "van con «aceptar»"),
        ({"que": AccionDeMesa.RECAPTURA, "motivo": ""}, "Escriba el motivo"),
        ({"que": AccionDeMesa.IDENTIFICA, "motivo": "otra"}, "Indique de qué acta"),
        ({"que": AccionDeMesa.IDENTIFICA, "motivo": "otra", "destino": UNO}, "es la misma"),
        ({"que": AccionDeMesa.IDENTIFICA, "motivo": "otra", "destino": "GUB-9"}, "no está en el catálogo"),
        ({"que": AccionDeMesa.REDIGITALIZA, "motivo": "mal", "destino": TRES}, "Indique de qué acta"),
        ({"que": AccionDeMesa.SIN_ACTA, "motivo": "no sé"}, "una de las tres causas"),
    ],
)
def test_una_decision_que_no_vale_se_rechaza_y_no_se_guarda_nada(
    mesa: Mesa, decision: dict[str, Any], mensaje: str
) -> None:
    validacion, caso, estacion = mesa
    with pytest.raises(DatoInvalido, match=mensaje):
        validacion.dictaminar(caso, **decision)
    assert estacion.spool.cuentas().total == 0


def test_la_ronda_se_ve_solo_mientras_se_tiene_su_trabajo_de_mesa(mesa: Mesa) -> None:
    validacion, caso, estacion = mesa
    assert validacion.renovar(caso)
    assert validacion.devolver(caso)
    assert not validacion.renovar(caso)
    with pytest.raises(NodoRechaza, match="no tiene en la mesa esa ronda") as rechazo:
        estacion.nodo.ver_ronda(UNO, Fuente.CATD, 1)
    assert rechazo.value.codigo == "PR004"


def test_lo_que_difiere_se_dice_campo_por_campo(mesa: Mesa) -> None:
    _, caso, _ = mesa
    distintos = [r for r in caso.renglones if not r.acuerdo]
    assert [(r.campo, r.valores, r.elegido) for r in distintos] == [("TOTAL_VOTOS_ASENTADO", (100, 200), None)]
    assert [r.elegido for r in caso.renglones if r.acuerdo] == [
        *caso.capturas[0].captura.valores[:-1],
        "ACTA PREP",
        UNO,
    ]


def test_la_bandeja_muestra_el_caso_y_quien_lo_tiene(mesa: Mesa) -> None:
    validacion, caso, _ = mesa
    (fila,) = validacion.bandeja()
    assert (fila.acta, fila.fuente, fila.ronda, fila.tiene, fila.puede) == (UNO, Fuente.CATD, 1, "caro", False)
    validacion.devolver(caso)
    assert validacion.bandeja()[0].puede


def test_un_caso_se_elige_en_la_bandeja_y_se_tiene_uno_a_la_vez(mesa: Mesa, poblada: Nodo) -> None:
    validacion, caso, _ = mesa
    ofrecer(poblada, TRES, "", 0, clase="MESA")
    with pytest.raises(NoProcede, match=f"Tiene a medias el acta «{UNO}»"):
        validacion.tomar_caso(TRES)
    validacion.devolver(caso)
    elegido = validacion.tomar_caso(TRES)
    assert elegido is not None and elegido.trabajo.acta.clave == TRES


def test_nada_se_acepta_con_una_llamada_donde_no_hay_dos_que_coincidan(mesa: Mesa) -> None:
    validacion, caso, estacion = mesa
    with pytest.raises(NoProcede, match="No hay dos capturas iguales"):
        validacion.aceptar(caso)
    assert estacion.spool.cuentas().total == 0


def test_en_lo_que_dos_coinciden_se_acepta_con_una_llamada_y_su_motivo(mesa: Mesa, poblada: Nodo) -> None:
    validacion, caso, _ = mesa
    iguales = replace(caso, capturas=(caso.capturas[0], caso.capturas[1], caso.capturas[0]))
    assert validacion.aceptar(iguales).estado is Entregado.ENTREGADO
    ((cuerpo,),) = poblada.dueno("SELECT cuerpo::json FROM prep.hecho WHERE tipo = 'DICTAMEN'")
    assert (cuerpo["accion"], cuerpo["valores"][-1], cuerpo["documento"]) == ("ACEPTA", 100, "ACTA PREP")
    assert cuerpo["motivo"] == REVISADA


def test_si_dos_leyeron_otra_acta_no_se_acepta_con_una_llamada(mesa: Mesa) -> None:
    validacion, caso, _ = mesa
    leyo = replace(caso.capturas[0], captura=replace(caso.capturas[0].captura, identificacion=TRES))
    with pytest.raises(NoProcede, match=f"Las dos leyeron otra acta, «{TRES}»"):
        validacion.aceptar(replace(caso, capturas=(leyo, leyo)))


def test_sin_nodo_la_mesa_lo_dice(suelta: Estacion) -> None:
    with pytest.raises(SinNodo, match="Sin nodo no hay validación"):
        Validar(suelta, sesion("caro", suelta)).tomar()
    with pytest.raises(SinNodo, match="Sin nodo no hay validación"):
        Validar(suelta, sesion("caro", suelta)).bandeja()


@pytest.mark.parametrize(
    ("codigos", "dos"),
    [
        ((), False),
        (("H-22",), False),
        ((CodigoHallazgo.PUBLICADA_NO_VIGENTE,), True),
        ((CodigoHallazgo.COTEJO_RECHAZA,), True),
        ((CodigoHallazgo.PUBLICADA_NO_VIGENTE, CodigoHallazgo.SIN_ACTA_SUPERADA), False),  # no figure was published
        ((CodigoHallazgo.COTEJO_RECHAZA, CodigoHallazgo.SIN_ACTA_SUPERADA), True),
    ],
)
def test_decide_una_persona_si_nada_suyo_se_publico_con_cifras(mesa: Mesa, codigos: tuple[str, ...], dos: bool) -> None:
    assert replace(mesa[1], senalados=tuple(map(Senalado, codigos))).de_dos is dos
