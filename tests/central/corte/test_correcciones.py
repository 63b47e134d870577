"""What two people correct is in the next cut with its reason, and the list says all of it and nothing else (R-07b)."""

import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from central.corte import carpeta
from central.corte.comprobar import comprobar
from central.corte.correcciones import LineaCorregida, escribir_lista, leer_lista, nombre_de_lista
from central.corte.corte import CorteImposible
from central.corte.firmas import dejar_firmas
from central.firmado.arbol import hoja
from central.firmado.envolturas import MANIFIESTO
from central.nodo.centro import CENTRO
from central.verificar.modelo import NoEsPrep
from central.verificar.verificar import verificar_archivo
from prep.domain.catalogo.fuera_de_catalogo import clave_fc
from prep.domain.catalogo.nombres import FORMULA
from prep.domain.hechos.hechos import Anulacion, Captura, Cotejo, Fuente, MotivoSinActa, Respuesta, SinActa
from prep.domain.hechos.propuestas import contestar, proponer
from tests.central.arbitro.escena import CAMPOS
from tests.central.corte.apoyo import celda, resultados
from tests.central.corte.escena import ACTAS, Cortes
from tests.store.ejemplos import PROCESO

UNA, OTRA = ACTAS[:2]
FORMA_002 = """UPDATE prep.proceso SET cabecera = jsonb_set(cabecera, '{formas}', cabecera -> 'formas' ||
    jsonb_build_array(jsonb_set(cabecera -> 'formas' -> 0, '{territorio}', '"002"')))"""
TRES = tuple([3] * CAMPOS)


def lista(ruta: Path) -> list[LineaCorregida]:
    (general,) = (r for r in ruta.glob("*_PREP_CDMX.zip") if "GUB" not in r.name)
    return leer_lista((ruta / nombre_de_lista(general.name)).read_bytes(), ",")


def dichas(ruta: Path) -> list[tuple[str, str, str]]:
    """(cut, what happened, column) of each line."""
    return [(linea.corte, linea.que, linea.campo) for linea in lista(ruta)]


def recapturar(cortes: Cortes, acta: str, votos: int) -> None:
    huella = hashlib.sha256(acta.encode()).hexdigest()
    for persona in (2, 3):
        cortes.escena.hacer(persona, acta, Captura(2, huella, (votos,) * CAMPOS, "ACTA PREP", acta))


def publicada(cortes: Cortes) -> Path:
    for acta in (UNA, OTRA):
        cortes.verificada(acta, 1)
    return cortes.cortar().carpeta


def test_lo_que_dos_corrigen_se_ve_en_el_siguiente_corte_con_su_motivo_y_quienes(cortes: Cortes) -> None:
    assert lista(publicada(cortes)) == []
    cortes.escena.acordar((4, 5), UNA, Cotejo(2, "así dice el papel", TRES))
    corte = cortes.cortar()
    hechas = lista(corte.carpeta)
    assert celda(resultados(corte.carpeta), UNA, "PAN") == "3"
    de_pan = next(linea for linea in hechas if linea.campo == "PAN")
    assert (de_pan.corte, de_pan.que, de_pan.antes, de_pan.despues) == ("2", "CORREGIDA", "1", "3")
    assert (de_pan.motivo, de_pan.propuso, de_pan.acepto) == ("así dice el papel", "mesa", "mesa")
    assert {linea.clave_acta for linea in hechas} == {celda(resultados(corte.carpeta), UNA, "CLAVE_ACTA")}
    assert "TOTAL_VOTOS_CALCULADO" in {linea.campo for linea in hechas}
    with zipfile.ZipFile(corte.carpeta / "sitio.zip") as sitio:
        pagina = sitio.read("correcciones.html").decode()
    assert "Cambió en el corte 2. así dice el papel" in pagina and "Propuso: mesa; aceptó: mesa." in pagina
    assert '<th scope="row">PAN</th><td class="n">1</td><td class="n">3</td>' in pagina
    assert pagina.count("<article>") == 1 and pagina.index(">PAN<") < pagina.index(">Total calculado<")
    assert lista(cortes.cortar().carpeta) == hechas, "lo dicho se sigue diciendo, y nada más"
    assert comprobar(cortes.salida).fallas == ()


