"""Anexo 18.5: what each column of an acta's row says, in every situation of the acta."""

from dataclasses import replace

import pytest

from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.catalogo.catalogo import Acta, Forma
from prep.domain.hechos.campos import Marca, Valor
from prep.domain.hechos.hechos import Fuente, MotivoSinActa
from prep.domain.publicacion.columnas import EN_CAMINO, EN_REVISION, encabezados
from prep.domain.publicacion.filas import Fila, Filas, con_nota, en_camino, sin_camino
from prep.domain.vida.estado import Etapa
from tests.domain.muestra import (
    ALC,
    ALCALDIA,
    ANTICIPADA,
    DIP,
    ESPECIAL_RP,
    EXTRANJERO,
    FUERA_DE_CATALOGO,
    HUELLA,
    ORDINARIA,
    PRISION,
    catalogo,
    forma,
    sin_acta,
    valores,
    verificada,
)

FILAS = Filas(catalogo())
CAPTURADOS = encabezados(DIP)[11:31]
SIN_DATO, ILEGIBLE = Marca.SIN_DATO, Marca.ILEGIBLE


def columnas(suya: Fila) -> dict[str, str]:
    nombres = encabezados(ALC if suya.acta.eleccion == "ALC" else DIP)
    return dict(zip(nombres, suya.textos, strict=True))


def publicada(de: Acta, imagen: str = HUELLA, filas: Filas = FILAS, **votos: Valor) -> dict[str, str]:
    return columnas(filas.fila(de, verificada(de, valores(de, **votos), imagen)))


def test_los_encabezados_son_los_del_prototipo_en_su_orden() -> None:
    assert ",".join(encabezados(DIP)) == (
        "CLAVE_CASILLA,CLAVE_ACTA,ID_ENTIDAD,ENTIDAD,ID_DISTRITO_LOCAL,SECCION,ID_CASILLA,TIPO_CASILLA,EXT_CONTIGUA,"
        "UBICACION_CASILLA,TIPO_ACTA,TOTAL_BOLETAS_SOBRANTES,TOTAL_PERSONAS_VOTARON,TOTAL_REP_PARTIDO_CI_VOTARON,"
        "TOTAL_VOTOS_SACADOS,PAN,PRI,PRD,PVEM,PT,MORENA,CSP,MORENA_PT_PVEM,PAN_PRI_PRD,PAN_PRI,PAN_PRD,PRI_PRD,"
        "NO_REGISTRADAS,NULOS,TOTAL_VOTOS_ASENTADO,TOTAL_VOTOS_CALCULADO,LISTA_NOMINAL,REPRESENTANTES_PP_CI,"
        "OBSERVACIONES,CONTABILIZADA,MECANISMOS_TRASLADO,CODIGO_INTEGRIDAD,FECHA_HORA_ACOPIO,FECHA_HORA_CAPTURA,"
        "FECHA_HORA_VERIFICACION,ORIGEN,DIGITALIZACION,TIPO_DOCUMENTO"
    )
    assert encabezados(ALC)[4:7] == ("ID_ALCALDIA", "ALCALDIA", "SECCION")


