"""The scanning table over time: lots, a jam, a full disk, who comes after, and two sessions at once."""

import pytest

from prep.devices.escaner import Falla, FallaDeEscaner
from prep.devices.escl.cliente import EscanerEscl
from prep.services.digitalizacion.hojas import EstadoHoja
from prep.services.estacion.errores import NoProcede, SinPermiso
from tests.devices.actas import varias
from tests.devices.emulador import Percance, emulado
from tests.services.digitalizacion.escaneo import Puesto
from tests.services.digitalizacion.test_escritorio import _huella, actas, lugar, suyas

__all__ = ["actas", "lugar", "suyas"]


def test_lo_que_esperaba_sigue_esperando_para_quien_entra_despues(lugar: Puesto, suyas: list[int]) -> None:
    (hoja,) = lugar.escanear(lugar.actas.jpeg(suyas[0], etiqueta=False))
    lugar.poner("b.jpg", lugar.actas.jpeg(suyas[1], etiqueta=False))
    lugar.recoger()
    lugar.abrir_mesa()
    assert [h.estado for h in lugar.mesa.hojas()] == [EstadoHoja.SIN_IDENTIFICAR, EstadoHoja.POR_LEER]
    assert [h.estado for h in lugar.leer_todo()] == [EstadoHoja.SIN_IDENTIFICAR] * 2
    assert lugar.mesa.hojas()[0].huella == hoja.huella


def test_un_lote_de_varias_paginas_se_acepta_entero(lugar: Puesto, suyas: list[int]) -> None:
    lugar.recibir(*suyas[:4])
    lugar.poner("lote.pdf", varias([lugar.actas.gris(n) for n in suyas[:4]], "PDF"))
    assert lugar.recoger().paginas == 4
    assert [h.estado for h in lugar.leer_todo()] == [EstadoHoja.ACEPTADA] * 4
    assert sorted(lugar.imagenes()) == sorted(lugar.actas.claves[n] for n in suyas[:4])


def test_del_escaner_con_un_atasco_no_se_pierde_ninguna(lugar: Puesto, suyas: list[int]) -> None:
    lugar.recibir(*suyas[:3])
    hojas = [lugar.actas.jpeg(n) for n in suyas[:3]]
    with emulado(*hojas[:2], Percance.ATASCO) as emulador:
        escaner = EscanerEscl(emulador.direccion)
        with pytest.raises(FallaDeEscaner, match="atascó") as falla:
            lugar.mesa.recoger(escaner)
        assert falla.value.hojas == 2
        emulador.poner(hojas[2])
        assert lugar.mesa.recoger(escaner).paginas == 1
    assert [h.estado for h in lugar.leer_todo()] == [EstadoHoja.ACEPTADA] * 3


def test_sin_espacio_en_el_disco_se_detiene_y_lo_dice(lugar: Puesto, suyas: list[int]) -> None:
    (lugar.raiz / "digitalizacion" / "espera").rmdir()
    with emulado(lugar.actas.jpeg(suyas[0])) as emulador, pytest.raises(FallaDeEscaner) as falla:
        lugar.mesa.recoger(EscanerEscl(emulador.direccion))
    assert falla.value.falla is Falla.DISCO and emulador.cancelados == 1


def test_una_pagina_que_se_dana_en_el_disco_se_pide_de_nuevo(lugar: Puesto, suyas: list[int]) -> None:
    lugar.poner("a.jpg", lugar.actas.jpeg(suyas[0]))
    lugar.recoger()
    (ruta,) = (lugar.raiz / "digitalizacion" / "espera").iterdir()
    ruta.write_bytes(ruta.read_bytes()[:5000])
    (hoja,) = lugar.leer_todo()
    assert hoja.estado is EstadoHoja.REPETIR and "se dañó" in hoja.motivo


def test_lo_que_la_sesion_anterior_aun_tomaba_lo_ve_la_siguiente_y_no_se_duplica(
    lugar: Puesto, suyas: list[int]
) -> None:
    lugar.recibir(*suyas[:3])
    lugar.poner("a.jpg", lugar.actas.jpeg(suyas[0]))
    lugar.recoger()
    anterior = lugar.mesa
    lugar.abrir_mesa()
    with emulado(lugar.actas.jpeg(suyas[1])) as emulador:
        anterior.recoger(EscanerEscl(emulador.direccion))
    lugar.mesa.revisar()
    assert [h.estado for h in lugar.mesa.hojas()] == [EstadoHoja.POR_LEER] * 2
    hoja = anterior.leer_siguiente()
    assert hoja is not None and hoja.estado is EstadoHoja.ACEPTADA
    assert [h.estado for h in lugar.leer_todo()] == [EstadoHoja.ACEPTADA] * 2
    assert sorted(lugar.imagenes()) == sorted(lugar.actas.claves[n] for n in suyas[:2])


def test_la_misma_pagina_leida_a_la_vez_por_dos_sesiones_se_guarda_una_vez(
    lugar: Puesto, suyas: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    lugar.recibir(suyas[0])
    lugar.poner("a.jpg", lugar.actas.jpeg(suyas[0]))
    lugar.recoger()
    anterior = lugar.mesa
    lugar.abrir_mesa()
    tiene = lugar.mesa._tiene_imagen

    def entretanto(clave: str) -> bool:
        """The other one keeps it right after this one saw that there was none."""
        hay = tiene(clave)
        anterior.leer_siguiente()
        return hay

    monkeypatch.setattr(lugar.mesa, "_tiene_imagen", entretanto)
    assert [h.estado for h in lugar.leer_todo()] == [EstadoHoja.ACEPTADA]
    assert lugar.imagenes() == [lugar.actas.claves[suyas[0]]] and len(lugar.en_disco("originales")) == 1


def test_quien_no_tiene_permiso_no_abre_la_mesa(lugar: Puesto) -> None:
    lugar.sesion.roles = frozenset({"acopio"})
    with pytest.raises(SinPermiso, match="digitalizacion"):
        lugar.abrir_mesa()


def test_la_imagen_de_una_pagina_que_no_es_de_aqui_no_se_muestra(lugar: Puesto) -> None:
    with pytest.raises(NoProcede, match="ya no está en la bandeja"):
        lugar.mesa.imagen(_huella(b"nada"))
