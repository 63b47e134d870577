"""The queue loses and doubles nothing: no signal, a killed browser, refusals, two tabs, a full disk, a new version."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from installer.pagina import version
from prep.recursos import RECURSOS
from tests.casilla.conftest import PLAZO_MS, Campo
from tests.casilla.navegador import matar
from tests.casilla.test_toma import ver

if TYPE_CHECKING:
    from playwright.sync_api import Page

sync_api = pytest.importorskip("playwright.sync_api", reason="falta Playwright: «make setup»")
LLENAR = """async () => {
  const base = await new Promise((ok) => { const p = indexedDB.open('lleno', 1);
    p.onupgradeneeded = () => p.result.createObjectStore('s'); p.onsuccess = () => ok(p.result); });
  for (let lado = 4e6, n = 0; lado > 2e4; n++) {
    const trato = base.transaction('s', 'readwrite', {durability: 'strict'});
    trato.objectStore('s').put(crypto.getRandomValues(new Uint8Array(65536)).buffer, `x${n}`);
    const crudo = new Uint8Array(lado);
    for (let i = 0; i < lado; i += 65536) crypto.getRandomValues(crudo.subarray(i, Math.min(lado, i + 65536)));
    trato.objectStore('s').put(crudo.buffer, n);
    if (!await new Promise((ok) => { trato.oncomplete = () => ok(true); trato.onabort = () => ok(false); })) lado /= 2;
  }
  base.close();
}"""
VACIAR = "() => new Promise((ok) => { const p = indexedDB.deleteDatabase('lleno'); p.onsuccess = () => ok(); })"


def test_sin_senal_nada_se_pierde_aunque_maten_el_navegador_y_con_senal_cada_una_entra_una_vez(campo: Campo) -> None:
    hoja = campo.registrado()
    campo.senal(False)
    for n in range(3):
        campo.delante(n)
        campo.fotografiar(hoja, n)
        ver(hoja, f"li >> nth={n}", "Guardada en este teléfono")
    con_trabajador(hoja)
    ver(hoja, ".bandas", "3 fotos esperan señal")
    matar(campo.carpeta / "perfil")
    campo.apagar()
    campo.delante(3)
    hoja = campo.abrir().pages[0]
    hoja.goto(campo.receptor.base)  # there is no receiver: the page is the phone's own
    ver(hoja, ".bandas", "3 fotos esperan señal")
    campo.fotografiar(hoja, 3)
    veces: dict[str, int] = {}

    def primero_no(envio: str) -> tuple[int, dict[str, str]] | None:
        veces[envio] = veces.get(envio, 0) + 1
        return (503, {"codigo": "SIN_LISTA", "texto": ""}) if veces[envio] == 1 else None

    campo.receptor.otra = primero_no
    campo.senal(True)
    sync_api.expect(hoja.locator(".estado.recibida")).to_have_count(4, timeout=PLAZO_MS)
    assert len(campo.receptor.recibidas) == 4 and set(veces.values()) == {2}
    assert len({d["sha256"] for d, _ in campo.receptor.recibidas.values()}) == 4
    assert len(set(campo.receptor.cuerpos)) == 4  # what is signed is the same at each try
    assert campo.malos == []


def test_lo_final_se_dice_con_su_frase_y_lo_demas_se_intenta_otra_vez(campo: Campo) -> None:
    """A refusal of one does not hold the others; what is not the receiver's own JSON is no answer."""
    respuestas = [
        (425, {"codigo": "FASE", "texto": "Todavía no empieza el periodo."}),
        (200, {"portal": "Acepte los términos"}),
        (409, {"codigo": "CONTENIDO_DISTINTO", "texto": "Vale la primera que envió."}),
    ]
    campo.receptor.otra = lambda _: respuestas.pop(0) if respuestas else None
    hoja = campo.registrado()
    campo.fotografiar(hoja, 0)
    ver(hoja, "li:first-child .estado", "No procede")
    ver(hoja, "li:first-child .texto", "Vale la primera que envió.")
    assert len(campo.receptor.intentos) == 3 and not campo.receptor.recibidas
    campo.delante(1)
    campo.fotografiar(hoja, 1)
    ver(hoja, "li >> nth=1", "Recibida")


