"""From the page to the spool: accepted, asked, scanned again or assigned, and in the tray for as long as it waits."""

import io
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from prep.devices.escl.cliente import EscanerEscl
from prep.devices.imagen import gris
from prep.domain.catalogo.ajustes import Identificacion
from prep.domain.catalogo.plano import ALTO, ANCHO
from prep.domain.hechos.hechos import Imagen, Tipo
from prep.services.acopio.llegadas import Acopios
from prep.services.digitalizacion.hojas import EstadoHoja
from prep.services.estacion.errores import ACUERDO, NoProcede
from tests.devices.actas import Actas, actas_de_pueblo, archivo, cortar, desenfocar, en_blanco
from tests.devices.emulador import emulado
from tests.services.digitalizacion.escaneo import Puesto, propias, puesto


@pytest.fixture(scope="session")
def actas(tmp_path_factory: pytest.TempPathFactory) -> Actas:
    return actas_de_pueblo(tmp_path_factory.mktemp("pueblo-mesa"))


@pytest.fixture
def lugar(actas: Actas, tmp_path: Path) -> Iterator[Puesto]:
    with puesto(actas, tmp_path) as abierto:
        yield abierto


@pytest.fixture(scope="session")
def suyas(actas: Actas) -> list[int]:
    return propias(actas)


def _huella(contenido: bytes) -> str:
    return sha256(contenido).hexdigest()


def test_una_buena_se_acepta_sola_y_lo_publicado_es_el_acta_derecha(lugar: Puesto, suyas: list[int]) -> None:
    n = suyas[0]
    lugar.recibir(n)
    vino = np.ascontiguousarray(np.rot90(lugar.actas.gris(n)))
    (hoja,) = lugar.escanear(archivo(vino))
    assert (hoja.estado, hoja.clave) == (EstadoHoja.ACEPTADA, lugar.actas.claves[n])
    (hecho,) = lugar.estacion.spool.de_acta(hoja.clave, Tipo.IMAGEN)
    assert isinstance(hecho.cuerpo, Imagen)
    imagen = lugar.estacion.spool.imagen_pendiente(hecho.cuerpo.huella)
    assert imagen is not None and imagen.contenido == lugar.mesa.imagen(hoja.huella)
    assert gris(imagen.contenido).shape == (ALTO, ANCHO)
    with Image.open(io.BytesIO(hoja.miniatura)) as miniatura:
        assert max(miniatura.size) == 360
    assert lugar.en_disco("originales") == {hoja.huella} and lugar.mesa.hojas() == ()


def test_se_dice_primero_que_llego_y_luego_que_se_acepto(lugar: Puesto, suyas: list[int]) -> None:
    lugar.recibir(suyas[0])
    lugar.escanear(lugar.actas.jpeg(suyas[0]))
    assert [h.estado for h in lugar.dichas] == [EstadoHoja.POR_LEER, EstadoHoja.ACEPTADA]


def test_una_sin_etiqueta_espera_y_se_asigna_junto_a_su_imagen(lugar: Puesto, suyas: list[int]) -> None:
    n = suyas[1]
    lugar.recibir(n)
    (hoja,) = lugar.escanear(lugar.actas.jpeg(n, etiqueta=False))
    assert hoja.estado is EstadoHoja.SIN_IDENTIFICAR and "Diga de qué acta es" in hoja.motivo
    assert lugar.en_disco("espera") == {hoja.huella}
    with pytest.raises(NoProcede, match="Falta decir"):
        lugar.mesa.aceptar(hoja.huella)
    with pytest.raises(NoProcede, match="no está en el catálogo"):
        lugar.mesa.asignar(hoja.huella, "GUB-001-9999-B01-00-A02-1")
    assert lugar.mesa.asignar(hoja.huella, lugar.actas.claves[n]).estado is EstadoHoja.ACEPTADA
    assert lugar.imagenes() == [lugar.actas.claves[n]] and lugar.en_disco("espera") == set()


def test_lo_que_se_pregunta_dice_por_que_y_lo_decide_el_operador(lugar: Puesto, suyas: list[int]) -> None:
    n, otra = suyas[2], suyas[3]
    lugar.recibir(n, otra)
    cortada, algo = lugar.escanear(
        archivo(cortar(lugar.actas.gris(n), 2)), archivo(desenfocar(lugar.actas.gris(otra), 2.2))
    )
    assert (cortada.estado, algo.estado) == (EstadoHoja.PREGUNTA, EstadoHoja.PREGUNTA)
    assert "esquina inferior izquierda" in cortada.motivo and "algo borrosa" in algo.motivo
    assert lugar.mesa.aceptar(cortada.huella).estado is EstadoHoja.ACEPTADA
    assert lugar.mesa.repetir(algo.huella).estado is EstadoHoja.DESCARTADA
    assert lugar.imagenes() == [lugar.actas.claves[n]] and lugar.en_disco("descartadas") == {algo.huella}
    with pytest.raises(NoProcede, match="ya no espera"):
        lugar.mesa.aceptar(algo.huella)


