"""The image of an acta: within its limits, the same for its seed, and saying what the paper says."""

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageChops

from central.catalogo.importar import Importado
from prep.domain.catalogo.catalogo import Territorio
from prep.domain.catalogo.fuera_de_catalogo import ClaveInvalida
from prep.domain.catalogo.plano import Caja
from prep.domain.hechos.campos import Marca, Valor
from simulacro.papel.dibujo.dibujo import dibujar, lleva_etiqueta
from simulacro.papel.dibujo.imprenta import hoja
from simulacro.papel.dibujo.llenado import identificar, llenar
from simulacro.papel.dibujo.mano import mano
from simulacro.papel.dibujo.retrato import BYTES_MAX, LADO_MAX
from simulacro.papel.papel import Papel, leer
from simulacro.pueblo.azar import Azar


def papel_de(pueblo: Importado, codigo: str, valores: tuple[Valor, ...] | None = None) -> Papel:
    """The paper of the first acta of that printed code."""
    clave = next(c for c, a in pueblo.catalogo.actas.items() if a.codigo == codigo and c in pueblo.papel)
    return Papel(clave, valores or pueblo.papel[clave], "ACTA PREP")


def abrir(imagen: bytes) -> Image.Image:
    with Image.open(io.BytesIO(imagen)) as abierta:
        abierta.load()
        return abierta.copy()


@pytest.mark.parametrize("foto", [False, True])
@pytest.mark.parametrize("codigo", ["A02", "A03", "A04", "A03ERP", "A01"])
def test_es_gris_apaisada_y_no_pasa_de_2600_puntos_ni_de_250_kb(pueblo: Importado, codigo: str, foto: bool) -> None:
    papel = papel_de(pueblo, codigo)
    imagen = dibujar(papel, pueblo.catalogo, 1, etiqueta=True, foto=foto)
    abierta = abrir(imagen)
    assert abierta.mode == "L" and abierta.width > abierta.height
    assert LADO_MAX * 0.8 <= abierta.width <= LADO_MAX
    assert 100_000 < len(imagen) <= BYTES_MAX
    assert leer(imagen) == papel


def test_lo_mas_cargado_tambien_cabe_en_250_kb(pueblo: Importado) -> None:
    papel = papel_de(pueblo, "A02")
    cargado = replace(papel, valores=(38_707, Marca.ILEGIBLE) * 40)
    cargado = replace(cargado, valores=cargado.valores[: len(papel.valores)])
    for semilla in range(4):
        imagen = dibujar(cargado, pueblo.catalogo, semilla, etiqueta=True)
        assert len(imagen) <= BYTES_MAX and leer(imagen) == cargado


@pytest.mark.parametrize("foto", [False, True])
def test_la_misma_semilla_da_los_mismos_bytes(pueblo: Importado, foto: bool) -> None:
    papel = papel_de(pueblo, "A04")
    una = dibujar(papel, pueblo.catalogo, 5, etiqueta=True, foto=foto)
    assert una == dibujar(papel, pueblo.catalogo, 5, etiqueta=True, foto=foto)
    assert una != dibujar(papel, pueblo.catalogo, 6, etiqueta=True, foto=foto)
    assert una != dibujar(papel, pueblo.catalogo, 5, etiqueta=True, foto=foto, toma=2)
    assert una != dibujar(papel, pueblo.catalogo, 5, etiqueta=False, foto=foto)


def test_tres_de_cada_diez_no_llevan_codigo_y_lo_dice_la_semilla(pueblo: Importado) -> None:
    claves = [f"{c}{n}" for c in pueblo.catalogo.actas for n in range(20)]
    sin = sum(not lleva_etiqueta(c, 1) for c in claves) / len(claves)
    assert abs(sin - 0.3) < 0.03
    assert [lleva_etiqueta(c, 1) for c in claves] != [lleva_etiqueta(c, 2) for c in claves]


def test_lo_ilegible_queda_cubierto_de_tinta_y_lo_que_falta_queda_en_blanco(pueblo: Importado) -> None:
    papel = papel_de(pueblo, "A02")
    forma = pueblo.catalogo.forma_de(pueblo.catalogo.actas[papel.clave])
    valores = (Marca.ILEGIBLE, Marca.SIN_DATO, 188) * 10
    blanca, medidas = hoja(pueblo.catalogo, forma)
    for numero in range(0, 40, 8):
        lienzo = blanca.copy()
        llenar(lienzo, medidas, forma, valores[: len(forma.campos)], mano(numero), Azar(numero))
        puesta = ImageChops.difference(blanca, lienzo)
        for campo, valor in zip(forma.campos, valores, strict=False):
            renglon = medidas.campos[campo]
            cajas = (renglon.letras, (*renglon.casillas[0][:2], *renglon.casillas[-1][2:]))
            for caja in cajas:
                centro = _centro(caja)
                if valor is Marca.SIN_DATO:
                    assert puesta.crop(centro).getbbox() is None
                elif valor is Marca.ILEGIBLE:
                    hay = puesta.crop(caja).point([0] * 60 + [255] * 196).getbbox()
                    assert hay is not None
                    assert _cubierto(puesta.crop(caja).crop(hay)) > 0.4
                else:
                    assert 0 < _cubierto(puesta.crop(caja)) < 0.35


def _centro(caja: Caja) -> Caja:
    """Without its borders, where a neighbour's stroke may come in."""
    return caja[0], caja[1] + 12, caja[2], caja[3] - 12


def _cubierto(recorte: Image.Image) -> float:
    return sum(recorte.histogram()[60:]) / (recorte.width * recorte.height)


def test_la_identificacion_se_escribe_a_mano_con_la_seccion_el_tipo_y_el_numero(pueblo: Importado) -> None:
    papel = papel_de(pueblo, "A04")
    acta = pueblo.catalogo.actas[papel.clave]
    blanca, medidas = hoja(pueblo.catalogo, pueblo.catalogo.forma_de(acta))
    lienzo = blanca.copy()
    eleccion = pueblo.catalogo.eleccion("ALC")
    identificar(lienzo, medidas, acta, eleccion, Territorio("ALC", "002", "AZCAPOTZALCO"), mano(1), Azar(1))
    puesta = ImageChops.difference(blanca, lienzo)
    for caja in (medidas.territorio, *medidas.seccion, *medidas.numero, *medidas.extension):
        assert puesta.crop(caja).getbbox() is not None
    marcados = [t for t, caja in medidas.tipos.items() if puesta.crop(_centro(caja)).getbbox()]
    assert marcados == [acta.tipo]


def test_un_acta_fuera_de_catalogo_se_dibuja_con_lo_que_dice_su_clave(pueblo: Importado) -> None:
    papel = papel_de(pueblo, "A02")
    fuera = replace(papel, clave="FC-GUB-001-9123-B01-00-A02-4")
    assert leer(dibujar(fuera, pueblo.catalogo, 1, etiqueta=False)) == fuera
    with pytest.raises(ClaveInvalida):
        dibujar(replace(papel, clave="FC-../../x"), pueblo.catalogo, 1, etiqueta=False)
