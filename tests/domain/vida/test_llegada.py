"""How an acta arrives: lawful and unlawful places (R-09), repeated arrivals, sin acta and back (R-35)."""

from dataclasses import replace

import pytest

from prep.domain.catalogo.ajustes import Ajustes, Orden
from prep.domain.hechos.hechos import AccionDeMesa, Acopio, Fuente, Hecho, Imagen, MotivoSinActa
from prep.domain.vida.estado import Etapa
from tests.domain.escena import (
    CAE,
    CASILLA,
    CATD,
    CENTRO,
    ESCANEO,
    FOTO,
    OTRA_FOTO,
    OTRO_ESCANEO,
    a_los,
    acopio,
    captura,
    codigos,
    dictamen,
    doblar,
    escaneo,
    foto,
    hecho,
    incidencia,
    por_papel,
    sin_acta,
)

PAPEL = Ajustes(orden=Orden.PAPEL)


def test_sin_hechos_el_acta_es_esperada() -> None:
    estado = doblar()
    assert estado.etapa is Etapa.ESPERADA
    assert (estado.custodia, estado.pendientes, estado.registrada) == ("", (), False)
    assert [f.fuente for f in estado.fuentes] == [CATD, CASILLA]


def test_el_escaneo_sin_acopio_se_retiene_y_el_acopio_lo_libera() -> None:
    retenida = doblar(escaneo(1))
    assert (retenida.etapa, retenida.vigente.imagen, retenida.pendientes) == (Etapa.RETENIDA, "", ())
    assert codigos(retenida) == ["IMAGEN_SIN_ACOPIO"]
    liberada = doblar(escaneo(1, minuto=5), acopio(2, minuto=4))
    assert (liberada.etapa, liberada.vigente.imagen) == (Etapa.DIGITALIZADA, ESCANEO)
    assert (liberada.vigente.ronda, codigos(liberada)) == (1, [])


def test_el_escaneo_hecho_antes_de_su_acopio_se_senala() -> None:
    estado = doblar(escaneo(1), acopio(2))
    assert estado.etapa is Etapa.DIGITALIZADA
    assert codigos(estado) == ["IMAGEN_ANTES_DE_ACOPIO"]
    assert codigos(doblar(acopio(1, minuto=3), escaneo(2, minuto=3))) == []


def test_el_acopio_de_otro_catd_no_hace_licito_el_escaneo() -> None:
    estado = doblar(acopio(1, "08"), escaneo(2, sitio="07"))
    assert estado.etapa is Etapa.ACOPIADA
    assert codigos(estado) == ["IMAGEN_SIN_ACOPIO"]
    luego = doblar(acopio(1, "08"), escaneo(2, sitio="07"), acopio(3, "07"))
    assert (luego.etapa, luego.vigente.imagen) == (Etapa.DIGITALIZADA, ESCANEO)
    assert (luego.vigente.sitio, luego.vigente.acopio) == ("08", a_los(1))
    assert codigos(luego) == ["ACOPIO_REPETIDO"]


def test_de_varias_retenidas_solo_se_liberan_las_del_catd_que_la_recibio() -> None:
    for ajena, propia in ((1, 2), (2, 1)):
        retenidas = [escaneo(ajena, sitio="08", huella=OTRO_ESCANEO), escaneo(propia)]
        estado = doblar(*retenidas, acopio(3, minuto=0))
        assert (estado.etapa, estado.vigente.imagen) == (Etapa.DIGITALIZADA, ESCANEO)
        assert codigos(estado) == ["IMAGEN_SIN_ACOPIO"]
        assert estado.vigente.hallazgos[0].hecho == retenidas[0].id


def test_liberadas_dos_la_primera_es_la_imagen_y_la_otra_sobra() -> None:
    estado = doblar(escaneo(1, minuto=5), escaneo(2, OTRO_ESCANEO, minuto=6), acopio(3))
    assert (estado.vigente.imagen, estado.vigente.ronda) == (ESCANEO, 1)
    assert codigos(estado) == ["IMAGEN_SOBRANTE"]


