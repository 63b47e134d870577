"""From the sheet's code to the receiver: enrolled, guided, refused as at a CATD, upright, stripped, confirmed."""

import io
from hashlib import sha256
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
import zxingcpp
from PIL import Image

from central.casilla.jpeg import limpiar
from prep.devices.calidad import juzgar
from prep.devices.enderezar import enderezar, hallar_marcas
from prep.devices.imagen import Gris, gris
from tests.casilla.conftest import PLAZO_MS, Campo
from tests.casilla.receptor import CUENTA, PROCESO, codigo_escrito
from tests.devices.actas import archivo, cortar, desenfocar

if TYPE_CHECKING:
    from playwright.sync_api import Page

sync_api = pytest.importorskip("playwright.sync_api", reason="falta Playwright: «make setup»")
EXPORTAR = """async () => {
  const base = await new Promise((ok) => {
    const p = indexedDB.open('prep-casilla');
    p.onsuccess = () => ok(p.result); });
  const {par} = await new Promise((ok) => {
    const p = base.transaction('sueltos').objectStore('sueltos').get('identidad');
    p.onsuccess = () => ok(p.result); });
  return crypto.subtle.exportKey('pkcs8', par.privateKey).then(() => 'salió', (e) => e.name);
}"""


def ver(hoja: "Page", donde: str, texto: str) -> None:
    sync_api.expect(hoja.locator(donde).first).to_contain_text(texto, timeout=PLAZO_MS)


def unica(campo: Campo) -> tuple[dict[str, object], bytes]:
    """The only sending that the receiver has."""
    ((dicho, imagen),) = campo.receptor.recibidas.values()
    return dicho, imagen


def test_del_enlace_de_la_hoja_a_recibida_sin_tocar_el_obturador(campo: Campo) -> None:
    """The phone is held sideways: what is sent stands upright, is only the sheet, and its hash is what is published."""
    campo.delante(np.ascontiguousarray(np.rot90(campo.actas.gris(3, True))))
    hoja = campo.registrado()
    assert hoja.evaluate("location.hash") == "" and hoja.evaluate(EXPORTAR) == "InvalidAccessError"
    hoja.locator("li").nth(1).get_by_role("button").click()
    ver(hoja, "h1", "¿Es ésta?")
    sync_api.expect(hoja.locator(".esperado")).to_contain_text("Diputaciones locales")
    hoja.get_by_role("button", name="Sí, es ésta: guardar").click()
    ver(hoja, "li:nth-child(2) .estado", "Recibida")
    dicho, imagen = unica(campo)
    limpia, vista = limpiar(imagen), gris(imagen)
    assert sha256(limpia.contenido).hexdigest() == dicho["sha256"] and len(imagen) <= 250_000
    assert max(vista.shape) <= 2600 and vista.shape[1] > vista.shape[0]
    marcas = hallar_marcas(vista)
    assert juzgar(vista, marcas, enderezar(vista, marcas)).motivos == ()
    assert marcas.puntos[0][0] < marcas.puntos[1][0] and marcas.puntos[0][1] < marcas.puntos[2][1]
    assert marcas.area > 0.7 * vista.size  # the table was left out
    assert np.ptp(np.asarray(Image.open(io.BytesIO(imagen)), dtype=np.int16), axis=2).max() <= 2  # grey
    assert (dicho["cuenta"], dicho["proceso"], dicho["toma"]) == (CUENTA, PROCESO, "video")
    assert isinstance(dicho["desfase_toma_ms"], int) and dicho["posicion"] is None
    assert campo.malos == []


def test_el_codigo_se_teclea_y_un_error_se_nota(campo: Campo) -> None:
    hoja = campo.abrir().pages[0]
    hoja.goto(campo.receptor.base)
    hoja.fill("#cuenta", CUENTA)
    bueno = codigo_escrito().lower().replace("0", "o").replace("-", " ")
    for escrito in (bueno[:-1] + ("x" if bueno[-1] != "x" else "y"), bueno[:-3]):
        hoja.fill("#codigo", escrito)
        hoja.keyboard.press("Enter")
        ver(hoja, "#aviso", "El código tiene un error")
    assert campo.receptor.altas == {}
    hoja.fill("#codigo", bueno)
    campo.receptor.registrar = False
    hoja.keyboard.press("Enter")
    ver(hoja, ".bandas", "Falta que el centro registre este teléfono")
    campo.receptor.registrar = True
    hoja.wait_for_selector("li.abierta")
    assert len(campo.receptor.altas) == 1


