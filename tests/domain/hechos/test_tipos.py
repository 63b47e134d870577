"""Each kind of fact says all that it is, once, and it agrees with its body and with the table of the stages."""

from dataclasses import MISSING, fields

import pytest

from prep.domain.hechos.hechos import Fuente, Tipo
from prep.domain.hechos.roles import DE_PERSONA
from prep.domain.hechos.tipos import FILAS, TIPOS, FilaDeTipo
from prep.domain.vida.transiciones import SIN_SUCESO, SUCESO_DE_TIPO, TABLA, Rechazo

# it may change by them
DE_TODA_EL_ACTA = {Tipo.DICTAMEN, Tipo.ANULACION, Tipo.CUSTODIA, Tipo.PROPUESTA, Tipo.CONFORME}


def campos(tipo: Tipo) -> set[str]:
    return {campo.name for campo in fields(TIPOS[tipo].clase)}


def test_cada_tipo_tiene_su_fila_y_su_clase_y_ninguna_sobra() -> None:
    assert [fila.clase.tipo for fila in FILAS] == list(Tipo) == list(TIPOS)
    assert len({fila.clase for fila in FILAS}) == len(Tipo)


def test_nada_de_una_fila_se_da_por_dicho() -> None:
    assert [campo.name for campo in fields(FilaDeTipo) if campo.default is not MISSING] == []


@pytest.mark.parametrize("tipo", Tipo)
def test_lo_que_lleva_votos_lo_dice(tipo: Tipo) -> None:
    assert TIPOS[tipo].lleva_cifras is (not {"valores", "datos"}.isdisjoint(campos(tipo)))


@pytest.mark.parametrize("tipo", Tipo)
def test_explica_un_cambio_lo_que_puede_mover_un_acta(tipo: Tipo) -> None:
    if tipo in SIN_SUCESO:
        mueve = tipo in DE_TODA_EL_ACTA
    else:
        mueve = any(not isinstance(fila[SUCESO_DE_TIPO[tipo]], Rechazo) for fila in TABLA.values())
    assert TIPOS[tipo].explica_cambio is mueve


@pytest.mark.parametrize("tipo", Tipo)
def test_alguien_firma_cada_tipo_y_desde_donde_puede(tipo: Tipo) -> None:
    fila = TIPOS[tipo]
    assert fila.roles or fila.del_centro or fila.del_nodo
    assert fila.roles <= DE_PERSONA
    assert fila.fuentes - {Fuente.CENTRO} or not fila.roles or (fila.del_proceso and not fila.fuentes)
    assert fila.fuentes or fila.del_proceso, "habla de un acta o del proceso"
    assert fila.del_centro or not fila.del_nodo, "lo que firma un nodo entra por donde entra lo del centro"


@pytest.mark.parametrize("tipo", Tipo)
def test_lo_que_termina_un_trabajo_es_de_una_ronda_y_de_un_solo_rol(tipo: Tipo) -> None:
    fila = TIPOS[tipo]
    if fila.termina_trabajo:
        assert "ronda" in campos(tipo) and len(fila.roles) == 1
    if fila.retirable:
        assert fila.anulable


@pytest.mark.parametrize("tipo", Tipo)
def test_lo_que_se_propone_lo_firma_una_persona_y_lo_de_dos_nadie_mas(tipo: Tipo) -> None:
    fila = TIPOS[tipo]
    if fila.se_propone:
        assert fila.roles & TIPOS[Tipo.PROPUESTA].roles and fila.explica_cambio and not fila.del_acuerdo
    if fila.del_acuerdo:
        assert not fila.del_centro and not fila.del_nodo and not fila.anulable