def test_la_descartada_vuelve_se_lee_de_nuevo_y_puede_aceptarse(lugar: Puesto, suyas: list[int]) -> None:
    lugar.recibir(suyas[0])
    (algo,) = lugar.escanear(archivo(desenfocar(lugar.actas.gris(suyas[0]), 2.2)))
    lugar.mesa.repetir(algo.huella)
    assert lugar.mesa.recuperar().estado is EstadoHoja.POR_LEER
    (leida,) = lugar.leer_todo()
    assert (leida.huella, leida.estado, leida.motivo) == (algo.huella, EstadoHoja.PREGUNTA, algo.motivo)
    assert lugar.mesa.aceptar(leida.huella).estado is EstadoHoja.ACEPTADA
    with pytest.raises(NoProcede, match="No hay páginas descartadas"):
        lugar.mesa.recuperar()


@pytest.mark.parametrize(("danar", "dice"), [(en_blanco, "en blanco"), (lambda h: desenfocar(h, 6), "borrosa")])
def test_lo_que_no_sirve_se_pide_de_nuevo_y_no_entra_al_spool(
    lugar: Puesto, suyas: list[int], danar: object, dice: str
) -> None:
    lugar.recibir(suyas[0])
    (hoja,) = lugar.escanear(archivo(danar(lugar.actas.gris(suyas[0]))))  # type: ignore[operator]
    assert hoja.estado is EstadoHoja.REPETIR and dice in hoja.motivo
    assert lugar.imagenes() == []


def test_a_una_borrosa_no_le_basta_que_se_diga_de_quien_es(lugar: Puesto, suyas: list[int]) -> None:
    lugar.recibir(suyas[0])
    (hoja,) = lugar.escanear(archivo(desenfocar(lugar.actas.gris(suyas[0]), 6)))
    clave = lugar.actas.claves[suyas[0]]
    assert lugar.mesa.asignar(hoja.huella, clave).estado is EstadoHoja.REPETIR
    assert lugar.imagenes() == []
    assert lugar.mesa.aceptar(hoja.huella).estado is EstadoHoja.ACEPTADA, "el operador la ve, y puede decir que se lee"


def test_la_misma_acta_dos_veces_se_pregunta_y_la_misma_imagen_ni_entra(lugar: Puesto, suyas: list[int]) -> None:
    n = suyas[0]
    lugar.recibir(n)
    lugar.escanear(lugar.actas.jpeg(n))
    lugar.poner("otra vez.jpg", lugar.actas.jpeg(n))
    assert lugar.recoger().repetidas == ("otra vez.jpg",)
    assert lugar.leer_todo() == []
    (hoja,) = lugar.escanear(lugar.actas.jpeg(n, toma=2))
    assert hoja.estado is EstadoHoja.PREGUNTA and "ya tiene una imagen" in hoja.motivo
    assert lugar.mesa.aceptar(hoja.huella).estado is EstadoHoja.ACEPTADA
    assert lugar.imagenes() == [lugar.actas.claves[n]] * 2


def test_la_misma_hoja_sin_etiqueta_dos_veces_se_reconoce_y_la_descartada_puede_volver_a_pasar(
    lugar: Puesto, suyas: list[int]
) -> None:
    n, otra = [i for i in suyas if lugar.actas.claves[i].startswith("GUB") and "-B01" in lugar.actas.claves[i]][:2]
    primera, ajena = lugar.escanear(*(lugar.actas.jpeg(i, etiqueta=False) for i in (n, otra)))
    assert "misma hoja" not in primera.motivo + ajena.motivo
    (repetida,) = lugar.escanear(lugar.actas.jpeg(n, etiqueta=False, toma=2))
    assert repetida.estado is EstadoHoja.SIN_IDENTIFICAR
    assert repetida.motivo.startswith("Parece la misma hoja que 0.jpg (sin identificar), que ya pasó")
    for hoja in (primera, repetida):
        lugar.mesa.repetir(hoja.huella)
    (de_nuevo,) = lugar.escanear(lugar.actas.jpeg(n, etiqueta=False, toma=3))
    assert "misma hoja" not in de_nuevo.motivo


def test_la_misma_hoja_con_la_etiqueta_de_otra_acta_se_pregunta(lugar: Puesto, suyas: list[int]) -> None:
    n = next(i for i in suyas if "-B01" in lugar.actas.claves[i])
    lugar.recibir(n)
    (primera,) = lugar.escanear(lugar.actas.jpeg(n, etiqueta=False))
    (segunda,) = lugar.escanear(lugar.actas.jpeg(n, toma=2))
    assert primera.estado is EstadoHoja.SIN_IDENTIFICAR
    assert segunda.estado is EstadoHoja.PREGUNTA and "misma hoja que 0.jpg" in segunda.motivo
    assert lugar.mesa.aceptar(segunda.huella).estado is EstadoHoja.ACEPTADA


