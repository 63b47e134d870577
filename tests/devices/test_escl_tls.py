"""A network scanner by TLS: known by the certificate that it had when it was chosen; and how a taking is stopped."""

import threading
from pathlib import Path

import pytest

from prep.devices.eleccion import ClaseDeOrigen, OrigenElegido
from prep.devices.escaner import Falla, FallaDeEscaner, Pagina
from prep.devices.escl.cliente import EscanerEscl
from tests.devices.actas import Actas
from tests.devices.certificados import propio
from tests.devices.emulador import Percance, emulado


@pytest.fixture
def certificado(tmp_path: Path) -> Path:
    return propio(tmp_path / "uno.pem")


def _falla(escaner: EscanerEscl, *antes: bytes) -> Falla:
    vistas: list[bytes] = []
    with pytest.raises(FallaDeEscaner) as falla:
        for pagina in escaner.paginas():
            vistas.append(pagina.contenido)
    assert vistas == list(antes)
    return falla.value.falla


def test_por_tls_pasan_las_hojas_de_quien_se_eligio(actas: Actas, certificado: Path) -> None:
    hojas = [actas.jpeg(n) for n in range(2)]
    with emulado(*hojas, certificado=certificado) as emulador:
        elegido = OrigenElegido(ClaseDeOrigen.ESCANER, emulador.direccion).conocido()
        assert len(elegido.huella) == 64
        assert [p.contenido for p in elegido.abrir().paginas() if isinstance(p, Pagina)] == hojas


def test_con_otro_certificado_no_se_le_pregunta_nada(actas: Actas, certificado: Path, tmp_path: Path) -> None:
    with emulado(actas.jpeg(0), certificado=certificado) as emulador:
        huella = EscanerEscl(emulador.direccion).huella()
        emulador.certificar(propio(tmp_path / "otro.pem"))
        assert _falla(EscanerEscl(emulador.direccion, huella)) is Falla.OTRO
        assert emulador.trabajos == [] and emulador.pedidas == 0


def test_quien_no_se_ha_reconocido_tampoco_escanea(actas: Actas, certificado: Path) -> None:
    with emulado(actas.jpeg(0), certificado=certificado) as emulador:
        assert _falla(EscanerEscl(emulador.direccion)) is Falla.OTRO


def test_el_certificado_que_cambia_a_media_toma_la_detiene(actas: Actas, certificado: Path, tmp_path: Path) -> None:
    hojas = [actas.jpeg(n) for n in range(3)]
    with emulado(*hojas, certificado=certificado) as emulador:
        paginas = EscanerEscl(emulador.direccion, EscanerEscl(emulador.direccion).huella()).paginas()
        assert next(paginas).contenido == hojas[0]
        emulador.certificar(propio(tmp_path / "otro.pem"))
        with pytest.raises(FallaDeEscaner, match=r"certificado es otro.*La hoja que ya pasó está guardada"):
            next(paginas)


def test_al_elegir_uno_que_no_contesta_se_dice_y_no_se_elige() -> None:
    with emulado() as ido:
        direccion = ido.direccion
    with pytest.raises(FallaDeEscaner, match="no responde"):
        OrigenElegido(ClaseDeOrigen.ESCANER, f"https://{direccion}").conocido()


def test_detener_deja_pasar_la_hoja_que_va_y_las_demas_quedan_en_el_alimentador(actas: Actas) -> None:
    hojas = [actas.jpeg(n) for n in range(3)]
    with emulado(*hojas) as emulador:
        escaner = EscanerEscl(emulador.direccion)
        vistas: list[bytes] = []
        for pagina in escaner.paginas():
            vistas.append(pagina.contenido)
            escaner.detener()
        assert vistas == hojas[:1] and emulador.guion == hojas[1:] and emulador.cancelados == 1
        assert [p.contenido for p in escaner.paginas()] == hojas[1:], "y después se sigue"


def test_detener_suelta_a_un_escaner_colgado(actas: Actas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prep.devices.escl.red.GRACIA_S", 0.05)
    with emulado(actas.jpeg(0), Percance.SE_CUELGA) as emulador:
        escaner = EscanerEscl(emulador.direccion)

        def al_colgarse() -> None:
            emulador.colgado.wait(30)
            escaner.detener()

        hilo = threading.Thread(target=al_colgarse)
        hilo.start()
        assert _falla(escaner, actas.jpeg(0)) is Falla.DETENIDA
        hilo.join()
