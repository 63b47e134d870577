// From what the camera gave to what is sent: upright, cut to the sheet, grey, within size and weight, and judged.
import { enderezar, esquinasDe, homografia, juzgar } from "./calidad.js";
import { deRgba, reducir } from "./gris.js";
import { limpiar } from "./jpeg.js";
import { huella } from "./llave.js";
import { completas, faltantes, hallarMarcas, MODELO } from "./marcas.js";

const LADO_MAX = 2600, BYTES_MAX = 250_000, BUSCA = 1300, MARGEN = 0.02;
const CALIDADES = [0.6, 0.5, 0.42, 0.34, 0.28, 0.22, 0.16, 0.1], REDUCCION = 0.8;

export function lienzoDe(ancho, alto) {
  return Object.assign(document.createElement("canvas"), { width: Math.round(ancho), height: Math.round(alto) });
}

// `fuente`: a bitmap or a canvas. Gives the JPEG, its SHA-256, where its marks are and what is wrong with it.
export async function preparar(fuente) {
  const marcas = marcasDe(fuente), corte = cortar(fuente, marcas);
  const lienzo = lienzoDe(corte.ancho, corte.alto), pincel = lienzo.getContext("2d", { willReadFrequently: true });
  pincel.imageSmoothingQuality = "high";
  pincel.setTransform(...corte.matriz);
  pincel.drawImage(fuente, 0, 0);
  const gris = engrisar(pincel, lienzo), suyas = marcas.map((p) => p && mover(corte.matriz, p));
  const vista = completas(suyas) ? enderezar(gris, suyas, MODELO) : reducir(gris, BUSCA);
  const juicio = juzgar(gris, suyas, vista), jpeg = await codificar(lienzo);
  return { jpeg, sha256: await huella(jpeg), marcas: suyas, faltan: faltantes(suyas), juicio, lienzo };
}

function marcasDe(fuente) {
  const escala = Math.min(1, BUSCA / Math.max(fuente.width, fuente.height));
  const lienzo = lienzoDe(fuente.width * escala, fuente.height * escala), pincel = lienzo.getContext("2d", { willReadFrequently: true });
  pincel.imageSmoothingQuality = "high";
  pincel.drawImage(fuente, 0, 0, lienzo.width, lienzo.height);
  const { data } = pincel.getImageData(0, 0, lienzo.width, lienzo.height);
  return hallarMarcas(deRgba(data, lienzo.width, lienzo.height)).map((p) => p && p.map((v) => v / escala));
}

// How the source is turned by quarters, cut to the sheet and made smaller: a canvas' transform and the size of what comes.
function cortar(fuente, marcas) {
  let caja = [0, 0, fuente.width, fuente.height];
  if (completas(marcas)) {
    const esquinas = esquinasDe(marcas, MODELO), xs = esquinas.map((p) => p[0]), ys = esquinas.map((p) => p[1]);
    const mas = MARGEN * Math.hypot(esquinas[1][0] - esquinas[0][0], esquinas[1][1] - esquinas[0][1]);
    caja = [Math.max(0, Math.min(...xs) - mas), Math.max(0, Math.min(...ys) - mas),
      Math.min(fuente.width, Math.max(...xs) + mas), Math.min(fuente.height, Math.max(...ys) + mas)];
  }
  const [x0, y0, x1, y1] = caja, w = x1 - x0, h = y1 - y0, escala = Math.min(1, LADO_MAX / Math.max(w, h));
  const vueltas = vueltasDe(marcas), c = [1, 0, -1, 0][vueltas] * escala, s = [0, 1, 0, -1][vueltas] * escala;
  const ancho = Math.round((vueltas % 2 ? h : w) * escala), alto = Math.round((vueltas % 2 ? w : h) * escala);
  const cx = (x0 + x1) / 2, cy = (y0 + y1) / 2; // x' = c·x + s·y, y' = −s·x + c·y, about the middle
  return { ancho, alto, matriz: [c, -s, s, c, ancho / 2 - c * cx - s * cy, alto / 2 + s * cx - c * cy] };
}

// How many quarters the sheet is turned clockwise, by two of its marks.
function vueltasDe(marcas) {
  const [i, j] = [[0, 1], [2, 3], [0, 2], [1, 3]].find(([a, b]) => marcas[a] && marcas[b]) ?? [];
  if (i === undefined) return 0;
  const visto = Math.atan2(marcas[j][1] - marcas[i][1], marcas[j][0] - marcas[i][0]);
  const plano = Math.atan2(MODELO[j][1] - MODELO[i][1], MODELO[j][0] - MODELO[i][0]);
  return (Math.round((visto - plano) / (Math.PI / 2)) + 8) % 4;
}

const mover = ([a, b, c, d, e, f], [x, y]) => [a * x + c * y + e, b * x + d * y + f];

function engrisar(pincel, { width, height }) {
  const imagen = pincel.getImageData(0, 0, width, height), gris = deRgba(imagen.data, width, height);
  for (let i = 0, j = 0; i < gris.px.length; i++, j += 4) {
    imagen.data[j] = imagen.data[j + 1] = imagen.data[j + 2] = gris.px[i];
    imagen.data[j + 3] = 255;
  }
  pincel.setTransform(1, 0, 0, 1, 0, 0);
  pincel.putImageData(imagen, 0, 0);
  return gris;
}

// The first quality that fits; a smaller picture when not even the last one does.
async function codificar(lienzo) {
  for (const calidad of CALIDADES) {
    const hecha = await new Promise((listo) => lienzo.toBlob(listo, "image/jpeg", calidad));
    if (!hecha) throw new Error("no hay memoria para la imagen");
    if (hecha.size <= BYTES_MAX + 1000) {
      const limpia = limpiar(await hecha.arrayBuffer());
      if (limpia.byteLength <= BYTES_MAX) return limpia;
    }
  }
  const chico = lienzoDe(lienzo.width * REDUCCION, lienzo.height * REDUCCION), pincel = chico.getContext("2d");
  pincel.drawImage(lienzo, 0, 0, chico.width, chico.height);
  return codificar(chico);
}

// What the acta says of itself (code, title, section, casilla), enlarged to `ancho` px; the whole when it cannot be told.
export function enlargada({ lienzo, marcas }, ancho) {
  let [x, y, w, h] = [0, 0, lienzo.width, lienzo.height];
  if (completas(marcas)) {
    const m = homografia(MODELO, marcas), de = [[66, 66], [866, 66], [866, 850], [66, 850]].map(([u, v]) => {
      const d = m[6] * u + m[7] * v + 1;
      return [(m[0] * u + m[1] * v + m[2]) / d, (m[3] * u + m[4] * v + m[5]) / d];
    });
    x = Math.max(0, Math.min(...de.map((p) => p[0])));
    y = Math.max(0, Math.min(...de.map((p) => p[1])));
    w = Math.min(lienzo.width, Math.max(...de.map((p) => p[0]))) - x;
    h = Math.min(lienzo.height, Math.max(...de.map((p) => p[1]))) - y;
  }
  const pieza = lienzoDe(ancho, ancho * h / w);
  pieza.getContext("2d").drawImage(lienzo, x, y, w, h, 0, 0, pieza.width, pieza.height);
  return pieza;
}