def test_el_centro_dice_lo_que_tiene_pide_otra_y_lo_aceptado_se_borra_al_cerrar(campo: Campo) -> None:
    hoja = campo.registrado()
    campo.fotografiar(hoja, 0)
    ver(hoja, "li:first-child .estado", "Recibida")
    ((envio, _),) = campo.receptor.recibidas.items()
    acta = campo.receptor.mias["casillas"][0]["actas"][0]
    campo.receptor.mias["envios"] = [
        {"envio": envio, "acta": acta["clave"], "estado": "aceptada", "motivo": "", "texto": ""}
    ]

    def poner(**cambios: object) -> None:
        acta.update(cambios)
        hoja.evaluate("dispatchEvent(new Event('online'))")

    poner(estado="aceptada", envio=envio)
    ver(hoja, "li:first-child .estado", "Aceptada")
    poner(estado="piden_otra", motivo="REDIGITALIZA", texto="Está borrosa. Tome otra foto.")
    ver(hoja, "li:first-child .texto", "Está borrosa")
    campo.delante(1)
    campo.fotografiar(hoja, 0)
    ver(hoja, "li:first-child .estado", "Recibida")
    segunda = next(d for e, (d, _) in campo.receptor.recibidas.items() if e != envio)
    assert segunda["reemplaza"] == envio
    poner(estado="acopiada", texto="El paquete ya llegó al consejo (INE/CCOE014/2018).")
    ver(hoja, "li:first-child .texto", "INE/CCOE014/2018")
    assert hoja.locator("li").first.get_by_role("button").count() == 0
    campo.receptor.mias["fase"] = "cerrado"
    poner()
    ver(hoja, ".bandas", "El proceso cerró")
    quedan = hoja.evaluate("import('./almacen.js').then((a) => a.envios()).then((e) => e.map((x) => x.envio))")
    assert quedan == [segunda["envio"]]  # the centre has not judged it: its only copy may be this one


def test_un_reloj_fuera_de_hora_se_dice_y_se_mide(campo: Campo) -> None:
    campo.receptor.adelanto_ms = 3_600_000
    hoja = campo.registrado()
    ver(hoja, ".bandas", "El reloj de este teléfono va 60 minutos atrasado")
    campo.fotografiar(hoja, 0)
    ver(hoja, "li:first-child .estado", "Recibida")
    ((dicho, _),) = campo.receptor.recibidas.values()
    assert all(abs(dicho[c] - 3_600_000) < 3_000 for c in ("desfase_ms", "desfase_toma_ms"))


def test_la_segunda_pestana_lo_dice_y_ninguna_envia_dos_veces(campo: Campo) -> None:
    hoja = campo.registrado()
    otra = hoja.context.new_page()
    otra.goto(campo.receptor.base)
    ver(otra, ".bandas", "abierto en otra pestaña")
    campo.senal(False)
    campo.fotografiar(hoja, 0)
    campo.senal(True)
    for una in (hoja, otra) * 3:
        una.evaluate("dispatchEvent(new Event('online'))")
    ver(otra, "li:first-child .estado", "Recibida")
    ver(hoja, "li:first-child .estado", "Recibida")
    assert len(campo.receptor.intentos) == 1
    hoja.close()
    sync_api.expect(otra.locator(".bandas").first).not_to_contain_text("otra pestaña", timeout=PLAZO_MS)


@contextmanager
def chico(carpeta: Path, mib: int) -> Iterator[None]:
    """A disk of so many MiB; skipped where it cannot be mounted."""
    carpeta.mkdir()
    if os.geteuid() != 0 or sys.platform != "linux":
        pytest.skip("hace falta root para montar un disco chico")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={mib}m", "tmpfs", carpeta], capture_output=True).returncode:
        pytest.skip("aquí no se puede montar un disco chico")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", carpeta], check=True)