def test_lo_reabierto_se_retira_y_vuelve_con_lo_que_se_capturo_otra_vez(cortes: Cortes) -> None:
    publicada(cortes)
    cortes.escena.acordar((4, 5), UNA, Cotejo(3, "así dice el papel"))
    retirado = cortes.cortar().carpeta
    assert {(c, q) for c, q, _ in dichas(retirado)} == {("2", "RETIRADA")}
    assert celda(resultados(retirado), UNA, "PAN") == "-"
    cortes.cortar()
    recapturar(cortes, UNA, 3)
    vuelve = cortes.cortar().carpeta
    nuevas = [linea for linea in lista(vuelve) if linea.corte == "4"]
    pan = next(linea for linea in nuevas if linea.campo == "PAN")
    assert (pan.que, pan.antes, pan.despues, pan.motivo) == ("CORREGIDA", "1", "3", "así dice el papel")
    assert comprobar(cortes.salida).fallas == ()


def test_lo_que_se_capturo_igual_se_confirma(cortes: Cortes) -> None:
    publicada(cortes)
    cortes.escena.acordar((4, 5), UNA, Cotejo(3, "así dice el papel"))
    cortes.cortar()
    recapturar(cortes, UNA, 1)
    ultimo = cortes.cortar().carpeta
    assert [(c, q, campo) for c, q, campo in dichas(ultimo) if c == "3"] == [("3", "CONFIRMADA", "")]
    assert comprobar(cortes.salida).fallas == ()


def test_antes_de_publicarse_tambien_se_corrige_y_no_es_correccion_de_nada_publicado(cortes: Cortes) -> None:
    cortes.verificada(UNA, 1)
    cortes.escena.correr()
    cortes.escena.acordar((4, 5), UNA, Cotejo(3, "así dice el papel"))
    cortes.escena.correr()
    assert cortes.escena.etapa(UNA) == "DIGITALIZADA"
    recapturar(cortes, UNA, 3)
    corte = cortes.cortar()
    assert (celda(resultados(corte.carpeta), UNA, "PAN"), lista(corte.carpeta)) == ("3", [])


def otra_cifra(lineas: list[LineaCorregida]) -> list[LineaCorregida]:
    return [lineas[0]._replace(antes="7"), *lineas[1:]]


def sin_una(lineas: list[LineaCorregida]) -> list[LineaCorregida]:
    return lineas[1:]


def de_mas(lineas: list[LineaCorregida]) -> list[LineaCorregida]:
    return [*lineas, lineas[0]._replace(campo="PRI", antes="1", despues="9")]


def sin_motivo(lineas: list[LineaCorregida]) -> list[LineaCorregida]:
    return [linea._replace(motivo="") for linea in lineas]


def de_otro_corte(lineas: list[LineaCorregida]) -> list[LineaCorregida]:
    return [linea._replace(corte="1") for linea in lineas]


def vacia(_: list[LineaCorregida]) -> list[LineaCorregida]:
    return []


@pytest.mark.parametrize("mentira", [otra_cifra, sin_una, de_mas, sin_motivo, de_otro_corte, vacia])
def test_una_lista_que_miente_se_halla_aunque_la_firme_el_centro(
    cortes: Cortes, mentira: Callable[[list[LineaCorregida]], list[LineaCorregida]]
) -> None:
    publicada(cortes)
    cortes.escena.acordar((4, 5), UNA, Cotejo(2, "así dice el papel", TRES))
    ruta = cortes.cortar().carpeta
    mentir(cortes, ruta, escribir_lista(mentira(lista(ruta)), ","))
    fallas = comprobar(cortes.salida).fallas
    assert fallas and all("lista de correcciones" in falla for falla in fallas)


