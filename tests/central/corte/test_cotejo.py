"""What each outcome of a cotejo leaves in the next cut: figures, source, and why they changed (R-06, R-07)."""

import hashlib
from pathlib import Path

import pytest

from central.corte.comprobar import comprobar
from central.tablero.consulta import contar_cotejos, cotejos
from prep.domain.hechos.campos import Marca
from prep.domain.hechos.hechos import Captura, Cotejo, Fuente, Imagen
from prep.domain.vida.estado_texto import estado_de_json
from tests.central.arbitro.escena import CAMPOS
from tests.central.corte.apoyo import celda, resultados
from tests.central.corte.escena import ACTAS, Cortes
from tests.central.corte.test_correcciones import lista

UNA = ACTAS[0]
FOTO = b"foto"
HUELLA_FOTO, HUELLA_PAPEL = (hashlib.sha256(c).hexdigest() for c in (FOTO, UNA.encode()))
CATD, CASILLA = Fuente.CATD, Fuente.CASILLA


def figuras(corte: Path) -> tuple[str, str, str]:
    filas = resultados(corte)
    return celda(filas, UNA, "PAN"), celda(filas, UNA, "ORIGEN"), celda(filas, UNA, "OBSERVACIONES")


def terminados(cortes: Cortes) -> tuple[int, int, int]:
    """Outcomes 1, 2 and 3, as the acts and `prep estado` count them."""
    with cortes.puesto() as abierto, abierto.motor.connect() as conn:
        cuenta = contar_cotejos(conn)
    return cuenta.aceptados, cuenta.modificados, cuenta.rechazados


def estan(cortes: Cortes) -> tuple[int, int]:
    """Open cotejos as the board counts them: all, and those that somebody asked for."""
    cortes.escena.correr()
    with cortes.puesto() as abierto, abierto.motor.connect() as conn:
        return sum(cotejos(conn).values()), len(pedidos(cortes))


def pedidos(cortes: Cortes) -> list[str]:
    ((texto,),) = cortes.base.dueno("SELECT estado::text FROM prep.acta_estado WHERE acta = %s", UNA)
    return [str(id) for id in estado_de_json(texto).pedidos]


@pytest.fixture
def publicada(cortes: Cortes) -> Cortes:
    """UNA came by phone, was captured at the CCV with 1 vote each, and a cut showed it; then its paper came."""
    cortes.escena.hacer("centro", UNA, Imagen(HUELLA_FOTO, "MOVIL", "CCV", "cae-1"), CASILLA)
    with cortes.base.conectar("prep_centro") as conexion:
        conexion.execute("SELECT prep.entregar_imagen_centro(%s, %s, %s)", (HUELLA_FOTO, UNA, FOTO))
    capturan(cortes, ("ccv-1", "ccv-2"), 1, CASILLA, HUELLA_FOTO)
    assert figuras(cortes.cortar().carpeta) == ("1", "CASILLA", "")
    cortes.imagen(UNA)
    assert estan(cortes) == (0, 0), "que llegue el papel no abre nada"
    return cortes


def capturan(cortes: Cortes, quienes: tuple[str, str], votos: int, fuente: Fuente, huella: str, ronda: int = 1) -> None:
    for quien in quienes:
        cuerpo = Captura(ronda, huella, (votos,) * CAMPOS, "ACTA PREP", UNA)
        cortes.escena.hacer(quien, UNA, cuerpo, fuente)


def pedir(cortes: Cortes) -> Cotejo:
    """The desk of its CATD, paper in hand; the outcome to fill answers it."""
    pedido = cortes.escena.hacer("01-4", UNA, Cotejo(0, "el papel dice otra cosa"))
    assert estan(cortes) == (1, 1)
    return Cotejo(1, "visto", vistos=(pedido.hecho.id,))


def test_aceptada_no_cambia_nada_ni_es_correccion(publicada: Cortes) -> None:
    publicada.escena.hacer("ccv-3", UNA, pedir(publicada), CASILLA)
    assert estan(publicada) == (0, 0)
    corte = publicada.cortar().carpeta
    assert (figuras(corte), lista(corte), terminados(publicada)) == (("1", "CASILLA", ""), [], (1, 0, 0))


