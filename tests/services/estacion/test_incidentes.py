"""Incidents at a node with its árbitro: who may see to them and read them, and a work taken away or nothing (R-34)."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from prep.domain.hechos.hechos import Fuente, Incidencia, PasoDeIncidente, Seguimiento
from prep.domain.reglas.incidentes import CLASE_DE, EQUIPO, OTRO, EstadoDeIncidente
from prep.services.captura.captura import Capturar
from prep.services.estacion import prenda
from prep.services.estacion.coordinacion import LIBERADO, Coordinar
from prep.services.estacion.errores import DatoInvalido, NoProcede, SinNodo
from prep.services.estacion.estacion import Estacion
from prep.services.estacion.incidentes import LUGAR_MAX, Incidentes
from prep.services.nodo.tipos import NodoRechaza
from tests.conftest import Nodo
from tests.services.arbitro import arbitro, esperar
from tests.services.captura.test_mesa_con_arbitro import UNO
from tests.services.conftest import sesion
from tests.services.trabajos import con_imagen

EnLinea = Callable[[str], Estacion]


def de(estacion: Estacion, quien: str) -> Incidentes:
    return Incidentes(estacion, sesion(quien, estacion))


def test_lo_sigue_quien_coordina_y_lo_que_firme_otra_persona_no_cuenta(poblada: Nodo, en_linea: EnLinea) -> None:
    estacion = en_linea("est-01-1")
    with arbitro(poblada):
        de(estacion, "ana").registrar(EQUIPO, "no jala", lugar="patio")
        eva = de(estacion, "eva")
        uno = esperar(lambda: next(iter(eva.listar()), None))
        assert (uno.texto, uno.lugar, uno.estado) == ("no jala", "patio", EstadoDeIncidente.ABIERTO)
        de(estacion, "ana")._hacer("", Fuente.CATD, Seguimiento(uno.id, PasoDeIncidente.CIERRA, "ya"))
        razon = esperar(lambda: next(iter(poblada.dueno("SELECT razon FROM prep.cuarentena")), None))
        assert "ana no tiene el papel" in str(razon)
        (otra_vez,) = eva.listar()
        assert otra_vez == uno
        eva.tomar(uno)
        assert esperar(lambda: next((i for i in eva.listar() if i.dueno == "eva"), None)).pasos[0].texto == "Voy."


def test_nadie_mas_lee_lo_que_se_escribio(en_linea: EnLinea) -> None:
    estacion = en_linea("est-01-1")
    ana = de(estacion, "ana")
    for pregunta in (
        lambda: estacion.nodo.incidentes("ana", list(CLASE_DE)),
        lambda: estacion.nodo.coordinacion("ana"),
        lambda: estacion.nodo.incidentes("eva", list(CLASE_DE)),  # in her name, without her
    ):
        with pytest.raises(NodoRechaza) as negado:
            ana._preguntar(pregunta)
        assert negado.value.codigo in ("PR002", "PR011")


def test_lo_que_no_dice_nada_o_no_cabe_se_niega(suelta: Estacion) -> None:
    ana = de(suelta, "ana")
    for malo in ({"texto": ""}, {"texto": "x" * 501}, {"texto": "x", "lugar": "y" * (LUGAR_MAX + 1)}):
        with pytest.raises(DatoInvalido):
            ana.registrar(OTRO, **malo)
    with pytest.raises(SinNodo):
        de(suelta, "eva").listar()
    assert suelta.spool.cuentas().pendientes == 0


def test_se_libera_de_quien_se_vio_y_por_quien_coordina_y_nada_mas(poblada: Nodo, en_linea: EnLinea) -> None:
    estacion, otra = en_linea("est-01-1"), en_linea("est-01-2")
    with arbitro(poblada):
        con_imagen(estacion, UNO, b"papel")
        esperar(Capturar(estacion, sesion("ana", estacion)).tomar)
        coordina = Coordinar(otra, sesion("eva", otra))
        vista = coordina.ver()
        (espera,) = vista.esperan
        assert (espera.acta, espera.tiene, espera.estacion) == (UNO, "ana", "est-01-1")
        (puesto,) = (p for p in vista.puestos if p.acta)
        assert (puesto.estacion, puesto.operador, puesto.acta) == ("est-01-1", "ana", UNO)
        coordina.liberar(replace(espera, tiene="beto"), "se fue")
        ajena = Coordinar(otra, sesion("beto", otra))
        prenda.abrir(otra.nodo, ajena.sesion.firma)  # he is there, and does not coordinate
        ajena._hacer(UNO, Fuente.CATD, Incidencia(LIBERADO, "yo digo", f"{espera.trabajo} ana est-01-1"))
        assert [e.tiene for e in coordina.ver().esperan] == ["ana"]
        coordina.liberar(espera, "se fue")
        assert [e.tiene for e in coordina.ver().esperan] == [""]
        with pytest.raises(NoProcede, match="Nadie tiene"):
            coordina.liberar(coordina.ver().esperan[0], "se fue")


def test_una_disputa_se_ve_como_captura_en_curso(poblada: Nodo, en_linea: EnLinea) -> None:
    estacion = en_linea("est-01-1")
    poblada.dueno(
        "INSERT INTO prep.acta_estado (acta, etapa, fuente, registrada, custodia, hechos, estado, huella)"
        " VALUES (%s, 'EN_DISPUTA', 'CATD', false, '01', 1, '{}', '')", UNO,
    )  # fmt: skip
    vista = Coordinar(estacion, sesion("eva", estacion)).ver()
    assert [e.etapa for e in vista.esperan] == ["EN_CAPTURA"] and "EN_DISPUTA" not in vista.etapas
    assert vista.esperan[0].desde is None
