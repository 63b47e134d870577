"""Cotejos with the real árbitro: asked for or opened by the other source, held by one person, and their outcomes."""

import json
from collections.abc import Callable, Iterator

import pytest

from prep.domain.hechos.campos import leer_valor
from prep.domain.hechos.hechos import Fuente
from prep.domain.vida.estado import EstadoActa
from prep.domain.vida.estado_texto import estado_de_json
from prep.services.captura.cotejos import CasoDeCotejo, Cotejar
from prep.services.estacion.errores import DatoInvalido, NoProcede, SinPermiso
from prep.services.estacion.estacion import Estacion
from prep.services.nodo.tipos import NodoRechaza
from tests.conftest import Nodo
from tests.services.arbitro import arbitro, esperar
from tests.services.captura.test_acuerdos import PRIMERAS, acuerdos, publicar, una
from tests.services.captura.test_imagenes_casilla import de_telefono
from tests.services.captura.test_mesa_con_arbitro import TRES, UNO, Sala
from tests.services.conftest import sesion
from tests.services.trabajos import con_imagen, por_cotejar
from tests.store import ejemplos

SIN_LLEGAR = ejemplos.acta(5).clave
MIRADA = "columnas 834 41 PAN,PRI"
FRASE = "PAN y PRI parecen cambiados: en las otras casillas es al revés"
PIDE = "una representación muestra otra copia"
OTRAS = [*PRIMERAS[:-1], 200]
VALORES = tuple(leer_valor(v) for v in PRIMERAS)


@pytest.fixture
def sala(poblada: Nodo, en_linea: Callable[[str], Estacion]) -> Iterator[Sala]:
    """UNO and TRES are verified; a cut showed UNO."""
    with arbitro(poblada):
        sala = Sala(*(en_linea(f"est-01-{n}") for n in (1, 2, 3)))
        for clave in (UNO, TRES):
            sala.llega(clave.encode(), clave)
            sala.capturan(100, 100, clave=clave)
            assert sala.queda("VERIFICADA", clave)
        publicar(poblada)
        yield sala


def de(sala: Sala, quien: str = "caro") -> Cotejar:
    return Cotejar(sala.estacion, sesion(quien, sala.estacion))


def pedido(sala: Sala) -> CasoDeCotejo:
    """Eva asks for it, and caro takes it."""
    de(sala, "eva").pedir(UNO, PIDE)
    return esperar(de(sala).tomar)


def estado(nodo: Nodo) -> EstadoActa:
    ((texto,),) = nodo.dueno("SELECT estado::text FROM prep.acta_estado WHERE acta = %s", UNO)
    return estado_de_json(texto)


def cerrado(sala: Sala, nodo: Nodo) -> EstadoActa:
    def mirar() -> EstadoActa | None:
        visto = estado(nodo)
        return None if visto.cotejo_abierto or de(sala).bandeja() else visto

    return esperar(mirar)


def aceptar(sala: Sala) -> None:
    """Eva, who coordinates, agrees to what caro proposed."""
    otra = acuerdos(sala.estacion, "eva")
    otra.aceptar(una(otra))


def test_nada_se_abre_hasta_que_alguien_lo_pide_con_su_motivo(sala: Sala, poblada: Nodo) -> None:
    mesa, coordina = de(sala), de(sala, "eva")
    assert (mesa.bandeja(), mesa.tomar()) == ((), None)
    with pytest.raises(DatoInvalido):
        coordina.pedir(UNO, "  ")
    caso = pedido(sala)
    (fila,) = coordina.bandeja()
    assert (fila.acta, fila.pedido, fila.tiene, fila.puede) == (UNO, PIDE, "caro", False)
    assert [(p.operador, p.motivo) for p in caso.pedidos] == [("eva", PIDE)]
    assert (caso.publicada.fuente, caso.publicada.valores, caso.trabajo.contenido) == (
        Fuente.CATD, VALORES, UNO.encode(),
    )  # fmt: skip
    assert (caso.otra.llego, caso.otra.valores, caso.difieren) == (False, (), 0)
    with pytest.raises(SinPermiso):
        coordina.tomar()