def test_con_modificacion_el_siguiente_corte_lleva_las_otras_cifras_y_su_motivo(publicada: Cortes) -> None:
    vistos = pedir(publicada).vistos
    nuevas = Cotejo(2, "así dice", (3,) * CAMPOS, vistos=vistos)
    publicada.escena.acordar(("ccv-3", "01-5"), UNA, nuevas, CASILLA)
    assert estan(publicada) == (1, 1), "de lo que envió un teléfono, su CATD no acepta cambios"
    publicada.escena.acordar(("ccv-3", "ccv-2"), UNA, nuevas, CASILLA)
    assert estan(publicada) == (0, 0)
    corte = publicada.cortar().carpeta
    assert (figuras(corte), terminados(publicada)) == (("3", "CASILLA", ""), (0, 1, 0))
    (de_pan,) = (linea for linea in lista(corte) if linea.campo == "PAN")
    assert (de_pan.que, de_pan.antes, de_pan.despues, de_pan.motivo) == ("CORREGIDA", "1", "3", "así dice el papel")
    assert comprobar(publicada.salida).fallas == ()


def test_con_todo_ilegible_lo_dice_la_observacion(publicada: Cortes) -> None:
    marcadas = Cotejo(2, "no se lee", (Marca.ILEGIBLE,) * CAMPOS, vistos=pedir(publicada).vistos)
    publicada.escena.acordar(("ccv-3", "ccv-2"), UNA, marcadas, CASILLA)
    assert figuras(publicada.cortar().carpeta) == ("ILEGIBLE", "CASILLA", "TODOS ILEGIBLES O SIN DATO")


def test_no_aceptada_se_captura_otra_vez_y_vuelve_con_lo_capturado(publicada: Cortes) -> None:
    publicada.escena.acordar(("ccv-3", "ccv-2"), UNA, Cotejo(3, "mal", vistos=pedir(publicada).vistos), CASILLA)
    assert figuras(publicada.cortar().carpeta)[0] == "-"
    capturan(publicada, ("ccv-1", "ccv-3"), 4, CASILLA, HUELLA_FOTO, ronda=2)
    corte = publicada.cortar().carpeta
    assert (figuras(corte), estan(publicada)) == (("4", "CASILLA", ""), (0, 0))
    assert comprobar(publicada.salida).fallas == ()


def test_no_aceptada_por_su_imagen_la_captura_su_catd_desde_el_papel(publicada: Cortes) -> None:
    malo = Cotejo(3, "no se lee", (), HUELLA_FOTO, pedir(publicada).vistos)
    publicada.escena.acordar(("ccv-3", "ccv-2"), UNA, malo, CASILLA)
    assert figuras(publicada.cortar().carpeta)[0] == "-"
    capturan(publicada, ("01-2", "01-3"), 5, CATD, HUELLA_PAPEL)
    corte = publicada.cortar().carpeta
    assert (figuras(corte), estan(publicada), terminados(publicada)) == (("5", "CATD", ""), (0, 0), (0, 0, 1))
    assert {linea.que for linea in lista(corte) if linea.corte == "3"} == {"CORREGIDA"}
    assert comprobar(publicada.salida).fallas == ()


def test_verificada_tambien_por_el_papel_se_abre_sola_y_lo_publicado_se_queda(publicada: Cortes) -> None:
    """A CATD without its link captures the paper of what the CCV has (R-33)."""
    capturan(publicada, ("01-2", "01-3"), 7, CATD, HUELLA_PAPEL)
    assert estan(publicada) == (1, 0)
    assert figuras(publicada.cortar().carpeta) == ("1", "CASILLA", "")
    trabajo = publicada.base.dueno("SELECT clase, sitio, fuente, imagen FROM prep.trabajo WHERE terminado IS NULL")
    assert trabajo == [("COTEJO", "CCV", "CASILLA", HUELLA_FOTO)]
