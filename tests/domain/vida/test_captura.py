"""Capture agreement (R-04): who may capture, what equal means, two, three, four, then the desk."""

from dataclasses import replace

import pytest

from prep.domain.catalogo.ajustes import Ajustes, Orden, Validacion
from prep.domain.hechos.campos import Marca, Valor
from prep.domain.hechos.hechos import AccionDeMesa, Hecho
from prep.domain.vida.captura import puestos_abiertos
from prep.domain.vida.estado import ClaseTrabajo, EstadoActa, Etapa
from tests.domain.escena import (
    ACTA,
    CIFRAS,
    CLAVE,
    CUARTAS,
    ESCANEO,
    FORMA,
    OTRA,
    OTRAS,
    OTRO_ESCANEO,
    TERCERAS,
    a_los,
    acopio,
    captura,
    cierre,
    codigos,
    dictamen,
    doblar,
    escaneo,
    por_papel,
)

LLEGADA = [acopio(1), escaneo(2)]
DISPUTA = [*LLEGADA, captura(3, "ana"), captura(4, "beto", OTRAS)]


def puestos(estado: EstadoActa) -> list[int]:
    return [p.puesto for p in estado.pendientes]


def test_dos_capturas_iguales_de_dos_personas_verifican_el_acta() -> None:
    estado = doblar(*por_papel())
    assert estado.etapa is Etapa.VERIFICADA
    assert estado.registrada
    assert (estado.acta, estado.vigente.valores, estado.vigente.documento) == (CLAVE, CIFRAS, "ACTA PREP")
    assert (estado.vigente.acopio, estado.vigente.captura, estado.vigente.verificacion) == (
        a_los(1),
        a_los(3),
        a_los(4),
    )
    assert (estado.vigente.sitio, estado.vigente.mecanismo) == ("07", "D")
    assert (estado.vigente.imagen, estado.vigente.medio, estado.vigente.ronda) == (ESCANEO, "ESCANER", 1)
    assert estado.pendientes == ()
    assert codigos(estado) == []


def test_lo_visto_de_cada_captura_queda_en_el_estado() -> None:
    una, otra = doblar(*por_papel()).vigente.capturas
    hecho = por_papel()[2]
    assert (una.hecho, una.operador, una.estacion, una.momento) == (hecho.id, "ana", "est-ana", a_los(3))
    assert (una.valores, una.documento, una.identificacion) == (CIFRAS, "ACTA PREP", CLAVE)
    assert otra.operador == "beto"


def test_al_digitalizar_se_abren_los_dos_puestos_a_la_vez() -> None:
    estado = doblar(*LLEGADA)
    assert estado.etapa is Etapa.DIGITALIZADA
    assert puestos(estado) == [1, 2]
    trabajo = estado.pendientes[0]
    assert (trabajo.clase, trabajo.fuente, trabajo.ronda, trabajo.sitio, trabajo.imagen) == (
        ClaseTrabajo.CAPTURA,
        estado.vigente.fuente,
        1,
        "07",
        ESCANEO,
    )


def test_con_una_captura_queda_un_puesto() -> None:
    estado = doblar(*LLEGADA, captura(3, "ana"))
    assert estado.etapa is Etapa.EN_CAPTURA
    assert puestos(estado) == [2]
    assert estado.vigente.captura is None


def test_dos_distintas_piden_una_tercera_y_tres_una_cuarta() -> None:
    dos = doblar(*DISPUTA)
    assert (dos.etapa, puestos(dos)) == (Etapa.EN_DISPUTA, [3])
    tres = doblar(*DISPUTA, captura(5, "ceci", TERCERAS))
    assert (tres.etapa, puestos(tres)) == (Etapa.EN_DISPUTA, [4])


def test_la_tercera_que_coincide_con_la_segunda_asienta() -> None:
    estado = doblar(*DISPUTA, captura(5, "ceci", OTRAS))
    assert estado.etapa is Etapa.VERIFICADA
    assert estado.vigente.valores == OTRAS
    assert estado.vigente.captura == a_los(3)  # the first valid one of the ronda (R-10c)
    assert estado.vigente.verificacion == a_los(5)


def test_la_cuarta_que_coincide_con_la_primera_asienta() -> None:
    estado = doblar(*DISPUTA, captura(5, "ceci", TERCERAS), captura(6, "dani"))
    assert (estado.etapa, estado.vigente.valores) == (Etapa.VERIFICADA, CIFRAS)