def test_lo_que_no_tiene_cifras_no_se_pide_y_lo_no_publicado_espera(sala: Sala, poblada: Nodo) -> None:
    with pytest.raises(NoProcede, match="no hay qué cotejar"):
        de(sala).pedir(SIN_LLEGAR, PIDE)
    de(sala).pedir(TRES, PIDE)
    de(sala).pedir(UNO, PIDE)
    assert esperar(de(sala).tomar).trabajo.acta.clave == UNO
    assert [fila.acta for fila in de(sala).bandeja()] == [UNO]


def test_lo_tiene_una_persona_a_la_vez_y_nunca_quien_capturo(sala: Sala) -> None:
    caso = pedido(sala)
    primera = sala.capturistas[0][0]
    otra = Cotejar(primera, sesion("ana", primera))
    assert (otra.tomar(), otra.tomar_caso(UNO)) == (None, None)
    assert de(sala).devolver(caso)
    assert (otra.tomar(), otra.bandeja()[0].puede) == (None, False), "capturó lo que se publicó"
    de_nuevo = de(sala).tomar_caso(UNO)
    assert de_nuevo is not None and de(sala).renovar(de_nuevo)
    with pytest.raises(NodoRechaza):
        primera.nodo.ver_cotejo(de_nuevo.trabajo.toma.trabajo, de_nuevo.trabajo.toma.toma)


def test_uno_aceptada_lo_cierra_y_nada_cambia(sala: Sala, poblada: Nodo) -> None:
    antes = estado(poblada)
    de(sala).aceptar(pedido(sala))
    assert cerrado(sala, poblada).vigente == antes.vigente


def test_dos_con_modificacion_cambia_con_la_conformidad_de_otra_persona(sala: Sala, poblada: Nodo) -> None:
    caso = pedido(sala)
    with pytest.raises(DatoInvalido, match="son las publicadas"):
        de(sala).modificar(caso, PRIMERAS, "así dice")
    assert de(sala).modificar(caso, OTRAS, "el papel dice 200").propuesto
    fila = esperar(lambda: next((f for f in de(sala, "eva").bandeja() if f.propone), None))
    assert (fila.propone, fila.tiene, fila.puede) == ("caro", "", False)
    assert de(sala).tomar() is None, "lo propuesto lo contesta otra persona"
    assert estado(poblada).vigente.valores == VALORES
    aceptar(sala)
    assert cerrado(sala, poblada).vigente.valores == tuple(leer_valor(v) for v in OTRAS)


def test_lo_propuesto_que_se_rechaza_vuelve_a_la_bandeja(sala: Sala, poblada: Nodo) -> None:
    de(sala).modificar(pedido(sala), OTRAS, "el papel dice 200")
    otra = acuerdos(sala.estacion, "eva")
    otra.rechazar(una(otra), "dice 100")
    caso = esperar(de(sala).tomar)
    assert (caso.publicada.valores, [p.motivo for p in caso.pedidos]) == (VALORES, [PIDE])


@pytest.mark.parametrize(("redigitalizar", "queda"), [(False, "DIGITALIZADA"), (True, "POR_REDIGITALIZAR")])
def test_tres_no_aceptada_se_captura_o_se_digitaliza_otra_vez(
    sala: Sala, poblada: Nodo, redigitalizar: bool, queda: str
) -> None:
    de(sala).rechazar(pedido(sala), "no se lee", redigitalizar=redigitalizar)
    aceptar(sala)
    assert sala.queda(queda) and not cerrado(sala, poblada).pedidos
    if redigitalizar:
        sala.llega(b"otra imagen")
    sala.capturan(300, 300)
    assert sala.queda("VERIFICADA")
    assert cerrado(sala, poblada).vigente.valores[-1] == 300


def test_verificada_por_las_dos_vias_se_ven_las_dos_imagenes_y_las_dos_cifras(
    poblada: Nodo, en_linea: Callable[[str], Estacion]
) -> None:
    mesa, ccv = en_linea("est-01-3"), en_linea("est-ccv-1")
    foto = de_telefono(poblada, UNO, b"foto")
    papel = con_imagen(mesa, UNO, b"papel")
    por_cotejar(poblada, UNO, (papel, PRIMERAS), (foto, OTRAS))
    assert Cotejar(mesa, sesion("caro", mesa)).tomar() is None, "es del CCV, que capturó lo publicado"
    caso = Cotejar(ccv, sesion("fer", ccv)).tomar()
    assert caso is not None
    assert (caso.publicada.fuente, caso.trabajo.contenido, caso.publicada.valores[-1]) == (Fuente.CASILLA, b"foto", 200)
    assert (caso.otra.fuente, caso.otra.contenido, caso.otra.valores) == (Fuente.CATD, b"papel", VALORES)
    assert (caso.difieren, caso.pedidos, len(caso.vistos)) == (1, (), 2)