def test_un_acta_verificada_dice_todas_sus_columnas() -> None:
    assert publicada(ORDINARIA, PAN=7, PAN_PRI=2, NULOS=1, TOTAL_VOTOS_SACADOS=9, TOTAL_VOTOS_ASENTADO=11) == {
        "CLAVE_CASILLA": "090001B0100",
        "CLAVE_ACTA": "090001B0100A03",
        "ID_ENTIDAD": "09",
        "ENTIDAD": "CIUDAD DE MEXICO",
        "ID_DISTRITO_LOCAL": "001",
        "SECCION": "0001",
        "ID_CASILLA": "01",
        "TIPO_CASILLA": "B",
        "EXT_CONTIGUA": "00",
        "UBICACION_CASILLA": "1",
        "TIPO_ACTA": "A03",
        "TOTAL_BOLETAS_SOBRANTES": "0",
        "TOTAL_PERSONAS_VOTARON": "0",
        "TOTAL_REP_PARTIDO_CI_VOTARON": "0",
        "TOTAL_VOTOS_SACADOS": "9",
        "PAN": "7",
        "PRI": "0",
        "PRD": "0",
        "PVEM": "-",
        "PT": "-",
        "MORENA": "-",
        "CSP": "-",
        "MORENA_PT_PVEM": "0",
        "PAN_PRI_PRD": "0",
        "PAN_PRI": "2",
        "PAN_PRD": "0",
        "PRI_PRD": "0",
        "NO_REGISTRADAS": "0",
        "NULOS": "1",
        "TOTAL_VOTOS_ASENTADO": "11",
        "TOTAL_VOTOS_CALCULADO": "10",
        "LISTA_NOMINAL": "100",
        "REPRESENTANTES_PP_CI": "16",
        "OBSERVACIONES": "",
        "CONTABILIZADA": "1",
        "MECANISMOS_TRASLADO": "F",
        "CODIGO_INTEGRIDAD": HUELLA,
        "FECHA_HORA_ACOPIO": "02/06/2024 20:00:05",
        "FECHA_HORA_CAPTURA": "02/06/2024 23:59:59",
        "FECHA_HORA_VERIFICACION": "03/06/2024 00:00:00",
        "ORIGEN": "CATD",
        "DIGITALIZACION": "ESCANER",
        "TIPO_DOCUMENTO": "ACTA PREP",
    }


def test_ilegible_y_sin_dato_se_publican_como_se_capturaron() -> None:
    suya = publicada(ORDINARIA, PAN=ILEGIBLE, PRI=SIN_DATO, TOTAL_VOTOS_ASENTADO=SIN_DATO, TOTAL_VOTOS_SACADOS=ILEGIBLE)
    assert (suya["PAN"], suya["PRI"]) == ("ILEGIBLE", "SIN DATO")
    assert (suya["TOTAL_VOTOS_ASENTADO"], suya["TOTAL_VOTOS_SACADOS"]) == ("SIN DATO", "ILEGIBLE")
    assert suya["OBSERVACIONES"] == "ALGÚN CAMPO ILEGIBLE O SIN DATO"
    assert suya["TOTAL_VOTOS_CALCULADO"] == "0"


def test_excede_se_publica_con_sus_votos_y_no_se_contabiliza() -> None:
    suya = publicada(ORDINARIA, PAN=117)
    assert (suya["PAN"], suya["TOTAL_VOTOS_CALCULADO"]) == ("117", "117")
    assert (suya["OBSERVACIONES"], suya["CONTABILIZADA"]) == ("EXCEDE LISTA NOMINAL", "0")


@pytest.mark.parametrize("estado", [None, "capturada"])
def test_lo_no_registrado_dice_solo_lo_que_se_sabe_del_catalogo(estado: str | None) -> None:
    a_medias = replace(verificada(ORDINARIA, valores(ORDINARIA, PAN=5)), etapa=Etapa.EN_CAPTURA)
    suya = FILAS.fila(ORDINARIA, a_medias if estado else None)
    textos = columnas(suya)
    assert textos["CLAVE_ACTA"] == "090001B0100A03"
    assert (textos["LISTA_NOMINAL"], textos["REPRESENTANTES_PP_CI"]) == ("100", "16")
    conocidos = {*encabezados(DIP)[:11], "LISTA_NOMINAL", "REPRESENTANTES_PP_CI"}
    assert {v for c, v in textos.items() if c not in conocidos} == {"-"}
    assert (suya.registrada, suya.contabilizada, suya.total, suya.votos) == (False, None, 0, ())


def test_en_revision_sin_cifras_se_dice_en_observaciones_y_no_se_registra() -> None:
    suya = FILAS.fila(ORDINARIA, verificada(ORDINARIA, valores(ORDINARIA, PAN=5)), en_revision=True)
    textos = columnas(suya)
    assert textos.pop("OBSERVACIONES") == "EN REVISIÓN"
    sin_cifras = columnas(FILAS.fila(ORDINARIA, None))
    assert sin_cifras.pop("OBSERVACIONES") == "-"
    assert textos == sin_cifras
    assert not suya.registrada


