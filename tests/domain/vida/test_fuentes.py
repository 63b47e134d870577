"""The paper and the phone together: custody, whose figures count, what was published (R-06)."""

from dataclasses import replace
from itertools import permutations

import pytest

from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.hechos.hechos import AccionDeMesa, Fuente, Hecho, Imagen, MotivoSinActa
from prep.domain.vida.estado import ClaseTrabajo, Etapa
from prep.domain.vida.fold import fold
from tests.domain.escena import (
    ACTA,
    CAE,
    CASILLA,
    CATD,
    CENTRO,
    CIFRAS,
    FORMA,
    FOTO,
    OTRAS,
    a_los,
    acopio,
    anulacion,
    captura,
    cierre,
    codigos,
    custodia,
    de_dos,
    dictamen,
    doblar,
    escaneo,
    foto,
    hecho,
    por_papel,
    por_telefono,
    publicado,
    sin_acta,
)

PREFIERE = Ajustes(preferir_papel=True)
LLEGADA = [acopio(21, minuto=30), escaneo(22, minuto=31)]  # the paper, after the phone


def tras(hechos: list[Hecho], cuanto: int) -> list[Hecho]:
    """The same facts `cuanto` minutes later."""
    return [replace(h, momento=a_los(cuanto) + (h.momento - a_los(0))) for h in hechos]


# Custody


def test_el_papel_que_llega_solo_es_de_su_catd_y_la_foto_del_ccv() -> None:
    assert doblar(acopio(1)).custodia == "07"
    foto_sola = doblar(foto(1))
    assert foto_sola.custodia == "CCV"
    assert [(p.fuente, p.sitio, p.imagen) for p in foto_sola.pendientes] == [(CASILLA, "CCV", FOTO)] * 2


def test_por_los_dos_lados_solo_quien_llego_primero_recibe_trabajo() -> None:
    for orden in permutations([foto(1), *LLEGADA]):
        estado = doblar(*orden)
        assert estado.custodia == "CCV"
        assert {p.fuente for p in estado.pendientes} == {CASILLA}
        assert estado.fuentes[0].etapa is Etapa.DIGITALIZADA  # the other waits


def test_donde_ya_se_capturo_se_sigue_aunque_la_foto_resulte_anterior() -> None:
    en_curso = [*LLEGADA, captura(23, "ana", minuto=32)]
    for orden in permutations([*en_curso, foto(1)]):
        estado = doblar(*orden)
        assert (estado.custodia, estado.etapa) == ("07", Etapa.EN_CAPTURA)


def test_sigue_donde_se_capturo_tambien_al_abrir_otra_ronda() -> None:
    vistas = (captura(23, "ana", minuto=32),)
    hechos = [*LLEGADA, *vistas, cierre(24), dictamen(25, AccionDeMesa.RECAPTURA, vistas), foto(1)]
    estado = doblar(*hechos)
    assert (estado.custodia, estado.vigente.ronda) == ("07", 2)


def test_si_ambas_capturan_la_custodia_es_de_la_que_empezo_antes() -> None:
    estado = doblar(foto(1), captura(12, "ceci", fuente=CASILLA, minuto=50), *LLEGADA, captura(23, "ana", minuto=40))
    assert estado.custodia == "07"
    estado = doblar(foto(1), captura(12, "ceci", fuente=CASILLA, minuto=35), *LLEGADA, captura(23, "ana", minuto=40))
    assert estado.custodia == "CCV"


def test_la_custodia_la_mueve_un_hecho_del_centro() -> None:
    hechos = [foto(1), *LLEGADA]
    movida = doblar(*hechos, custodia(30, "07"))
    assert (movida.custodia, {p.fuente for p in movida.pendientes}) == ("07", {CATD})
    contingencia = doblar(*LLEGADA, custodia(30, "CCV"))  # the CCV captures the paper's scans
    assert [(p.fuente, p.sitio) for p in contingencia.pendientes] == [(CATD, "CCV")] * 2
    a_otro = doblar(*hechos, custodia(30, "08"))
    assert [(p.fuente, p.sitio) for p in a_otro.pendientes] == [(CASILLA, "08")] * 2
    assert doblar(custodia(1, "08")).custodia == "08"


def test_la_custodia_de_una_fuente_atorada_pasa_a_la_viva() -> None:
    vistas = (captura(12, "ceci", fuente=CASILLA, minuto=2),)
    hechos = [
        foto(1),
        *vistas,
        cierre(13, fuente=CASILLA),
        dictamen(14, AccionDeMesa.REDIGITALIZA, vistas, fuente=CASILLA),
        *LLEGADA,
    ]
    estado = doblar(*hechos)
    assert (estado.custodia, estado.etapa, estado.vigente.fuente) == ("07", Etapa.DIGITALIZADA, CATD)
    sola = doblar(*hechos[:4])
    assert (sola.custodia, sola.etapa) == ("CCV", Etapa.POR_REDIGITALIZAR)