def test_cuatro_distintas_van_a_la_mesa() -> None:
    estado = doblar(*DISPUTA, captura(5, "ceci", TERCERAS), captura(6, "dani", CUARTAS))
    assert estado.etapa is Etapa.EN_MESA
    assert [(p.clase, p.ronda, p.puesto, p.sitio) for p in estado.pendientes] == [(ClaseTrabajo.MESA, 1, 0, "07")]
    assert codigos(estado) == ["RONDA_SIN_ACUERDO"]


def test_el_maximo_de_capturas_es_un_ajuste() -> None:
    estado = doblar(*DISPUTA, ajustes=Ajustes(capturas_max=2))
    assert estado.etapa is Etapa.EN_MESA


def test_la_misma_persona_no_captura_dos_veces() -> None:
    otra_vez = replace(captura(4, "ana"), estacion="est-otra")
    estado = doblar(*LLEGADA, captura(3, "ana"), otra_vez)
    assert estado.etapa is Etapa.EN_CAPTURA
    assert codigos(estado) == ["CAPTURA_MISMO_OPERADOR"]
    assert puestos(estado) == [2]


def test_la_misma_estacion_no_captura_dos_veces() -> None:
    vecino = replace(captura(4, "beto"), estacion="est-ana")
    estado = doblar(*LLEGADA, captura(3, "ana"), vecino)
    assert estado.etapa is Etapa.EN_CAPTURA
    assert codigos(estado) == ["CAPTURA_MISMA_ESTACION"]


@pytest.mark.parametrize(
    "distinta",
    [
        captura(4, "beto", OTRAS),
        captura(4, "beto", (*CIFRAS[:-1], 204)),  # only the total asentado
        captura(4, "beto", (Marca.SIN_DATO, *CIFRAS[1:])),
        captura(4, "beto", documento="CC"),
        captura(4, "beto", identificacion=OTRA),
    ],
    ids=["votos", "asentado", "marca", "documento", "identificacion"],
)
def test_igual_abarca_cifras_asentado_documento_e_identificacion(distinta: Hecho) -> None:
    assert doblar(*LLEGADA, captura(3, "ana"), distinta).etapa is Etapa.EN_DISPUTA


def test_cero_sin_dato_e_ilegible_son_tres_cosas() -> None:
    dichas: list[tuple[str, Valor]] = [("ana", 0), ("beto", Marca.SIN_DATO), ("ceci", Marca.ILEGIBLE)]
    capturas = [captura(3 + i, quien, (valor, *CIFRAS[1:])) for i, (quien, valor) in enumerate(dichas)]
    assert doblar(*LLEGADA, *capturas).etapa is Etapa.EN_DISPUTA


@pytest.mark.parametrize(
    ("mala", "codigo"),
    [
        (captura(3, "ana", ronda=2), "CAPTURA_OTRA_RONDA"),
        (captura(3, "ana", CIFRAS[:-1]), "CAPTURA_INCOMPLETA"),
        (captura(3, "ana", (*CIFRAS, 0)), "CAPTURA_INCOMPLETA"),
        (captura(3, "ana", imagen=OTRO_ESCANEO), "CAPTURA_OTRA_IMAGEN"),
        (captura(3, "ana", imagen=""), "CAPTURA_OTRA_IMAGEN"),
    ],
)
def test_una_captura_que_no_es_de_esta_ronda_queda_como_evidencia(mala: Hecho, codigo: str) -> None:
    estado = doblar(*LLEGADA, mala)
    assert estado.etapa is Etapa.DIGITALIZADA
    assert codigos(estado) == [codigo]
    assert [h.hecho for h in estado.vigente.hallazgos] == [mala.id]
    assert doblar(*LLEGADA, mala, captura(4, "beto"), captura(5, "ceci")).etapa is Etapa.VERIFICADA


def test_una_captura_tardia_no_cambia_una_ronda_asentada() -> None:
    antes, despues = doblar(*por_papel()), doblar(*por_papel(), captura(5, "ceci", OTRAS), captura(6, "dani", OTRAS))
    assert codigos(despues) == ["CAPTURA_TARDIA", "CAPTURA_TARDIA"]
    assert replace(despues.vigente, hallazgos=()) == antes.vigente


def test_el_cierre_manda_a_la_mesa_antes_y_lo_que_llega_luego_es_evidencia() -> None:
    estado = doblar(*LLEGADA, captura(3, "ana"), cierre(4), captura(5, "beto"))
    assert estado.etapa is Etapa.EN_MESA
    assert codigos(estado) == ["CAPTURA_TARDIA"]
    assert doblar(*DISPUTA, cierre(5)).etapa is Etapa.EN_MESA