def test_lo_que_se_rehusa_en_un_catd_se_rehusa_aqui_y_enviar_asi_pide_su_porque(campo: Campo) -> None:
    hoja = campo.registrado()
    movida = desenfocar(campo.actas.gris(1, True), 6)
    for vista, frase, juicio in (
        (cortar(campo.actas.gris(1, True), 3), "Falta la esquina inferior derecha", "la esquina inferior derecha"),
        ((campo.actas.gris(1, True) // 4).astype(np.uint8), "Hay poca luz", "muy oscura"),
        (movida, "Sosténgalo quieto", "Está borrosa"),
    ):
        campo.delante(vista)
        hoja.locator("li").first.get_by_role("button").click()
        ver(hoja, ".frase", frase)
        campo.tomar(hoja)
        ver(hoja, ".reparo", juicio)
        if vista is not movida:
            hoja.get_by_role("button", name="Tomar otra").click()
            hoja.get_by_role("button", name="Regresar").click()
            hoja.wait_for_selector("li.abierta")
    hoja.get_by_role("button", name="Enviar así").click()
    ver(hoja, "#aviso", "Diga por qué")
    hoja.select_option("#porque", "No hay más luz")
    hoja.get_by_role("button", name="Enviar así").click()
    ver(hoja, "li:first-child .estado", "Recibida")
    assert unica(campo)[0]["asi"] == "BORROSA. No hay más luz"


def con_exif(vista: Gris) -> bytes:
    """As a phone's own camera leaves it: lying on its side, with whose it is and where."""
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = 6, "Maria Perez"
    salida = io.BytesIO()
    Image.open(io.BytesIO(archivo(np.rot90(vista), calidad=90))).save(salida, "JPEG", exif=exif, quality=90)
    return salida.getvalue()


def test_sin_camara_hay_otra_y_si_la_pagina_se_pierde_dice_que_acta_era(campo: Campo) -> None:
    hoja = campo.registrado(con_camara=False)
    hoja.locator("li").first.get_by_role("button").click()
    ver(hoja, ".frase", "Otra cámara")
    hoja.reload()  # as a phone short of memory does behind its own camera
    ver(hoja, ".bandas", "El teléfono cerró la página")
    hoja.get_by_role("button", name="Tomar A01").click()
    hoja.set_input_files("input[type=file]", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"no es"})
    ver(hoja, ".frase", "no es una foto")
    foto = con_exif(campo.actas.gris(2, True))
    hoja.set_input_files("input[type=file]", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": foto})
    ver(hoja, "h1", "¿Es ésta?")
    hoja.go_back()
    ver(hoja, "#aviso", "Guarde la foto o tome otra")
    hoja.get_by_role("button", name="Sí, es ésta: guardar").click()
    ver(hoja, "li:first-child .estado", "Recibida")
    dicho, imagen = unica(campo)
    assert dicho["toma"] == "archivo" and b"Maria" in foto and b"Maria" not in imagen and b"Exif" not in imagen
    marcas = hallar_marcas(gris(imagen))
    assert marcas.completas and marcas.puntos[0][0] < marcas.puntos[1][0]


# The first time that it is asked for, the camera answers only when the test says; and what it gave is remembered.
CAMARA_MUDA = """() => {
  const camaras = navigator.mediaDevices, deVerdad = camaras.getUserMedia.bind(camaras);
  window.flujos = [];
  let veces = 0;
  const dar = (que) => deVerdad(que).then((flujo) => (flujos.push(flujo), flujo));
  camaras.getUserMedia = (que) =>
    veces++ ? dar(que) : new Promise((ok) => (window.contestar = () => dar(que).then(ok))); }"""
APAGADAS = "() => flujos.flatMap((f) => f.getTracks()).every((t) => t.readyState === 'ended')"


def test_una_camara_que_no_contesta_se_dice_y_se_reintenta(campo: Campo) -> None:
    campo.al_abrir = f"({CAMARA_MUDA})()"
    campo.delante(np.full((480, 640), 30, np.uint8))
    hoja = campo.registrado()
    hoja.locator("li").first.get_by_role("button").click()
    ver(hoja, ".frase", "no contesta")
    hoja.get_by_role("button", name="Reintentar").click()
    ver(hoja, ".frase", "Hay poca luz")
    hoja.evaluate("contestar()")  # the first one, late: nobody waits for it, and it is not left on
    hoja.wait_for_function("flujos.length === 2 && flujos[1].getTracks()[0].readyState === 'ended'")
    hoja.evaluate("flujos[0].getTracks()[0].dispatchEvent(new Event('ended'))")  # a call came in
    ver(hoja, ".frase", "La cámara se cerró")
    sync_api.expect(hoja.get_by_role("button", name="Tomar foto")).to_be_disabled()
    campo.delante(1)
    hoja.get_by_role("button", name="Reintentar").click()
    campo.tomar(hoja)
    hoja.get_by_role("button", name="Sí, es ésta: guardar").click()
    ver(hoja, "li:first-child .estado", "Recibida")
    hoja.wait_for_function(APAGADAS)
    assert len(campo.receptor.recibidas) == 1 and campo.malos == []


def test_si_se_regresa_mientras_la_camara_abre_no_queda_encendida(campo: Campo) -> None:
    campo.al_abrir = f"({CAMARA_MUDA})()"
    campo.delante(1)
    hoja = campo.registrado()
    hoja.locator("li").first.get_by_role("button").click()
    ver(hoja, ".frase", "Abriendo la cámara")
    hoja.get_by_role("button", name="Regresar").click()
    hoja.wait_for_selector("li.abierta")
    hoja.evaluate("contestar()")
    hoja.wait_for_function(f"flujos.length === 1 && ({APAGADAS})()")


def test_el_qr_de_la_hoja_se_lee_dentro_de_la_aplicacion(campo: Campo) -> None:
    enlace = f"https://prep.ejemplo/casilla/#a={CUENTA}&c={codigo_escrito()}&p={PROCESO}"
    qr = np.array(zxingcpp.create_barcode(enlace, zxingcpp.BarcodeFormat.QRCode).to_image(scale=8), dtype=np.uint8)
    hoja_de_papel = np.full((960, 1280), 235, np.uint8)
    lado = 640
    hoja_de_papel[160 : 160 + lado, 320 : 320 + lado] = cv2.resize(qr, (lado, lado), interpolation=cv2.INTER_NEAREST)
    campo.delante(hoja_de_papel)
    hoja = campo.abrir().pages[0]
    hoja.goto(campo.receptor.base)
    hoja.get_by_role("button", name="Leer el QR").click()
    ver(hoja, "#aviso", "Código leído")
    assert hoja.input_value("#cuenta") == CUENTA and hoja.input_value("#codigo") == codigo_escrito()
    hoja.get_by_role("button", name="Registrar este teléfono").click()
    hoja.wait_for_selector("li.abierta")
    assert campo.malos == []


@pytest.mark.parametrize("agente", ["Chrome/108.0.0.0 Mobile Safari/537.36", "Version/16.3 Mobile/15E148 Safari/604.1"])
def test_un_navegador_viejo_se_dice_al_abrir(campo: Campo, agente: str) -> None:
    hoja = campo.abrir(user_agent=f"Mozilla/5.0 (X) AppleWebKit/537.36 (KHTML, like Gecko) {agente}").pages[0]
    hoja.goto(f"{campo.receptor.base}#a={CUENTA}&c={codigo_escrito()}")
    ver(hoja, "#aviso", "muy antiguo")
    assert hoja.locator("button").count() == 0