def test_un_segundo_acopio_no_mueve_la_hora_ni_el_sitio() -> None:
    estado = doblar(acopio(1), acopio(2, "08"))
    assert (estado.etapa, estado.vigente.acopio, estado.vigente.sitio) == (Etapa.ACOPIADA, a_los(1), "07")
    assert codigos(estado) == ["ACOPIO_REPETIDO"]


def test_una_imagen_que_nadie_pidio_queda_como_evidencia() -> None:
    estado = doblar(*por_papel(), escaneo(5, OTRO_ESCANEO))
    assert (estado.etapa, estado.vigente.imagen) == (Etapa.VERIFICADA, ESCANEO)
    assert codigos(estado) == ["IMAGEN_SOBRANTE"]
    assert codigos(doblar(acopio(1), escaneo(2), escaneo(3, OTRO_ESCANEO))) == ["IMAGEN_SOBRANTE"]


def test_papel_primero_la_imagen_de_otro_catd_se_retiene_hasta_su_acopio() -> None:
    capturas = [captura(2, "ana", imagen=""), captura(3, "beto", imagen="")]
    hechos = [acopio(1), *capturas, escaneo(4, sitio="08")]
    retenida = doblar(*hechos, ajustes=PAPEL)
    assert (retenida.etapa, retenida.vigente.imagen) == (Etapa.VERIFICADA, "")
    assert sorted(codigos(retenida)) == ["IMAGEN_EN_CAMINO", "IMAGEN_SIN_ACOPIO"]
    liberada = doblar(*hechos, acopio(5, "08"), ajustes=PAPEL)
    assert (liberada.etapa, liberada.vigente.imagen) == (Etapa.VERIFICADA, ESCANEO)


@pytest.mark.parametrize(
    ("malo", "codigo"),
    [
        (hecho(1, CATD, Imagen(ESCANEO, "MOVIL", "07")), "MEDIO_INDEBIDO"),
        (hecho(1, CASILLA, Imagen(FOTO, "ESCANER", "CCV", CAE)), "MEDIO_INDEBIDO"),
        (hecho(1, CENTRO, Imagen(FOTO, "MOVIL", "CCV", CAE)), "FUENTE_INDEBIDA"),
        (hecho(1, CASILLA, Acopio("07", "D")), "FUENTE_INDEBIDA"),
        (foto(1, cuenta="cae-8"), "IMAGEN_DE_OTRA_CUENTA"),
        (foto(1, cuenta=""), "IMAGEN_DE_OTRA_CUENTA"),
    ],
)
def test_lo_que_viene_de_donde_no_debe_no_entra(malo: Hecho, codigo: str) -> None:
    estado = doblar(malo, cae=CAE)
    assert estado.etapa is Etapa.ESPERADA
    assert [(h.codigo, h.hecho) for h in estado.hallazgos] != []
    assert codigos(estado) == [codigo]
    assert estado.hallazgos[0].hecho == malo.id


def test_la_cuenta_del_cae_se_revisa_si_se_conoce() -> None:
    assert doblar(foto(1), cae=CAE).etapa is Etapa.DIGITALIZADA
    assert doblar(foto(1, cuenta="cae-8")).etapa is Etapa.DIGITALIZADA
    assert doblar(acopio(1), escaneo(2), cae=CAE).etapa is Etapa.DIGITALIZADA


@pytest.mark.parametrize("orden", [1, -1])
def test_la_foto_posterior_al_acopio_del_paquete_no_vale_llegue_cuando_llegue(orden: int) -> None:
    hechos = [foto(1, minuto=31), acopio(2, minuto=30)][::orden]
    estado = doblar(*hechos)
    assert codigos(estado) == ["IMAGEN_TRAS_ACOPIO"]
    assert (estado.vigente.fuente, estado.etapa, estado.custodia) == (CATD, Etapa.ACOPIADA, "07")
    assert estado.fuentes[1].etapa is Etapa.ESPERADA