@pytest.mark.parametrize(
    "hechos", [[*LLEGADA, cierre(3)], [*DISPUTA, cierre(5, ronda=2)], [*DISPUTA, cierre(5), cierre(6)]]
)
def test_un_cierre_sin_ronda_que_cerrar_no_hace_nada(hechos: list[Hecho]) -> None:
    estado = doblar(*hechos)
    assert codigos(estado) == ["CIERRE_FUERA_DE_LUGAR"]
    assert estado.etapa is doblar(*hechos[:-1]).etapa


def test_dos_que_leen_otra_acta_la_mandan_a_la_mesa_sin_cifras() -> None:
    estado = doblar(*LLEGADA, captura(3, "ana", identificacion=OTRA), captura(4, "beto", identificacion=OTRA))
    assert estado.etapa is Etapa.EN_MESA
    assert codigos(estado) == ["IDENTIFICACION_DISTINTA"]
    assert (estado.vigente.valores, estado.vigente.captura) == ((), None)


def test_validacion_de_todas_pide_una_mirada_a_la_que_ya_coincidio() -> None:
    todas = Ajustes(validacion=Validacion.TODAS)
    estado = doblar(*por_papel(), ajustes=todas)
    assert estado.etapa is Etapa.POR_VALIDAR
    assert not estado.registrada
    assert [p.clase for p in estado.pendientes] == [ClaseTrabajo.MESA]
    assert (estado.vigente.valores, estado.vigente.captura, estado.vigente.verificacion) == (CIFRAS, a_los(3), None)
    vistas = tuple(por_papel()[2:])
    validada = doblar(*por_papel(), dictamen(5, AccionDeMesa.ACEPTA, vistas, valores=CIFRAS), ajustes=todas)
    assert (validada.etapa, validada.vigente.verificacion) == (Etapa.VERIFICADA, a_los(5))


def test_sin_imagen_no_se_captura_si_la_imagen_va_primero() -> None:
    estado = doblar(acopio(1), captura(2, "ana", imagen=""))
    assert (estado.etapa, estado.pendientes) == (Etapa.ACOPIADA, ())
    assert codigos(estado) == ["CAPTURA_SIN_IMAGEN"]


PAPEL = Ajustes(orden=Orden.PAPEL)


def test_papel_primero_se_captura_sin_imagen_y_esta_queda_en_camino() -> None:
    acopiada = doblar(acopio(1), ajustes=PAPEL)
    assert (acopiada.etapa, puestos(acopiada)) == (Etapa.ACOPIADA, [1, 2])
    assert acopiada.pendientes[0].imagen == ""
    capturas = [captura(2, "ana", imagen=""), captura(3, "beto", imagen="")]
    estado = doblar(acopio(1), *capturas, ajustes=PAPEL)
    assert estado.etapa is Etapa.VERIFICADA
    assert codigos(estado) == ["IMAGEN_EN_CAMINO"]
    con_imagen = doblar(acopio(1), *capturas, escaneo(4), ajustes=PAPEL)
    assert (con_imagen.vigente.imagen, con_imagen.vigente.medio) == (ESCANEO, "ESCANER")
    assert codigos(con_imagen) == []


@pytest.mark.parametrize("cuando", [2, 3, 4])
def test_papel_primero_la_imagen_se_adjunta_en_cualquier_momento(cuando: int) -> None:
    pasos = [captura(5, "ana", imagen=""), captura(6, "beto", imagen="")]
    pasos.insert(cuando - 2, escaneo(7))
    hechos = [replace(h, sec=i, momento=a_los(i)) for i, h in enumerate(pasos, start=2)]
    estado = doblar(acopio(1), *hechos, ajustes=PAPEL)
    assert (estado.etapa, estado.vigente.imagen, estado.vigente.ronda) == (Etapa.VERIFICADA, ESCANEO, 1)


def test_papel_primero_tambien_se_captura_de_la_imagen_que_ya_llego() -> None:
    estado = doblar(*LLEGADA, captura(3, "ana"), captura(4, "beto", imagen=""), ajustes=PAPEL)
    assert estado.etapa is Etapa.VERIFICADA


def test_puestos_abiertos_segun_las_capturas_hechas() -> None:
    assert [list(puestos_abiertos(n)) for n in range(4)] == [[1, 2], [2], [3], [4]]


def test_el_acta_de_prueba_es_de_su_forma() -> None:
    assert len(CIFRAS) == len(FORMA.campos)
    assert ACTA.clave_forma == FORMA.clave
