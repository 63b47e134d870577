// The camera: opened, looked through and closed; and what to say to who holds it.
import { esNitida, hayLuz, legible, luzDe } from "./calidad.js";
import { deRgba } from "./gris.js";
import { areaDe, completas, faltantes, hallarMarcas } from "./marcas.js";

const LADO = 800; // px at which a live frame is looked at
const SOBRADO = 2400; // px of a frame from which a full still would add nothing
const HOJA = 1.06; // its width, in distances between two marks
const PARTE = 0.4; // of the frame, that the sheet must fill between its marks
const REPOSO_MS = 700; // between two tries at the camera
export const MUDA_MS = 10_000; // without an answer of the camera, or of who must allow it: what can be done is said
const QUIETO = 0.012, FIRME_MS = 500; // of the frame's long side that a mark may move between looks; for how long
const lienzo = () => document.createElement("canvas");

const pedirFlujo = () => navigator.mediaDevices.getUserMedia({
  audio: false,
  video: { facingMode: { ideal: "environment" }, width: { ideal: 4096 }, height: { ideal: 3072 } },
});

// `sigue` says whether it is still wanted: a camera may answer after another try, or after he went back. Then null.
export async function abrirCamara(video, sigue) {
  soltar(video);
  // Closed a moment ago, some are not free yet; a refusal is not asked again.
  const flujo = await pedirFlujo().catch(async (error) => {
    if (error.name === "NotAllowedError") throw error;
    await new Promise((listo) => setTimeout(listo, REPOSO_MS));
    return pedirFlujo();
  });
  if (!sigue()) return void apagar(flujo);
  const [pista] = flujo.getVideoTracks();
  video.srcObject = flujo;
  await video.play();
  if (!sigue()) return void apagar(flujo);
  return { pista, linterna: pista.getCapabilities?.().torch ? (si) => pista.applyConstraints({ advanced: [{ torch: si }] }) : null };
}

const apagar = (flujo) => flujo?.getTracks().forEach((t) => t.stop());

export function soltar(video) {
  apagar(video.srcObject);
  video.srcObject = null;
}

// The full still where the browser gives one and the frame is small; else the frame that is seen.
export async function tomar(video, pista) {
  const cuadro = lienzo();
  Object.assign(cuadro, { width: video.videoWidth, height: video.videoHeight });
  cuadro.getContext("2d").drawImage(video, 0, 0);
  if (Math.max(cuadro.width, cuadro.height) < SOBRADO && "ImageCapture" in globalThis) {
    try {
      const foto = await antesDe(2500, new ImageCapture(pista).takePhoto()), mapa = await createImageBitmap(foto);
      if (mapa.width * mapa.height > cuadro.width * cuadro.height) return { fuente: mapa, como: "foto" };
    } catch {
      // Some phones say that they can and then cannot: the frame that was seen is there.
    }
  }
  return { fuente: cuadro, como: "video" };
}

const antesDe = (ms, promesa) => Promise.race([promesa, new Promise((_, mal) => setTimeout(mal, ms, new Error("tarda")))]);

// Looks at the live picture; `mirar()` gives its marks and light, of a long side of LADO.
export function mirador(video) {
  const chico = lienzo(), pincel = chico.getContext("2d", { willReadFrequently: true });
  return () => {
    const escala = LADO / Math.max(video.videoWidth, video.videoHeight);
    const ancho = Math.round(video.videoWidth * escala), alto = Math.round(video.videoHeight * escala);
    if (chico.width !== ancho || chico.height !== alto) Object.assign(chico, { width: ancho, height: alto });
    pincel.drawImage(video, 0, 0, ancho, alto);
    const gris = deRgba(pincel.getImageData(0, 0, ancho, alto).data, ancho, alto);
    const marcas = hallarMarcas(gris), luz = luzDe(gris);
    // Asked last of all, and only of a whole acta: it costs as much as finding half of the marks.
    return { ancho, alto, veces: 1 / escala, marcas, luz, nitida: completas(marcas) && esNitida(gris, luz) };
  };
}

// What to say of each look, and whether all has held for half a second. `fuente`: the long side of what would be taken.
export function guia() {
  let antes = null, desde = null;
  return (vista, ms) => {
    const frase = reparo(vista), quieta = antes && !frase && movida(antes, vista) < QUIETO * LADO;
    antes = vista.marcas;
    if (!quieta) desde = null;
    else desde ??= ms;
    return { frase: frase || (desde === null ? "Sosténgalo quieto." : "Quieto…"), lista: desde !== null && ms - desde >= FIRME_MS };
  };
}

function reparo({ ancho, alto, veces, marcas, luz, nitida }) {
  if (!hayLuz(luz)) return "Hay poca luz. Busque luz o encienda la linterna.";
  if (!marcas.some(Boolean)) return "Ponga el acta completa en el recuadro.";
  if (!completas(marcas)) return `Falta la esquina ${faltantes(marcas).join(" y la ")}.`;
  const hoja = Math.max(...[[0, 1], [0, 2]].map(([i, j]) => Math.hypot(marcas[i][0] - marcas[j][0], marcas[i][1] - marcas[j][1])));
  if (areaDe([0, 1, 3, 2].map((i) => marcas[i])) < PARTE * ancho * alto || !legible(hoja * veces * HOJA)) {
    return (Math.abs(marcas[1][0] - marcas[0][0]) > Math.abs(marcas[1][1] - marcas[0][1])) === (ancho > alto)
      ? "Acérquese." : "Gire el teléfono: el acta va a lo largo.";
  }
  return nitida ? "" : "Sosténgalo quieto.";
}

const movida = (antes, { marcas }) =>
  Math.max(...marcas.map((p, i) => (p && antes[i] ? Math.hypot(p[0] - antes[i][0], p[1] - antes[i][1]) : p || antes[i] ? Infinity : 0)));