def test_la_custodia_del_papel_es_de_su_catd_aunque_el_catalogo_no_lo_diga() -> None:
    fuera = replace(ACTA, centro="")
    assert fold([acopio(1, "08")], fuera, FORMA, Ajustes()).custodia == "08"


def test_la_foto_es_del_ccv_aunque_diga_otro_sitio() -> None:
    assert doblar(hecho(1, CASILLA, Imagen(FOTO, "MOVIL", "07", CAE))).custodia == "CCV"


def test_lo_que_no_ha_llegado_no_tiene_custodia() -> None:
    assert doblar(escaneo(1)).custodia == ""
    assert doblar(sin_acta(1, fuente=CASILLA)).custodia == ""


# Whose figures count


def test_antes_de_publicar_vale_la_primera_que_se_asento() -> None:
    papel = tras(por_papel(), 30)
    papel[2:] = [replace(h, cuerpo=captura(1, "x", OTRAS).cuerpo) for h in papel[2:]]
    for hechos in ([*por_telefono(), *papel], [*papel, *por_telefono()]):
        estado = doblar(*hechos)
        assert (estado.vigente.fuente, estado.vigente.valores) == (CASILLA, CIFRAS)
        assert codigos(estado) == ["FUENTES_DIFIEREN"]
        assert (estado.pendientes, estado.cotejo_abierto) == ((), False)
    tarde = [replace(h, desfase_ms=120 * 60_000) for h in por_telefono()[1:]]
    assert doblar(por_telefono()[0], *tarde, *papel).vigente.fuente is CATD


def test_si_dicen_lo_mismo_no_difieren() -> None:
    assert codigos(doblar(*por_telefono(), *tras(por_papel(), 30))) == []


def test_el_papel_puede_preferirse_mientras_no_se_publique() -> None:
    papel = tras(por_papel(), 30)
    assert doblar(*por_telefono(), *papel, ajustes=PREFIERE).vigente.fuente is CATD
    publicada = doblar(*por_telefono(), *papel, publicado(9, CASILLA), ajustes=PREFIERE)
    assert publicada.vigente.fuente is CASILLA
    assert doblar(*por_telefono(), ajustes=PREFIERE).vigente.fuente is CASILLA


def test_preferido_el_papel_recibe_trabajo_aunque_el_telefono_ya_se_verificara() -> None:
    hechos = [*por_telefono(), *LLEGADA]
    estado = doblar(*hechos, ajustes=PREFIERE)
    assert (estado.etapa, estado.custodia) == (Etapa.VERIFICADA, "07")
    assert [p.fuente for p in estado.pendientes] == [CATD, CATD]
    assert doblar(*hechos).pendientes == ()
    publicada = doblar(*hechos, publicado(9, CASILLA), ajustes=PREFIERE)
    assert (publicada.pendientes, publicada.custodia) == ((), "CCV")
    assert doblar(foto(1), *LLEGADA, ajustes=PREFIERE).custodia == "07"


def test_movida_la_custodia_de_una_ya_verificada_no_se_captura_otra_vez() -> None:
    estado = doblar(*por_telefono(), *LLEGADA, custodia(30, "07"))
    assert (estado.etapa, estado.custodia, estado.pendientes) == (Etapa.VERIFICADA, "07", ())
    con_preferencia = doblar(*por_papel(), foto(11, minuto=0), custodia(30, "CCV"), ajustes=PREFIERE)
    assert (con_preferencia.custodia, con_preferencia.pendientes) == ("CCV", ())


def test_la_verificada_vale_aunque_la_custodia_sea_de_otra() -> None:
    estado = doblar(*por_telefono(), *LLEGADA, custodia(30, "07"))
    assert estado.vigente.fuente is CASILLA


# Sin acta


def test_si_una_fuente_tiene_el_acta_no_hay_sin_acta() -> None:
    estado = doblar(sin_acta(21), *por_telefono())
    assert (estado.etapa, estado.vigente.fuente) == (Etapa.VERIFICADA, CASILLA)
    assert codigos(estado) == ["SIN_ACTA_CONTRADICHA"]
    viva = doblar(sin_acta(21), foto(11))
    assert (viva.etapa, viva.custodia) == (Etapa.DIGITALIZADA, "CCV")


def test_la_del_centro_que_solo_niega_una_fuente_no_se_dice_dos_veces() -> None:
    declarada = sin_acta(21, fuente=CENTRO)
    assert codigos(doblar(*por_telefono(), declarada)) == ["SIN_ACTA_CONTRADICHA"]
    ambas = doblar(*por_telefono(), *tras(por_papel(), 30), replace(declarada, momento=a_los(99)))
    assert codigos(ambas) == ["SIN_ACTA_CON_ACTA"]


