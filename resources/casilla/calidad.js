// Judges whether an acta can be captured from its picture, by the same measures as the CATD (prep/devices/calidad.py).
import { porVecinos } from "./gris.js";
import { ALTO, ANCHO, areaDe, completas } from "./marcas.js";

const LADO_LEGIBLE = 1400, FILAS = 2, COLUMNAS = 3;
const NITIDA = 0.29, BORROSA = 0.17, PAPEL_MIN = 90, CONTRASTE_MIN = 60, VECINOS = 53, TINTA = 0.62;
const EN_BLANCO = 0.002, TRASLUZ = 28, PARTE_MIN = 0.45, FIRME = 0.3;
const REPETIR = ["BLANCA", "OSCURA", "BORROSA", "CHICA"];
const VISTA = [1300, 840]; // px at which a picture is judged: half of the plan

// What is wrong with a picture, gravest first, and whether it cannot be used at all. `vista`: it at 1,300 px, straightened
// where its marks are complete; `pagina`: its own size.
export function juzgar(pagina, marcas, vista) {
  const medida = medir(vista), motivos = [];
  if (medida.papel < PAPEL_MIN) motivos.push("OSCURA");
  else if (medida.contraste < TRASLUZ && tinta(vista) < EN_BLANCO) return { motivos: ["BLANCA"], repetir: true, ...medida };
  else if (medida.contraste < CONTRASTE_MIN) motivos.push("OSCURA");
  if (Math.max(pagina.ancho, pagina.alto) < LADO_LEGIBLE) motivos.push("CHICA");
  if (medida.nitidez < BORROSA) motivos.push("BORROSA");
  if (!completas(marcas)) motivos.push(marcas.some(Boolean) ? "CORTADA" : "SIN_MARCAS");
  else if (areaDe([0, 1, 3, 2].map((i) => marcas[i])) < PARTE_MIN * pagina.ancho * pagina.alto) motivos.push("SUELTA");
  if (medida.nitidez >= BORROSA && medida.nitidez < NITIDA) motivos.push("ALGO_BORROSA");
  return { motivos, repetir: motivos.some((m) => REPETIR.includes(m)), ...medida };
}

function medir(vista) {
  const { papel, contraste } = luzDe(vista);
  return { papel, contraste, nitidez: nitidezDe(vista, contraste) };
}

// The light of a frame, and whether it is sharp, to guide while there is no picture yet.
export const luzDe = (vista) => luz(cuentas(vista, 0, 0, vista.ancho, vista.alto));
export const hayLuz = ({ papel, contraste }) => papel >= PAPEL_MIN && contraste >= CONTRASTE_MIN;
export const esNitida = (vista, { contraste }) => nitidezDe(vista, contraste) >= NITIDA;
export const legible = (lado) => lado >= LADO_LEGIBLE;

function tinta(vista) {
  let cuanta = 0;
  porVecinos(vista, VECINOS, (y, sumas, cuantos) => {
    for (let x = 0, i = y * vista.ancho; x < vista.ancho; x++, i++) if (vista.px[i] * cuantos[x] < sumas[x] * TINTA) cuanta++;
  });
  return cuanta / vista.px.length;
}

function cuentas({ ancho, px }, x0, y0, x1, y1) {
  const veces = new Int32Array(256);
  for (let y = y0; y < y1; y++) for (let i = y * ancho + x0, fin = y * ancho + x1; i < fin; i++) veces[px[i]]++;
  return veces;
}

function percentil(veces, cuanto) {
  let total = 0, lleva = 0;
  for (const v of veces) total += v;
  for (let i = 0; i < 256; i++) if ((lleva += veces[i]) >= total * cuanto / 100) return i;
  return 255;
}

function luz(veces) {
  const papel = percentil(veces, 60);
  return { papel, contraste: papel - percentil(veces, 1) };
}

