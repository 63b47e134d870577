"""What two people correct is in the next cut with its reason, and the list says all of it and nothing else (R-07b)."""

import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from central.corte import carpeta
from central.corte.comprobar import comprobar
from central.corte.correcciones import LineaCorregida, escribir_lista, leer_lista, nombre_de_lista
from central.corte.firmas import dejar_firmas
from central.firmado.arbol import hoja
from central.firmado.envolturas import MANIFIESTO
from central.nodo.centro import CENTRO
from central.verificar.modelo import NoEsPrep
from central.verificar.verificar import verificar_archivo
from prep.domain.hechos.hechos import Captura, Cotejo
from tests.central.arbitro.escena import CAMPOS
from tests.central.corte.apoyo import celda, resultados
from tests.central.corte.escena import ACTAS, Cortes
from tests.store.ejemplos import PROCESO

UNA, OTRA = ACTAS[:2]
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
    assert "<td>PAN</td><td>1</td><td>3</td><td>así dice el papel</td><td>mesa · mesa</td>" in pagina
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


def vacia(_: list[LineaCorregida]) -> list[LineaCorregida]:
    return []


@pytest.mark.parametrize("mentira", [otra_cifra, sin_una, de_mas, sin_motivo, vacia])
def test_una_lista_que_miente_se_halla_aunque_la_firme_el_centro(
    cortes: Cortes, mentira: Callable[[list[LineaCorregida]], list[LineaCorregida]]
) -> None:
    publicada(cortes)
    cortes.escena.acordar((4, 5), UNA, Cotejo(2, "así dice el papel", TRES))
    ruta = cortes.cortar().carpeta
    mentir(cortes, ruta, mentira(lista(ruta)))
    fallas = comprobar(cortes.salida).fallas
    assert fallas and all("lista de correcciones" in falla for falla in fallas)


def mentir(cortes: Cortes, ruta: Path, lineas: list[LineaCorregida]) -> None:
    """As whoever holds the centre's key would: the list, its entry in the manifest, and the signature."""
    (suya,) = ruta.glob("*CORRECCIONES*")
    viejo = hashlib.sha256(suya.read_bytes()).hexdigest(), suya.stat().st_size
    suya.write_bytes(escribir_lista(lineas, ","))
    nuevo = hashlib.sha256(suya.read_bytes()).hexdigest(), suya.stat().st_size
    manifiesto = (ruta / MANIFIESTO).read_text()
    manifiesto = manifiesto.replace(viejo[0], nuevo[0]).replace(
        f'"bytes":{viejo[1]},"nombre":"{suya.name}"', f'"bytes":{nuevo[1]},"nombre":"{suya.name}"'
    )
    primera = hoja((carpeta.carpeta_de(cortes.salida, 1) / MANIFIESTO).read_bytes())
    dejar_firmas(ruta, cortes.escena.llaves[CENTRO], manifiesto.encode(), PROCESO, [primera])


def test_verificar_acepta_el_paquete_corregido_y_de_la_lista_dice_quien_la_revisa(cortes: Cortes) -> None:
    publicada(cortes)
    cortes.escena.acordar((4, 5), UNA, Cotejo(2, "así dice el papel", TRES))
    ruta = cortes.cortar().carpeta
    (general,) = (r for r in ruta.glob("*_PREP_CDMX.zip") if "GUB" not in r.name)
    assert all(resultado.concuerda for resultado in verificar_archivo(general))
    with pytest.raises(NoEsPrep, match="corte comprobar"):
        verificar_archivo(ruta / nombre_de_lista(general.name))
