"""The árbitro on a real base: facts become state and work, forged ones become an alarm (P-8, R-04)."""

from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest

from central.arbitro import lote
from central.arbitro.reconstruir import reconstruir
from central.nodo.centro import CENTRO
from prep.domain.catalogo.fuera_de_catalogo import clave_fc
from prep.domain.hechos.hechos import (
    AccionDeMesa,
    Acopio,
    Anulacion,
    Captura,
    Dictamen,
    Fuente,
    Imagen,
    MotivoSinActa,
    Publicado,
    SinActa,
)
from tests.central.arbitro.escena import CAMPOS, Escena
from tests.conftest import Nodo
from tests.store.ejemplos import acta
from tests.store.entregas import probados

ACTA = acta(1).clave
OTRA = acta(3).clave


@pytest.fixture
def escena(base: Nodo) -> Iterator[Escena]:
    yield Escena(base)


def test_un_acta_digitalizada_ofrece_dos_capturas(escena: Escena) -> None:
    escena.digitalizada(ACTA)
    escena.correr()
    assert escena.etapa(ACTA) == "DIGITALIZADA"
    assert escena.abiertos(ACTA) == [("CAPTURA", 1, 1), ("CAPTURA", 2, 1)]


def test_dos_capturas_iguales_la_verifican_y_no_queda_trabajo(escena: Escena) -> None:
    huella = escena.digitalizada(ACTA)
    escena.correr()
    escena.captura(2, ACTA, huella)
    escena.captura(3, ACTA, huella)
    escena.correr()
    assert escena.etapa(ACTA) == "VERIFICADA"
    assert escena.abiertos(ACTA) == []


def test_si_difieren_se_ofrece_la_tercera_la_cuarta_y_luego_la_mesa(escena: Escena) -> None:
    huella = escena.digitalizada(ACTA)
    for n, esperado in ((2, 1), (3, 1), (4, 1)):
        escena.captura(n, ACTA, huella, votos=n)
        escena.correr()
        assert len(escena.abiertos(ACTA)) == esperado
    capturas = [escena.captura(5, ACTA, huella, votos=9)]
    escena.correr()
    assert escena.abiertos(ACTA) == [("MESA", 0, 1)]
    vistas = tuple(f[0] for f in escena.base.dueno("SELECT id FROM prep.hecho WHERE tipo = 'CAPTURA' ORDER BY sec"))
    assert len(vistas) == 4 and capturas[0].hecho.id in vistas
    escena.hacer(6, ACTA, Dictamen(AccionDeMesa.ACEPTA, 1, vistas, "se lee 3", (3,) * CAMPOS, "ACTA PREP"))
    escena.correr()
    assert (escena.etapa(ACTA), escena.abiertos(ACTA)) == ("VERIFICADA", [])


def test_una_recaptura_abre_otra_ronda_con_dos_puestos(escena: Escena) -> None:
    huella = escena.digitalizada(ACTA)
    capturas = tuple(escena.captura(n, ACTA, huella, votos=n).hecho.id for n in (1, 2, 3, 4))
    escena.correr()
    escena.hacer(6, ACTA, Dictamen(AccionDeMesa.RECAPTURA, 1, capturas, "borrosa"))
    escena.correr()
    assert escena.abiertos(ACTA) == [("CAPTURA", 1, 2), ("CAPTURA", 2, 2)]


@pytest.mark.parametrize("alterado", ["cuerpo", "firma"])
def test_lo_que_no_verifica_va_a_cuarentena_con_alarma_y_no_cuenta(escena: Escena, alterado: str) -> None:
    bueno = escena.firmar(1, ACTA, Acopio("01", "D"))
    malo = (
        replace(bueno, cuerpo=bueno.cuerpo.replace('"D"', '"F"'))
        if alterado == "cuerpo"
        else replace(bueno, firma=bytes(64))
    )
    escena.entregar(malo)
    escena.correr()
    ((hecho, razon),) = escena.base.dueno("SELECT hecho, razon FROM prep.cuarentena")
    assert hecho == bueno.hecho.id and "firma" in razon
    assert escena.base.dueno("SELECT codigo, acta FROM prep.alarma") == [("CUARENTENA", ACTA)]
    assert escena.etapa(ACTA) == "ESPERADA"
    assert escena.base.dueno("SELECT count(*) FROM prep.cadena") == [(0,)]


def test_la_foto_de_una_cuenta_que_no_es_la_de_su_cae_no_cuenta(escena: Escena) -> None:
    escena.base.dueno("INSERT INTO prep.cae VALUES (%s, 'cae-1')", ACTA)
    escena.hacer(CENTRO, ACTA, Imagen("a" * 64, "MOVIL", "CCV", "cae-2"), Fuente.CASILLA)
    escena.correr()
    assert escena.etapa(ACTA) != "DIGITALIZADA"
    escena.hacer(CENTRO, ACTA, Imagen("b" * 64, "MOVIL", "CCV", "cae-1"), Fuente.CASILLA)
    escena.correr()
    assert escena.etapa(ACTA) == "DIGITALIZADA"