def test_una_imagen_no_sirve_para_dos_actas(lugar: Puesto, suyas: list[int]) -> None:
    """The same pixels in another file: the page is another, what would be published is the same (R-26)."""
    n, otra = suyas[0], suyas[1]
    lugar.recibir(n, otra)
    sin = lugar.actas.gris(n, etiqueta=False)
    apretado = io.BytesIO()
    Image.fromarray(sin).save(apretado, "PNG", compress_level=1)
    uno, dos = lugar.escanear(archivo(sin, "PNG"), apretado.getvalue())
    assert lugar.mesa.asignar(uno.huella, lugar.actas.claves[n]).estado is EstadoHoja.ACEPTADA
    segunda = lugar.mesa.asignar(dos.huella, lugar.actas.claves[otra])
    assert segunda.estado is EstadoHoja.PREGUNTA and "una imagen no sirve para dos actas" in segunda.motivo
    assert lugar.imagenes() == [lugar.actas.claves[n]]


def test_sin_acopio_y_sin_nodo_la_pagina_espera_y_se_registra_cuando_se_sabe(lugar: Puesto, suyas: list[int]) -> None:
    n = suyas[0]
    (hoja,) = lugar.escanear(lugar.actas.jpeg(n))
    assert hoja.estado is EstadoHoja.EN_ESPERA and ACUERDO in hoja.motivo and "vuelva el nodo" in hoja.motivo
    acopios = Acopios(lugar.estacion)
    assert lugar.mesa.reintentar(acopios) == 0
    lugar.recibir(n)
    assert lugar.mesa.reintentar(acopios) == 1
    assert [h.estado for h in lugar.leer_todo()] == [EstadoHoja.ACEPTADA]
    assert lugar.mesa.reintentar(acopios) == 0


def test_la_asignada_que_espera_su_acopio_conserva_de_que_acta_es(lugar: Puesto, suyas: list[int]) -> None:
    n = suyas[1]
    uno, dos = lugar.escanear(lugar.actas.jpeg(n, etiqueta=False), lugar.actas.jpeg(n, etiqueta=False, toma=2))
    for hoja in (uno, dos):
        assert lugar.mesa.asignar(hoja.huella, lugar.actas.claves[n]).estado is EstadoHoja.EN_ESPERA
    lugar.recibir(n)
    assert lugar.mesa.reintentar(Acopios(lugar.estacion)) == 2
    assert [h.estado for h in lugar.leer_todo()] == [EstadoHoja.ACEPTADA, EstadoHoja.PREGUNTA], "la segunda se pregunta"


def test_al_terminar_la_sesion_la_hoja_que_ya_paso_se_guarda_y_las_demas_quedan(
    lugar: Puesto, suyas: list[int]
) -> None:
    hojas = [lugar.actas.jpeg(n) for n in suyas[:3]]
    with emulado(*hojas) as emulador:
        lugar.mesa.detener()
        assert lugar.mesa.recoger(EscanerEscl(emulador.direccion)).paginas == 1
        assert emulador.cancelados == 1 and emulador.guion == hojas[1:]
    assert len(lugar.en_disco("espera")) == 1


def test_la_de_otro_catd_y_la_de_otro_proceso_esperan_diciendo_por_que(
    lugar: Puesto, suyas: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    recorte = lugar.actas.catalogo.recorte(frozenset({lugar.estacion.sitio}))
    ajena = next(n for n, c in enumerate(lugar.actas.claves) if c not in recorte.actas)
    monkeypatch.setattr(lugar.estacion, "_catalogo", recorte)
    (hoja,) = lugar.escanear(lugar.actas.jpeg(ajena))
    assert hoja.estado is EstadoHoja.SIN_IDENTIFICAR and "no está en el catálogo de este sitio" in hoja.motivo
    monkeypatch.setattr(lugar.estacion, "_catalogo", replace(recorte, proceso="OTRO"))
    (otra,) = lugar.escanear(lugar.actas.jpeg(suyas[0]))
    assert otra.estado is EstadoHoja.SIN_IDENTIFICAR and "del proceso SIMULACRO-1 y éste es OTRO" in otra.motivo


def test_dos_actas_en_una_pagina_no_se_dan_por_una(lugar: Puesto, suyas: list[int]) -> None:
    lugar.recibir(*suyas[:2])
    juntas = np.vstack([lugar.actas.gris(n) for n in suyas[:2]])
    (hoja,) = lugar.escanear(archivo(juntas))
    assert hoja.estado is EstadoHoja.SIN_IDENTIFICAR and "dos etiquetas distintas" in hoja.motivo


def test_donde_se_identifica_a_mano_la_etiqueta_no_decide(
    lugar: Puesto, suyas: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    ajustes = replace(lugar.actas.catalogo.ajustes, identificacion_catd=Identificacion.MANUAL)
    monkeypatch.setattr(lugar.estacion, "_catalogo", replace(lugar.actas.catalogo, ajustes=ajustes))
    lugar.recibir(suyas[0])
    (hoja,) = lugar.escanear(lugar.actas.jpeg(suyas[0]))
    assert hoja.estado is EstadoHoja.SIN_IDENTIFICAR and "a mano" in hoja.motivo