def test_en_revision_con_lo_ultimo_publicado_solo_cambia_la_observacion() -> None:
    anterior = FILAS.fila(ORDINARIA, verificada(ORDINARIA, valores(ORDINARIA, PAN=5)))
    marcada = con_nota(anterior, EN_REVISION)
    assert columnas(marcada) == columnas(anterior) | {"OBSERVACIONES": "EN REVISIÓN"}
    assert (marcada.total, marcada.votos, marcada.observacion) == (5, anterior.votos, "")
    assert con_nota(marcada, EN_REVISION) == marcada
    assert FILAS.leer(ORDINARIA, marcada.textos) == marcada


def test_en_revision_acompana_a_otra_leyenda_y_nunca_a_excede() -> None:
    parcial = FILAS.fila(ORDINARIA, verificada(ORDINARIA, valores(ORDINARIA, PAN=ILEGIBLE)))
    assert columnas(con_nota(parcial, EN_REVISION))["OBSERVACIONES"] == "ALGÚN CAMPO ILEGIBLE O SIN DATO / EN REVISIÓN"
    assert FILAS.leer(ORDINARIA, con_nota(parcial, EN_REVISION).textos).observacion == "ALGÚN CAMPO ILEGIBLE O SIN DATO"
    excede = FILAS.fila(ORDINARIA, verificada(ORDINARIA, valores(ORDINARIA, PAN=500)))
    assert con_nota(excede, EN_REVISION) == excede
    assert columnas(con_nota(FILAS.fila(ORDINARIA, None), EN_REVISION))["OBSERVACIONES"] == "EN REVISIÓN"


def test_lo_publicado_se_vuelve_a_leer_con_sus_votos() -> None:
    filas = Filas(catalogo())  # made here, not on import: its forms are worked out by this test
    suya = filas.fila(ORDINARIA, verificada(ORDINARIA, valores(ORDINARIA, PAN=4)))
    assert filas.leer(ORDINARIA, suya.textos) == suya


def test_la_imagen_en_camino_se_dice_y_que_llegue_no_cambia_lo_publicado() -> None:
    parcial = FILAS.fila(ORDINARIA, verificada(ORDINARIA, valores(ORDINARIA, PAN=ILEGIBLE)))
    viajando = con_nota(parcial, EN_CAMINO)
    assert columnas(viajando)["OBSERVACIONES"] == "ALGÚN CAMPO ILEGIBLE O SIN DATO / IMAGEN EN CAMINO"
    assert (en_camino(viajando), en_camino(parcial)) == (True, False)
    assert sin_camino(viajando) == sin_camino(parcial) == parcial.textos
    limpia = FILAS.fila(ORDINARIA, verificada(ORDINARIA, valores(ORDINARIA, PAN=5)))
    assert sin_camino(con_nota(limpia, EN_CAMINO)) == limpia.textos
    assert sin_camino(con_nota(con_nota(limpia, EN_CAMINO), EN_REVISION)) == con_nota(limpia, EN_REVISION).textos


@pytest.mark.parametrize("motivo", list(MotivoSinActa))
def test_sin_acta_lo_dice_en_cada_cifra_y_no_aplica_en_su_origen(motivo: MotivoSinActa) -> None:
    suya = Filas(catalogo()).fila(ORDINARIA, sin_acta(ORDINARIA, motivo))
    textos = columnas(suya)
    llevadas = forma(ORDINARIA).campos
    assert {textos[c] for c in (*llevadas, "TOTAL_VOTOS_CALCULADO")} == {"SIN ACTA"}
    assert textos["MORENA"] == "-"
    assert (textos["OBSERVACIONES"], textos["CONTABILIZADA"]) == (motivo.value, "0")
    assert (textos["LISTA_NOMINAL"], textos["REPRESENTANTES_PP_CI"]) == ("100", "16")
    finales = encabezados(DIP)[-8:]
    assert [textos[c] for c in finales] == ["N/A"] * 8
    assert (suya.registrada, suya.contabilizada, suya.total, suya.votos) == (True, 0, 0, ())