def test_quien_no_tiene_el_papel_no_firma_por_el(escena: Escena) -> None:
    escena.base.dueno("UPDATE prep.operador SET roles = '{captura}' WHERE operador = 'op-01-1'")
    escena.hacer(1, ACTA, Acopio("01", "D"))
    escena.correr()
    assert "papel" in escena.base.dueno("SELECT razon FROM prep.cuarentena")[0][0]


def test_un_papel_que_se_da_vale_desde_el_siguiente_hecho_y_uno_que_se_quita_tras_renovar(escena: Escena) -> None:
    escena.base.dueno("UPDATE prep.operador SET roles = '{captura}' WHERE operador = 'op-01-1'")
    with escena.arbitro() as (conexion, contexto):
        escena.base.dueno("UPDATE prep.operador SET roles = '{acopio}' WHERE operador = 'op-01-1'")
        escena.hacer(1, ACTA, Acopio("01", "D"))
        lote.procesar(conexion, contexto)
        assert escena.etapa(ACTA) == "ACOPIADA"
        escena.base.dueno("UPDATE prep.operador SET roles = '{captura}' WHERE operador = 'op-01-1'")
        contexto.renovar()
        escena.hacer(1, OTRA, Acopio("01", "D"))
        lote.procesar(conexion, contexto)
    assert escena.base.dueno("SELECT count(*) FROM prep.cuarentena") == [(1,)]


def test_una_cuenta_de_cae_nueva_se_conoce_tras_renovar(escena: Escena) -> None:
    with escena.arbitro() as (_, contexto):
        escena.base.dueno("INSERT INTO prep.cae VALUES (%s, 'cae-7')", ACTA)
        contexto.renovar()
        assert [cuenta for _, cuenta in contexto.cae[ACTA]] == ["cae-7"]


def test_lo_que_entro_antes_de_una_baja_cuenta_con_una_alarma_por_persona(escena: Escena) -> None:
    escena.hacer(1, ACTA, Acopio("01", "D"))
    escena.hacer(1, OTRA, Acopio("01", "D"))
    escena.base.dueno("UPDATE prep.operador SET activo = false WHERE operador = 'op-01-1'")
    escena.correr()
    assert (escena.etapa(ACTA), escena.etapa(OTRA)) == ("ACOPIADA", "ACOPIADA")
    assert escena.base.dueno("SELECT codigo FROM prep.alarma") == [("FIRMA_DE_BAJA",)]


def test_quien_recibe_anula_lo_suyo_y_nada_de_otro(escena: Escena) -> None:
    escena.base.dueno("UPDATE prep.operador SET roles = '{acopio}' WHERE operador ~ '^op-01'")
    suyo, ajeno = escena.hacer(1, ACTA, Acopio("01", "D")), escena.hacer(2, OTRA, Acopio("01", "D"))
    escena.hacer(1, ACTA, Anulacion(suyo.hecho.id, "era de otra casilla"))
    escena.hacer(1, OTRA, Anulacion(ajeno.hecho.id, "no me gusta"))
    escena.correr()
    assert (escena.etapa(ACTA), escena.etapa(OTRA)) == ("ESPERADA", "ACOPIADA")
    assert escena.base.dueno("SELECT razon FROM prep.cuarentena") == [("op-01-1 sólo anula lo que recibió",)]


def test_el_centro_no_firma_capturas_ni_acopios(escena: Escena) -> None:
    for cuerpo in (Acopio("01", "D"), Captura(1, "ab" * 32, (1,) * CAMPOS, "ACTA PREP", ACTA)):
        firmado = escena.firmar("centro", ACTA, cuerpo)
        with pytest.raises(psycopg.Error) as error:
            escena.entregar(firmado)
        assert error.value.sqlstate == "PR005"


def test_una_captura_que_no_verifica_vuelve_a_ofrecer_su_puesto(escena: Escena) -> None:
    huella = escena.digitalizada(ACTA)
    escena.correr()
    probados(escena.base)
    with escena.base.conectar("est-01-2") as estacion:
        estacion.execute("SELECT * FROM estacion_v1.reclamar_captura('op-01-2')")
    malo = escena.firmar(2, ACTA, Captura(1, huella, (1,) * CAMPOS, "ACTA PREP", ACTA))
    escena.entregar(replace(malo, firma=bytes(64)))
    assert len(escena.abiertos(ACTA)) == 1
    escena.correr()
    assert len(escena.abiertos(ACTA)) == 2


def test_un_acta_fuera_de_catalogo_se_captura_como_cualquiera(escena: Escena) -> None:
    clave = clave_fc("GUB", "001", "9999", "B", "01", "00", "A02", 1)
    huella = escena.digitalizada(clave)
    escena.captura(2, clave, huella)
    escena.captura(3, clave, huella)
    escena.correr()
    assert escena.etapa(clave) == "VERIFICADA"


def test_una_clave_que_no_existe_va_a_cuarentena(escena: Escena) -> None:
    escena.hacer(1, "FC-NADA", Acopio("01", "D"))
    escena.correr()
    assert "catálogo" in escena.base.dueno("SELECT razon FROM prep.cuarentena")[0][0]