def mentir(cortes: Cortes, ruta: Path, lista: bytes) -> None:
    """As whoever holds the centre's key would: the list, its entry in the manifest, and the signature."""
    (suya,) = ruta.glob("*CORRECCIONES*")
    viejo = hashlib.sha256(suya.read_bytes()).hexdigest(), suya.stat().st_size
    suya.write_bytes(lista)
    nuevo = hashlib.sha256(suya.read_bytes()).hexdigest(), suya.stat().st_size
    manifiesto = (ruta / MANIFIESTO).read_text()
    manifiesto = manifiesto.replace(viejo[0], nuevo[0]).replace(
        f'"bytes":{viejo[1]},"nombre":"{suya.name}"', f'"bytes":{nuevo[1]},"nombre":"{suya.name}"'
    )
    antes = [(carpeta.carpeta_de(cortes.salida, n) / MANIFIESTO).read_bytes() for n in range(1, int(ruta.name))]
    dejar_firmas(ruta, cortes.escena.llaves[CENTRO], manifiesto.encode(), PROCESO, [hoja(uno) for uno in antes])


def test_verificar_acepta_el_paquete_corregido_y_de_la_lista_dice_quien_la_revisa(cortes: Cortes) -> None:
    publicada(cortes)
    cortes.escena.acordar((4, 5), UNA, Cotejo(2, "así dice el papel", TRES))
    ruta = cortes.cortar().carpeta
    (general,) = (r for r in ruta.glob("*_PREP_CDMX.zip") if "GUB" not in r.name)
    assert all(resultado.concuerda for resultado in verificar_archivo(general))
    with pytest.raises(NoEsPrep, match="corte comprobar"):
        verificar_archivo(ruta / nombre_de_lista(general.name))


NO_ES_LISTA = [
    (b"\xff\xfe", "no se puede leer"),
    (b"", "no tiene sus columnas"),
    (b"CORTE,OTRA\n", "no tiene sus columnas"),
    (escribir_lista([], ",") + b"1,2\n", "tiene 2 columnas en el rengl\u00f3n 2"),
]


@pytest.mark.parametrize(("crudo", "dice"), NO_ES_LISTA, ids=["bytes", "nada", "columnas", "celdas"])
def test_lo_que_no_es_una_lista_se_dice_y_donde(crudo: bytes, dice: str) -> None:
    with pytest.raises(ValueError, match=f"la lista de correcciones {dice}$"):
        leer_lista(crudo, ",")


def test_una_lista_firmada_que_no_se_lee_o_que_calla_lo_que_dijo_se_halla(cortes: Cortes) -> None:
    publicada(cortes)
    cortes.escena.acordar((4, 5), UNA, Cotejo(2, "así dice el papel", TRES))
    dicho = lista(cortes.cortar().carpeta)
    ultimo = cortes.cortar().carpeta
    mentir(cortes, ultimo, escribir_lista([linea._replace(motivo="otro") for linea in dicho], ","))
    (falla,) = comprobar(cortes.salida).fallas
    assert "quita o cambia lo que dijo la del corte anterior" in falla
    mentir(cortes, ultimo, b"\xff")
    (falla,) = comprobar(cortes.salida).fallas
    assert "no se pudo comprobar su lista de correcciones: la lista de correcciones no se puede leer" in falla


def test_con_la_lista_del_corte_anterior_cambiada_no_hay_corte_y_repuesta_si(cortes: Cortes) -> None:
    (suya,) = publicada(cortes).glob("*CORRECCIONES*")
    buena = suya.read_bytes()
    suya.write_bytes(buena + b"1,2\n")
    with pytest.raises(CorteImposible, match=r"CORRECCIONES.* del corte 1 no es la que se firmó: repóngala"):
        cortes.cortar()
    suya.write_bytes(buena)
    assert cortes.cortar().numero == 2


def de_clase(cortes: Cortes, acta: str, tipo: str) -> UUID:
    ((id,),) = cortes.base.dueno("SELECT id FROM prep.hecho WHERE acta = %s AND tipo = %s", acta, tipo)
    assert isinstance(id, UUID)
    return id