def test_de_lo_que_aun_se_captura_no_se_ve_ninguna_cifra(poblada: Nodo, en_linea: Callable[[str], Estacion]) -> None:
    mesa, ccv = en_linea("est-01-3"), en_linea("est-ccv-1")
    foto = de_telefono(poblada, UNO, b"foto")
    papel = con_imagen(mesa, UNO, b"papel")
    por_cotejar(poblada, UNO, (papel, PRIMERAS), (foto, OTRAS), etapa="EN_CAPTURA")
    caso = Cotejar(ccv, sesion("fer", ccv)).tomar()
    assert caso is not None
    assert (caso.otra.contenido, caso.otra.valores, caso.otra.capturas) == (b"papel", (), ())


@pytest.fixture
def ofrecida(sala: Sala, poblada: Nodo) -> Sala:
    """The centre listed UNO, published, for the second look of the site; and TRES, which is not."""
    filas = [
        {"acta": clave, "mirada": MIRADA, "frase": FRASE, "seguridad": "alta: hay otras casillas", "otra": ""}
        for clave in (UNO, SIN_LLEGAR)
    ]
    poblada.dueno("INSERT INTO prep.miradas (sitio, corte, lista) VALUES ('01', 1, %s)", json.dumps(filas))
    return sala


def test_la_segunda_mirada_se_pide_con_su_firma_y_su_razon_y_abre_el_cotejo(ofrecida: Sala, poblada: Nodo) -> None:
    (mirada,) = de(ofrecida).miradas()
    assert (mirada.acta, mirada.frase, mirada.puede) == (UNO, FRASE, True), "lo que no está verificado no se ofrece"
    caso = de(ofrecida).mirar(mirada)
    assert caso is not None and caso.trabajo.acta.clave == UNO
    assert [(p.operador, p.motivo) for p in caso.pedidos] == [
        ("caro", f"Segunda mirada: {FRASE}. Seguridad alta: hay otras casillas.")
    ]
    assert caso.senalados == {"PAN", "PRI"}
    assert de(ofrecida).miradas() == (), "quien la abrió ya la está viendo"
    de(ofrecida).aceptar(caso)
    assert cerrado(ofrecida, poblada).vigente.valores == VALORES
    assert de(ofrecida).miradas() == (), "nadie la vuelve a ver"


def test_la_segunda_mirada_no_es_de_quien_capturo_ni_la_ve_quien_captura(ofrecida: Sala) -> None:
    primera = ofrecida.capturistas[0][0]
    suya = Cotejar(primera, sesion("ana", primera))
    (mirada,) = suya.miradas()
    assert not mirada.puede
    with pytest.raises(NoProcede, match="Usted capturó"):
        suya.mirar(mirada)
    with pytest.raises(SinPermiso):
        de(ofrecida, "eva").mirar(mirada)


def test_de_dos_que_la_abren_a_la_vez_una_la_tiene(ofrecida: Sala) -> None:
    (mirada,) = de(ofrecida).miradas()
    assert de(ofrecida).mirar(mirada) is not None
    segunda = ofrecida.capturistas[1][0]
    assert Cotejar(segunda, sesion("caro", segunda)).miradas() == ()


def test_la_lista_de_otro_sitio_no_se_ve_y_una_que_miente_no_dice_mas_que_un_cotejo(sala: Sala, poblada: Nodo) -> None:
    filas = [{"acta": UNO, "mirada": "porque sí", "frase": FRASE, "seguridad": "", "otra": ""}]
    poblada.dueno("INSERT INTO prep.miradas (sitio, corte, lista) VALUES ('02', 1, %s)", json.dumps(filas))
    assert de(sala).miradas() == ()
    poblada.dueno("UPDATE prep.miradas SET sitio = '01'")
    caso = de(sala).mirar(de(sala).miradas()[0])
    assert caso is not None and caso.senalados == frozenset()