def test_lo_que_ya_se_habia_hallado_no_se_pierde_por_una_foto_tardia() -> None:
    ajeno = replace(acopio(3), acta="otra")
    estado = doblar(foto(1, minuto=31), acopio(2, minuto=30), ajeno)
    assert codigos(estado) == ["OTRA_ACTA", "IMAGEN_TRAS_ACOPIO"]


def test_la_foto_se_compara_con_el_primer_acopio_y_por_la_hora_corregida() -> None:
    dos = [acopio(2, minuto=40), acopio(3, "08", minuto=30)]
    assert "IMAGEN_TRAS_ACOPIO" in codigos(doblar(foto(1, minuto=35), *dos))
    assert "IMAGEN_TRAS_ACOPIO" not in codigos(doblar(foto(1, minuto=30), *dos))
    atrasada = replace(foto(1, minuto=35), desfase_ms=-6 * 60_000)
    assert "IMAGEN_TRAS_ACOPIO" not in codigos(doblar(atrasada, *dos))


def test_una_foto_tardia_no_quita_la_que_fue_a_tiempo() -> None:
    estado = doblar(foto(1, minuto=5), acopio(2, minuto=30), foto(3, OTRA_FOTO, minuto=31))
    assert codigos(estado) == ["IMAGEN_TRAS_ACOPIO"]
    assert estado.fuentes[1].imagen == FOTO


def test_la_foto_digitaliza_y_es_su_acopio() -> None:
    vigente = doblar(foto(1)).vigente
    assert (vigente.etapa, vigente.acopio, vigente.sitio) == (Etapa.DIGITALIZADA, a_los(1), "CCV")
    assert (vigente.imagen, vigente.medio, vigente.ronda, vigente.mecanismo) == (FOTO, "MOVIL", 1, "")


def test_otra_foto_no_mueve_la_hora_del_acopio_ni_se_senala_por_ella() -> None:
    vistas = (captura(2, "ana", fuente=CASILLA), captura(3, "beto", fuente=CASILLA, valores=(1, 2, 3, 4, 5, 6)))
    redigitaliza = dictamen(5, AccionDeMesa.REDIGITALIZA, vistas, fuente=CASILLA)
    cierra = [*vistas, captura(4, "ceci", fuente=CASILLA, valores=(0, 0, 0, 0, 0, 0))]
    estado = doblar(foto(1), *cierra, redigitaliza, foto(6, OTRA_FOTO, minuto=0.5), ajustes=Ajustes(capturas_max=3))
    assert (estado.etapa, estado.vigente.imagen, estado.vigente.acopio) == (Etapa.DIGITALIZADA, OTRA_FOTO, a_los(1))
    assert codigos(estado) == ["RONDA_SIN_ACUERDO"]


@pytest.mark.parametrize("motivo", list(MotivoSinActa))
def test_una_esperada_se_declara_sin_acta_por_cualquiera_de_las_tres_causas(motivo: MotivoSinActa) -> None:
    estado = doblar(sin_acta(1, motivo))
    assert (estado.etapa, estado.vigente.sin_acta, estado.registrada) == (Etapa.SIN_ACTA, motivo, True)
    assert codigos(estado) == []


def test_recibido_el_paquete_solo_cabe_sin_bolsa() -> None:
    assert doblar(acopio(1), sin_acta(2, MotivoSinActa.SIN_BOLSA)).etapa is Etapa.SIN_ACTA
    estado = doblar(acopio(1), sin_acta(2, MotivoSinActa.NO_ENTREGADO))
    assert (estado.etapa, codigos(estado)) == (Etapa.ACOPIADA, ["SIN_ACTA_CON_ACTA"])


def test_declararla_otra_vez_no_cambia_la_causa() -> None:
    estado = doblar(sin_acta(1), sin_acta(2, MotivoSinActa.NO_INSTALADA))
    assert estado.vigente.sin_acta is MotivoSinActa.NO_ENTREGADO
    assert codigos(estado) == ["SIN_ACTA_REPETIDA"]