def test_el_centro_declara_el_acta_entera() -> None:
    estado = doblar(sin_acta(1, MotivoSinActa.NO_INSTALADA, CENTRO))
    assert [f.etapa for f in estado.fuentes] == [Etapa.SIN_ACTA, Etapa.SIN_ACTA]
    assert (estado.vigente.sin_acta, estado.registrada, codigos(estado)) == (MotivoSinActa.NO_INSTALADA, True, [])


def test_sin_acta_dice_mas_que_una_foto_que_no_sirvio() -> None:
    vistas = (captura(12, "ceci", fuente=CASILLA, minuto=2),)
    foto_mala = [
        foto(1),
        *vistas,
        cierre(13, fuente=CASILLA),
        dictamen(14, AccionDeMesa.REDIGITALIZA, vistas, fuente=CASILLA),
    ]
    estado = doblar(*foto_mala, sin_acta(21))
    assert (estado.etapa, estado.vigente.fuente, codigos(estado)) == (Etapa.SIN_ACTA, CATD, [])
    assert doblar(*foto_mala, escaneo(22)).etapa is Etapa.POR_REDIGITALIZAR


# Published


def test_lo_publicado_primero_se_queda() -> None:
    papel = tras(por_papel(), -30)  # settled before the phone's, but shown later
    papel[2:] = [replace(h, cuerpo=captura(1, "x", OTRAS).cuerpo) for h in papel[2:]]
    hechos = [*por_telefono(), *papel, publicado(9, CASILLA)]
    for orden in (hechos, hechos[::-1]):
        estado = doblar(*orden)
        assert (estado.vigente.fuente, estado.publicado) == (CASILLA, (1, CASILLA, "cd" * 32))
        assert estado.cotejo_abierto


def test_una_foto_publicada_no_se_invalida_por_un_acopio_que_se_supo_despues() -> None:
    antes = acopio(21, minuto=-10)
    assert "IMAGEN_TRAS_ACOPIO" in codigos(doblar(*por_telefono(), antes))
    estado = doblar(*por_telefono(), antes, publicado(9, CASILLA))
    assert (estado.etapa, estado.vigente.fuente, estado.cotejo_abierto) == (Etapa.VERIFICADA, CASILLA, False)
    del_papel = doblar(*por_telefono(), antes, publicado(9, CATD))
    assert "IMAGEN_TRAS_ACOPIO" in codigos(del_papel)


def test_si_lo_publicado_deja_de_valer_se_dice() -> None:
    capturas = por_papel()
    hechos = [*capturas, publicado(9, CATD), *de_dos(anulacion(5, capturas[3]))]
    estado = doblar(*hechos)
    assert (estado.etapa, codigos(estado)) == (Etapa.EN_CAPTURA, ["PUBLICADA_NO_VIGENTE"])
    con_foto = doblar(*hechos, *por_telefono())
    assert (con_foto.etapa, con_foto.vigente.fuente) == (Etapa.VERIFICADA, CASILLA)
    assert (con_foto.cotejo_abierto, codigos(con_foto)) == (False, ["PUBLICADA_NO_VIGENTE"])


def test_publicada_sin_acta_el_paquete_que_llega_la_devuelve() -> None:
    declarada = [replace(sin_acta(91, fuente=CENTRO), sec=1), publicado(92, CATD)]
    assert codigos(doblar(*declarada)) == []
    vivos = [replace(h, sec=h.sec + 10) for h in tras(por_papel(), 30)]
    estado = doblar(*declarada, *vivos)
    assert (estado.etapa, sorted(codigos(estado))) == (Etapa.VERIFICADA, ["SIN_ACTA_CONTRADICHA", "SIN_ACTA_SUPERADA"])


def test_el_trabajo_de_mesa_es_de_la_fuente_con_custodia() -> None:
    vistas = [captura(12, "ceci", fuente=CASILLA, minuto=2), captura(13, "dani", OTRAS, fuente=CASILLA, minuto=3)]
    estado = doblar(foto(1), *vistas, cierre(14, fuente=CASILLA), *LLEGADA)
    (trabajo,) = estado.pendientes
    assert (trabajo.clase, trabajo.fuente, trabajo.sitio, trabajo.imagen) == (ClaseTrabajo.MESA, CASILLA, "CCV", FOTO)


@pytest.mark.parametrize("fuente", [CATD, CASILLA])
def test_los_hallazgos_del_acta_van_en_un_orden_fijo(fuente: Fuente) -> None:
    ajenos = [replace(acopio(n), acta="otra") for n in range(40, 20, -1)]
    estado = doblar(*ajenos, *por_telefono(), publicado(9, fuente))
    assert [h.hecho.int for h in estado.hallazgos if h.hecho] == list(range(21, 41))
    assert list(estado.hallazgos) == sorted(estado.hallazgos, key=lambda h: (h.codigo, str(h.hecho)))
