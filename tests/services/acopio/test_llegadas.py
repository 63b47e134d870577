"""What the others of the same CATD received is told by the node in a few seconds, and stays when the node goes."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from prep.domain.hechos.hechos import Fuente, MotivoSinActa, SinActa
from prep.services.acopio.acopio import Acopiar
from prep.services.acopio.avisos import ClaseDeRespuesta
from prep.services.acopio.del_nodo import COPIA, DelNodo
from prep.services.acopio.llegadas import Acopios, Situacion
from prep.services.acopio.mostrador import Mostrador
from prep.services.estacion.estacion import Estacion
from prep.services.nodo.cliente import NodoCliente
from prep.store.spool.spool import Spool
from tests.conftest import Nodo
from tests.services import tres
from tests.services.conftest import ESTACIONES, perder, sesion
from tests.services.nodo_tres import de_tres, limpio, sin_abrir
from tests.store import ejemplos
from tests.store.entregas import verificando

__all__ = ["de_tres", "limpio", "sin_abrir"]

CATALOGO = tres.catalogo()
GUB1, DIP1, ALC1 = (a.clave for a in tres.casilla(1))
Abrir = Callable[..., Mostrador]


@pytest.fixture
def abierto(limpio: Nodo, tmp_path: Path) -> Iterator[Abrir]:
    """`abierto(nombre, quien)`: a counter at that station, connected to the node."""
    with ExitStack() as pila:
        pila.enter_context(verificando(limpio))

        def _abrir(nombre: str = "est-01-1", quien: str = "ana", dsn: str = "") -> Mostrador:
            spool = pila.enter_context(Spool.abrir(tmp_path / f"{nombre}.db", ejemplos.PROCESO, nombre))
            nodo = pila.enter_context(NodoCliente(dsn or limpio.dsn(nombre)))
            sitio = ESTACIONES[nombre]
            suyas = {k: a for k, a in CATALOGO.actas.items() if sitio in (a.centro, "CCV")}
            estacion = Estacion(spool, nodo, sitio, replace(CATALOGO, actas=suyas))
            return Mostrador(estacion, Acopiar(estacion, sesion(quien, estacion)), Acopios(estacion))

        yield _abrir


def entregar(mostrador: Mostrador) -> None:
    assert mostrador._estacion.entrega.vaciar().nodo


def test_lo_que_recibio_otra_estacion_se_sabe_con_quien_cuando_y_donde(abierto: Abrir) -> None:
    uno, dos = abierto("est-01-1", "ana"), abierto("est-01-2", "beto")
    uno.leer("1b", "F")
    entregar(uno)
    assert dos.acopios.actualizar().conectada
    hora = uno.hora(uno.acopios.ultimos()[0].momento)
    respuesta = dos.leer("1b", "D")
    assert respuesta.clase is ClaseDeRespuesta.YA_RECIBIDA
    assert f"La recibió Ana a las {hora} en est-01-1." in respuesta.texto
    assert dos._estacion.spool.cuentas().total == 0
    assert {m.dato for m in dos.acopios.ultimos()} == {"F"}
    assert [c.recibidas for c in dos.acopios.cuentas()] == [1, 1, 1]


def test_solo_viaja_lo_que_cambio(abierto: Abrir) -> None:
    mostrador = abierto()
    mostrador.acopios.actualizar()
    nodo, huellas = mostrador._estacion.nodo, mostrador.acopios._nodo.huellas
    assert nodo.acopios(huellas) == ()
    mostrador.leer("1b", "D", completa=True)
    entregar(mostrador)
    cambiados = nodo.acopios(huellas)
    assert 1 <= len(cambiados) <= 3
    version = mostrador.acopios.version
    mostrador.acopios.actualizar()
    assert mostrador.acopios.version > version
    quieta = mostrador.acopios.version
    mostrador.acopios.actualizar()
    assert mostrador.acopios.version == quieta


def test_nunca_va_una_cifra_ni_el_hecho_de_otra_cosa(abierto: Abrir, limpio: Nodo) -> None:
    mostrador = abierto()
    mostrador.leer("1b", "D")
    estacion = mostrador._estacion
    firma = sesion("ana", estacion).firma
    estacion.spool.guardar([firma.hecho(GUB1, Fuente.CATD, ejemplos.captura(1, *[77341] * 11))])
    entregar(mostrador)
    textos = "".join(texto for _, _, texto in estacion.nodo.acopios([]))
    assert GUB1 in textos and "77341" not in textos and "CAPTURA" not in textos


def test_la_anulacion_de_otra_cosa_no_se_cuenta(abierto: Abrir) -> None:
    mostrador = abierto()
    mostrador.leer("1b", "D")
    estacion = mostrador._estacion
    firma = sesion("ana", estacion).firma
    captura = firma.hecho(GUB1, Fuente.CATD, ejemplos.captura())
    estacion.spool.guardar([captura])
    Acopiar(estacion, sesion("eva", estacion)).anular(captura.hecho.id, "error", GUB1)
    entregar(mostrador)
    assert "ANULACION" not in "".join(texto for _, _, texto in estacion.nodo.acopios([]))


def test_la_recepcion_de_lo_que_ya_se_capturo_no_la_quita_una_persona(abierto: Abrir) -> None:
    uno, dos = abierto("est-01-1", "ana"), abierto("est-01-2", "beto")
    uno.leer("1b", "D")
    entregar(uno)
    estacion = dos._estacion
    firma = sesion("beto", estacion).firma
    estacion.spool.guardar([firma.hecho(GUB1, Fuente.CATD, ejemplos.captura())])
    entregar(dos)
    uno.acopios.actualizar()
    gub, dip = uno.acopios.estado(GUB1).acopio, uno.acopios.estado(DIP1).acopio
    assert gub is not None and dip is not None
    negada = uno.anular(gub, "sobre equivocado")
    assert negada.clase is ClaseDeRespuesta.NO_PROCEDE and "la quitan dos" in negada.texto and "Ctrl+F1" in negada.texto
    assert uno.acopios.estado(GUB1).situacion is Situacion.RECIBIDA
    assert uno.anular(dip, "sobre equivocado").clase is ClaseDeRespuesta.ANULADA


def test_lo_anulado_y_lo_declarado_en_otra_estacion_se_sabe(abierto: Abrir) -> None:
    uno, dos = abierto("est-01-1", "ana"), abierto("est-01-2", "beto")
    uno.leer("1b", "D")
    recibida = uno.acopios.estado(GUB1).acopio
    assert recibida is not None
    uno.anular(recibida, "sobre equivocado")
    uno.declarar([GUB1], MotivoSinActa.SIN_BOLSA)
    entregar(uno)
    dos.acopios.actualizar()
    estado = dos.acopios.estado(GUB1)
    assert (estado.situacion, estado.acopio) == (Situacion.SIN_ACTA, None)
    assert estado.sin_acta is not None and estado.sin_acta.dato == MotivoSinActa.SIN_BOLSA
    assert dos.leer("1b", "D").renglones[0].clase is ClaseDeRespuesta.RECIBIDA


def test_la_coordinacion_anula_lo_que_se_recibio_en_otra_estacion(abierto: Abrir) -> None:
    uno, dos = abierto("est-01-1", "ana"), abierto("est-01-2", "eva")
    uno.leer("1b", "D")
    entregar(uno)
    dos.acopios.actualizar()
    recibida = dos.acopios.estado(DIP1).acopio
    assert recibida is not None and dos.anular(recibida, "sobre equivocado").clase is ClaseDeRespuesta.ANULADA
    entregar(dos)
    uno.acopios.actualizar()
    assert uno.acopios.estado(DIP1).situacion is Situacion.ESPERADA
    assert uno.leer("1b", "D").renglones[1].clase is ClaseDeRespuesta.RECIBIDA


def test_lo_que_declaro_la_mesa_o_el_centro_se_ve_por_el_estado_del_acta(abierto: Abrir, limpio: Nodo) -> None:
    mostrador = abierto()
    limpio.dueno(
        "INSERT INTO prep.acta_estado (acta, etapa, fuente, registrada, custodia, hechos, estado, huella)"
        " VALUES (%s, 'SIN_ACTA', 'CATD', true, '01', 1, '{}', 'x')",
        GUB1,
    )
    mostrador.acopios.actualizar()
    assert mostrador.acopios.estado(GUB1).situacion is Situacion.SIN_ACTA
    assert next(c for c in mostrador.acopios.cuentas() if c.eleccion == "GUB").sin_acta == 1


def test_la_que_la_mesa_declaro_despues_de_recibida_sigue_recibida_para_el_lector(abierto: Abrir, limpio: Nodo) -> None:
    mostrador = abierto()
    mostrador.leer("1b", "D")
    entregar(mostrador)
    limpio.dueno(
        "INSERT INTO prep.acta_estado (acta, etapa, fuente, registrada, custodia, hechos, estado, huella)"
        " VALUES (%s, 'SIN_ACTA', 'CATD', true, '01', 2, '{}', 'x')",
        GUB1,
    )
    mostrador.acopios.actualizar()
    estado = mostrador.acopios.estado(GUB1)
    assert estado.situacion is Situacion.SIN_ACTA and estado.acopio is not None
    assert mostrador.leer("1b", "D").clase is ClaseDeRespuesta.YA_RECIBIDA


def test_un_hecho_que_no_es_lo_que_dice_no_detiene_a_nadie(abierto: Abrir, limpio: Nodo) -> None:
    mostrador = abierto()
    mostrador.leer("1b", "D")
    entregar(mostrador)
    firma = sesion("ana", mostrador._estacion).firma
    for malo in ('{"otro": 1}', '{"motivo": 7}', '{"motivo": "CUALQUIERA"}'):
        firmado = firma.hecho(ALC1, Fuente.CATD, SinActa(MotivoSinActa.NO_ENTREGADO))
        assert mostrador._estacion.nodo.entregar(replace(firmado, cuerpo=malo)) == "nuevo"
    assert mostrador.acopios.actualizar().conectada
    assert mostrador.acopios.estado(ALC1).situacion is Situacion.RECIBIDA


def test_lo_que_nadie_verifico_no_cuenta(abierto: Abrir, limpio: Nodo) -> None:
    uno, dos = abierto("est-01-1", "ana"), abierto("est-01-2", "beto")
    uno.leer("1b", "D")
    entregar(uno)
    perder(limpio, f"DELETE FROM prep.cadena WHERE hecho IN (SELECT id FROM prep.hecho WHERE acta = '{GUB1}')")
    dos.acopios.actualizar()
    assert dos.acopios.estado(GUB1).situacion is Situacion.ESPERADA
    assert dos.acopios.estado(DIP1).situacion is Situacion.RECIBIDA


def test_otro_sitio_no_ve_los_acopios_de_este(abierto: Abrir) -> None:
    uno, ccv = abierto("est-01-1", "ana"), abierto("est-ccv-1", "fer")
    uno.leer("1b", "D")
    entregar(uno)
    ccv.acopios.actualizar()
    assert ccv.acopios.ultimos() == () and ccv.acopios.estado(GUB1).situacion is Situacion.ESPERADA
    assert [c.esperadas for c in ccv.acopios.cuentas()] == [1]
    assert ccv.leer("1b", "D").titulo == "ES DEL CATD 01"


def test_cada_seccion_dice_su_centro(abierto: Abrir) -> None:
    mostrador = abierto()
    mostrador.acopios.actualizar()
    assert mostrador.leer("2b", "D").titulo == "ES DEL CATD 02"
    assert mostrador.acopios.directorio.centro("0001") == "01"
    assert mostrador.acopios.directorio.centro("N/A", tres.acta("GUB", 0, "M", "01", "A02").clave) == "CCV"


def test_sin_el_nodo_queda_la_ultima_copia_y_dice_desde_cuando(
    abierto: Abrir, limpio: Nodo, sin_nodo: str, tmp_path: Path
) -> None:
    uno, dos = abierto("est-01-1", "ana"), abierto("est-01-2", "beto")
    uno.leer("1b", "D")
    entregar(uno)
    antes = dos.acopios.actualizar().desde
    dos._estacion.nodo.mudar(sin_nodo)
    caida = dos.acopios.actualizar()
    assert (caida.conectada, caida.desde) == (False, antes) and "no responde" in caida.motivo
    assert dos.leer("1b", "D").clase is ClaseDeRespuesta.YA_RECIBIDA
    assert dos.leer("2b", "D").titulo == "ES DEL CATD 02"
    dos._estacion.spool.cerrar()
    de_nuevo = abierto("est-01-2", "beto", sin_nodo)
    assert de_nuevo.acopios.noticia.desde == antes
    assert de_nuevo.leer("1b", "D").clase is ClaseDeRespuesta.YA_RECIBIDA
    assert de_nuevo.leer("5b", "D").clase is ClaseDeRespuesta.RECIBIDA


def test_la_copia_no_se_escribe_a_cada_cambio_y_se_completa_al_irse_el_nodo(
    abierto: Abrir, sin_nodo: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mostrador = abierto()
    spool = mostrador._estacion.spool
    escritas: list[str] = []
    copiar = spool.copiar

    def contada(clave: str, texto: str) -> None:
        escritas.append(clave)
        copiar(clave, texto)

    monkeypatch.setattr(spool, "copiar", contada)
    mostrador.acopios.actualizar()
    for seccion in (1, 5, 7):
        mostrador.leer(f"{seccion}b", "D")
        entregar(mostrador)
        mostrador.acopios.actualizar()
    assert escritas.count(COPIA) == 1
    mostrador._estacion.nodo.mudar(sin_nodo)
    for _ in range(3):
        mostrador.acopios.actualizar()
    assert escritas.count(COPIA) == 2
    assert len(DelNodo.de_texto(spool.copia(COPIA), "01", ejemplos.PROCESO).hechos) == 9


@pytest.mark.parametrize("texto", [None, "", "{", "[]", '{"desde": "ayer", "cubos": []}', '{"desde": null}'])
def test_una_copia_ilegible_es_como_ninguna(texto: str | None) -> None:
    assert DelNodo.de_texto(texto, "01", "p") == DelNodo("01", "p")


def test_la_copia_se_lee_igual(abierto: Abrir) -> None:
    mostrador = abierto()
    mostrador.leer("1b", "D")
    entregar(mostrador)
    mostrador.acopios.actualizar()
    leida = DelNodo.de_texto(mostrador._estacion.spool.copia(COPIA), "01", ejemplos.PROCESO)
    assert leida == mostrador.acopios._nodo
    assert set(leida.hechos) == {GUB1, DIP1, ALC1} and leida.nombres == {"ana": "Ana"}
