"""An order of the centre: which texts are one, and which of the centre's facts each allows."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from prep.domain.catalogo.catalogo import CCV
from prep.domain.hechos.hechos import (
    Acopio,
    Anulacion,
    Cuerpo,
    Custodia,
    Fase,
    Hecho,
    Incidencia,
    MotivoSinActa,
    NombreFase,
    SinActa,
    Tipo,
)
from prep.domain.reglas.ordenes import (
    CAMPOS,
    SIN_PERSONAL,
    NombreDeOrden,
    OrdenDelCentro,
    OrdenInvalida,
    leer_orden,
    lugar_de,
    necesita_dos,
    permite,
    propuesta_de,
)
from tests.domain.escena import CENTRO, CLAVE, OTRA, hecho

HORA, HORAS = "2024-06-03T00:00+00:00", "17:50, 18:20, 18:21"
BUENAS: Mapping[NombreDeOrden, Mapping[str, Any]] = {
    NombreDeOrden.FASE: {"fase": "abrir", "forzar": "", "salida": ""},
    NombreDeOrden.SIN_ACTA: {"actas": {"NO_ENTREGADO": [CLAVE], "SIN_BOLSA": []}},
    NombreDeOrden.REVERTIR: {"actas": [CLAVE]},
    NombreDeOrden.CONTINGENCIA: {"catd": "07", "a": "08"},
    NombreDeOrden.REGRESO: {"catd": "07"},
    NombreDeOrden.BAJA: {"personas": ["ana", "beto"], "revertir": True},
    NombreDeOrden.REEMPLAZO: {"catd": "07", "direccion": "10.0.0.7", "paquete": "aa"},
    NombreDeOrden.CONTRASENA: {"operador": "ana", "publica": "0123456789abcdef" * 4, "sello": "cd" * 32},
    NombreDeOrden.RELOJ: {"corte": 7},
    NombreDeOrden.CAMBIO: {"operador": "ana", "roles": ["mesa"], "sitio": "01"},
    NombreDeOrden.APERTURA: {"hora": HORA},
    NombreDeOrden.LIBERAR_RETENIDAS: {"actas": {CLAVE: HORAS}},
}
ANULA = Anulacion(UUID(int=1), "porque sí")


def orden(nombre: NombreDeOrden) -> OrdenDelCentro:
    return OrdenDelCentro(nombre, BUENAS[nombre])


def del_centro(cuerpo: Cuerpo, acta: str = CLAVE) -> Hecho:
    return replace(hecho(1, CENTRO, cuerpo), acta=acta)


@pytest.mark.parametrize("nombre", NombreDeOrden)
def test_una_orden_se_lee_como_se_escribio(nombre: NombreDeOrden) -> None:
    assert leer_orden(orden(nombre).texto) == orden(nombre)
    assert BUENAS[nombre].keys() == CAMPOS[nombre].keys()


def test_una_orden_declara_por_las_tres_causas_a_la_vez() -> None:
    todas = OrdenDelCentro(NombreDeOrden.SIN_ACTA, {"actas": {motivo.name: [CLAVE] for motivo in MotivoSinActa}})
    assert leer_orden(todas.texto) == todas


def test_su_texto_es_uno_se_den_como_se_den_sus_datos() -> None:
    alreves = OrdenDelCentro(NombreDeOrden.CONTINGENCIA, {"catd": "Á", "a": "08"})
    assert alreves.texto == '{"datos":{"a":"08","catd":"Á"},"orden":"contingencia"}'


@pytest.mark.parametrize(
    ("nombre", "campo", "malo"),
    [
        (NombreDeOrden.FASE, "fase", "fiesta"),
        (NombreDeOrden.FASE, "fase", 3),
        (NombreDeOrden.FASE, "fase", ["abrir"]),
        (NombreDeOrden.FASE, "forzar", None),
        (NombreDeOrden.FASE, "salida", ["x"]),
        (NombreDeOrden.SIN_ACTA, "actas", [CLAVE]),
        (NombreDeOrden.SIN_ACTA, "actas", {"PORQUE_SI": [CLAVE]}),
        (NombreDeOrden.SIN_ACTA, "actas", {"SIN_BOLSA": CLAVE}),
        (NombreDeOrden.SIN_ACTA, "actas", {"SIN_BOLSA": [7]}),
        (NombreDeOrden.REVERTIR, "actas", CLAVE),
        (NombreDeOrden.REVERTIR, "actas", [CLAVE, 7]),
        (NombreDeOrden.CONTINGENCIA, "a", 8),
        (NombreDeOrden.REGRESO, "catd", True),
        (NombreDeOrden.BAJA, "personas", ["ana", None]),
        (NombreDeOrden.BAJA, "revertir", "sí"),
        (NombreDeOrden.REEMPLAZO, "paquete", {}),
        (NombreDeOrden.CONTRASENA, "publica", "AB" * 32),
        (NombreDeOrden.CONTRASENA, "sello", "ab" * 31),
        (NombreDeOrden.CAMBIO, "roles", "mesa"),
        (NombreDeOrden.APERTURA, "hora", "18:00"),
        (NombreDeOrden.APERTURA, "hora", "0001-01-01T00:00+14:00"),
        (NombreDeOrden.LIBERAR_RETENIDAS, "actas", {}),
        (NombreDeOrden.LIBERAR_RETENIDAS, "actas", {CLAVE: 7}),
    ],
)
def test_un_dato_que_no_vale_se_dice_por_su_nombre(nombre: NombreDeOrden, campo: str, malo: object) -> None:
    texto = json.dumps({"orden": nombre, "datos": {**BUENAS[nombre], campo: malo}})
    with pytest.raises(OrdenInvalida, match=f"^no es una orden que se pueda proponer: no vale {campo}$"):
        leer_orden(texto)


def test_todos_los_datos_que_no_valen_se_dicen_de_una_vez() -> None:
    with pytest.raises(OrdenInvalida, match=r"no vale catd, a$"):
        leer_orden('{"orden": "contingencia", "datos": {"a": 1, "catd": 2}}')


@pytest.mark.parametrize(
    "texto",
    [
        "",
        "[]",
        "null",
        "7",
        "{}",
        '{"orden": "bailar", "datos": {}}',
        '{"orden": "contingencia", "datos": ["catd", "a"]}',
        '{"orden": "contingencia", "datos": {"catd": "07"}}',
        '{"orden": "contingencia", "datos": {"catd": "07", "a": "08", "b": "09"}}',
        '{"orden": "contingencia", "datos": {"catd": "07", "a": "08"}, "otro": 1}',
        '{"orden": ["contingencia"], "datos": {}}',
        "[" * 5_000,
    ],
)
def test_lo_que_no_es_una_orden_se_rechaza(texto: str) -> None:
    with pytest.raises(OrdenInvalida, match=r"^no es una orden que se pueda proponer: "):
        leer_orden(texto)


def test_una_orden_con_otros_datos_lo_dice() -> None:
    with pytest.raises(OrdenInvalida, match=r"^no es una orden que se pueda proponer: lleva otros datos$"):
        leer_orden('{"orden": "contingencia", "datos": {"catd": "07"}}')


def test_el_lugar_de_una_orden_nombra_su_propuesta_y_ningun_otro_la_nombra() -> None:
    propuesta = UUID(int=77)
    assert propuesta_de(lugar_de(propuesta)) == propuesta
    for otro in (str(propuesta), "est-01-1", "", "orden.", "orden.7", f"xorden.{propuesta}"):
        assert propuesta_de(otro) is None


@pytest.mark.parametrize(
    ("cuerpo", "dos"),
    [
        (Fase(NombreFase.CEROS), False),
        *((Fase(fase), True) for fase in NombreFase if fase is not NombreFase.CEROS),
        (SinActa(MotivoSinActa.SIN_BOLSA), True),
        (ANULA, True),
        (Custodia(CCV, SIN_PERSONAL), False),
        (Custodia("08", SIN_PERSONAL), True),
        (Custodia(CCV, "se fue la luz"), True),
        (Acopio("07", "D"), False),
        (Incidencia("APERTURA", "", HORA), True),
        (Incidencia("R10-LIBERADA", "", HORAS), True),
        (Incidencia("ORDEN_CUMPLIDA", ""), False),
    ],
)
def test_lo_que_cambia_lo_registrado_necesita_dos(cuerpo: Cuerpo, dos: bool) -> None:
    assert necesita_dos(del_centro(cuerpo)) is dos


PERMITIDOS: list[tuple[NombreDeOrden, Cuerpo, str, Tipo | None]] = [
    (NombreDeOrden.FASE, Fase(NombreFase.ABRIR), "07", None),
    (NombreDeOrden.SIN_ACTA, SinActa(MotivoSinActa.NO_ENTREGADO), "07", None),
    (NombreDeOrden.REVERTIR, ANULA, "07", Tipo.SIN_ACTA),
    (NombreDeOrden.CONTINGENCIA, Custodia("08", "se fue la luz"), "07", None),
    (NombreDeOrden.REGRESO, ANULA, "07", Tipo.CUSTODIA),
    (NombreDeOrden.LIBERAR_RETENIDAS, Incidencia("R10-LIBERADA", "", HORAS), "07", None),
]


@pytest.mark.parametrize(("nombre", "cuerpo", "centro", "anulado"), PERMITIDOS)
def test_una_orden_permite_lo_que_dice(
    nombre: NombreDeOrden, cuerpo: Cuerpo, centro: str, anulado: Tipo | None
) -> None:
    assert permite(orden(nombre), del_centro(cuerpo), centro, anulado)


def test_la_de_la_hora_permite_la_suya_que_no_es_de_ningun_acta() -> None:
    assert permite(orden(NombreDeOrden.APERTURA), del_centro(Incidencia("APERTURA", "", HORA), ""), "07", None)


@pytest.mark.parametrize("nombre", NombreDeOrden)
def test_ninguna_permite_lo_de_otra(nombre: NombreDeOrden) -> None:
    for suya, cuerpo, centro, anulado in PERMITIDOS:
        assert permite(orden(nombre), del_centro(cuerpo), centro, anulado) is (suya is nombre)


@pytest.mark.parametrize(
    ("nombre", "cuerpo", "acta", "centro", "anulado"),
    [
        (NombreDeOrden.FASE, Fase(NombreFase.CERRAR), CLAVE, "07", None),
        (NombreDeOrden.SIN_ACTA, SinActa(MotivoSinActa.SIN_BOLSA), CLAVE, "07", None),
        (NombreDeOrden.SIN_ACTA, SinActa(MotivoSinActa.NO_INSTALADA), CLAVE, "07", None),
        (NombreDeOrden.SIN_ACTA, SinActa(MotivoSinActa.NO_ENTREGADO), OTRA, "07", None),
        (NombreDeOrden.REVERTIR, ANULA, OTRA, "07", Tipo.SIN_ACTA),
        (NombreDeOrden.REVERTIR, ANULA, CLAVE, "07", Tipo.CAPTURA),
        (NombreDeOrden.CONTINGENCIA, Custodia("09", "se fue la luz"), CLAVE, "07", None),
        (NombreDeOrden.CONTINGENCIA, Custodia("08", "se fue la luz"), CLAVE, "06", None),
        (NombreDeOrden.REGRESO, ANULA, CLAVE, "08", Tipo.CUSTODIA),
        (NombreDeOrden.REGRESO, ANULA, CLAVE, "07", Tipo.SIN_ACTA),
        (NombreDeOrden.LIBERAR_RETENIDAS, Incidencia("R10-LIBERADA", "", HORAS), OTRA, "07", None),
        (NombreDeOrden.LIBERAR_RETENIDAS, Incidencia("R10-LIBERADA", "", HORA), CLAVE, "07", None),
        (NombreDeOrden.LIBERAR_RETENIDAS, Incidencia("APERTURA", "", HORAS), CLAVE, "07", None),
        (NombreDeOrden.APERTURA, Incidencia("APERTURA", "", HORA), CLAVE, "07", None),
        (NombreDeOrden.APERTURA, Incidencia("APERTURA", "", HORAS), "", "07", None),
    ],
)
def test_otra_acta_otro_centro_u_otra_causa_no_los_permite(
    nombre: NombreDeOrden, cuerpo: Cuerpo, acta: str, centro: str, anulado: Tipo | None
) -> None:
    assert not permite(orden(nombre), del_centro(cuerpo, acta), centro, anulado)
