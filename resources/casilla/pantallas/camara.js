// The shot: the live picture says what is missing and takes itself when all holds, or when the button is touched.
import { poner, quitar } from "../almacen.js";
import { boton, decir, impresa, mostrar, nodo } from "../dom.js";
import { CAMARA_CERRADA, CAMARA_MUDA, sinCamara } from "../textos.js";
import { abrirCamara, guia, mirador, MUDA_MS, soltar, tomar } from "../toma.js";

const MIRAR = 60; // ms of rest between two looks

// Gives what was taken, {fuente, como, ms, posicion}, or null when he goes back. `conLugar`: whether place is wanted.
export function pantallaDeCamara(acta, casilla, conLugar) {
  return new Promise((entregar) => {
    const video = nodo("video", { muted: true, playsinline: true, "aria-label": "Lo que ve la cámara" });
    const frase = nodo("p", { class: "frase", role: "status" }, "Abriendo la cámara…");
    const archivo = nodo("input", { type: "file", accept: "image/*", capture: "environment", class: "oculto", "aria-label": "Otra cámara" });
    let camara = null, viva = true, posicion = null, intento = 0;
    const acabar = async (toma) => {
      if (!viva) return;
      viva = false;
      soltar(video);
      document.body.classList.remove("tomando");
      decir("");
      if (!toma) await quitar("toma");
      entregar(toma && { posicion, ...toma });
    };
    const disparar = async () => {
      if (!viva || !camara || obturador.disabled) return;
      obturador.disabled = true;
      const ms = Date.now();
      navigator.vibrate?.(60);
      acabar({ ms, ...(await tomar(video, camara.pista)) });
    };
    archivo.addEventListener("change", async () => {
      const [cual] = archivo.files;
      if (!cual) return;
      try {
        acabar({ ms: Date.now(), fuente: await createImageBitmap(cual), como: "archivo" });
      } catch {
        frase.textContent = "Ese archivo no es una foto. Tómela otra vez.";
      }
    });
    const linterna = boton("Linterna", () => {
      const si = linterna.getAttribute("aria-pressed") !== "true";
      camara.linterna(si);
      linterna.setAttribute("aria-pressed", `${si}`);
    }, "otro");
    const obturador = boton("Tomar foto", disparar, "grande");
    const reintentar = boton("Reintentar", () => abrir(), "otro");
    linterna.hidden = reintentar.hidden = obturador.disabled = true;
    const sinElla = (dicho) => {
      camara = null;
      obturador.disabled = linterna.hidden = true;
      frase.textContent = dicho;
      reintentar.hidden = false;
    };
    const abrir = async () => {
      const este = ++intento, sigue = () => viva && este === intento;
      reintentar.hidden = true;
      frase.textContent = "Abriendo la cámara…";
      const tarda = setTimeout(() => sigue() && sinElla(CAMARA_MUDA), MUDA_MS);
      try {
        camara = await abrirCamara(video, sigue);
      } catch (error) {
        if (sigue()) sinElla(sinCamara(error));
        return;
      } finally {
        clearTimeout(tarda);
      }
      if (!camara) return; // he went back meanwhile, or tried again
      obturador.disabled = false;
      linterna.hidden = !camara.linterna;
      reintentar.hidden = true;
      // A call, or another application, may take it away.
      camara.pista.addEventListener("ended", () => sigue() && (intento++, sinElla(CAMARA_CERRADA)));
      if (conLugar) lugar().then((donde) => (posicion = donde));
      mirarSiempre(video, frase, sigue, disparar);
    };
    document.body.classList.add("tomando");
    mostrar(
      nodo("h1", {}, `${acta.codigo} · `, ...impresa(acta)),
      nodo("p", { class: "cual" }, `Sección ${casilla.seccion} · ${casilla.nombre}`),
      nodo("div", { class: "visor" }, video, frase),
      nodo("div", { class: "abajo" }, linterna, reintentar, boton("Otra cámara", () => archivo.click(), "otro"),
        boton("Regresar", () => acabar(null), "otro"), obturador),
      archivo,
    );
    // Kept before any camera opens: a phone short of memory may drop the page behind its own camera.
    poner("toma", { clave: acta.clave, ms: Date.now() }).then(abrir, abrir);
    addEventListener("popstate", () => acabar(null), { once: true });
  });
}

async function mirarSiempre(video, frase, sigue, disparar) {
  const mirar = mirador(video), guiar = guia();
  while (sigue()) {
    if (video.videoWidth) {
      const { frase: dicha, lista } = guiar(mirar(), performance.now());
      if (frase.textContent !== dicha) frase.textContent = dicha;
      if (lista) return void disparar();
    }
    await new Promise((listo) => setTimeout(listo, MIRAR));
  }
}

// Where the phone is; it is asked when the camera opens, and the shot does not wait for it.
function lugar() {
  return new Promise((listo) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords: c }) => listo({ latitud: c.latitude, longitud: c.longitude, precision_m: Math.min(c.accuracy, 100_000) }),
      () => listo(null),
      { timeout: 20_000, maximumAge: 300_000 },
    );
  });
}