def test_el_paquete_que_llega_despues_la_devuelve_a_su_vida() -> None:
    estado = doblar(sin_acta(1), acopio(2))
    assert (estado.etapa, estado.vigente.sin_acta, estado.vigente.acopio) == (Etapa.ACOPIADA, None, a_los(2))
    assert codigos(estado) == ["SIN_ACTA_SUPERADA"]
    vivos = [replace(h, sec=h.sec + 1) for h in por_papel()]
    assert doblar(replace(sin_acta(9), sec=1), *vivos).etapa is Etapa.VERIFICADA


def test_la_imagen_de_la_que_se_dijo_sin_bolsa_la_devuelve_si_es_licita() -> None:
    sin_bolsa = [acopio(1), sin_acta(2, MotivoSinActa.SIN_BOLSA)]
    estado = doblar(*sin_bolsa, escaneo(3))
    assert (estado.etapa, estado.vigente.ronda, codigos(estado)) == (Etapa.DIGITALIZADA, 1, ["SIN_ACTA_SUPERADA"])
    assert estado.vigente.hallazgos[0].hecho == escaneo(3).id
    ilicita = doblar(*sin_bolsa, escaneo(3, sitio="08"))
    assert (ilicita.etapa, codigos(ilicita)) == (Etapa.SIN_ACTA, ["IMAGEN_SIN_ACOPIO"])
    acopiada = doblar(*sin_bolsa, escaneo(3, sitio="08", minuto=9), acopio(4, "08"))
    assert (acopiada.etapa, acopiada.vigente.acopio) == (Etapa.DIGITALIZADA, a_los(4))


def test_la_foto_que_llega_a_una_declarada_por_el_centro_la_devuelve() -> None:
    estado = doblar(sin_acta(1, fuente=CENTRO), foto(2))
    assert (estado.etapa, estado.vigente.fuente, estado.vigente.acopio) == (Etapa.DIGITALIZADA, CASILLA, a_los(2))
    assert sorted(codigos(estado)) == ["SIN_ACTA_CONTRADICHA", "SIN_ACTA_SUPERADA"]


def test_sin_acta_con_el_acta_en_la_mano_no_se_admite() -> None:
    for hechos in ([escaneo(1)], [acopio(1), escaneo(2)], por_papel()):
        estado = doblar(*hechos, sin_acta(7, MotivoSinActa.SIN_BOLSA))
        assert "SIN_ACTA_CON_ACTA" in codigos(estado)
        assert estado.etapa is doblar(*hechos).etapa


def test_lo_del_centro_que_no_hizo_nada_se_suma_a_lo_ya_hallado() -> None:
    ajeno = replace(acopio(9), acta="otra")
    assert codigos(doblar(*por_papel(), ajeno, incidencia(5, CENTRO))) == ["OTRA_ACTA", "INCIDENCIA"]


@pytest.mark.parametrize("fuente", list(Fuente))
def test_una_incidencia_se_anota_una_vez_y_no_cambia_nada(fuente: Fuente) -> None:
    estado = doblar(*por_papel(), incidencia(5, fuente))
    assert codigos(estado) == ["INCIDENCIA"]
    assert (estado.etapa, estado.vigente.valores) == (Etapa.VERIFICADA, doblar(*por_papel()).vigente.valores)


def test_cada_imagen_se_juzga_por_el_cae_que_habia_a_su_hora() -> None:
    relevos = [(a_los(10), CAE), (a_los(30), "cae-8")]
    assert doblar(foto(1, minuto=5), relevos=relevos).etapa is Etapa.DIGITALIZADA, "la primera lo es desde siempre"
    assert doblar(foto(1, minuto=30, cuenta="cae-8"), relevos=relevos).etapa is Etapa.DIGITALIZADA, "desde esa hora"
    assert doblar(foto(1, minuto=31), relevos=relevos).etapa is Etapa.ESPERADA, "ya lo habían relevado"
    assert doblar(foto(1, minuto=29, cuenta="cae-8"), relevos=relevos).etapa is Etapa.ESPERADA, "no era suya todavía"
    assert doblar(foto(1, minuto=31, cuenta="cae-8"), relevos=relevos).etapa is Etapa.DIGITALIZADA