def test_sin_acta_de_una_mesa_sin_seccion_sigue_sin_aplicar_sus_boletas() -> None:
    suya = columnas(Filas(catalogo()).fila(PRISION, sin_acta(PRISION)))
    assert (suya["TOTAL_BOLETAS_SOBRANTES"], suya["TOTAL_PERSONAS_VOTARON"]) == ("N/A", "SIN ACTA")


@pytest.mark.parametrize(("del_catalogo", "dice"), [("I", "I"), ("", ""), (None, "")])
def test_lo_del_telefono_lleva_el_traslado_del_catalogo(del_catalogo: str | None, dice: str) -> None:
    suya = replace(ORDINARIA, traslado=del_catalogo)
    estado = verificada(suya, valores(suya, PAN=5))
    assert estado.vigente
    estado = replace(estado, vigente=replace(estado.vigente, fuente=Fuente.CASILLA, mecanismo="F"))
    assert columnas(FILAS.fila(suya, estado))["MECANISMOS_TRASLADO"] == dice


def test_sin_acta_conserva_el_mecanismo_si_el_paquete_llego() -> None:
    suya = columnas(FILAS.fila(ORDINARIA, sin_acta(ORDINARIA, mecanismo="D")))
    assert (suya["MECANISMOS_TRASLADO"], suya["CODIGO_INTEGRIDAD"]) == ("D", "N/A")


def test_sin_acta_sin_causa_es_un_error() -> None:
    with pytest.raises(ValueError, match="no dice la causa"):
        FILAS.fila(ORDINARIA, sin_acta(ORDINARIA, None))


def test_nadie_declara_sin_acta_lo_que_no_se_esperaba() -> None:
    assert not FILAS.fila(FUERA_DE_CATALOGO, sin_acta(FUERA_DE_CATALOGO)).registrada


def test_el_voto_del_extranjero_no_tiene_distrito_ni_seccion() -> None:
    suya = publicada(EXTRANJERO, filas=Filas(catalogo()), PAN=3, TOTAL_PERSONAS_VOTARON=4)
    assert [suya[c] for c in encabezados(DIP)[:11]] == [
        *("090000M0100", "090000M0100A02", "09", "CIUDAD DE MEXICO"),
        *("N/A", "N/A", "N/A", "M", "00", "1", "A02"),
    ]
    assert (suya["TOTAL_BOLETAS_SOBRANTES"], suya["TOTAL_REP_PARTIDO_CI_VOTARON"]) == ("N/A", "N/A")
    assert (suya["TOTAL_PERSONAS_VOTARON"], suya["TOTAL_VOTOS_SACADOS"]) == ("4", "0")
    assert (suya["LISTA_NOMINAL"], suya["REPRESENTANTES_PP_CI"]) == ("100", "N/A")


@pytest.mark.parametrize("de", [ANTICIPADA, PRISION], ids=["A", "P"])
def test_el_voto_anticipado_y_en_prision_conservan_su_distrito(de: Acta) -> None:
    suya = publicada(de)
    assert (suya["ID_DISTRITO_LOCAL"], suya["SECCION"], suya["ID_CASILLA"]) == ("001", "N/A", "N/A")
    assert suya["REPRESENTANTES_PP_CI"] == "N/A"


def test_la_alcaldia_lleva_clave_y_nombre() -> None:
    suya = publicada(ALCALDIA)
    assert (suya["ID_ALCALDIA"], suya["ALCALDIA"], suya["SECCION"]) == ("002", "AZCAPOTZALCO", "0001")
    extranjero = replace(ALCALDIA, tipo=EXTRANJERO.tipo)
    textos = columnas(FILAS.fila(extranjero, None))
    assert (textos["ID_ALCALDIA"], textos["ALCALDIA"]) == ("N/A", "N/A")


