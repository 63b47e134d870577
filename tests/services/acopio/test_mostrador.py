"""At the counter every scan has its typed answer: received, already here, of another CATD, unknown, federal…"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from prep.domain.catalogo.etiqueta import texto_etiqueta
from prep.domain.catalogo.fuera_de_catalogo import clave_fc
from prep.domain.hechos.hechos import MotivoSinActa, Tipo
from prep.services.acopio.acopio import Acopiar
from prep.services.acopio.avisos import AVISOS, ClaseDeRespuesta
from prep.services.acopio.llegadas import Acopios, Situacion
from prep.services.acopio.mostrador import Mostrador
from prep.services.estacion.directorio import directorio_de_texto
from prep.services.estacion.estacion import Estacion
from prep.services.nodo.cliente import NodoCliente
from prep.store.spool.spool import Spool
from prep.store.spool.tipos import Cuentas, Entregado, SpoolSinEspacio
from tests.services import tres
from tests.services.conftest import sesion
from tests.store import ejemplos

CATALOGO = tres.catalogo()
GUB1, DIP1, ALC1 = (a.clave for a in tres.casilla(1))
SECCIONES = {
    "secciones": {"0001": "01", "0002": "02", "0044": "CCV", "0045": "02 y 03"},
    "sueltas": {"GUB-033-NA-M01-00-A02-1": "CCV"},
}


def etiqueta(clave: str, proceso: str = ejemplos.PROCESO) -> str:
    return texto_etiqueta(proceso, clave)


@pytest.fixture
def estacion(tmp_path: Path, sin_nodo: str) -> Iterator[Estacion]:
    """A station of CATD 01, its node gone, that once had its directory."""
    solo_suyas = replace(CATALOGO, actas={k: a for k, a in CATALOGO.actas.items() if a.centro == "01"})
    with Spool.abrir(tmp_path / "e.db", ejemplos.PROCESO, "est-01-1") as spool, NodoCliente(sin_nodo) as nodo:
        spool.copiar("directorio", json.dumps(SECCIONES))
        yield Estacion(spool, nodo, "01", solo_suyas)


def puesto(estacion: Estacion, quien: str = "ana") -> Mostrador:
    return Mostrador(estacion, Acopiar(estacion, sesion(quien, estacion)), Acopios(estacion))


@pytest.fixture
def mostrador(estacion: Estacion) -> Mostrador:
    return puesto(estacion)


def hechos(estacion: Estacion) -> list[tuple[str, Tipo]]:
    return [(f.hecho.acta, f.hecho.tipo) for f in estacion.spool.pendientes()]


def test_una_lectura_recibe_las_tres_elecciones_de_la_casilla(mostrador: Mostrador, estacion: Estacion) -> None:
    respuesta = mostrador.leer(etiqueta(DIP1), "D")
    assert (respuesta.clase, respuesta.titulo, respuesta.color, respuesta.sonido) == (
        *(ClaseDeRespuesta.RECIBIDA, "RECIBIDA", "bien", "recibida"),
    )
    assert "Sección 0001, casilla básica 1: 3 de 3 actas" in respuesta.texto
    assert hechos(estacion) == [(clave, Tipo.ACOPIO) for clave in (GUB1, DIP1, ALC1)]
    assert [r.texto for r in respuesta.renglones] == ["Recibida ahora."] * 3


def test_o_solo_el_acta_de_la_etiqueta(mostrador: Mostrador, estacion: Estacion) -> None:
    respuesta = mostrador.leer(etiqueta(ALC1), "F", completa=False)
    assert "1 de 3 actas" in respuesta.texto
    assert hechos(estacion) == [(ALC1, Tipo.ACOPIO)]
    assert [(r.acta.eleccion, r.clase) for r in respuesta.renglones] == [
        ("GUB", ClaseDeRespuesta.ELEGIR),
        ("DIP_LOC", ClaseDeRespuesta.ELEGIR),
        ("ALC", ClaseDeRespuesta.RECIBIDA),
    ]


def test_la_segunda_vez_dice_quien_y_cuando_y_no_guarda_nada(mostrador: Mostrador, estacion: Estacion) -> None:
    mostrador.leer(etiqueta(GUB1), "D")
    hora = mostrador.hora(mostrador.acopios.ultimos()[0].momento)
    respuesta = mostrador.leer("1b", "D")
    assert (respuesta.clase, respuesta.sonido) == (ClaseDeRespuesta.YA_RECIBIDA, "repetida")
    assert f"La recibió ana a las {hora}" in respuesta.texto and "en est-01-1" in respuesta.texto
    assert len(hechos(estacion)) == 3


def test_lo_que_faltaba_de_una_casilla_se_recibe_y_lo_demas_no_se_repite(
    mostrador: Mostrador, estacion: Estacion
) -> None:
    mostrador.leer(etiqueta(ALC1), "D", completa=False)
    respuesta = mostrador.leer("0001 B1", "D")
    assert [r.clase for r in respuesta.renglones] == [
        ClaseDeRespuesta.RECIBIDA,
        ClaseDeRespuesta.RECIBIDA,
        ClaseDeRespuesta.YA_RECIBIDA,
    ]
    assert "2 de 3 actas" in respuesta.texto
    assert sorted(acta for acta, _ in hechos(estacion)) == sorted((GUB1, DIP1, ALC1))


AJENA = etiqueta(tres.acta("GUB", 2).clave)
CASOS = [
    (AJENA, ClaseDeRespuesta.OTRO_CENTRO, "ES DEL CATD 02", "se recibe en el CATD 02"),
    ("2 b1", ClaseDeRespuesta.OTRO_CENTRO, "ES DEL CATD 02", "La casilla 2 B1 se recibe en el CATD 02"),
    ("090002B0100A02", ClaseDeRespuesta.OTRO_CENTRO, "ES DEL CATD 02", "2 B1"),
    ("44B", ClaseDeRespuesta.OTRO_CENTRO, "ES DEL CCV", "se recibe en el CCV"),
    ("45B", ClaseDeRespuesta.OTRO_CENTRO, "ES DEL CATD 02 y 03", "CATD 02 y 03"),
    (etiqueta("GUB-033-NA-M01-00-A02-1"), ClaseDeRespuesta.OTRO_CENTRO, "ES DEL CCV", "CCV"),
    ("9999 B", ClaseDeRespuesta.FUERA, "NO ESTÁ EN EL CATÁLOGO", "La casilla 9999 B"),
    ("1 C9", ClaseDeRespuesta.FUERA, "NO ESTÁ EN EL CATÁLOGO", "La casilla 1 C9"),
    (etiqueta("GUB-001-9999-B01-00-A02-1"), ClaseDeRespuesta.FUERA, "NO ESTÁ EN EL CATÁLOGO", "El acta 9999 B1 GUB"),
    ("150001B0100", ClaseDeRespuesta.FUERA, "NO ESTÁ EN EL CATÁLOGO", "de la entidad 15"),
    (etiqueta("PRES-000-0001-B01-00-A01-1"), ClaseDeRespuesta.FEDERAL, "ACTA FEDERAL", "PRES, código A01"),
    (etiqueta("GUB-001-0001-B01-00-A99-1"), ClaseDeRespuesta.FEDERAL, "ACTA FEDERAL", "código A99"),
    ("090001B01001", ClaseDeRespuesta.FEDERAL, "ACTA FEDERAL", "El código 1 no es"),
    ("090001B0100A77", ClaseDeRespuesta.FEDERAL, "ACTA FEDERAL", "A77"),
    ("A77", ClaseDeRespuesta.FEDERAL, "ACTA FEDERAL", "A77"),
    ("HTTPS://PREP.INE.MX/X", ClaseDeRespuesta.FEDERAL, "ACTA FEDERAL", "del INE"),
    (
        etiqueta(GUB1, "REAL-2024"),
        ClaseDeRespuesta.OTRO_PROCESO,
        "ES DE OTRO PROCESO",
        "«REAL-2024» y éste es «prueba-1»",
    ),
    ("A02", ClaseDeRespuesta.NO_LEIDA, "NO SE LEYÓ", "A02 es de GUB"),
    ("", ClaseDeRespuesta.NO_LEIDA, "NO SE LEYÓ", "No se leyó nada"),
    (etiqueta(GUB1)[:-1] + "!", ClaseDeRespuesta.NO_LEIDA, "NO SE LEYÓ", "carácter verificador"),
    ("7501234567890", ClaseDeRespuesta.NO_LEIDA, "NO SE LEYÓ", "No es una etiqueta"),
    (
        etiqueta("FC-XXX-001-0001-B01-00-A02-1"),
        ClaseDeRespuesta.NO_PROCEDE,
        "NO SE REGISTRÓ",
        "Corrija la identificación",
    ),
]


@pytest.mark.parametrize(("texto", "clase", "titulo", "dice"), CASOS)
def test_lo_que_no_es_de_aqui_tiene_su_respuesta_y_no_guarda_nada(
    mostrador: Mostrador, estacion: Estacion, texto: str, clase: ClaseDeRespuesta, titulo: str, dice: str
) -> None:
    respuesta = mostrador.leer(texto, "D")
    assert (respuesta.clase, respuesta.titulo) == (clase, titulo)
    assert dice in respuesta.texto
    assert respuesta.texto.endswith(AVISOS[clase].que_hacer)
    assert (respuesta.sonido, respuesta.color) == (AVISOS[clase].sonido, AVISOS[clase].color)
    assert estacion.spool.cuentas().total == 0


def test_sin_la_lista_de_secciones_dice_que_no_la_tiene(mostrador: Mostrador) -> None:
    mostrador.acopios.directorio = directorio_de_texto(None)
    respuesta = mostrador.leer("2B", "D")
    assert respuesta.clase is ClaseDeRespuesta.FUERA and "aún no tiene la lista" in respuesta.texto


def test_las_cinco_respuestas_se_oyen_y_se_ven_distintas() -> None:
    cinco = [
        AVISOS[c]
        for c in (
            ClaseDeRespuesta.RECIBIDA,
            ClaseDeRespuesta.YA_RECIBIDA,
            ClaseDeRespuesta.OTRO_CENTRO,
            ClaseDeRespuesta.FUERA,
            ClaseDeRespuesta.FEDERAL,
        )
    ]
    for que in ("titulo", "que_hacer", "sonido", "color"):
        assert len({getattr(a, que) for a in cinco}) == 5
    assert set(AVISOS) == set(ClaseDeRespuesta)


def test_de_varias_casillas_se_elige_una(mostrador: Mostrador) -> None:
    respuesta = mostrador.leer("3c", "D")
    assert respuesta.clase is ClaseDeRespuesta.ELEGIR
    assert [c.nombre for c in respuesta.opciones] == ["3 C1", "3 C2", "3 C3", "3 C10"]
    elegida = respuesta.opciones[3]
    assert mostrador.recibir(elegida, [a.clave for a in elegida.actas], "I").clase is ClaseDeRespuesta.RECIBIDA


def test_escrita_y_de_una_en_una_se_elige_el_acta(mostrador: Mostrador, estacion: Estacion) -> None:
    respuesta = mostrador.leer("1b", "D", completa=False)
    assert (respuesta.clase, respuesta.titulo) == (ClaseDeRespuesta.ELEGIR, "¿CUÁLES ACTAS?")
    assert respuesta.casilla is not None and hechos(estacion) == []
    mostrador.recibir(respuesta.casilla, [DIP1], "D")
    assert hechos(estacion) == [(DIP1, Tipo.ACOPIO)]


@pytest.mark.parametrize(("mecanismo", "dice"), [(None, "Elija cómo llegó"), ("X", "no existe"), ("d", "no existe")])
def test_sin_mecanismo_no_se_recibe(mostrador: Mostrador, estacion: Estacion, mecanismo: str | None, dice: str) -> None:
    respuesta = mostrador.leer("1b", mecanismo)
    assert respuesta.clase is ClaseDeRespuesta.NO_PROCEDE and dice in respuesta.texto
    assert estacion.spool.cuentas().total == 0


def test_quien_no_recibe_no_recibe(estacion: Estacion) -> None:
    respuesta = puesto(estacion, "eva").leer("1b", "D")
    assert respuesta.clase is ClaseDeRespuesta.NO_PROCEDE and "hace falta el permiso de acopio" in respuesta.texto
    assert estacion.spool.cuentas().total == 0


def test_con_el_disco_lleno_no_dice_recibida(
    mostrador: Mostrador, estacion: Estacion, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lleno(*_: object) -> None:
        raise SpoolSinEspacio("No se guardó: el disco está lleno.")

    monkeypatch.setattr(estacion.spool, "guardar", lleno)
    respuesta = mostrador.leer("1b", "D")
    assert respuesta.clase is ClaseDeRespuesta.NO_PROCEDE and "disco está lleno" in respuesta.texto
    assert mostrador.acopios.estado(GUB1).situacion is Situacion.ESPERADA


def test_un_acta_fuera_de_catalogo_con_etiqueta_se_recibe(mostrador: Mostrador, estacion: Estacion) -> None:
    suelta = clave_fc("GUB", "001", "9999", "B", "01", "00", "A02", 1)
    respuesta = mostrador.leer(etiqueta(suelta), "D")
    assert respuesta.clase is ClaseDeRespuesta.RECIBIDA and "su acta" in respuesta.texto
    assert hechos(estacion) == [(suelta, Tipo.ACOPIO)]


def test_sin_acta_en_bloque_es_todo_o_nada_y_se_revierte(mostrador: Mostrador, estacion: Estacion) -> None:
    mostrador.leer(etiqueta(GUB1), "D", completa=False)
    negada = mostrador.declarar([DIP1, GUB1], MotivoSinActa.NO_ENTREGADO)
    assert negada.clase is ClaseDeRespuesta.NO_PROCEDE and "ya se recibió o se declaró" in negada.texto
    assert "No eligió" in mostrador.declarar([], MotivoSinActa.NO_ENTREGADO).texto
    claves = [a.clave for a in mostrador.acopios.faltantes("1")]
    assert [c.split("-")[0] for c in claves] == ["DIP_LOC", "ALC", *["GUB", "DIP_LOC", "ALC"] * 3]
    hecha = mostrador.declarar(claves, MotivoSinActa.NO_ENTREGADO)
    assert hecha.clase is ClaseDeRespuesta.SIN_ACTA and f"{len(claves)} actas" in hecha.texto
    declarada = mostrador.acopios.estado(DIP1).sin_acta
    assert declarada is not None
    assert mostrador.anular(declarada, "apareció el paquete").clase is ClaseDeRespuesta.ANULADA
    assert mostrador.acopios.estado(DIP1).situacion is Situacion.ESPERADA


def test_lo_declarado_se_recibe_si_llega(mostrador: Mostrador) -> None:
    mostrador.declarar([GUB1], MotivoSinActa.NO_INSTALADA)
    respuesta = mostrador.leer("1b", "D")
    assert respuesta.renglones[0].texto == "Recibida ahora. Ya no está SIN ACTA."
    assert mostrador.acopios.estado(GUB1).situacion is Situacion.RECIBIDA


def test_las_cuentas_por_eleccion_y_las_faltantes_por_seccion(mostrador: Mostrador) -> None:
    antes = {c.eleccion: c for c in mostrador.acopios.cuentas()}
    assert (antes["GUB"].esperadas, antes["GUB"].recibidas, antes["GUB"].faltan) == (18, 0, 18)
    mostrador.leer(etiqueta(GUB1), "D", completa=False)
    mostrador.declarar([DIP1], MotivoSinActa.SIN_BOLSA)
    despues = {c.eleccion: c for c in mostrador.acopios.cuentas()}
    assert (despues["GUB"].recibidas, despues["GUB"].faltan) == (1, 17)
    assert (despues["DIP_LOC"].sin_acta, despues["DIP_LOC"].faltan) == (1, antes["DIP_LOC"].esperadas - 1)
    suyas = mostrador.acopios.faltantes("0001", "ALC")
    assert [a.seccion for a in suyas] == ["0001", "0001"] and {a.eleccion for a in suyas} == {"ALC"}


def test_lo_ultimo_va_primero(mostrador: Mostrador) -> None:
    mostrador.leer("1b", "D")
    mostrador.leer("5b", "F")
    assert {(m.acta.split("-")[2], m.dato) for m in mostrador.acopios.ultimos(3)} == {("0005", "F")}


def test_al_volver_a_abrir_se_sabe_lo_que_ya_se_hizo(mostrador: Mostrador, estacion: Estacion) -> None:
    mostrador.leer("1b", "D")
    otra_vez = puesto(estacion)
    assert otra_vez.leer("1b", "D").clase is ClaseDeRespuesta.YA_RECIBIDA
    assert otra_vez.acopios.noticia.desde is None and not otra_vez.acopios.noticia.conectada


def test_lo_que_el_nodo_rechazo_no_cuenta_como_recibido(mostrador: Mostrador, estacion: Estacion) -> None:
    mostrador.leer("1b", "D")
    primero = estacion.spool.pendientes()[0].hecho.id
    estacion.spool.marcar([(primero, Entregado.RECHAZADO, "no")])
    assert estacion.spool.cuentas() == Cuentas(2, 0, 0, 0, 1, 0)
    mostrador.acopios.actualizar()
    assert mostrador.acopios.estado(GUB1).situacion is Situacion.ESPERADA
    assert mostrador.acopios.estado(DIP1).situacion is Situacion.RECIBIDA


def test_las_sugerencias_son_de_lo_que_se_escribe_y_no_de_una_etiqueta(mostrador: Mostrador) -> None:
    assert [c.nombre for c in mostrador.sugerencias("5")] == ["5 B1", "5 C1"]
    assert mostrador.sugerencias(etiqueta(GUB1)) == ()