def test_con_el_telefono_lleno_dice_que_no_se_guardo_y_despues_guarda_la_misma(campo: Campo) -> None:
    with chico(campo.carpeta / "perfil", 60):
        hoja = campo.registrado()
        hoja.locator("li").first.get_by_role("button").click()
        campo.tomar(hoja)
        hoja.evaluate(LLENAR)
        hoja.get_by_role("button", name="Sí, es ésta: guardar").click()
        ver(hoja, "#aviso", "El teléfono está lleno")
        hoja.evaluate(VACIAR)
        hoja.get_by_role("button", name="Guardar").click()
        ver(hoja, "li:first-child .estado", "Recibida")
        campo.apagar()


def nueva_version(campo: Campo) -> None:
    """Another page at the receiver: other words, and a base with one more step."""
    otra = campo.carpeta / "otra"
    shutil.copytree(RECURSOS / "casilla", otra)
    for nombre, antes, despues in (
        ("pantallas/lista.js", '"Mis casillas"', '"Mis casillas (nueva)"'),
        ("almacen.js", "const PASOS = [", 'const PASOS_NUEVOS = [(b) => b.createObjectStore("mas")];\nconst PASOS = ['),
        ("almacen.js", "PASOS.length", "PASOS.concat(PASOS_NUEVOS).length"),
        ("almacen.js", "PASOS.slice", "PASOS.concat(PASOS_NUEVOS).slice"),
    ):
        texto = (otra / nombre).read_text(encoding="utf-8")
        assert antes in texto
        (otra / nombre).write_text(texto.replace(antes, despues), encoding="utf-8")
    (otra / "version.js").write_text(version(otra), encoding="utf-8")
    campo.receptor.pagina = otra


def buscar_version(hoja: "Page") -> str:
    """What became of the new worker that the page found: it waits, or it was thrown away."""
    return str(
        hoja.evaluate("""() => navigator.serviceWorker.getRegistration().then((r) => r.update()).then((r) => {
      if (!r.installing) return r.waiting ? 'installed' : 'ninguno';
      return new Promise((ok) => { r.installing.onstatechange = (e) => ok(e.target.state); }); })""")
    )


def con_trabajador(hoja: "Page") -> None:
    """The page is kept on the phone and answers by itself from now on."""
    hoja.evaluate("""() => navigator.serviceWorker.controller ??
      new Promise((ok) => { navigator.serviceWorker.oncontrollerchange = ok; }).then(() => 1)""")


def test_una_version_nueva_no_toma_una_pagina_con_foto_abierta_y_la_cola_sigue(campo: Campo) -> None:
    hoja = campo.registrado()
    con_trabajador(hoja)
    campo.receptor.otra = lambda _: (503, {"codigo": "SIN_LISTA", "texto": ""})
    campo.fotografiar(hoja, 0)
    hoja.locator("li").nth(1).get_by_role("button").click()
    campo.tomar(hoja)
    nueva_version(campo)
    otra = hoja.context.new_page()
    otra.goto(campo.receptor.base)
    assert buscar_version(otra) == "installed"
    otra.get_by_role("button", name="Actualizar").click()
    ver(otra, "#aviso", "Termine la foto")
    otra.close()
    hoja.get_by_role("button", name="Sí, es ésta: guardar").click()
    ver(hoja, "h1", "Mis casillas")
    assert hoja.inner_text("h1") == "Mis casillas"
    hoja.get_by_role("button", name="Actualizar").click()
    ver(hoja, "h1", "Mis casillas (nueva)")
    ver(hoja, ".bandas", "2 fotos esperan")
    campo.receptor.otra = lambda _: None
    sync_api.expect(hoja.locator(".estado.recibida")).to_have_count(2, timeout=PLAZO_MS)
    campo.senal(False)
    hoja.reload()
    ver(hoja, "h1", "Mis casillas (nueva)")


def test_la_version_escrita_es_la_de_los_archivos_y_una_mezcla_no_se_instala(campo: Campo) -> None:
    assert (RECURSOS / "casilla" / "version.js").read_text(encoding="utf-8") == version(), "corra «make pagina»"
    hoja = campo.registrado()
    con_trabajador(hoja)
    nueva_version(campo)
    (campo.receptor.pagina / "textos.js").write_text("export const nada = 1;", encoding="utf-8")
    assert buscar_version(hoja) == "redundant"
    campo.senal(False)
    hoja.reload()
    ver(hoja, "h1", "Mis casillas")