def test_lo_que_retira_el_centro_dice_que_fue_el_centro(cortes: Cortes) -> None:
    """By an order of two people there: what takes it back is signed by the centre."""
    cortes.escena.hacer(CENTRO, UNA, SinActa(MotivoSinActa.SIN_BOLSA), Fuente.CENTRO)
    cortes.cortar()
    vuelta = Anulacion(de_clase(cortes, UNA, "SIN_ACTA"), "apareció el paquete")
    cortes.escena.hacer(CENTRO, UNA, vuelta, Fuente.CENTRO)
    ruta = cortes.cortar().carpeta
    assert {(r.que, r.motivo, r.propuso) for r in lista(ruta)} == {("RETIRADA", "apareció el paquete", "centro")}
    with zipfile.ZipFile(ruta / "sitio.zip") as sitio:
        pagina = sitio.read("correcciones.html").decode()
    assert "Por: centro." in pagina and "Propuso" not in pagina, "nadie aceptó: no se propuso"


def test_el_conforme_que_llega_antes_que_su_propuesta_explica_igual(cortes: Cortes) -> None:
    publicada(cortes)
    propuesta = cortes.escena.firmar(4, UNA, proponer(Cotejo(2, "", TRES), "así dice el papel"))
    cortes.escena.hacer(5, UNA, contestar(propuesta.hecho, Respuesta.ACEPTA, "lo vi"))
    assert cortes.escena.entregar(propuesta) == "nuevo"
    hechas = lista(cortes.cortar().carpeta)
    assert {(r.motivo, r.propuso, r.acepto) for r in hechas} == {("así dice el papel", "mesa", "mesa")}


def test_un_acta_fuera_de_catalogo_que_deja_de_estar_se_dice_retirada(cortes: Cortes) -> None:
    suya = clave_fc("GUB", "001", "9999", "B", "01", "00", "A02", 1)
    cortes.verificada(suya)
    publicada(cortes)
    cortes.escena.acordar((4, 5), suya, Anulacion(de_clase(cortes, suya, "ACOPIO"), "no es de esta elección"))
    retirada = lista(cortes.cortar().carpeta)
    assert {(r.que, r.motivo) for r in retirada} == {("RETIRADA", "así dice el papel")}
    assert comprobar(cortes.salida).fallas == ()


def test_la_que_llega_con_la_clave_de_otra_de_otro_territorio_no_se_toma_por_ella(cortes: Cortes) -> None:
    """Two papers that read the same section, which does not exist: the one that came first was in a cut already."""
    cortes.base.dueno(FORMA_002)
    una, otra = (clave_fc("GUB", donde, "9999", "B", "01", "00", "A02", 1) for donde in ("002", "001"))
    cortes.verificada(una, 1)
    publicada(cortes)
    cortes.verificada(otra, 2)  # it goes before it in the file
    assert lista(cortes.cortar().carpeta) == []
    assert comprobar(cortes.salida).fallas == ()
    cortes.escena.acordar((4, 5), una, Cotejo(2, "así dice el papel", TRES))
    corregida = lista(cortes.cortar().carpeta)
    assert {(r.que, r.territorio, r.ordinal) for r in corregida} == {("CORREGIDA", "002", "1")}
    assert comprobar(cortes.salida).fallas == ()


@pytest.mark.parametrize("inicio", ["＝1+", " \u00a0@", "\u202e="])
def test_un_motivo_no_manda_a_quien_lo_lee(cortes: Cortes, inicio: str) -> None:
    """Nor a spreadsheet, nor the order in which the rest of its line is shown."""
    primera = publicada(cortes)
    assert lista(primera) == []
    dicho = proponer(Cotejo(2, "x", TRES), f'{inicio}HYPERLINK("http://x.example")<script>\u202e')
    propuesta = cortes.escena.hacer(5, UNA, dicho)
    cortes.escena.hacer(6, UNA, contestar(propuesta.hecho, Respuesta.ACEPTA, "sí"))
    motivo = lista(cortes.cortar().carpeta)[0].motivo
    assert motivo.isprintable() and not motivo.startswith(FORMULA) and "HYPERLINK" in motivo