def test_una_alcaldia_que_el_catalogo_no_nombra_se_publica_con_su_clave_y_sin_nombre() -> None:
    suya = publicada(ALCALDIA, filas=Filas(replace(catalogo(), territorios=())))
    assert (suya["ID_ALCALDIA"], suya["ALCALDIA"]) == ("002", "")


def test_fuera_de_catalogo_lleva_ubicacion_3_acta_0_y_contabilizada_2() -> None:
    suya = publicada(FUERA_DE_CATALOGO, PAN=5)
    assert (suya["UBICACION_CASILLA"], suya["TIPO_ACTA"], suya["CLAVE_ACTA"]) == ("3", "0", "099999B01000")
    assert (suya["OBSERVACIONES"], suya["CONTABILIZADA"], suya["PAN"]) == ("FUERA DE CATÁLOGO", "2", "5")


def test_la_imagen_en_camino_se_dice_y_no_es_una_huella() -> None:
    suya = publicada(ORDINARIA, imagen="")
    assert (suya["OBSERVACIONES"], suya["CONTABILIZADA"]) == ("IMAGEN EN CAMINO", "1")
    assert (suya["CODIGO_INTEGRIDAD"], suya["DIGITALIZACION"], suya["ORIGEN"]) == ("-", "-", "CATD")
    parcial = publicada(ORDINARIA, imagen="", PAN=ILEGIBLE)
    assert parcial["OBSERVACIONES"] == "ALGÚN CAMPO ILEGIBLE O SIN DATO / IMAGEN EN CAMINO"
    assert publicada(ORDINARIA, imagen="", PAN=999)["OBSERVACIONES"] == "EXCEDE LISTA NOMINAL"


def test_las_horas_son_las_de_la_entidad() -> None:
    suya = publicada(ORDINARIA, filas=Filas(catalogo(Ajustes(zona="America/Tijuana"))))
    assert suya["FECHA_HORA_VERIFICACION"] == "02/06/2024 23:00:00"
    estado = verificada(ORDINARIA, valores(ORDINARIA))
    sin_hora = replace(estado, vigente=replace(estado.vigente, acopio=None))
    assert columnas(FILAS.fila(ORDINARIA, sin_hora))["FECHA_HORA_ACOPIO"] == "-"


def test_sin_maximo_de_representantes_no_se_publica_ninguno() -> None:
    assert publicada(ORDINARIA, filas=Filas(catalogo(Ajustes(representantes_max=None))))["REPRESENTANTES_PP_CI"] == "-"


def test_el_acta_de_rp_lleva_partidos_y_se_sabe_que_lo_es() -> None:
    suya = Filas(catalogo()).fila(ESPECIAL_RP, verificada(ESPECIAL_RP, valores(ESPECIAL_RP, MORENA=4)))
    textos = columnas(suya)
    assert suya.rp
    assert (textos["MORENA"], textos["MORENA_PT_PVEM"], textos["PAN_PRI"]) == ("4", "-", "-")
    assert (textos["TOTAL_BOLETAS_SOBRANTES"], textos["TOTAL_PERSONAS_VOTARON"]) == ("-", "0")
    assert not FILAS.fila(ORDINARIA, None).rp


def test_lo_que_no_cambia_de_un_renglon_a_otro_se_calcula_una_vez() -> None:
    nuevas = Filas(catalogo())
    assert nuevas._molde(ORDINARIA) is nuevas._molde(ORDINARIA)


def test_una_forma_con_una_columna_que_la_eleccion_no_publica_es_un_error() -> None:
    suyo = catalogo()
    extra = Forma("DIP_LOC", "001", "A03", (), ("PAN", "PFM", "PES"))
    malo = replace(suyo, formas={**suyo.formas, extra.clave: extra})
    with pytest.raises(ValueError, match="DIP_LOC/001/A03: PES, PFM no está entre las columnas de la elección"):
        Filas(malo).fila(ORDINARIA, None)