def test_la_lista_de_un_corte_llega_a_cada_acta_y_la_primera_publicacion_se_queda(escena: Escena) -> None:
    huella = escena.digitalizada(ACTA)
    escena.captura(2, ACTA, huella)
    escena.captura(3, ACTA, huella)
    escena.correr()
    for corte in (1, 2):
        publicado = Publicado(corte, ((ACTA, Fuente.CATD, f"{corte}" * 64),))
        escena.hacer("centro", "", publicado, Fuente.CENTRO)
    escena.correr()
    assert escena.base.dueno("SELECT corte, huella FROM prep.publicado") == [(1, "1" * 64)]
    estado = escena.base.dueno("SELECT estado FROM prep.acta_estado WHERE acta = %s", ACTA)[0][0]
    assert estado["publicado"][0] == 1


def test_lo_que_pide_un_corte_espera_detras_de_los_hechos_que_llegan(escena: Escena) -> None:
    escena.base.dueno(
        "INSERT INTO prep.cola (hecho, acta, despues) SELECT gen_random_uuid(), %s, true FROM generate_series(1, 3)",
        OTRA,
    )
    escena.hacer(1, ACTA, Acopio("01", "D"))
    with escena.arbitro() as (conexion, contexto):
        assert lote.procesar(conexion, contexto) == 1
        assert escena.etapa(ACTA) == "ACOPIADA"
        escena.hacer(1, acta(5).clave, Acopio("01", "D"))
        assert lote.procesar(conexion, contexto, despues=True) == 3
        assert escena.base.dueno("SELECT count(*) FROM prep.acta_estado WHERE acta = %s", acta(5).clave) == [(0,)]
        assert lote.procesar(conexion, contexto, despues=True) == 1
        assert lote.procesar(conexion, contexto) == 0


def test_si_el_arbitro_muere_a_medio_lote_nada_se_pierde(escena: Escena, monkeypatch: pytest.MonkeyPatch) -> None:
    escena.digitalizada(ACTA)

    def morir(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as parche:
        parche.setattr(lote, "escribir", morir)
        with pytest.raises(KeyboardInterrupt):
            escena.correr()
    assert escena.base.dueno("SELECT count(*) FROM prep.cola") == [(2,)]
    assert escena.correr() == 2
    assert escena.etapa(ACTA) == "DIGITALIZADA"


def noche_corta(escena: Escena) -> None:
    huella = escena.digitalizada(ACTA)
    escena.captura(2, ACTA, huella)
    escena.captura(3, ACTA, huella)
    escena.digitalizada(OTRA)
    escena.hacer("centro", acta(5).clave, SinActa(MotivoSinActa.NO_INSTALADA))
    escena.correr()
    escena.hacer("centro", "", Publicado(1, ((ACTA, Fuente.CATD, "a" * 64),)), Fuente.CENTRO)
    escena.correr()


def test_reconstruir_da_lo_mismo(escena: Escena) -> None:
    noche_corta(escena)
    with escena.arbitro() as (conexion, contexto):
        hallado = reconstruir(conexion, contexto, firmas=True)
    assert hallado.diferencias == []
    assert hallado.actas == 3


@pytest.mark.parametrize(
    ("dano", "dice"),
    [
        ("UPDATE prep.acta_estado SET huella = 'x' WHERE acta = %s", "de los hechos sale VERIFICADA"),
        ("UPDATE prep.acta_estado SET estado = jsonb_set(estado, '{custodia}', '\"09\"') WHERE acta = %s",
         "de los hechos sale VERIFICADA"),
        ("UPDATE prep.acta_estado SET registrada = false WHERE acta = %s", "de los hechos sale VERIFICADA"),
        ("DELETE FROM prep.acta_estado WHERE acta = %s", "dice None"),
        ("INSERT INTO prep.trabajo (acta, clase, fuente, ronda, puesto, sitio, imagen)"
         " VALUES (%s, 'CAPTURA', 'CATD', 9, 1, '01', '')", "pide 0 trabajos y hay 1"),
    ],
)  # fmt: skip
def test_reconstruir_dice_lo_que_difiere(escena: Escena, dano: str, dice: str) -> None:
    noche_corta(escena)
    escena.base.dueno(dano, ACTA)
    with escena.arbitro() as (conexion, contexto):
        hallado = reconstruir(conexion, contexto)
    assert len(hallado.diferencias) == 1
    assert ACTA in hallado.diferencias[0] and dice in hallado.diferencias[0]


def test_un_hecho_cambiado_por_un_superusuario_se_encuentra_en_su_eslabon(escena: Escena) -> None:
    noche_corta(escena)
    with escena.base.conectar("prep_admin") as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute(
            "UPDATE prep.hecho SET momento = momento + interval '1 hour' WHERE sec = 1 AND acta = %s", (ACTA,)
        )
    with escena.arbitro() as (conexion, contexto):
        hallado = reconstruir(conexion, contexto, firmas=True)
    assert any("firma" in d for d in hallado.diferencias)
    assert any("cadena se rompe" in d for d in hallado.diferencias)
