"""A fact is signed, stored and read back as the same bytes; a body that is not its type's is refused."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from prep.domain.hechos.campos import Marca
from prep.domain.hechos.cotas import CUERPO_MAX, DATOS_MAX, PUBLICADO_MAX
from prep.domain.hechos.hechos import (
    AccionDeMesa,
    Acopio,
    Anulacion,
    Captura,
    Cierre,
    Conforme,
    Cotejo,
    Cuerpo,
    Custodia,
    Datos,
    Devolucion,
    Dictamen,
    Fase,
    Fuente,
    Hecho,
    Imagen,
    Incidencia,
    MotivoSinActa,
    NombreFase,
    PasoDeIncidente,
    Propuesta,
    Publicado,
    Respuesta,
    Seguimiento,
    SinActa,
    Tipo,
)
from prep.domain.hechos.razones import RazonDeDevolucion
from prep.domain.hechos.texto import HechoInvalido, cuerpo_a_texto, cuerpo_de_texto, mensaje
from prep.domain.hechos.tipos import TIPOS

UNO = UUID(int=1)
CUERPOS: list[Cuerpo] = [
    Acopio("01", "D"),
    Imagen("ab" * 32, "MOVIL", "CCV", "cae-7"),
    Captura(1, "ab" * 32, (0, Marca.ILEGIBLE, Marca.SIN_DATO, 38707), "ACTA PREP", "GUB-1"),
    Devolucion(1, "ab" * 32, RazonDeDevolucion.NO_ES),
    Cierre(1, "SIN_PERSONAL"),
    Dictamen(AccionDeMesa.ACEPTA, 1, (UNO,), "tachón «legible»", (1, 2), "ACTA PREP"),
    SinActa(MotivoSinActa.SIN_BOLSA),
    Anulacion(UNO, "llegó el paquete"),
    Custodia("CCV", "contingencia"),
    Publicado(3, (("GUB-1", Fuente.CATD, "cd" * 32),)),
    Cotejo(2, "dice 7", (7,), "ab", (UNO,)),
    Incidencia("I.1", "se fue la luz", "Patio"),
    Fase(NombreFase.CEROS, (("hecho", 0),)),
    Propuesta("COTEJO", Datos('{"motivo":"dice «7»","resultado":2,"valores":[7]}'), "el papel dice 7"),
    Conforme(UNO, Respuesta.ACEPTA, "lo vi en el papel", "ab" * 32),
    Seguimiento(UNO, PasoDeIncidente.CIERRA, "llegó la planta"),
]


def test_todos_los_tipos_estan_en_la_muestra() -> None:
    assert {type(c) for c in CUERPOS} == {fila.clase for fila in TIPOS.values()}


@pytest.mark.parametrize("cuerpo", CUERPOS, ids=lambda c: type(c).__name__)
def test_ida_y_vuelta_es_identica(cuerpo: Cuerpo) -> None:
    texto = cuerpo_a_texto(cuerpo)
    assert cuerpo_de_texto(cuerpo.tipo, texto) == cuerpo
    assert cuerpo_a_texto(cuerpo_de_texto(cuerpo.tipo, texto)) == texto


def test_un_cotejo_de_antes_de_que_dijera_que_contesta_se_lee_como_se_firmo() -> None:
    assert cuerpo_de_texto(Tipo.COTEJO, '{"motivo":"x","resultado":3,"valores":[]}') == Cotejo(3, "x")


def test_un_incidente_de_antes_de_que_dijera_su_lugar_se_lee_como_se_firmo() -> None:
    assert cuerpo_de_texto(Tipo.INCIDENCIA, '{"codigo":"x","texto":"y"}') == Incidencia("x", "y")


@pytest.mark.parametrize(
    ("tipo", "texto", "dice"),
    [
        (Tipo.ACOPIO, "{", "no es JSON"),
        (Tipo.ACOPIO, "[]", "lleva los campos"),
        (Tipo.ACOPIO, '{"sitio":"01"}', "lleva los campos"),
        (Tipo.ACOPIO, '{"mecanismo":1,"sitio":"01"}', "mecanismo"),
        (Tipo.SIN_ACTA, '{"motivo":"no quise"}', "SIN ACTA POR CASILLA NO INSTALADA"),
        (Tipo.CIERRE, '{"motivo":"x","ronda":-1}', "ronda"),
        (Tipo.COTEJO, '{"motivo":"x","resultado":1,"valores":["7"]}', "comillas"),
        (Tipo.COTEJO, '{"motivo":"x","resultado":1,"valores":[-7]}', "negativo"),
        (Tipo.COTEJO, '{"motivo":"x","resultado":1,"valores":[true]}', "no es un número entero"),
        (Tipo.COTEJO, '{"motivo":"x","resultado":1,"valores":[7.0]}', "no es un número entero"),
        (Tipo.ANULACION, '{"hecho":"zz","motivo":""}', "hecho"),
        (Tipo.FASE, '{"cuentas":[],"fase":"otra"}', "fase: 'otra' no es una de: ceros"),
        (Tipo.FASE, '{"cuentas":[["actas"]],"fase":"abrir"}', "cuentas: no son 2 datos"),
        (Tipo.FASE, '{"cuentas":["ab"],"fase":"abrir"}', "cuentas: no es una lista"),
        (Tipo.PUBLICADO, '{"actas":[["a","CATD",7]],"corte":1}', "actas: no es un texto"),
        (Tipo.PROPUESTA, '{"datos":"[]","motivo":"x","que":"COTEJO"}', "datos: no es JSON de un objeto"),
        (Tipo.PROPUESTA, '{"datos":"{ }","motivo":"x","que":"COTEJO"}', "datos: no es JSON de un objeto, en su orden"),
        (Tipo.PROPUESTA, '{"datos":"","motivo":"x","que":"COTEJO"}', "datos: "),
        (Tipo.PROPUESTA, '{"datos":7,"motivo":"x","que":"COTEJO"}', "datos: no es un texto"),
        (Tipo.CONFORME, f'{{"motivo":"x","propuesta":"{UNO}","respuesta":"QUIZA","visto":""}}', "ACEPTA, RECHAZA"),
        (Tipo.CONFORME, f'{{"motivo":"x","propuesta":"{UNO}","respuesta":"ACEPTA"}}', "lleva los campos"),
        (Tipo.FASE, f'{{"cuentas":[],"fase":{"[" * 8}{"]" * 8}}}', "niveles"),
    ],
)
def test_un_cuerpo_que_no_es_de_su_tipo_se_rechaza(tipo: Tipo, texto: str, dice: str) -> None:
    with pytest.raises(HechoInvalido, match=dice):
        cuerpo_de_texto(tipo, texto)


def test_lo_propuesto_cabe_hasta_su_maximo() -> None:
    def propuesta(letras: int) -> Propuesta:
        return Propuesta("COTEJO", Datos(f'{{"x":"{"y" * (letras - 8)}"}}'), "porque sí")

    justa = propuesta(DATOS_MAX)
    assert len(justa.datos) == DATOS_MAX and cuerpo_de_texto(justa.tipo, cuerpo_a_texto(justa)) == justa
    with pytest.raises(HechoInvalido, match=f"^datos: no es un texto de hasta {DATOS_MAX} caracteres$"):
        cuerpo_de_texto(justa.tipo, cuerpo_a_texto(propuesta(DATOS_MAX + 1)))


@pytest.mark.parametrize(("tipo", "maximo"), [(Tipo.PUBLICADO, PUBLICADO_MAX), (Tipo.CIERRE, CUERPO_MAX)])
def test_un_cuerpo_cabe_hasta_el_maximo_de_su_tipo(tipo: Tipo, maximo: int) -> None:
    """All the actas of a cut are in one Publicado, and no other body is as large."""
    suyo = next(c for c in CUERPOS if c.tipo is tipo)
    justo = cuerpo_a_texto(suyo).ljust(maximo)
    assert cuerpo_de_texto(tipo, justo) == suyo
    with pytest.raises(HechoInvalido, match=f"^el cuerpo tiene {maximo + 1} caracteres; el máximo es {maximo}$"):
        cuerpo_de_texto(tipo, f"{justo} ")


def test_lo_firmado_cambia_con_cada_dato_de_la_cabeza() -> None:
    base = Hecho(UNO, "SIM-1", "GUB-1", Fuente.CATD, "op1", "e1", datetime(2024, 6, 3, tzinfo=UTC), Acopio("01", "D"))
    texto = cuerpo_a_texto(base.cuerpo)
    otros = [
        Hecho(UUID(int=2), "SIM-1", "GUB-1", Fuente.CATD, "op1", "e1", base.momento, base.cuerpo),
        Hecho(UNO, "SIM-2", "GUB-1", Fuente.CATD, "op1", "e1", base.momento, base.cuerpo),
        Hecho(UNO, "SIM-1", "GUB-2", Fuente.CATD, "op1", "e1", base.momento, base.cuerpo),
        Hecho(UNO, "SIM-1", "GUB-1", Fuente.CASILLA, "op1", "e1", base.momento, base.cuerpo),
        Hecho(UNO, "SIM-1", "GUB-1", Fuente.CATD, "op2", "e1", base.momento, base.cuerpo),
        Hecho(UNO, "SIM-1", "GUB-1", Fuente.CATD, "op1", "e2", base.momento, base.cuerpo),
        Hecho(UNO, "SIM-1", "GUB-1", Fuente.CATD, "op1", "e1", base.momento, base.cuerpo, 5),
    ]
    assert len({mensaje(h, texto) for h in [base, *otros]}) == 8
