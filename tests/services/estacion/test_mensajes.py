"""Messages at a node with its árbitro: who sees which, what is refused, and that nobody buries another's (0093)."""

from collections.abc import Callable

import pytest

from prep.domain.hechos.hechos import Fuente, Incidencia
from prep.domain.reglas.mensajes import (
    COORDINACION,
    ENTERADO,
    ME_ENTERO,
    MENSAJE,
    MENSAJE_MAX,
    SALA,
    TODOS,
    sin_contestar,
)
from prep.services.estacion.errores import DatoInvalido, NoProcede, SinNodo
from prep.services.estacion.estacion import Estacion
from prep.services.estacion.firma import FirmaDeSesion
from prep.services.estacion.mensajes import Mensajes
from prep.services.nodo.tipos import NodoRechaza
from tests.conftest import Nodo
from tests.services.arbitro import arbitro, esperar
from tests.services.conftest import llave, sesion

EnLinea = Callable[[str], Estacion]


def de(estacion: Estacion, quien: str) -> Mensajes:
    return Mensajes(estacion, sesion(quien, estacion))


def dichos(caso: Mensajes) -> list[str]:
    return [m.texto for m in caso.listar()]


def test_quien_coordina_escribe_a_su_centro_y_sabe_quien_lo_sabe(poblada: Nodo, en_linea: EnLinea) -> None:
    puesto, mesa, ccv = en_linea("est-01-1"), en_linea("est-01-3"), en_linea("est-ccv-1")
    with arbitro(poblada):
        eva, ana, fer = de(mesa, "eva"), de(puesto, "ana"), de(ccv, "fer")
        eva.escribir("01", "  Ya hay   cena. ")
        (uno,) = esperar(lambda: ana.listar() or None)
        assert (uno.texto, uno.nombre, uno.para, uno.respuestas) == ("Ya hay cena.", "Eva", "01", ())
        assert uno.espera_a("ana", coordina=False) and not uno.espera_a("eva", coordina=True)
        ana.contestar(uno)
        contestado = esperar(lambda: next((m for m in eva.listar() if m.respuestas), None))
        assert [(r.operador, r.estacion, r.texto) for r in contestado.respuestas] == [("ana", "est-01-1", ME_ENTERO)]
        assert not contestado.espera_a("ana", coordina=False)
        assert dichos(fer) == [], "de otro centro"


def test_cualquiera_escribe_a_la_sala_y_a_quien_coordina_y_nadie_mas_lo_ve(poblada: Nodo, en_linea: EnLinea) -> None:
    puesto, otro, mesa = en_linea("est-01-1"), en_linea("est-01-2"), en_linea("est-01-3")
    with arbitro(poblada):
        ana, beto, eva = de(puesto, "ana"), de(otro, "beto"), de(mesa, "eva")
        ana.escribir(COORDINACION, "¿A qué hora ceno?")
        ana.escribir(SALA, "No llega el sobre.")
        assert esperar(lambda: dichos(eva) or None) == ["¿A qué hora ceno?"]
        assert dichos(beto) == []
        assert sorted(esperar(lambda: dichos(ana) if len(dichos(ana)) == 2 else None)) == [
            "No llega el sobre.",
            "¿A qué hora ceno?",
        ]


def test_lo_que_no_puede_no_se_ve_aunque_se_firme_a_mano(poblada: Nodo, en_linea: EnLinea) -> None:
    """Whoever does not coordinate, to a whole site; who coordinates a site, to everybody."""
    puesto, mesa, ccv = en_linea("est-01-1"), en_linea("est-01-3"), en_linea("est-ccv-1")
    with arbitro(poblada):
        ana, eva, fer = de(puesto, "ana"), de(mesa, "eva"), de(ccv, "fer")
        for caso, para in (
            (ana, "01"),
            (ana, TODOS),
            (ana, "est-01-2"),
            (eva, TODOS),
            (eva, "CCV"),
            (eva, "est-ccv-1"),
        ):
            with pytest.raises(NoProcede):
                caso.escribir(para, "hola")
            caso._hacer("", Fuente.CATD, Incidencia(MENSAJE, f"de mano a {para}", para))
        eva.escribir("01", "honrado")
        beto = de(en_linea("est-01-2"), "beto")
        assert esperar(lambda: dichos(beto) or None) == ["honrado"]
        assert dichos(fer) == []


SALA_VE = "SELECT texto FROM prep.mensajes_de('', '', false, 10)"
EN_CUARENTENA = "SELECT count(*) FROM prep.cuarentena"


def test_nadie_entierra_lo_de_otra_persona_ni_en_su_nombre(poblada: Nodo, en_linea: EnLinea) -> None:
    """With what they sign, a hundred of each kind; nor with what they sign in the other's name, which is set aside."""
    puesto, mesa = en_linea("est-01-1"), en_linea("est-01-3")
    with arbitro(poblada):
        ana, eva = de(puesto, "ana"), de(mesa, "eva")
        eva.escribir("01", "Se oye.")
        eva.escribir(SALA, "Auxilio.")
        esperar(lambda: dichos(ana) or None)
        ajena = FirmaDeSesion("eva", "est-01-1", puesto.spool.proceso, llave("ana"))
        for n in range(100):
            for codigo, lugar in ((ENTERADO, "no es un mensaje"), (MENSAJE, SALA)):
                ana._hacer("", Fuente.CATD, Incidencia(codigo, f"ruido {n}", lugar))
                puesto.registrar(ajena.hecho("", Fuente.CATD, Incidencia(codigo, "en su nombre", lugar)))
        esperar(lambda: poblada.dueno(EN_CUARENTENA) == [(200,)] or None)
        vistos = [texto for (texto,) in poblada.dueno(SALA_VE)]
        assert "Auxilio." in vistos and "en su nombre" not in vistos and len(vistos) == 11
        assert "Se oye." in dichos(ana)


def test_a_la_sala_no_le_contesta_quien_no_la_coordina(poblada: Nodo, en_linea: EnLinea) -> None:
    puesto, ccv = en_linea("est-01-1"), en_linea("est-ccv-1")
    with arbitro(poblada):
        ana, fer = de(puesto, "ana"), de(ccv, "fer")
        ana.escribir(SALA, "Auxilio.")
        (uno,) = esperar(lambda: ana.listar() or None)
        assert not uno.espera_a("beto", coordina=True)
        fer.contestar(uno)
        (uno,) = esperar(lambda: [m for m in ana.listar() if m.respuestas] or None)
        assert sin_contestar([uno]) == [(uno,)]


def test_en_nombre_de_quien_no_entro_no_se_lee(en_linea: EnLinea) -> None:
    estacion = en_linea("est-01-1")
    ana = de(estacion, "ana")
    with pytest.raises(NodoRechaza) as negado:
        ana._preguntar(lambda: estacion.nodo.mensajes("eva"))
    assert negado.value.codigo == "PR011"


@pytest.mark.parametrize("malo", ["", "   ", "x" * (MENSAJE_MAX + 1), "hola\u202e"])
def test_lo_que_no_dice_nada_o_no_cabe_no_sale(suelta: Estacion, malo: str) -> None:
    with pytest.raises(DatoInvalido):
        de(suelta, "ana").escribir(SALA, malo)
    assert suelta.spool.cuentas().pendientes == 0


def test_sin_nodo_se_escribe_y_no_se_lee(suelta: Estacion) -> None:
    ana = de(suelta, "ana")
    ana.escribir(SALA, "Sin red.")
    assert suelta.spool.cuentas().pendientes == 1
    with pytest.raises(SinNodo):
        ana.listar()