// How sharp the worst part is, in its worst direction: a shaken picture is sharp along the shake.
function nitidezDe(vista, contraste) {
  const { ancho, alto, px } = vista;
  let peor = 1;
  for (let i = 0; i < FILAS; i++) {
    for (let j = 0; j < COLUMNAS; j++) {
      const y0 = Math.floor(i * alto / FILAS), y1 = Math.floor((i + 1) * alto / FILAS) - 2;
      const x0 = Math.floor(j * ancho / COLUMNAS), x1 = Math.floor((j + 1) * ancho / COLUMNAS) - 2;
      const suyo = luz(cuentas(vista, x0, y0, x1, y1)).contraste;
      if (suyo < Math.max(contraste * FIRME, 8)) continue;
      const lado = new Int32Array(256), abajo = new Int32Array(256);
      for (let y = y0; y < y1; y++) {
        for (let k = y * ancho + x0, fin = y * ancho + x1; k < fin; k++) {
          lado[Math.abs(px[k] - px[k + 2])]++;
          abajo[Math.abs(px[k] - px[k + 2 * ancho])]++;
        }
      }
      peor = Math.min(peor, Math.min(percentil(lado, 99.5), percentil(abajo, 99.5)) / 2 / suyo);
    }
  }
  return peor;
}

// The sheet as the plan has it, at half its size: each pixel is the mean of four of the plan's.
export function enderezar(gris, marcas, modelo) {
  const h = homografia(modelo, marcas), [ancho, alto] = VISTA, px = new Uint8Array(ancho * alto);
  for (let y = 0; y < alto; y++) {
    for (let x = 0; x < ancho; x++) {
      let suma = 0;
      for (let k = 0; k < 4; k++) suma += muestra(gris, h, 2 * x + (k & 1), 2 * y + (k >> 1));
      px[y * ancho + x] = suma / 4 + 0.5;
    }
  }
  return { ancho, alto, px };
}

function muestra({ ancho, alto, px }, h, x, y) {
  const w = h[6] * x + h[7] * y + 1;
  const u = Math.min(Math.max((h[0] * x + h[1] * y + h[2]) / w, 0), ancho - 1.001);
  const v = Math.min(Math.max((h[3] * x + h[4] * y + h[5]) / w, 0), alto - 1.001);
  const ui = u | 0, vi = v | 0, fu = u - ui, fv = v - vi, i = vi * ancho + ui;
  return (px[i] * (1 - fu) + px[i + 1] * fu) * (1 - fv) + (px[i + ancho] * (1 - fu) + px[i + ancho + 1] * fu) * fv;
}

// The eight numbers that take four points of the plan to four of the picture (Gauss and Jordan, with the greatest pivot).
export function homografia(de, a) {
  const filas = [];
  de.forEach(([x, y], i) => {
    const [u, v] = a[i];
    filas.push([x, y, 1, 0, 0, 0, -u * x, -u * y, u], [0, 0, 0, x, y, 1, -v * x, -v * y, v]);
  });
  for (let i = 0; i < 8; i++) {
    let mayor = i;
    for (let f = i + 1; f < 8; f++) if (Math.abs(filas[f][i]) > Math.abs(filas[mayor][i])) mayor = f;
    [filas[i], filas[mayor]] = [filas[mayor], filas[i]];
    filas[i] = filas[i].map((v) => v / filas[i][i]);
    for (let o = 0; o < 8; o++) if (o !== i) filas[o] = filas[o].map((v, k) => v - filas[o][i] * filas[i][k]);
  }
  return filas.map((f) => f[8]);
}

// Where the four corners of the sheet are on the picture, clockwise from the top left.
export function esquinasDe(marcas, modelo) {
  const h = homografia(modelo, marcas);
  return [[0, 0], [ANCHO, 0], [ANCHO, ALTO], [0, ALTO]].map(([x, y]) => {
    const w = h[6] * x + h[7] * y + 1;
    return [(h[0] * x + h[1] * y + h[2]) / w, (h[3] * x + h[4] * y + h[5]) / w];
  });
}
